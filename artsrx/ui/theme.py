"""One look for the whole program: colours that pass 4.5:1, type, spacing, icons and text size, in three themes."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSettings, QSize, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from artsrx.domain.resources import resource
from artsrx.ui.colours import CONTRAST, DARK, LIGHT, Colours
from artsrx.ui.style_sheet import style_sheet

# Noto Sans steps in for letters that the reading face lacks, where the system has no fonts of its own.
FONT_FILES = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "Fraunces-SemiBold.ttf",
    "NotoSans-Regular.ttf",
)
READING = "Atkinson Hyperlegible Next"
# Points at 100 %; titles of 19 pt and more are in Fraunces, which the style sheet names.
BODY_POINTS = 11.0
SIZES = (100, 110, 125, 150, 175, 200, 250, 300)


class ColourScheme(StrEnum):
    """What the View menu offers; SYSTEM follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


# What a system can show; SYSTEM itself is none of them.
_SHOWN = (ColourScheme.LIGHT, ColourScheme.DARK, ColourScheme.CONTRAST)


def load_fonts() -> None:
    """Load the fonts that travel with the program, so that text is right even where the system has none."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


class Theme(QObject):
    """The current theme and text size; `changed` is emitted after either moved, for widgets that paint themselves."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: QSettings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self.accent: str | None = None
        stored = str(settings.value("look/theme", ColourScheme.SYSTEM)) if settings else ColourScheme.SYSTEM
        self.scheme = ColourScheme(stored) if stored in list(ColourScheme) else ColourScheme.SYSTEM
        self.size = _nearest_size(settings.value("look/size", 100) if settings else 100)
        self.motion = settings is None or str(settings.value("look/motion", "true")) == "true"
        seen = str(settings.value("look/system", "")) if settings else ""
        # What the system showed when ArtsRx was last open. To ask it takes a tenth of the way to the unlock window,
        # since the answer comes with every other name in `Qt`; so `follow_system` asks when that window is there.
        self._system = ColourScheme(seen) if seen in _SHOWN else None
        self.colours = LIGHT
        app.styleHints().colorSchemeChanged.connect(self.follow_system)

    # -- choosing -------------------------------------------------------------------------------------------------

    def set_scheme(self, scheme: ColourScheme) -> None:
        """Show everything in this theme, and remember it."""
        self.scheme = scheme
        self._keep("look/theme", scheme.value)
        self.apply()

    def set_size(self, percent: int) -> None:
        """Show all text at this size (100 to 300), and remember it."""
        self.size = _nearest_size(percent)
        self._keep("look/size", self.size)
        self.apply()

    @Slot()
    def larger(self) -> None:
        """One step larger, up to 300 %."""
        self.set_size(SIZES[min(SIZES.index(self.size) + 1, len(SIZES) - 1)])

    @Slot()
    def smaller(self) -> None:
        """One step smaller, down to 100 %."""
        self.set_size(SIZES[max(SIZES.index(self.size) - 1, 0)])

    @Slot()
    def usual(self) -> None:
        """Back to 100 %."""
        self.set_size(100)

    def set_motion(self, on: bool) -> None:
        """Allow or stop short movements, and remember it."""
        self.motion = on
        self._keep("look/motion", "true" if on else "false")

    def set_accent(self, colour: str | None) -> None:
        """Use the organisation's own colour where it passes 4.5:1 under white; None goes back to plum."""
        self.accent = colour
        self.apply()

    # -- applying -------------------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Put theme and size on the whole program."""
        self.colours = self._choose()
        self._pictures.clear()
        font = QFont(READING)
        font.setPointSizeF(self.points(BODY_POINTS))
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours, self.size / 100))
        self.changed.emit()

    @Slot()
    def follow_system(self) -> None:
        """Find out whether the system is dark or wants high contrast, remember it, and show it where it is followed."""
        found = self._ask_system()
        if found is not self._system:
            self._remember(found)
            if self.scheme is ColourScheme.SYSTEM:
                self.apply()

    def points(self, at_usual: float) -> float:
        """A size in points at the present text size, from the size at 100 %."""
        return at_usual * self.size / 100

    def px(self, at_usual: float) -> int:
        """A length in logical pixels that grows with the text, from the length at 100 %."""
        return round(at_usual * self.size / 100)

    def picture(self, name: str, colour: str | None = None, size: int = 20) -> QPixmap:
        """An icon from resources/icons in a colour (default: ink), sharp on this screen; `size` at 100 % text."""
        ratio = self._app.devicePixelRatio()
        side = self.px(size)
        key = (name, colour or self.colours.ink, side, ratio)
        if key not in self._pictures:
            self._pictures[key] = _paint(resource("icons", f"{name}.svg"), key[1], side, ratio)
        return self._pictures[key]

    def icon(self, name: str, colour: str | None = None, size: int = 20) -> QIcon:
        """The same as an icon for buttons and menus."""
        return QIcon(self.picture(name, colour, size))

    def spaced_icon(self, name: str, colour: str, size: int) -> tuple[QIcon, QSize]:
        """An icon with room at its right, for a button whose words stand beside it; and the size to show it in."""
        inner, side, gap = self.picture(name, colour, size), self.px(size), self.px(8)
        ratio = inner.devicePixelRatio()
        wide = QPixmap(round((side + gap) * ratio), inner.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(QColor(0, 0, 0, 0))
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, inner)
        painter.end()
        return QIcon(wide), QSize(side + gap, side)

    def icon_size(self, size: int = 20) -> QSize:
        """The side of an icon at the present text size."""
        return QSize(self.px(size), self.px(size))

    def _choose(self) -> Colours:
        shown = self.scheme
        if shown is ColourScheme.SYSTEM:
            shown = self._system or self._remember(self._ask_system())
        if shown is ColourScheme.CONTRAST:
            return CONTRAST
        if shown is ColourScheme.DARK:
            return DARK
        return LIGHT.with_accent(self.accent) if self.accent else LIGHT

    def _remember(self, found: ColourScheme) -> ColourScheme:
        self._system = found
        self._keep("look/system", found.value)
        return found

    def _ask_system(self) -> ColourScheme:
        from PySide6.QtCore import Qt

        hints = self._app.styleHints()
        wanted = getattr(hints, "accessibility", lambda: None)()
        preference = getattr(wanted, "contrastPreference", lambda: None)()
        if getattr(preference, "name", "") == "HighContrast":
            return ColourScheme.CONTRAST
        return ColourScheme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else ColourScheme.LIGHT

    def _keep(self, key: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(key, value)


def _nearest_size(value: object) -> int:
    try:
        wanted = int(str(value))
    except ValueError:
        wanted = 100
    return min(SIZES, key=lambda size: abs(size - wanted))


def _paint(path: Path, colour: str, side: int, ratio: float) -> QPixmap:
    """QtSvg paints `currentColor` black, so the word is replaced before the drawing is read."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _palette(colours: Colours) -> QPalette:
    """For the few things that a style sheet does not reach: placeholders, system dialogs, tooltips."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.page,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.field,
        QPalette.ColorRole.AlternateBase: colours.panel,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.on_selection,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.Link: colours.link,
        QPalette.ColorRole.LinkVisited: colours.link,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette
