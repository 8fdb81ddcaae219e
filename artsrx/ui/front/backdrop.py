"""The page that every door is painted on: a plum band with brush strokes at the left, words at the right."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.ui.page_parts import text
from artsrx.ui.screen import ScrollPage
from artsrx.ui.theme import Theme

# Radius and thickness as parts of the band's width, where the stroke begins in degrees, and its colour.
STROKES = (
    (0.98, 0.085, 104, "#5A2A63"),
    (0.80, 0.085, 118, "#9B6BA8"),
    (0.62, 0.085, 98, "#F2B134"),
    (0.44, 0.085, 126, "#B83A0B"),
    (0.26, 0.085, 108, "#F1E9F4"),
)
NARROW = 78


class PlumBand(QWidget):
    """The plum band: the name, what it is, and the arcs of the reports' cover."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._name = text("ArtsRx", wrap=False)
        self._line = text(_("One register for arts and museums on prescription."))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(36, 44, 36, 36)
        inside.setSpacing(10)
        inside.addWidget(self._name)
        inside.addWidget(self._line)
        inside.addStretch(1)
        theme.changed.connect(self.apply_theme)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take on the present theme and text size."""
        colours = self._theme.colours
        self.setFixedWidth(self._theme.px(300) if self._theme.size <= 150 else 340)
        self._name.setFont(self._theme.display_font(30))
        self._name.setStyleSheet(f'color: {colours.on_sidebar}; font-family: "Fraunces"; font-size: {self._pt(30)}pt;')
        self._line.setStyleSheet(f"color: {colours.on_sidebar}; font-size: {self._pt(12)}pt;")
        self.update()

    def _pt(self, points: float) -> str:
        return f"{min(self._theme.points(points), points * 1.5):g}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.fillRect(self.rect(), QColor(colours.sidebar))
        if colours.name == "contrast":
            painter.fillRect(self.width() - 2, 0, 2, self.height(), QColor(colours.line))
            return
        across = float(self.width())
        for radius, thick, start, colour in STROKES:
            reach = across * radius
            painter.setPen(QPen(QColor(colour), across * thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            box = QRectF(across - reach, self.height() - reach, 2 * reach, 2 * reach)
            painter.drawArc(box, start * 16, (200 - start) * 16)
        painter.end()


class Backdrop(QWidget):
    """Band and pages; `show_page(page)` puts one in front. Where there is little room the band steps aside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
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
        holder = ScrollPage(page)
        self._pages.addWidget(holder)
        self._pages.setCurrentWidget(holder)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._band.setVisible(self.width() > self.fontMetrics().averageCharWidth() * NARROW)
