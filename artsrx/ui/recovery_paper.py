"""The recovery sheet as paper: drawn in memory only, then printed or saved."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from artsrx.db.folder.outgoing import save_outside
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.ask import Asker


def draw_sheet(sheet: RecoveryCode, made_on: date) -> bytes:
    """The sheet as a PDF; for the worker."""
    from artsrx.reports.pdf import render
    from artsrx.reports.recovery_sheet import story

    return render(story(sheet.groups, organisation=sheet.organisation, made_on=made_on)).data


def print_sheet(over: QWidget, pdf: bytes) -> None:
    """Open the print preview of the drawn sheet."""
    from artsrx.ui.pdf_view import print_pdf

    print_pdf(over, pdf, _("Recovery sheet"))


def save_sheet(ask: Asker, pdf: bytes) -> None:
    """Ask where to, and save the drawn sheet."""
    title, name = _("Save the recovery sheet"), _("Recovery sheet.pdf")
    ask.save_file(title, name, [("PDF", ("pdf",))], partial(_write, ask, pdf))


def _write(ask: Asker, pdf: bytes, path: Path) -> None:
    try:
        save_outside(path, pdf)
    except (Refused, StoreError) as error:
        ask.trouble(error)
