"""Where the list is: which sheet, which row holds the headings, which rows are people and which are totals and dividers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.exchange.columns import Field, guessed_columns, heading_field
from artsrx.exchange.reading import Cell, Sheet, Sheets
from artsrx.records.imports.incoming import LeftOut

LOOKED_AT = 40
"""Headings stand within the first rows of a sheet."""
SAMPLE = 200

_WHO = (Field.NAME, Field.GIVEN, Field.FAMILY)
_TOTAL = re.compile(
    r"^(?:(?:grand|sub|running|overall) ?)?totals?\b|^sum$|^count$|^number of (?:people|referrals)|^visitors?\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\W*[-=_*#~.•—–+<>]{2,}.*[-=_*#~.•—–+<>]{2,}\W*$|^[\W_]+$")
_DIVIDER = re.compile(
    r"\b(?:break|holidays?|half ?term|term|closed|waiting list|finished|completed|declined|archive|old|new|"
    r"spring|summer|autumn|winter|christmas|easter|quarter|q[1-4]|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b"
)
_WORDS_LIKE = 40


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is to be read: the sheet's place, the row of headings (from 0; None for none), and a field per column.

    The guess is one of these; the user's own choice is another (`with_column`).
    """

    sheet: int
    header: int | None
    columns: tuple[Field | None, ...]

    def with_column(self, place: int, field: Field | None) -> "Mapping":
        """The same mapping with column `place` (from 0) brought in as `field`, or not at all."""
        columns = list(self.columns)
        columns[place] = field
        return replace(self, columns=tuple(columns))

    def places(self, *fields: Field) -> list[int]:
        """The columns that hold any of these fields, from the left."""
        return [place for place, field in enumerate(self.columns) if field in fields]


def guess(sheets: Sheets, *, today: date) -> Mapping:
    """The sheet, heading row and columns that look right; a mapping without a name column when nothing does."""
    guesses = [_guess_in(sheet, place, today) for place, sheet in enumerate(sheets.sheets)]
    return max(guesses, key=lambda found: _worth(found, sheets.sheets[found.sheet]), default=Mapping(0, None, ()))


def guess_sheet(sheets: Sheets, sheet: int, *, today: date) -> Mapping:
    """The guess for one sheet that the user chose."""
    return _guess_in(sheets.sheets[sheet], sheet, today)


def guess_below(sheets: Sheets, sheet: int, header: int | None, *, today: date) -> Mapping:
    """The guess for a heading row that the user chose (from 0; None when there are no headings)."""
    return Mapping(sheet, header, _columns(sheets.sheets[sheet], header, today))


def headings(sheet: Sheet, header: int | None) -> tuple[Cell, ...]:
    """The headings in that row; a heading merged over several rows counts in each of them."""
    if header is None:
        return ()
    row = list(sheet.rows[header])
    for top, left, bottom, _right in sheet.merged:
        if top < header <= bottom and left < len(sheet.rows[top]):
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or sheet.rows[top][left]
    return tuple(row)


def people_rows(sheet: Sheet, mapping: Mapping) -> tuple[list[tuple[int, tuple[Cell, ...]]], list[LeftOut]]:
    """The rows below the headings that may be people, numbered from 1 as in the spreadsheet, and those left out."""
    start = 0 if mapping.header is None else mapping.header + 1
    kept: list[tuple[int, tuple[Cell, ...]]] = []
    left_out: list[LeftOut] = []
    titles = [fold(cell) for cell in headings(sheet, mapping.header) if isinstance(cell, str) and cell]
    for number, row in enumerate(sheet.rows[start:], start + 1):
        filled = [cell for cell in row if cell is not None and str(cell).strip()]
        words = _why_not(filled, titles, row, mapping) if filled else None
        if words:
            left_out.append(LeftOut(number, words))
        elif filled:
            kept.append((number, row))
    return kept, left_out


def _guess_in(sheet: Sheet, place: int, today: date) -> Mapping:
    rows = range(min(LOOKED_AT, len(sheet.rows)))
    best = max(rows, key=lambda row: _recognised(headings(sheet, row)), default=None)
    if best is not None and not _is_heading(headings(sheet, best)):
        best = None
    return Mapping(place, best, _columns(sheet, best, today))


def _columns(sheet: Sheet, header: int | None, today: date) -> tuple[Field | None, ...]:
    """A guess for every column of the sheet, the empty-headed ones too: the user may choose any."""
    start = 0 if header is None else header + 1
    body = [row for row in sheet.rows[start : start + SAMPLE] if sum(cell not in ("", None) for cell in row) > 1]
    found = guessed_columns(headings(sheet, header), body, today=today)
    width = max((len(row) for row in sheet.rows), default=0)
    return found + (None,) * (width - len(found))


def _is_heading(cells: Sequence[Cell]) -> bool:
    """Whether a row names two fields, or the one that matters."""
    return _recognised(cells) > 1 or any(heading_field(cell) in _WHO for cell in cells if _recognised([cell]))


def _recognised(cells: Sequence[Cell]) -> int:
    """How many different fields a row names, as a row of headings would; a row of sentences names none."""
    return len({heading_field(cell) for cell in cells if isinstance(cell, str) and len(cell) <= _WORDS_LIKE} - {None})


def _worth(mapping: Mapping, sheet: Sheet) -> tuple[bool, bool, int, int]:
    named = any(field in _WHO for field in mapping.columns)
    return named, not sheet.hidden, sum(field is not None for field in mapping.columns), len(sheet.rows)


def _why_not(filled: Sequence[Cell], titles: list[str], row: tuple[Cell, ...], mapping: Mapping) -> str | None:
    """Why a row is no person, or None when it may be one."""
    texts = [cell.strip() for cell in filled if isinstance(cell, str)]
    first = texts[0] if texts else ""
    if _TOTAL.match(first) and not _is_person(row, mapping, first):
        return _("“{text}” is a total.").format(text=first[:40])
    if len(filled) <= 2 and texts and _RULE.match(first):
        return _("“{text}” divides the list.").format(text=first[:40])
    if len(filled) == 1 and _says_no_name(first):
        return _("“{text}” divides the list.").format(text=first[:40])
    if len(titles) > 1 and fold(first) == titles[0] and [fold(text) for text in texts] == titles:
        return _("The headings stand here again.")
    return None


def _is_person(row: tuple[Cell, ...], mapping: Mapping, first: str) -> bool:
    """Whether a row that begins like a total has a name of its own elsewhere."""
    names = [row[place] for place in mapping.places(*_WHO) if place < len(row)]
    return any(isinstance(name, str) and name.strip() and name.strip() != first for name in names)


def _says_no_name(text: str) -> bool:
    """Whether the only text in a row is a caption: a month, a season, a list's title in capitals."""
    return bool(_DIVIDER.search(fold(text))) and not re.search(r",", text)
