"""What the lines of the menus do: adding, printing, bringing in, backing up, help."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from artsrx.db.backups.backup import Backup
from artsrx.domain.i18n import _
from artsrx.ui.backups import backup_made_words
from artsrx.ui.desk import Desk
from artsrx.ui.dropped_files import SPREADSHEETS
from artsrx.ui.finder import Finder
from artsrx.ui.help import ABOUT, KEYS, help_for
from artsrx.ui.leaving import Departure
from artsrx.ui.routes import ImportRoute
from artsrx.ui.screen_stack import ScreenStack
from artsrx.ui.sidebar import Sidebar


class MenuActions(QObject):
    """One method for each line, and whoever else is asked by one: `desk`, `screens`, `finder`, `departure`."""

    def __init__(
        self, desk: Desk, screens: ScreenStack, sidebar: Sidebar, finder: Finder, departure: Departure
    ) -> None:
        super().__init__(departure)
        self.desk, self.screens, self.finder, self.departure = desk, screens, finder, departure
        self._sidebar = sidebar

    @Slot()
    def add(self) -> None:
        """Ctrl+N: a new one of whatever this screen lists."""
        self.screens.now().add()

    @Slot()
    def print_list(self) -> None:
        """Ctrl+P: what this screen lists, with a preview."""
        self.screens.now().print_list()

    @Slot()
    def read_again(self) -> None:
        """F5: read this screen again."""
        self.screens.now().refresh()

    @Slot()
    def say_saved(self) -> None:
        """Ctrl+S: save what is being typed, and say that everything is saved."""
        now: QWidget | None = self.screens.window().focusWidget()
        if now is not None:
            now.clearFocus()
            now.setFocus()
        self.desk.say(_("Everything is saved already: ArtsRx saves as you go."))

    @Slot()
    def bring_in(self) -> None:
        """Choose a spreadsheet and go to the import."""
        self.desk.ask.open_file(_("Which spreadsheet?"), [(_("Spreadsheets"), SPREADSHEETS)], self.take_file)

    def take_file(self, path: Path) -> None:
        """Go to the import with this file."""
        self.desk.go(ImportRoute(path))

    @Slot()
    def back_up_now(self) -> None:
        """Make a verified backup now."""
        if self.desk.backups is not None:
            self.desk.backups.back_up(self._say_backup)

    def _say_backup(self, made: Backup) -> None:
        self.desk.say(backup_made_words(made))

    @Slot()
    def next_pane(self) -> None:
        """Move the focus on: sidebar, screen, find box."""
        now: QWidget | None = self.screens.window().focusWidget()
        if now is self.finder:
            self._sidebar.first().setFocus(Qt.FocusReason.TabFocusReason)
        elif now is not None and self._sidebar.isAncestorOf(now):
            self.screens.now().main().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finder.begin()

    @Slot()
    def help(self) -> None:
        """F1: about this screen."""
        self.desk.ask.tell(self.screens.title, help_for(self.screens.now()))

    @Slot()
    def keys(self) -> None:
        """Every key on one page."""
        self.desk.ask.tell(_("Keys"), KEYS)

    @Slot()
    def about(self) -> None:
        """What this is, and on whose work it stands."""
        self.desk.ask.tell(_("About ArtsRx"), ABOUT)
