"""Where the list is: which sheet, which rows hold the headings, and what every column below them is taken for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from artsrx.exchange.columns import ColumnGuess, guessed_columns, heading_field
from artsrx.exchange.fields import WHO, Field
from artsrx.exchange.file_kinds import is_file_of_forms, sessions_of
from artsrx.exchange.headings import LONGEST, read_heading
from artsrx.exchange.reading import Cell, Sheet, SpreadsheetFile

LOOKED_AT = 40
"""Headings stand within the first rows of a sheet."""
SAMPLE = 200
_LABELS = 3
"""So many labels down the first column make a form, or a list that stands on its side."""


@dataclass(frozen=True, slots=True)
class ListLayout:
    """How a file is to be read: the sheet's place, the row of headings (from 0; None for none), and a field per column.

    `two_rows` says that the headings go on in the row below; `turned` that they stand in the first column and each further
    column is a person; `by_contents` lists columns that were known by what they hold alone; `place_if_blank` that a group gives a
    place even where the status is blank. The guess is one of these; the user's own choice is another (`with_column`).
    """

    sheet: int
    header: int | None
    columns: tuple[Field | None, ...]
    two_rows: bool = False
    turned: bool = False
    by_contents: tuple[int, ...] = ()
    place_if_blank: bool = False

    def with_column(self, place: int, field: Field | None) -> "ListLayout":
        """The same mapping with column `place` (from 0) brought in as `field`, or not at all."""
        columns = list(self.columns)
        columns[place] = field
        return replace(self, columns=tuple(columns), by_contents=tuple(at for at in self.by_contents if at != place))

    def places(self, *fields: Field) -> list[int]:
        """The columns that hold any of these fields, from the left."""
        return [place for place, field in enumerate(self.columns) if field in fields]

    @property
    def first_row(self) -> int:
        """The row (from 0) below the headings."""
        return 0 if self.header is None else self.header + (2 if self.two_rows else 1)


def guess(sheets: SpreadsheetFile, *, today: date) -> ListLayout:
    """The sheet, heading row and columns that look right; a mapping without a name column when nothing does."""
    guesses = [guess_sheet(sheets, place, today=today) for place in range(len(sheets.sheets))]
    return max(guesses, key=lambda found: _worth(found, sheets.sheets[found.sheet]), default=ListLayout(0, None, ()))


def guess_sheet(sheets: SpreadsheetFile, sheet: int, *, today: date) -> ListLayout:
    """The guess for one sheet; a file of forms names nobody to bring in, so its guess has no column of names."""
    given = sheets.sheets[sheet]
    header, two_rows = _heading_row(given)
    if _stands_on_its_side(given, header, two_rows):
        turned = _turned(given)
        found = _columns(turned, 0, False, today)
        return ListLayout(sheet, 0, found.fields, turned=True, by_contents=found.by_contents)
    if is_file_of_forms(headings(given, header, two_rows)):
        return ListLayout(sheet, header, (None,) * _width(given), two_rows)
    found = _columns(given, header, two_rows, today)
    return ListLayout(sheet, header, found.fields, two_rows, by_contents=found.by_contents)


def guess_below(sheets: SpreadsheetFile, sheet: int, header: int | None, *, today: date) -> ListLayout:
    """The guess for a heading row that the user chose (from 0; None when there are no headings)."""
    given = sheets.sheets[sheet]
    two_rows = header is not None and _heading_row(given) == (header, True)
    found = _columns(given, header, two_rows, today)
    return ListLayout(sheet, header, found.fields, two_rows, by_contents=found.by_contents)


def holds_forms(sheets: SpreadsheetFile, mapping: ListLayout) -> bool:
    """Whether what is read is a file of filled-in forms and no list of people."""
    return is_file_of_forms(headings(sheets.sheets[mapping.sheet], mapping.header, mapping.two_rows))


def sheet_of(sheets: SpreadsheetFile, mapping: ListLayout) -> Sheet:
    """The sheet that is read: turned if its headings stand in the first column, cells merged over rows filled in each."""
    sheet = sheets.sheets[mapping.sheet]
    return _turned(sheet) if mapping.turned else filled_down(sheet, mapping.first_row)


def headings(sheet: Sheet, header: int | None, two_rows: bool = False) -> tuple[Cell, ...]:
    """The headings in that row, with the row below if they go on there; one merged over several rows counts in each of them."""
    if header is None:
        return ()
    row = list(sheet.rows[header])
    for top, left, bottom, _right in sheet.merged:
        if top < header <= bottom and left < len(sheet.rows[top]):
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or sheet.rows[top][left]
    return _joined(row, sheet.rows[header + 1]) if two_rows else tuple(row)


def is_heading(cells: Sequence[Cell]) -> bool:
    """Whether a row names two fields, or the one that matters, and is no label with its value."""
    filled = [cell for cell in cells if cell not in ("", None)]
    labels = [isinstance(cell, str) and cell.rstrip().endswith(":") for cell in filled]
    if any(labels) and not all(labels):
        return False
    return _recognised(cells) > 1 or any(heading_field(cell) in WHO for cell in cells if _recognised([cell]))


def starts_another_list(cells: Sequence[Cell]) -> bool:
    """Whether a row below the first headings is a row of headings again."""
    if any(map(is_data, cells)):  # first: nearly every row of a long list has a date or a number
        return False
    return _recognised(cells) > 1 and any(heading_field(cell) in WHO for cell in cells)


def is_data(cell: Cell) -> bool:
    """Whether a cell is surely no heading: a date, a number, a telephone number, an email address."""
    if cell is None or isinstance(cell, str):
        return bool(cell) and bool(re.search(r"\d{3}|\d[/.-]\d|\S@\S", cell))  # type: ignore[arg-type]  # text, as it is not empty
    return True


def filled_down(sheet: Sheet, first: int) -> Sheet:
    """The sheet with each cell that is merged over several rows standing in all of them, from row `first` on."""
    tall = [(top, left, bottom) for top, left, bottom, _right in sheet.merged if bottom > top >= first]
    if not tall:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom in tall:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for row in rows[top + 1 : bottom + 1]:
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or value
    return replace(sheet, rows=tuple(map(tuple, rows)))


def columns_of(sheet: Sheet, header: int, rows: Sequence[Sequence[Cell]], *, today: date) -> ColumnGuess:
    """The guess for the headings in row `header` with these rows below."""
    return guessed_columns(headings(sheet, header), rows, today=today)


def _heading_row(sheet: Sheet) -> tuple[int | None, bool]:
    """The first row that is one of headings, and whether they go on in the row below; (None, False) where there is none."""
    rows = range(min(LOOKED_AT, len(sheet.rows)))
    found = [row for row in rows if is_heading(headings(sheet, row)) and not _one_cell(sheet, row)]
    wide = [row for row in found if _recognised(headings(sheet, row)) > 1]
    alone = [row for row in rows if is_heading(headings(sheet, row))]
    registers = (row for row in rows if sessions_of(sheet.rows[row]) and sheet.rows[row][0] in ("", None))
    first = next(iter(wide or found or alone), next(registers, None))
    if first is None:
        return None, False
    here = _weight(headings(sheet, first))
    above = _goes_on(sheet, first - 1) if first and not _one_cell(sheet, first - 1) else 0
    if above > max(here, _goes_on(sheet, first)):
        return first - 1, True
    below = (
        _weight(headings(sheet, first + 1)) if first + 1 < len(sheet.rows) and _is_text(sheet.rows[first + 1]) else 0
    )
    if _goes_on(sheet, first) > max(here, below):
        return first, True
    return (first + 1, False) if below > here else (first, _only_responses(sheet, first + 1))


def _goes_on(sheet: Sheet, row: int) -> int:
    """How surely this row and the one below name fields together; 0 where the row below is a person's."""
    if row + 1 >= len(sheet.rows) or not _is_text(sheet.rows[row + 1]) or not _is_text(sheet.rows[row]):
        return 0
    return _weight(headings(sheet, row, two_rows=True))


