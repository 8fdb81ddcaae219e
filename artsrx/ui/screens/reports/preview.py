"""The real pages of a report on the screen; the old ones stay until the new ones are there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from artsrx.domain.i18n import _, ngettext
from artsrx.ui.buttons import icon_button
from artsrx.ui.desk import Desk
from artsrx.ui.jobs import Job, unreported
from artsrx.ui.page_parts import GAP, NEAR, clear, column, empty_state, row, text
from artsrx.ui.screens.reports.making import FinishedReport, redraw
from artsrx.ui.theme import Theme

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
# A page wider than this is no easier to read; in logical pixels at 100 % text.
WIDEST = 860
NARROWEST = 160
PAUSE_MS = 250


class Preview(QWidget):
    """Pages under each other, fitted to the width, with their number and a size; or words where there is nothing to show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self.made: FinishedReport | None = None
        self.words = ""
        self.zoom = 1.0
        self.pages: list[PreviewPage] = []
        self._make_bar()
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        self._column.setSpacing(GAP)
        self.area = QScrollArea()
        self.area.setObjectName("page")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Preview"))
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self._inside)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        self.area.verticalScrollBar().rangeChanged.connect(self._show_place)
        self._words = QVBoxLayout()
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words_page = QWidget()
        self._words_page.setLayout(self._words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.area)
        self._stack.addWidget(self._words_page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._redraw)
        inside = column(self._bar, self._stack, gap=NEAR)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.setMinimumWidth(NARROWEST + 60)
        desk.theme.changed.connect(self._fit)

    def _make_bar(self) -> None:
        theme = self._desk.theme
        self.place = text("", "muted", wrap=False)
        self.state = text("", "muted", wrap=False)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.smaller = icon_button(theme, "minus", _("Smaller pages"), self.zoom_out)
        self.fit = icon_button(theme, "file-text", _("Fit the pages to the width"), self.zoom_fit)
        self.larger = icon_button(theme, "plus", _("Larger pages"), self.zoom_in)
        self._bar = QWidget()
        line = row(self.place, self.state, self.smaller, self.fit, self.larger, gap=NEAR)
        line.setStretch(1, 1)
        self._bar.setLayout(line)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_made(self, made: FinishedReport) -> None:
        """Show these pages in place of those before; the place in the document is kept."""
        self._cancel()
        self.made = made
        self._show_images(made.images)
        self.area.setAccessibleDescription(made.text)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack.setCurrentWidget(self.area)
        self._bar.setVisible(True)
        self.busy(False)
        self._show_place()

    def show_words(self, icon: str, words: str, verb: str = "", press: Callable[[], object] | None = None) -> None:
        """Show words and perhaps one button instead of pages."""
        self._cancel()
        self.made = None
        clear(self._words)
        self._words.addWidget(empty_state(self._desk.theme, icon, words, verb, press))
        self._stack.setCurrentWidget(self._words_page)
        self._bar.setVisible(False)
        self.words = words
        self.busy(False)

    def showing_pages(self) -> bool:
        """Whether pages are shown, and not words."""
        return self._stack.currentWidget() is self.area and bool(self.pages)

    def busy(self, on: bool) -> None:
        """Say that newer pages are on their way."""
        self.state.setText(_("Drawing …") if on else "")

    def _show_images(self, images: Sequence[QImage]) -> None:
        while len(self.pages) > len(images):
            page = self.pages.pop()
            self._column.removeWidget(page)
            page.hide()
            page.deleteLater()
        for number, image in enumerate(images):
            if number == len(self.pages):
                self.pages.append(PreviewPage(self._desk.theme))
                self._column.addWidget(self.pages[-1], 0, Qt.AlignmentFlag.AlignHCenter)
            self.pages[number].show_image(image, number + 1, len(images))
        self._fit()

    # -- size -----------------------------------------------------------------------------------------------------

    def page_width(self) -> int:
        """How wide a page is shown, in logical pixels."""
        room = self.area.viewport().width() if self.isVisible() else self.width() - 40
        fitted = min(room - 2 * NEAR, self._desk.theme.px(WIDEST))
        return round(max(fitted, NARROWEST) * self.zoom)

    @Slot()
    def zoom_in(self) -> None:
        """One step larger."""
        self._zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom), ZOOMS[-1]))

    @Slot()
    def zoom_out(self) -> None:
        """One step smaller."""
        self._zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), ZOOMS[0]))

    @Slot()
    def zoom_fit(self) -> None:
        """As wide as there is room."""
        self._zoom(1.0)

    def _zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Give the pages their size at once, from the pictures there are; sharper ones follow."""
        width = self.page_width()
        for page in self.pages:
            page.set_width(width)
        self._show_place()
        if self.made is not None:
            self._pause.start()

    @Slot()
    def _redraw(self) -> None:
        """Draw sharply what can be seen; the rest waits, since a long report at three times its size fills the memory."""
        made, width = self.made, self.page_width()
        if made is None or not self.isVisible():
            return
        near = self._near()
        for number, page in enumerate(self.pages):
            if number not in near:
                page.show_sharp(None)
        wanted = tuple(number for number in near if not self.pages[number].is_sharp(width))
        if not wanted:
            return
        self._cancel()
        work = unreported(redraw, made.pdf, wanted, width, self.devicePixelRatioF())
        self._job = self._desk.work(work, self._show_redrawn, title=_("Drawing the pages"), quiet=True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _near(self) -> list[int]:
        """The numbers of the pages that can be seen, from 0."""
        top = self.area.verticalScrollBar().value()
        bottom = top + self.area.viewport().height()
        return [
            number for number, page in enumerate(self.pages) if page.y() + page.height() >= top and page.y() <= bottom
        ]

    def _show_redrawn(self, images: dict[int, QImage]) -> None:
        self._job = None
        for number, image in images.items():
            self.pages[number].show_sharp(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @Slot()
    def _follow(self) -> None:
        self._show_place()
        if self.made is not None:
            self._pause.start()

    @Slot()
    def _show_place(self) -> None:
        if not self.pages:
            self.place.setText("")
            return
        total = len(self.pages)
        if total == 1:
            self.place.setText(ngettext("{n} page", "{n} pages", total).format(n=total))
            return
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 2
        above = sum(page.y() <= middle for page in self.pages)
        self.place.setText(_("Page {page} of {pages}").format(page=max(above, 1), pages=total))


class PreviewPage(QWidget):
    """One page as a picture with a hairline around it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._sharp: QImage | None = None

    def show_image(self, image: QImage, number: int, total: int) -> None:
        """Show this picture."""
        self._image, self._sharp = image, None
        self.setAccessibleName(_("Page {page} of {pages}").format(page=number, pages=total))
        self.update()

    def show_sharp(self, image: QImage | None) -> None:
        """Show this picture of the same page in the present size, or go back to the first one."""
        if image is not self._sharp:
            self._sharp = image
            self.update()

    def is_sharp(self, width: int) -> bool:
        """Whether the picture was drawn for this width, in logical pixels; the drawing rounds up."""
        return abs((self._sharp or self._image).deviceIndependentSize().width() - width) <= 1

    def set_width(self, width: int) -> None:
        """Be so wide, and as high as the picture asks for."""
        size = self._image.size()
        self.setFixedSize(width, round(width * size.height() / max(size.width(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._sharp or self._image)
        painter.setPen(QPen(self._theme.colours.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
