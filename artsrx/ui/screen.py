"""A screen reads what it shows, hears of changes to the tables it watches, and is never stale when seen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from artsrx.ui.routes import ScreenRoute

if TYPE_CHECKING:
    from artsrx.db.store import Change, Tables
    from artsrx.ui.desk import Desk


R = TypeVar("R", bound=ScreenRoute)


class Screen(QWidget, Generic[R]):
    """The base of every screen: set `watches`, build in `__init__`, read in `refresh`.

    `watches` names tables by the classes of their rows; when a change touches one, `refresh()` runs at once if the
    screen is visible and else when it is next shown. `refresh` must keep the selection and what is being typed (RowView and fields do).
    `open(route)` is called when somebody goes here: R is the union of the routes that this screen takes. `back()`
    returns True if it went one step back.
    Emit `titled(str)` when the words at the top of the window should change (the name of a person, say).
    `main()` gives the widget that takes the focus; `print_list()` answers Ctrl+P and `add()` answers Ctrl+N, where
    a screen overrides them. `help_words` is what F1 says about this screen: a few plain sentences and its keys.
    """

    watches: ClassVar["Tables"] = frozenset()
    help_words: ClassVar[str] = ""
    titled = Signal(str)

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read again what is shown."""

    def open(self, route: R) -> None:
        """Show what this route names."""

    def back(self) -> bool:
        """Go one step back inside the screen; False when there is none."""
        return False

    def main(self) -> QWidget:
        """The widget that takes the focus when the screen is shown."""
        return self

    def print_list(self) -> None:
        """Print what is shown, with a preview; nothing where a screen has nothing to print."""

    def add(self) -> None:
        """Begin a new one of whatever this screen lists; nothing where that makes no sense."""

    def renew(self) -> None:
        """Read again now if visible, else when next shown."""
        if self.isVisible():
            self._stale = False
            self.refresh()
        else:
            self._stale = True

    @Slot(object)
    def _hear(self, change: "Change[Any]") -> None:
        if self.watches & change.tables:
            self.renew()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """How a screen is listed in SCREENS.

    `key` is what the settings of this computer remember it by, `title` and `icon` (a file under resources/icons) are
    for the sidebar, `takes` are the classes of the routes that it opens, `build(desk)` makes it when first wanted.
    `home` is where the sidebar and the menu go; without one it stands in neither, and `under` is a route of the screen
    that stays lit in the sidebar meanwhile.
    """

    key: str
    title: str
    icon: str
    takes: tuple[type[ScreenRoute], ...]
    build: "Callable[[Desk], Screen[Any]]"
    home: ScreenRoute | None = None
    under: type[ScreenRoute] | None = None
