"""Any list on paper, with a preview first: A4, headings on every page, page numbers and the date."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QSizeF, Slot
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import ngettext

if TYPE_CHECKING:
    from artsrx.ui.lists.row_model import ListColumn

MARGIN_MM = 15.0


def print_rows(parent: QWidget, title: str, columns: "Sequence[ListColumn[Any]]", rows: Sequence[Any]) -> None:
    """Open a preview of these rows; nothing is printed before somebody presses Print there."""
    preview = _TablePrintPreview(title, as_html(title, columns, rows, date.today()), parent)
    preview.open()


def as_html(title: str, columns: "Sequence[ListColumn[Any]]", rows: Sequence[Any], day: date) -> str:
    """The list as a page: every word escaped, black on white."""
    count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
    heads = "".join(f"<th align='left'>{escape(column.title)}</th>" for column in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(column.show(line))}</td>" for column in columns) + "</tr>" for line in rows
    )
    return (
        f"<h2>{escape(title)}</h2><p>{escape(long_date(day))}, {escape(count)}</p>"
        f"<table width='100%' cellspacing='0' cellpadding='5' border='1' style='border-collapse: collapse'>"
        f"<thead><tr>{heads}</tr></thead>{lines}</table>"
    )


class _TablePrintPreview(QPrintPreviewDialog):
    """The system's own preview, drawing one text document."""

    def __init__(self, title: str, html: str, parent: QWidget) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(title)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
        super().__init__(self._printer, parent)
        self.setWindowTitle(title)
        self.resize(900, 1000)
        self._document = QTextDocument()
        font = QFont(parent.font())
        font.setPointSizeF(10)
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet("* { color: #000000; } th { background: #eeeeee; }")
        self._document.setHtml(html)
        self.paintRequested.connect(self._draw)

    @Slot(QPrinter)
    def _draw(self, printer: QPrinter) -> None:
        paper = printer.pageRect(QPrinter.Unit.Point).size()
        self._document.setPageSize(QSizeF(paper))
        self._document.print_(printer)
