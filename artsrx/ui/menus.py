"""The menus, where every action shows its key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from artsrx.domain.i18n import _
from artsrx.ui.menu_actions import MenuActions
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.screen import ScreenEntry
from artsrx.ui.theme import ColourScheme, Theme

Keys = str | QKeySequence.StandardKey


class Menus(QObject):
    """Fills the menu bar; what its lines do is in `menu_actions.py`."""

    def __init__(self, bar: QMenuBar, actions: MenuActions, entries: Sequence[ScreenEntry], theme: Theme) -> None:
        super().__init__(bar)
        self._actions = actions
        self._theme = theme
        self._file(bar.addMenu(_("&File")))
        self._edit(bar.addMenu(_("&Edit")))
        self._go(bar.addMenu(_("&Go to")), entries)
        self._view(bar.addMenu(_("&View")))
        self._help(bar.addMenu(_("&Help")))

    @Slot()
    def show_undo(self) -> None:
        """Name in the Edit menu what Undo and Redo would do, or grey them."""
        undo, redo = self._actions.desk.store.undo_label, self._actions.desk.store.redo_label
        self.undo.setEnabled(undo is not None)
        self.undo.setText(_("&Undo {label}").format(label=undo) if undo else _("&Undo"))
        self.redo.setEnabled(redo is not None)
        self.redo.setText(_("&Redo {label}").format(label=redo) if redo else _("&Redo"))

    def _file(self, menu: QMenu) -> None:
        actions = self._actions
        _add(menu, _("&New"), actions.add, QKeySequence.StandardKey.New)
        _add(menu, _("&Bring in a spreadsheet …"), actions.bring_in, "Ctrl+I")
        menu.addSeparator()
        _add(menu, _("&Save"), actions.say_saved, QKeySequence.StandardKey.Save)
        _add(menu, _("Back up &now"), actions.back_up_now, "Ctrl+B")
        _add(menu, _("&Print this list …"), actions.print_list, QKeySequence.StandardKey.Print)
        menu.addSeparator()
        _add(menu, _("&Lock"), actions.departure.lock, "Ctrl+L")
        _add(menu, _("&Close"), actions.departure.close, "Ctrl+Q")

    def _edit(self, menu: QMenu) -> None:
        actions = self._actions
        self.undo = _add(menu, _("&Undo"), actions.desk.undo, "Ctrl+Z")
        self.redo = _add(menu, _("&Redo"), actions.desk.redo, "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        _add(menu, _("&Find anybody"), actions.finder.begin, "Ctrl+F")
        menu.aboutToShow.connect(self.show_undo)

    def _go(self, menu: QMenu, entries: Sequence[ScreenEntry]) -> None:
        for number, entry in enumerate((entry for entry in entries if entry.home is not None), start=1):
            action = _add(menu, entry.title, self._go_to_screen, f"Ctrl+{number}")
            action.setShortcuts([QKeySequence(f"Ctrl+{number}"), QKeySequence(f"Alt+{number}")])
            action.setData(entry.home)
        menu.addSeparator()
        _add(menu, _("&Back"), self._actions.screens.back, "Alt+Left")
        _add(menu, _("Next &part of the window"), self._actions.next_pane, "F6")

    def _view(self, menu: QMenu) -> None:
        theme = self._theme
        group = QActionGroup(self)
        for scheme, words in (
            (ColourScheme.SYSTEM, _("As the &computer")),
            (ColourScheme.LIGHT, _("&Light")),
            (ColourScheme.DARK, _("&Dark")),
            (ColourScheme.CONTRAST, _("&High contrast")),
        ):
            action = _add(menu, words, self._choose_scheme)
            action.setCheckable(True)
            action.setChecked(theme.scheme is scheme)
            action.setData(scheme.value)
            group.addAction(action)
        self._schemes = group.actions()
        theme.changed.connect(self._show_theme)
        menu.addSeparator()
        larger = _add(menu, _("L&arger text"), theme.larger)
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        _add(menu, _("&Smaller text"), theme.smaller, "Ctrl+-")
        _add(menu, _("&Usual text size"), theme.usual, "Ctrl+0")
        self._motion = _add(menu, _("Show &movement"), self._choose_motion)
        self._motion.setCheckable(True)
        self._motion.setChecked(theme.motion)
        menu.addSeparator()
        _add(menu, _("&Read again"), self._actions.read_again, "F5")

    def _help(self, menu: QMenu) -> None:
        _add(menu, _("&Help for this screen"), self._actions.help, "F1")
        _add(menu, _("&Keys"), self._actions.keys, "Ctrl+F1")
        _add(menu, _("&About ArtsRx"), self._actions.about)

    @Slot()
    def _go_to_screen(self) -> None:
        route: ScreenRoute = self._sender().data()
        self._actions.desk.go(route)

    @Slot()
    def _choose_scheme(self) -> None:
        self._theme.set_scheme(ColourScheme(self._sender().data()))

    @Slot()
    def _show_theme(self) -> None:
        """Tick what is in force, also after Settings changed it."""
        for action in self._schemes:
            action.setChecked(action.data() == self._theme.scheme.value)

    @Slot()
    def _choose_motion(self) -> None:
        self._theme.set_motion(self._motion.isChecked())

    def _sender(self) -> QAction:
        sender = self.sender()
        assert isinstance(sender, QAction)
        return sender


def _add(menu: QMenu, words: str, press: Callable[[], object], keys: Keys = "") -> QAction:
    action = menu.addAction(words)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(press)
    return action
