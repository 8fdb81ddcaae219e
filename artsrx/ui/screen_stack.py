"""The screens of the window: each built when first wanted, found by the class of a route, with the way back through them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from artsrx.ui.desk import Desk
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.screen import Screen, ScreenEntry


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
        self._screens: dict[str, Screen[Any]] = {}
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
        assert isinstance(shown, Screen)
        return shown

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
        screen = self._screens.get(entry.key)
        if screen is None:
            screen = self._screens[entry.key] = entry.build(self._desk)
            screen.titled.connect(self._titled)
            self.addWidget(screen)
        self._here = route
        self.setCurrentWidget(screen)
        self.title = entry.title
        self.turned.emit(entry)
        screen.open(route)
        self.arrived.emit()

    @Slot(str)
    def _titled(self, words: str) -> None:
        if self.sender() is self.now():
            self.title = words
            self.titled.emit(words)
