"""A whole list, read: its rows, what was left out, and what is true of the file and not of one row."""

from collections.abc import Callable, Sequence
from datetime import date

from artsrx.domain.i18n import _, ngettext
from artsrx.domain.identifiers import read_nhs_number
from artsrx.domain.names import tidy
from artsrx.exchange.column_facts import column_facts
from artsrx.exchange.fields import WHO, field_words
from artsrx.exchange.file_kinds import forms_words, is_file_of_forms, register_words, sessions_of
from artsrx.exchange.known_exports import service_of
from artsrx.exchange.person_rows import PersonRows, person_rows
from artsrx.exchange.reading import Cell, SpreadsheetFile
from artsrx.exchange.row_reader import RowReader, shown
from artsrx.exchange.table_area import ListLayout, guess_sheet, headings, sheet_of
from artsrx.records.imports.incoming import IncomingList, IncomingRow


def read_table(
    sheets: SpreadsheetFile, mapping: ListLayout, *, today: date, check: Callable[[], object] = lambda: None
) -> IncomingList:
    """What the chosen sheet says under `mapping`, row by row. Never raises, whatever the cells hold.

    `check` is called before each row; what that raises (Cancel) is passed on.
    """
    if not sheets.sheets:
        return IncomingList(sheets.file_name, sheets.digest)
    sheet = sheet_of(sheets, mapping)
    found = person_rows(sheet, mapping, today=today)
    written = headings(sheet, mapping.header, mapping.two_rows)
    titles = tuple(tidy(shown(cell)) for cell in written)
    facts = column_facts(mapping.columns, [row.cells for row in found.people])
    read = []
    for row in found.people:
        check()
        read.append(RowReader(row, titles, facts, today, place_if_blank=mapping.place_if_blank).read())
    rows = tuple(read)
    remarks = (
        *_about_the_file(sheets, mapping, written, today),
        *_about_lists(found, mapping),
        *_about_columns(titles, mapping),
        *_about_numbers(rows),
    )
    columns = tuple(field.value if field else "" for field in mapping.columns)
    return IncomingList(sheets.file_name, sheets.digest, titles, rows, tuple(found.left_out), remarks, columns)


def _about_the_file(sheets: SpreadsheetFile, mapping: ListLayout, written: Sequence[Cell], today: date) -> list[str]:
    """Other sheets that hold something, and what kind of file it is."""
    remarks = []
    others = [
        (sheet, guess_sheet(sheets, place, today=today).places(*WHO))
        for place, sheet in enumerate(sheets.sheets)
        if place != mapping.sheet and any(sheet.rows)
    ]
    if others:
        here = sheets.sheets[mapping.sheet].name
        lists = ", ".join(f"“{sheet.name}”" for sheet, people in others if people)
        rest = ", ".join(f"“{sheet.name}”" for sheet, people in others if not people)
        said = [_("Only the sheet “{sheet}” is read here.").format(sheet=here)]
        if lists:
            said.append(_("More lists of people are on {sheets}: choose each in turn.").format(sheets=lists))
        if rest:
            said.append(_("Not read: {sheets}.").format(sheets=rest))
        remarks.append(" ".join(said))
    sessions = sessions_of(written)
    if is_file_of_forms(written):
        remarks.append(forms_words())
    elif sessions:
        remarks.append(register_words(sessions))
    service = service_of([cell for cell in written if isinstance(cell, str)])
    if service:
        remarks.append(_("The headings are those of an export from {service}.").format(service=service))
    return remarks


def _about_lists(found: PersonRows, mapping: ListLayout) -> list[str]:
    remarks = []
    if mapping.turned:
        remarks.append(
            _("The headings stand in the first column, so each further column is read as a person: row 2 is column B.")
        )
    if found.other_lists:
        rows = ", ".join(map(str, found.other_lists))
        remarks.append(_("Another list begins in row {rows}: it is read too, by its own headings.").format(rows=rows))
    return remarks


def _about_columns(titles: Sequence[str], mapping: ListLayout) -> list[str]:
    """The columns that are not brought in, and those known by their contents alone."""
    remarks = []
    unused = [title for title, field in zip(titles, mapping.columns, strict=False) if title and field is None]
    if unused:
        remarks.append(_("These columns are not brought in: {columns}").format(columns=", ".join(unused)))
    for place, field in enumerate(mapping.columns):
        if place in mapping.by_contents and field is not None:
            title = titles[place] if place < len(titles) and titles[place] else _("column {n}").format(n=place + 1)
            words = _("“{title}” is taken as {field} by what stands in it. Please check.")
            remarks.append(words.format(title=title, field=field_words(field)))
    return remarks


def _about_numbers(rows: Sequence[IncomingRow]) -> list[str]:
    tests = sum(read_nhs_number(row.nhs_number).test for row in rows if row.nhs_number.startswith("999"))
    if not tests:
        return []
    words = ngettext(
        "{n} NHS number begins with 999: such numbers are for tests and belong to nobody.",
        "{n} NHS numbers begin with 999: such numbers are for tests and belong to nobody.",
        tests,
    )
    return [words.format(n=tests)]
