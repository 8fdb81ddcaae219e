"""The rows that could not be brought in, as a spreadsheet to mend and bring in again."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from artsrx.domain.i18n import _
from artsrx.exchange.row_reader import shown
from artsrx.records.imports.plan import Action, Choice, Plan


def rejects_xlsx(plan: Plan, choices: Mapping[int, Choice] | None = None) -> bytes:
    """A spreadsheet of the rows rejected or left out as probable duplicates, in the columns of the file they came from.

    One column more says what to mend. Text is always text: a note that begins with "=" is no formula here.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d mmmm yyyy",
    }
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet(_("To mend")[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    chosen = choices or {}
    rows = [
        row
        for row in plan.rows
        if row.action is Action.REJECTED
        or (row.action is Action.ASK and chosen.get(row.row.number, Choice.LEAVE_OUT) is Choice.LEAVE_OUT)
    ]
    width = max([len(plan.incoming.headings), *(len(row.row.written) for row in rows)])
    sheet.set_column(0, max(width - 1, 0), 18)
    sheet.set_column(width, width, 60)
    for place, heading in enumerate(plan.incoming.headings):
        sheet.write_string(0, place, heading, bold)
    sheet.write_string(0, width, _("What to mend"), bold)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row.row.written):
            _write(sheet, number, place, cell)
        sheet.write_string(number, width, " ".join((row.words, *row.doubts)))
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object) -> None:
    """One cell: days and numbers as such, anything else as text."""
    if isinstance(cell, (date, datetime)) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) < 1e15:
        sheet.write_number(row, column, cell)
    elif cell is not None and cell != "":
        sheet.write_string(row, column, shown(cell))  # type: ignore[arg-type]  # a cell as it was read
