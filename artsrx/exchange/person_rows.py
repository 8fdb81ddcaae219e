"""Which rows below the headings are people: not totals, captions, instructions or headings that come again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from artsrx.domain.blanks import is_blank
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.exchange import captions
from artsrx.exchange.fields import WHO, Field
from artsrx.exchange.reading import Cell, Sheet
from artsrx.exchange.table_area import ListLayout, columns_of, headings, is_data, starts_another_list
from artsrx.records.imports.incoming import LeftOut

_CONTACTS = (Field.PHONE, Field.EMAIL, Field.BORN, Field.POSTCODE, Field.NHS_NUMBER)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that may be a person: its number in the spreadsheet from 1, its cells, what they are, and doubts about it."""

    number: int
    cells: tuple[Cell, ...]
    columns: tuple[Field | None, ...]
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class PersonRows:
    """The rows of a sheet: those that may be people, those left out, and the rows where another list begins."""

    people: list[PersonRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    other_lists: list[int] = field(default_factory=list)


def person_rows(sheet: Sheet, mapping: ListLayout, *, today: date) -> PersonRows:
    """The rows below the headings, numbered as in the spreadsheet; a list with other headings lower down is read by those."""
    found = PersonRows()
    titles = headings(sheet, mapping.header, mapping.two_rows)
    chosen = {fold(title): one for title, one in zip(titles, mapping.columns, strict=False) if isinstance(title, str)}
    columns, width = mapping.columns, len(titles)
    first = True
    for place in range(mapping.first_row, len(sheet.rows)):
        row = sheet.rows[place]
        filled = [cell for cell in row if cell is not None and str(cell).strip()]
        if not filled:
            continue
        if mapping.header is not None and starts_another_list(headings(sheet, place)):
            words = _again(titles, row)
            if words is None:
                columns, width = _other_columns(sheet, place, chosen, today), len(row)
                found.other_lists.append(place + 1)
                words = _("Headings of another list.")
            found.left_out.append(LeftOut(place + 1, words))
            continue
        cells, doubts = _rejoined(row, columns, width)
        why = _why_not(
            cells,
            filled,
            columns,
            first=first and mapping.header is not None,
            above=len(filled) == 1 and _heads_a_list(sheet, place),
        )
        first = False
        if why:
            found.left_out.append(LeftOut(place + 1, why))
        else:
            found.people.append(PersonRow(place + 1, cells, columns, doubts))
    return found


def _again(titles: Sequence[Cell], row: Sequence[Cell]) -> str | None:
    same = [fold(str(cell)) for cell in titles if cell] == [fold(str(cell)) for cell in row if cell]
    return _("The headings stand here again.") if same else None


def _other_columns(sheet: Sheet, place: int, chosen: dict[str, Field | None], today: date) -> tuple[Field | None, ...]:
    """What the columns of a list lower down hold: as chosen for the first list where a heading is the same."""
    guessed = columns_of(sheet, place, sheet.rows[place + 1 :], today=today).fields
    titles = [fold(str(cell)) for cell in sheet.rows[place]] + [""] * (len(guessed) - len(sheet.rows[place]))
    return tuple(chosen.get(title, one) if title else one for title, one in zip(titles, guessed, strict=True))


def _heads_a_list(sheet: Sheet, place: int) -> bool:
    """Whether the next filled row is one of headings."""
    below = (row for row in sheet.rows[place + 1 :] if any(cell not in ("", None) for cell in row))
    return starts_another_list(next(below, ()))


def _rejoined(
    row: tuple[Cell, ...], columns: Sequence[Field | None], width: int
) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """The row with "Bell", "Ada" as one name where a comma in it moved every cell one to the right; and that in words."""
    if not 0 < width < len(row):
        return row, ()
    apart = Field.GIVEN in columns or Field.FAMILY in columns
    at = None if apart else next((place for place, one in enumerate(columns) if one is Field.NAME), None)
    words = _("This row has more entries than there are headings: a comma may have moved them.")
    if at is None or at + 1 >= len(row) or len(row) != width + 1:
        return row, (words,)
    family, given = row[at], row[at + 1]
    if not (
        isinstance(family, str) and isinstance(given, str) and re.fullmatch(r"[^\d@:;]+", f"{family}{given}".strip())
    ):
        return row, (words,)
    name = f"{family.strip()}, {given.strip()}"
    taken = _("This row has one entry more than there are headings: “{name}” is taken as the name.").format(name=name)
    return (*row[:at], name, *row[at + 2 :]), (taken,)


def _why_not(
    cells: tuple[Cell, ...], filled: Sequence[Cell], columns: Sequence[Field | None], *, first: bool, above: bool
) -> str | None:
    """Why a row is no person, or None when it may be one."""
    texts = [cell.strip() for cell in filled if isinstance(cell, str)]
    start = texts[0] if texts else ""
    named = _cells(cells, columns, WHO)
    alone = len(filled) == 1
    if captions.is_total(start) and not _is_person(cells, columns, named, start):
        return _("“{text}” is a total.").format(text=start[:40])
    if len(filled) <= 2 and texts and captions.is_rule(start):
        return captions.divides(start)
    if first and not any(map(is_data, filled)) and any(map(captions.is_instruction, texts)):
        return _("“{text}” says how to fill in the list.").format(text=start[:40])
    if alone and texts and (above or (captions.names_nobody(start) and not captions.may_be_both(start))):
        return captions.divides(start)
    return None


def _cells(cells: Sequence[Cell], columns: Sequence[Field | None], fields: Sequence[Field]) -> list[str]:
    held = (cell for cell, one in zip(cells, columns, strict=False) if one in fields)
    return [str(cell).strip() for cell in held if cell is not None and not (isinstance(cell, str) and is_blank(cell))]


def _is_person(cells: Sequence[Cell], columns: Sequence[Field | None], named: Sequence[str], start: str) -> bool:
    """Whether a row that begins like a total has a name of its own elsewhere, or a telephone number or birth date."""
    if any(name != start for name in named):
        return True
    contacts = [one for one in _cells(cells, columns, _CONTACTS) if len(one) > 5]
    return bool(named) and bool(contacts) and len(fold(start).split()) > 1
