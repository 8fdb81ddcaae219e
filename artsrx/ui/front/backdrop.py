"""The page that every door is painted on: a plum band with brush strokes at the left, words at the right."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.domain.resources import resource
from artsrx.ui.page_parts import text
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme

# The drawing's height as a part of its width; what is higher than the band is wide lies below the band and is not seen.
STROKES_HEIGHT = 1.4
NARROW = 78


class PlumBand(QFrame):
    """The plum band: the name, what it is, and the arcs of the reports' cover."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("band")
        self._theme = theme
        self._strokes = QSvgRenderer(str(resource("brush-strokes.svg")), self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(36, 44, 36, 36)
        inside.setSpacing(10)
        inside.addWidget(text("ArtsRx", "bandname", wrap=False))
        inside.addWidget(text(_("One register for arts and museums on prescription."), "bandline"))
        inside.addStretch(1)
        theme.changed.connect(self.apply_theme)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take on the present text size."""
        self.setFixedWidth(self._theme.px(300) if self._theme.size <= 150 else 340)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._theme.colours.name != "contrast":
            across = float(self.width())
            box = QRectF(0, self.height() - across, across, across * STROKES_HEIGHT)
            painter = QPainter(self)
            self._strokes.render(painter, box)
            painter.end()


class Backdrop(QFrame):
    """Band and pages; `show_page(page)` puts one in front. Where there is little room the band steps aside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._band = PlumBand(theme)
        self._pages = QStackedWidget()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._band)
        across.addWidget(self._pages, 1)

    def show_page(self, page: QWidget) -> None:
        """Show this page instead of the one before, which is destroyed."""
        before = self._pages.currentWidget()
        holder = ScrollPage(page, self._pages)
        self._pages.addWidget(holder)
        self._pages.setCurrentWidget(holder)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._band.setVisible(self.width() > self.fontMetrics().averageCharWidth() * NARROW)