def _only_responses(sheet: Sheet, row: int) -> bool:
    """Whether a row under the headings only says "Response" or "Open-Ended Response", as in an export of SurveyMonkey."""
    words = {str(cell).casefold() for cell in sheet.rows[row] if cell} if row < len(sheet.rows) else set()
    return bool(words) and words <= {"response", "open-ended response", "open ended response"}


def _joined(above: Sequence[Cell], below: Sequence[Cell]) -> tuple[Cell, ...]:
    """Two rows of headings as one: their words together where that names a field, else the one of the two that does."""
    width = max(len(above), len(below))
    made: list[Cell] = []
    for place in range(width):
        first, second = (row[place] if place < len(row) else "" for row in (above, below))
        both = " ".join(cell for cell in (first, second) if isinstance(cell, str) and cell)
        fits = (cell for cell in (both, second, first) if heading_field(cell))
        made.append(next(fits, both))
    return tuple(made)


def _stands_on_its_side(sheet: Sheet, header: int | None, two_rows: bool) -> bool:
    """Whether the first column is one of headings, more than any row is: a form, or a list turned round."""
    labels = [_label(row[0]) if row else "" for row in sheet.rows[:LOOKED_AT]]
    fields = {heading_field(label) for label in labels} - {None}
    across = _recognised(headings(sheet, header, two_rows))
    return len(fields) >= _LABELS and bool(fields & set(WHO)) and across <= 1 and _width(sheet) > 1


