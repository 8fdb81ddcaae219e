"""What a column without a known heading may hold, judged by its cells: evidence, never proof, and so always doubted."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from artsrx.domain.dates import read_date
from artsrx.domain.identifiers import digits_of, read_nhs_number, read_phone, read_postcode
from artsrx.exchange.captions import names_nobody
from artsrx.exchange.fields import WHO, Field
from artsrx.exchange.reading import Cell

_SHARE = 7
"""So many of ten cells must fit."""
_GROWN_UP = 16
_DIALLED = re.compile(r"^\+?\(?(?:0|44|\+44)[\d ()./-]+$")


def by_contents(
    cells: Sequence[Cell], taken: Sequence[Field | None], today: date, *, titled: bool, rows: int
) -> Field | None:
    """The field that most cells fit, if no column holds it yet; `titled` columns are about something else more often.

    `rows` says how many rows there are: a column of names is filled in most of them.
    """
    tests: tuple[tuple[Field, bool, Callable[[Cell], bool]], ...] = (
        (Field.NHS_NUMBER, True, lambda cell: bool(read_nhs_number(cell).value)),
        (Field.EMAIL, True, lambda cell: isinstance(cell, str) and bool(re.fullmatch(r"\S+@\S+\.\S+", cell.strip()))),
        (Field.PHONE, True, looks_dialled),
        (Field.POSTCODE, True, lambda cell: isinstance(cell, str) and " " in cell and not read_postcode(cell).doubt),
        # Under a heading of its own a date may be anything: a start, a phone call.
        (Field.BORN, False, lambda cell: _is_date(cell, today, old=True)),
        (Field.RECEIVED, False, lambda cell: _is_date(cell, today, old=False)),
        (Field.NAME, True, is_name),
    )
    enough = len(cells) > (0 if not titled and not any(taken) else 1)
    for field, under_a_heading, test in tests:
        if field in taken or (titled and not under_a_heading) or not enough:
            continue
        if field is Field.NAME and (any(one in WHO for one in taken) or len(cells) * 2 < rows):
            continue
        if sum(map(test, cells)) * 10 >= len(cells) * _SHARE:
            return field
    return None


def looks_dialled(cell: Cell) -> bool:
    """Whether a cell is surely a telephone number: written as one is dialled, or a mobile that lost its zero."""
    found = read_phone(cell)
    if not found.value or found.doubt or found.aside:
        return False
    written = digits_of(cell)
    return bool(_DIALLED.match(written)) or bool(re.fullmatch(r"7\d{9}", written))


def _is_date(cell: Cell, today: date, *, old: bool) -> bool:
    """Whether a cell is written as a date, old enough to be a birth date or not; a bare number is none."""
    if isinstance(cell, str) and not re.search(r"\d[/. -]|[a-z]{3}", cell, re.IGNORECASE):
        return False
    if not isinstance(cell, (str, date, datetime)):
        return False
    value = read_date(cell, today=today).value
    return value is not None and (today.year - value.year >= _GROWN_UP) == old


def is_name(cell: Cell) -> bool:
    """Whether a cell may be a person's whole name: two to four words with capitals, none of which names a thing."""
    if (
        not isinstance(cell, str)
        or len(cell) > 50
        or not re.fullmatch(r"[^\d@:;!?]*[^\W\d_][^\d@:;!?]*", cell)
        or names_nobody(cell)
    ):
        return False
    words = [word for word in re.split(r"[\s,]+", cell.strip()) if word]
    capitals = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 4 and capitals >= 2
