"""A PDF on the screen and on the printer: the same pages, drawn by the same engine."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

PRINT_DPI = 300
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def page_images(
    pdf: bytes, *, width: int, ratio: float = 1.0, only: Sequence[int] | None = None
) -> tuple[QImage, ...]:  # fmt: skip
    """Every page as a picture `width` logical pixels wide, sharp at the screen's `ratio`. Safe in the worker.

    `only` names the pages wanted, from 0.
    """
    import pypdfium2

    with _OpenDocument(pypdfium2.PdfDocument(pdf)) as opened:
        wanted = opened if only is None else [opened[number] for number in only]
        return tuple(_image(page, width * ratio / page.get_width(), ratio) for page in wanted)


def print_pdf(parent: QWidget, pdf: bytes, title: str, printed: Callable[[], object] | None = None) -> None:
    """Open a preview of these pages; nothing is printed before somebody presses Print there, and then `printed` is called."""
    _PdfPrintPreview(parent, pdf, title, printed).open()


class _OpenDocument:
    """Closes a document that pypdfium2 opened."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __enter__(self) -> Sequence[Any]:
        return [self._document[number] for number in range(len(self._document))]

    def __exit__(self, *_error: object) -> None:
        self._document.close()


def _image(page: Any, scale: float, ratio: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    layout = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBA8888
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, layout).copy()
    image.setDevicePixelRatio(ratio)
    return image


class _PdfPrintPreview(QPrintPreviewDialog):
    """Draws each page of the PDF to the printer, as large as the paper allows."""

    def __init__(self, parent: QWidget, pdf: bytes, title: str, printed: Callable[[], object] | None) -> None:
        self._pdf = pdf
        self._printed = printed
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(title)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setFullPage(True)
        self._printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        super().__init__(self._printer, parent)
        self.setWindowTitle(title)
        self.resize(900, 1000)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.paintRequested.connect(self._draw)
        self.accepted.connect(self._tell_printed)

    @Slot()
    def _tell_printed(self) -> None:
        if self._printed is not None:
            self._printed()

    @Slot(QPrinter)
    def _draw(self, printer: QPrinter) -> None:
        import pypdfium2

        painter = QPainter(printer)
        with _OpenDocument(pypdfium2.PdfDocument(self._pdf)) as pages:
            for number, page in enumerate(pages):
                if number:
                    printer.newPage()
                image = _image(page, min(printer.resolution(), PRINT_DPI) / 72, 1.0)
                paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
                size = image.size().scaled(paper.size(), _KEEP)
                painter.drawImage(QRect(paper.topLeft(), size), image)
        painter.end()