def _labels(sheet: Sheet) -> list[Cell]:
    return [_label(row[0]) if row else "" for row in sheet.rows]


def _label(cell: Cell) -> Cell:
    return cell.rstrip().rstrip(":") if isinstance(cell, str) else cell


def _turned(sheet: Sheet) -> Sheet:
    """The sheet with its columns as rows: row 2 is what stood in column B."""
    width = _width(sheet)
    rows = [tuple(row[place] if place < len(row) else "" for row in sheet.rows) for place in range(width)]
    rows[0] = tuple(_labels(sheet))
    return replace(sheet, rows=tuple(rows), merged=())


def _columns(sheet: Sheet, header: int | None, two_rows: bool, today: date) -> ColumnGuess:
    """A guess for every column of the sheet, the empty-headed ones too: the user may choose any."""
    start = 0 if header is None else header + (2 if two_rows else 1)
    width = _width(sheet)
    least = 1 if width > 1 else 0
    rows = filled_down(sheet, start).rows[start : start + SAMPLE]
    body = [row for row in rows if sum(cell not in ("", None) for cell in row) > least]
    found = guessed_columns(headings(sheet, header, two_rows), body, today=today)
    return replace(found, fields=found.fields + (None,) * (width - len(found.fields)))


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _one_cell(sheet: Sheet, row: int) -> bool:
    """Whether a row of a wider sheet has one filled cell: a title."""
    return _width(sheet) > 1 and sum(cell not in ("", None) for cell in headings(sheet, row)) < 2


def _is_text(cells: Sequence[Cell]) -> bool:
    return any(cells) and not any(map(is_data, cells))


def _recognised(cells: Sequence[Cell]) -> int:
    """How many different fields a row names, as a row of headings would; a row of sentences names none."""
    return len({heading_field(cell) for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST} - {None})


def _weight(cells: Sequence[Cell]) -> int:
    """How surely a row is one of headings: two for each field that it names plainly, one for each that it may mean."""
    read = [read_heading(cell) for cell in cells if isinstance(cell, str)]
    plain = {one.field for one in read if one.field and one.plain}
    return 2 * len(plain) + len({one.field for one in read if one.field} - plain)


def _worth(mapping: ListLayout, sheet: Sheet) -> tuple[bool, bool, int, int]:
    named = any(field in WHO for field in mapping.columns)
    return named, not sheet.hidden, sum(field is not None for field in mapping.columns), len(sheet.rows)
