"""What a whole column says about its cells: whether its dates are month first, what a cross means, which programmes there are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from artsrx.domain.names import fold
from artsrx.exchange.consent_marks import Legend, legend_of
from artsrx.exchange.fields import Field
from artsrx.exchange.reading import Cell

NUMBERED_DATE = re.compile(r"^\s*(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?=\D|$)(.*)$", re.DOTALL)
"""A date in numbers: first, sign, second, year, and what follows."""
_DATES = (Field.BORN, Field.RECEIVED)
_ENOUGH = 2


class DateOrder(StrEnum):
    """In which order a column of dates was written."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"
    TURNED = "turned by a spreadsheet"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """By the column's place (from 0): the order of its dates, and the legend of its marks; and all programmes, folded."""

    orders: dict[int, DateOrder] = field(default_factory=dict)
    legends: dict[int, Legend] = field(default_factory=dict)
    programmes: frozenset[str] = frozenset()


def column_facts(columns: Sequence[Field | None], rows: Iterable[Sequence[Cell]]) -> ColumnFacts:
    """The facts of a list: its rows under these columns."""
    cells: dict[int, list[Cell]] = {place: [] for place, one in enumerate(columns) if one is not None}
    for row in rows:
        for place, cell in enumerate(row[: len(columns)]):
            if place in cells and cell not in ("", None):
                cells[place].append(cell)
    marked = (Field.TELL_PRACTICE, Field.TELL_REFERRER)
    named = (str(cell) for place, held in cells.items() if columns[place] is Field.PROGRAMME for cell in held)
    return ColumnFacts(
        {place: date_order(held) for place, held in cells.items() if columns[place] in _DATES},
        {place: legend_of(map(str, held)) for place, held in cells.items() if columns[place] in marked},
        frozenset(fold(name) for name in named),
    )


def date_order(cells: Iterable[Cell]) -> DateOrder:
    """How the dates of a column were written, by those of them that can be read in one way only."""
    texts = [found for cell in cells if isinstance(cell, str) and (found := NUMBERED_DATE.match(cell))]
    days = sum(int(found[1]) > 12 >= int(found[3]) for found in texts)
    months = sum(int(found[3]) > 12 >= int(found[1]) for found in texts)
    if months:
        return DateOrder.MIXED if days else DateOrder.MONTH_FIRST
    real = [cell for cell in cells if isinstance(cell, (date, datetime))]
    turned = len(real) >= _ENOUGH <= days == len(texts) and all(cell.day <= 12 for cell in real)
    return DateOrder.TURNED if turned else DateOrder.DAY_FIRST
