"""The one window: sidebar, title, find box, screens, status line; it goes wherever a screen asks."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from artsrx.db.backups.backup import Backup
from artsrx.db.schema import tables
from artsrx.db.store import Change
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.ui.desk import Desk, Saying
from artsrx.ui.dropped_files import SPREADSHEETS, dropped_spreadsheet
from artsrx.ui.finder import Finder
from artsrx.ui.help import ABOUT, KEYS, help_for
from artsrx.ui.menus import Menus
from artsrx.ui.page_parts import EDGE, GAP, Banner, text
from artsrx.ui.routes import ImportRoute, ScreenRoute
from artsrx.ui.screen import ScreenEntry
from artsrx.ui.screen_stack import ScreenStack
from artsrx.ui.sidebar import Sidebar
from artsrx.ui.status_bar import StatusBar, Toast

# Below this many letters' width the sidebar shows only its pictures.
ROOMY = 110


class Leaving(Enum):
    """Why the window closed."""

    CLOSE = auto()
    LOCK = auto()
    REMOVE_SAMPLE = auto()


class Window(QMainWindow):
    """Everything after unlocking. `left(Leaving)` is emitted once when it is really closed, and nothing is running."""

    left = Signal(object)

    def __init__(self, desk: Desk, entries: Sequence[ScreenEntry], *, staff: str) -> None:
        super().__init__()
        self.desk = desk
        self._entries = entries
        assert desk.backups is not None
        self._backups = desk.backups
        self._leaving: Leaving | None = None
        self._done = False
        self.after: Callable[[], object] | None = None
        self.setObjectName("window")
        self.setAcceptDrops(True)
        facts = desk.read(organisation)
        self.setWindowTitle(f"{facts.name} – ArtsRx")
        desk.theme.set_accent(facts.colour or None)
        self.sidebar = Sidebar(entries, facts.name, desk.theme)
        self.finder = Finder(desk, self)
        self.title = text("", "title")
        self.status_bar = StatusBar(staff, desk.jobs)
        self.banner = self._sample_banner()
        self.banner.setVisible(facts.sample)
        self.screens = ScreenStack(desk, entries)
        self._lay_out()
        self.toast = Toast(self, self.status_bar)
        self.menus = Menus(self.menuBar(), self, entries, desk.theme)
        desk.ask.set_over(self)
        self._connect()
        self.show_undo()
        self._remember_geometry()
        self._backups.look()
        self.go(next(entry.home for entry in entries if entry.home is not None))

    def _sample_banner(self) -> Banner:
        words = _("This is a sample. Everybody in it is invented, and every report says so.")
        note = self.desk.record.note if self.desk.record is not None else ""
        if note:
            words += " " + _("Its password: {password}").format(password=note)
        return Banner(words, _("Remove the sample"), self.remove_sample)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setContentsMargins(EDGE, 22, EDGE, 6)
        header.setSpacing(GAP)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        header.addWidget(self.title, 3)
        self.finder.setMaximumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.finder.setMinimumWidth(120)
        header.addWidget(self.finder, 2, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addLayout(header)
        right.addWidget(self.screens, 1)
        right.addWidget(self.status_bar)
        inside = QWidget()
        inside.setObjectName("page")
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        desk = self.desk
        desk.navigate.connect(self.go)
        desk.said.connect(self._say)
        desk.refused.connect(self._say_refused)
        desk.saved.connect(self._show_saved)
        desk.changed.connect(self._hear_change)
        desk.leaving.connect(self._leave_for)
        desk.sample_unwanted.connect(self.remove_sample)
        desk.theme.changed.connect(self._fit)
        desk.theme.changed.connect(self.toast.place_again)
        self.sidebar.wanted.connect(self.go)
        self.screens.leaving.connect(self._commit)
        self.screens.turned.connect(self._turned)
        self.screens.titled.connect(self.title.setText)
        self.screens.arrived.connect(self._arrived)
        self.sidebar.lock.connect(self.lock)
        self.finder.found.connect(self._open_hit)
        self.toast.undo.connect(desk.undo)
        self._backups.moved.connect(self._show_backup)

    # -- going ----------------------------------------------------------------------------------------------------

    @Slot(object)
    def go(self, route: ScreenRoute) -> None:
        """Show the place that a route names; the way back is remembered."""
        if not self.screens.go(route):
            self.desk.say(_("There is no screen for that."))

    @Slot()
    def back(self) -> None:
        """One step back: inside the screen, else to the screen before."""
        self.screens.back()

    @Slot(object)
    def _turned(self, entry: ScreenEntry) -> None:
        self.title.setText(entry.title)
        self.sidebar.mark_current(self.screens.lit(entry))

    @Slot()
    def _arrived(self) -> None:
        if not self.finder.hasFocus():
            self.screens.now().main().setFocus()

    @Slot(object)
    def _open_hit(self, route: ScreenRoute) -> None:
        self.go(route)
        self.screens.now().main().setFocus()

    @Slot()
    def next_pane(self) -> None:
        """Move the focus on: sidebar, screen, find box."""
        now: QWidget | None = self.focusWidget()
        if now is None:
            self.finder.begin()
        elif now is self.finder:
            self.sidebar.first().setFocus(Qt.FocusReason.TabFocusReason)
        elif self.sidebar.isAncestorOf(now):
            self.screens.now().main().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finder.begin()

    def resume(self) -> None:
        """After unlocking again: the screen that was open, without the person who was on it."""
        key = str(QSettings().value("window/screen", ""))
        for entry in self._entries:
            if entry.key == key and entry.home is not None:
                self.go(entry.home)

    # -- saying ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _say(self, saying: Saying) -> None:
        self.toast.say(saying)

    @Slot(str, str)
    def _say_refused(self, words: str, _field: str) -> None:
        self.toast.say(Saying(words), tone="error")

    @Slot()
    def _show_saved(self) -> None:
        self.status_bar.show_saved(self.desk.saved_at)

    @Slot()
    def _show_backup(self) -> None:
        self.status_bar.show_backup(self._backups.last_good)

    @Slot()
    def show_undo(self) -> None:
        """Name in the Edit menu what would be undone and redone."""
        self.menus.show_undo(self.desk.store.undo_label, self.desk.store.redo_label)

    @Slot(object)
    def _hear_change(self, change: Change[Any]) -> None:
        self.show_undo()
        if tables.Organisation in change.tables:
            facts = self.desk.read(organisation)
            self.sidebar.set_organisation(facts.name)
            self.setWindowTitle(f"{facts.name} – ArtsRx")
            self.banner.setVisible(facts.sample)
            if self.desk.theme.accent != (facts.colour or None):
                self.desk.theme.set_accent(facts.colour or None)

    # -- the menu -------------------------------------------------------------------------------------------------

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
        now = self.focusWidget()
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
        self._backups.back_up(self._say_backup)

    def _say_backup(self, made: Backup) -> None:
        if made.shrunk:
            words = _("The backup is good, but it holds far less than the one before. Both are kept; please check.")
        elif made.fresh:
            words = _("Backed up and checked.")
        else:
            words = _("Nothing has changed since the last good backup.")
        self.desk.say(words)

    @Slot()
    def help(self) -> None:
        """F1: about this screen."""
        self.desk.ask.tell(self.title.text(), help_for(self.screens.now()))

    @Slot()
    def keys(self) -> None:
        """Every key on one page."""
        self.desk.ask.tell(_("Keys"), KEYS)

    @Slot()
    def about(self) -> None:
        """What this is, and on whose work it stands."""
        self.desk.ask.tell(_("About ArtsRx"), ABOUT)

    # -- leaving --------------------------------------------------------------------------------------------------

    @Slot()
    def lock(self) -> None:
        """Ctrl+L: close the record and go back to the unlock window. No backup is made; it takes a moment only."""
        self._leave(Leaving.LOCK)

    @Slot(object)
    def _leave_for(self, after: Callable[[], object] | None) -> None:
        self.after = after
        self._leave(Leaving.LOCK)

    @Slot()
    def shut(self) -> None:
        """Close, with a backup."""
        self.close()

    @Slot()
    def remove_sample(self) -> None:
        """Remove the sample record and go back to the four doors; ask first if anything was tried in it."""
        if self.desk.store.untouched:
            self._remove_sample()
            return
        self.desk.ask.confirm(
            _("Remove the sample?"),
            _("The sample and all that you tried in it will be gone. Your own records are not touched."),
            _("Remove the sample"),
            self._remove_sample,
        )

    def _remove_sample(self) -> None:
        self._leave(Leaving.REMOVE_SAMPLE)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._done:
            event.accept()
            return
        event.ignore()
        if self._leaving is None:
            self._commit()
            self._leaving = Leaving.CLOSE
            self.setEnabled(False)
            self._backups.back_up(self._close_after_backup, on_error=self._ask_without_backup)

    def _close_after_backup(self, made: Backup) -> None:
        self._finish()

    def _ask_without_backup(self, error: Exception) -> None:
        self._leaving = None
        self.setEnabled(True)
        words = getattr(error, "words", "") or _("The backup could not be made.")
        ways = [("stay", _("Stay")), ("close", _("Close without a backup"))]
        self.desk.ask.choose(_("No backup was made"), words, ways, self._close_all_the_same)

    def _close_all_the_same(self, way: str) -> None:
        if way == "close":
            self._leave(Leaving.CLOSE)

    def _leave(self, why: Leaving) -> None:
        self._commit()
        if self.screens.here is not None:
            QSettings().setValue("window/screen", self.screens.here.key)
        self._leaving = why
        self._finish()

    @Slot()
    def _commit(self) -> None:
        """What is being typed is saved, because its field is left."""
        typing: QWidget | None = self.focusWidget()
        if typing is not None:
            typing.clearFocus()

    def _finish(self) -> None:
        self._done = True
        self._keep_geometry()
        self.close()
        # Emitted from the event loop, so that whoever hears it may destroy the window.
        QTimer.singleShot(0, self._say_left)

    @Slot()
    def _say_left(self) -> None:
        self.left.emit(self._leaving)

    # -- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            if self.toast.isVisible():
                self.toast.hide()
            else:
                self.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.sidebar.set_narrow(self.width() < self.fontMetrics().averageCharWidth() * ROOMY)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_spreadsheet(event) is not None:
            event.acceptProposedAction()
            self.desk.say(_("Let go to look at this spreadsheet. Nothing is added before you say so."))

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_spreadsheet(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _remember_geometry(self) -> None:
        saved = QSettings().value("window/geometry")
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            screen = QApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, screen.width() - 40), min(860, screen.height() - 60))

    def _keep_geometry(self) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
