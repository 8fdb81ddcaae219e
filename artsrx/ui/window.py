"""The one window: sidebar, title, find box, screens, status line; it goes wherever a screen asks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from artsrx.db.schema import tables
from artsrx.db.store import Change
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.ui.desk import Desk, Saying
from artsrx.ui.dropped_files import dropped_spreadsheet
from artsrx.ui.finder import Finder
from artsrx.ui.folding_layout import FoldingLayout
from artsrx.ui.leaving import Departure, Leaving
from artsrx.ui.menu_actions import MenuActions
from artsrx.ui.menus import Menus
from artsrx.ui.page_parts import EDGE, GAP, NEAR, Banner
from artsrx.ui.routes import ImportRoute, ScreenRoute
from artsrx.ui.screen import ScreenEntry
from artsrx.ui.screen_stack import ScreenStack
from artsrx.ui.sidebar import Sidebar
from artsrx.ui.status_bar import StatusBar, Toast
from artsrx.ui.window_title import WindowTitle

SMALLEST = (480, 360)
# Below this many letters' width the sidebar shows only its pictures.
ROOMY = 110
# Below this many lines' height the title and the banner are small.
TALL = 20


class Window(QMainWindow):
    """Everything after unlocking. `left(Leaving)` is emitted once when it is really closed, and nothing is running."""

    left = Signal(object)

    def __init__(self, desk: Desk, entries: Sequence[ScreenEntry], *, staff: str) -> None:
        super().__init__()
        self.desk = desk
        self._entries = entries
        assert desk.backups is not None
        self._backups = desk.backups
        self._why = Leaving.CLOSE
        self._done = False
        self._low: bool | None = None
        self.departure = Departure(desk, self)
        self.setObjectName("window")
        # By itself it would be as large as what it shows now, and could not be put into half of a small display.
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        facts = desk.read(organisation)
        self.setWindowTitle(f"{facts.name} – ArtsRx")
        desk.theme.set_accent(facts.colour or None)
        self.sidebar = Sidebar(entries, facts.name, desk.theme)
        self.finder = Finder(desk, self)
        self.title = WindowTitle()
        self.status_bar = StatusBar(staff, desk.jobs)
        self.banner = self._sample_banner()
        self.banner.setVisible(facts.sample)
        self.screens = ScreenStack(desk, entries)
        self.menu_actions = MenuActions(desk, self.screens, self.sidebar, self.finder, self.departure)
        self._lay_out()
        self.toast = Toast(self, self.status_bar)
        self.menus = Menus(self.menuBar(), self.menu_actions, entries, desk.theme)
        desk.ask.set_over(self)
        self._connect()
        self.menus.show_undo()
        self._remember_geometry()
        self._backups.look()
        self.go(next(entry.home for entry in entries if entry.home is not None))

    def _sample_banner(self) -> Banner:
        words = _("This is a sample. Everybody in it is invented, and every report says so.")
        note = self.desk.record.note if self.desk.record is not None else ""
        if note:
            words += " " + _("Its password: {password}").format(password=note)
        return Banner(words, _("Remove the sample"), self.departure.remove_sample)

    def _lay_out(self) -> None:
        header = QWidget()
        above = self._above = FoldingLayout([(self.title, 3), (self.finder, 2)], gap=GAP, letters=18)
        above.setAlignment(self.finder, Qt.AlignmentFlag.AlignTop)
        header.setLayout(above)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(header)
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
        self.departure.held.connect(self._hold)
        self.departure.ready.connect(self._go_away)
        desk.theme.changed.connect(self._fit)
        desk.theme.changed.connect(self.toast.place_again)
        self.sidebar.wanted.connect(self.go)
        self.screens.leaving.connect(self._commit)
        self.screens.turned.connect(self._turned)
        self.screens.titled.connect(self.title.show_words)
        self.screens.arrived.connect(self._arrived)
        self.sidebar.lock.connect(self.departure.lock)
        self.finder.found.connect(self._open_hit)
        self.toast.undo.connect(desk.undo)
        self._backups.moved.connect(self._show_backup)

    # -- going ----------------------------------------------------------------------------------------------------

    @Slot(object)
    def go(self, route: ScreenRoute) -> None:
        """Show the place that a route names; the way back is remembered."""
        if not self.screens.go(route):
            self.desk.say(_("There is no screen for that."))

    @Slot(object)
    def _turned(self, entry: ScreenEntry) -> None:
        self.title.show_words(entry.title)
        self.sidebar.mark_current(self.screens.lit(entry))

    @Slot()
    def _arrived(self) -> None:
        if not self.finder.hasFocus():
            self.screens.now().main().setFocus()

    @Slot(object)
    def _open_hit(self, route: ScreenRoute) -> None:
        self.go(route)
        self.screens.now().main().setFocus()

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

    @Slot(object)
    def _hear_change(self, change: Change[Any]) -> None:
        self.menus.show_undo()
        if tables.Organisation in change.tables:
            facts = self.desk.read(organisation)
            self.sidebar.set_organisation(facts.name)
            self.setWindowTitle(f"{facts.name} – ArtsRx")
            self.banner.setVisible(facts.sample)
            if self.desk.theme.accent != (facts.colour or None):
                self.desk.theme.set_accent(facts.colour or None)

    # -- leaving --------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._done:
            event.accept()
            return
        event.ignore()
        self.departure.close()

    @Slot(bool)
    def _hold(self, held: bool) -> None:
        if held:
            self._commit()
        self.setEnabled(not held)

    @Slot()
    def _commit(self) -> None:
        """What is being typed is saved, because its field is left."""
        typing: QWidget | None = self.focusWidget()
        if typing is not None:
            typing.clearFocus()

    @Slot(object)
    def _go_away(self, why: Leaving) -> None:
        self._commit()
        if self.screens.here is not None:
            QSettings().setValue("window/screen", self.screens.here.key)
        self._why = why
        self._done = True
        self._keep_geometry()
        self.close()
        # Emitted from the event loop, so that whoever hears it may destroy the window.
        QTimer.singleShot(0, self._say_left)

    @Slot()
    def _say_left(self) -> None:
        self.left.emit(self._why)

    # -- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            if self.toast.isVisible():
                self.toast.hide()
            else:
                self.screens.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        letters = self.fontMetrics()
        self.sidebar.set_narrow(self.width() < letters.averageCharWidth() * ROOMY)
        self._set_low(self.height() < letters.lineSpacing() * TALL)

    def _set_low(self, low: bool) -> None:
        """Where few lines fit, what stands over the screen takes less of them."""
        if low is self._low:
            return
        self._low = low
        self.banner.shorten(_("This is a sample.") if low else "")
        self.title.set_small(low)
        self._above.setContentsMargins(EDGE, 6 if low else 22, EDGE, 6)
        self._above.setSpacing(NEAR if low else GAP)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_spreadsheet(event) is not None:
            event.acceptProposedAction()
            self.desk.say(_("Let go to look at this spreadsheet. Nothing is added before you say so."))

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_spreadsheet(event)
        if path is not None:
            event.acceptProposedAction()
            self.desk.go(ImportRoute(path))

    def _remember_geometry(self) -> None:
        saved = QSettings().value("window/geometry")
        if not (isinstance(saved, QByteArray) and self.restoreGeometry(saved)):
            screen = QApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, screen.width() - 40), min(860, screen.height() - 60))

    def _keep_geometry(self) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
