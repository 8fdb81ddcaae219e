"""The screens of the window: each built when first wanted, found by the class of a route, with the way back through them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from artsrx.ui.desk import Desk
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.screen import Screen, ScreenEntry


class ScreenFrame(QScrollArea):
    """Round one screen: gives it all the room there is, and scrolls where that is less than it can do with.

    So a screen never makes the window larger than the display, and is never squeezed until its words are cut. A page
    that scrolls by itself can do with little; then nothing scrolls here.
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.page = screen
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("page")
        self.setWidget(screen)
        screen.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The screen's least height is that of its present width, since words wrap."""
        room = self.maximumViewportSize()
        needed = self._needed(room)
        if needed.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
            needed = self._needed(room)
        self.page.resize(needed)

    def _needed(self, room: QSize) -> QSize:
        least = self.page.minimumSizeHint()
        width = max(room.width(), least.width())
        inside = self.page.layout()
        tall = (
            inside.minimumHeightForWidth(width) if inside is not None and inside.hasHeightForWidth() else least.height()
        )
        return QSize(width, max(room.height(), tall))


class ScreenStack(QStackedWidget):
    """Shows one screen at a time.

    `leaving()` before another route is shown, so that what is being typed can be saved; `turned(ScreenEntry)` when its
    screen stands there, `titled(str)` when that screen calls itself otherwise, `arrived()` when it has opened the route.
    """

    leaving = Signal()
    turned = Signal(object)
    titled = Signal(str)
    arrived = Signal()

    def __init__(self, desk: Desk, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self._desk = desk
        self._entries = tuple(entries)
        self._frames: dict[str, ScreenFrame] = {}
        self._path: list[ScreenRoute] = []
        self._here: ScreenRoute | None = None
        self.title = ""

    def entry_of(self, route: type[ScreenRoute]) -> ScreenEntry | None:
        """The entry of the screen that takes routes of this class; None where no screen does."""
        return next((entry for entry in self._entries if route in entry.takes), None)

    def lit(self, entry: ScreenEntry) -> ScreenEntry:
        """The entry that is lit in the sidebar while this one's screen is shown."""
        above = self.entry_of(entry.under) if entry.under is not None else None
        return above or entry

    @property
    def here(self) -> ScreenEntry | None:
        """The entry of the screen that is shown; None before the first."""
        return self.entry_of(type(self._here)) if self._here is not None else None

    def now(self) -> Screen[Any]:
        """The screen that is shown."""
        shown = self.currentWidget()
        assert isinstance(shown, ScreenFrame)
        return shown.page

    def go(self, route: ScreenRoute) -> bool:
        """Open this route; the way back is remembered. False where no screen takes it."""
        if self.entry_of(type(route)) is None:
            return False
        if self._here is not None and self._here != route:
            self._path.append(self._here)
        self._show(route)
        return True

    @Slot()
    def back(self) -> None:
        """One step back: inside the screen, else to where one was before."""
        if not self.now().back() and self._path:
            self._show(self._path.pop())

    def _show(self, route: ScreenRoute) -> None:
        entry = self.entry_of(type(route))
        assert entry is not None
        self.leaving.emit()
        frame = self._frames.get(entry.key)
        if frame is None:
            screen = entry.build(self._desk)
            screen.titled.connect(self._titled)
            frame = self._frames[entry.key] = ScreenFrame(screen)
            self.addWidget(frame)
        self._here = route
        self.setCurrentWidget(frame)
        self.title = entry.title
        self.turned.emit(entry)
        frame.page.open(route)
        self.arrived.emit()

    @Slot(str)
    def _titled(self, words: str) -> None:
        if self.sender() is self.now():
            self.title = words
            self.titled.emit(words)
