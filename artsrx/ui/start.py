"""The only wiring: front door → record → Store → Desk → Window, and out again."""

import importlib
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from artsrx.db.finding import find_records
from artsrx.db.folder.home import default_home
from artsrx.db.folder.lock import door_name, read_holder
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.domain.resources import resource
from artsrx.ui.ask import Asker
from artsrx.ui.crash import CrashHandler, keep_secrets_out_of_dumps
from artsrx.ui.front.window import FrontWindow
from artsrx.ui.gc_timer import GcTimer
from artsrx.ui.jobs import Jobs, Reporter
from artsrx.ui.theme import Theme, load_fonts

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

    from artsrx.ui.front.ways_in import OpenedRecord
    from artsrx.ui.idle_timer import IdleTimer
    from artsrx.ui.window import Window

# Loaded while somebody types a password, so that Today is there at once; after the first painting, which it would delay.
NEEDED_NEXT = (
    "artsrx.ui.front.ways_in",
    "artsrx.db.opening",
    "cryptography.hazmat.primitives.kdf.argon2",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.asymmetric.x25519",
    "artsrx.db.store",
    "sqlcipher3",
    "sqlalchemy.dialects.sqlite",
    "artsrx.ui.window",
    "artsrx.ui.dialogs",
    "artsrx.ui.backups",
    "artsrx.ui.screens",
    "artsrx.ui.screens.today.screen",
    "PySide6.QtNetwork",
)
AFTER_PAINTING_MS = 100
KNOCK_MS = 400


def window_process(arguments: list[str], *, locked: int) -> int:
    """Runs the window until it is closed; the exit status is `locked` when it wants to be started again."""
    keep_secrets_out_of_dumps()
    app = QApplication(["artsrx"])
    name_program()
    load_fonts()
    theme = Theme(app, QSettings())
    theme.apply()
    start = Start(app, theme, locked=locked, resuming=bool(arguments))
    CrashHandler(start.current_ask).install()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, start.stop_on_signal)
    if not arguments and start.knock():
        return 0
    start.begin()
    return app.exec()


def name_program() -> None:
    """What the system calls this program; also where window sizes are remembered."""
    QCoreApplication.setOrganizationName("ArtsRx")
    QCoreApplication.setApplicationName("ArtsRx")
    QGuiApplication.setApplicationDisplayName("ArtsRx")
    QGuiApplication.setDesktopFileName("artsrx")
    QGuiApplication.setWindowIcon(QIcon(str(resource("icons", "artsrx.svg"))))


class Start(QObject):
    """Owns what lives as long as the process: the worker, the questions, the door, the window."""

    def __init__(
        self, app: QApplication, theme: Theme, *, locked: int = 0, resuming: bool = False, home: Path | None = None
    ) -> None:
        super().__init__(app)
        self._resuming = resuming
        self._app, self._theme, self._locked, self._home = app, theme, locked, home
        self._gc_timer = GcTimer(self)
        self.jobs = Jobs(self)
        self.front: FrontWindow | None = None
        self.window: Window | None = None
        self._ask: Asker | None = None
        self._opened: OpenedRecord | None = None
        self._door: QLocalServer | None = None
        self._idle: IdleTimer | None = None

    def current_ask(self) -> Asker | None:
        """Over which window questions are asked now."""
        return self._ask

    def stop_on_signal(self, _sign: int, _frame: object) -> None:
        """Ctrl+C in the terminal, or the system shutting down: close as the person would, with a backup."""
        QTimer.singleShot(0, self._stop)

    @Slot()
    def _stop(self) -> None:
        window = self.window or self.front
        if window is not None:
            window.close()

    def knock(self) -> bool:
        """Whether the only record is open in a window of this computer, which has then been raised."""
        found = find_records(self._home or default_home())
        return len(found) == 1 and read_holder(found[0].folder) is not None and raise_window(found[0].folder)

    def begin(self) -> None:
        """Show the front door."""
        self._ask = Asker()
        self.front = FrontWindow(
            theme=self._theme, jobs=self.jobs, ask=self._ask, home=self._home, already_open=raise_window
        )
        self.front.opened.connect(self.enter)
        self.front.closed.connect(self._end_without_record)
        self.front.show()
        QTimer.singleShot(AFTER_PAINTING_MS, self._load_next)

    @Slot()
    def _load_next(self) -> None:
        self._theme.follow_system()
        if self.front is not None and self.front.isVisible():
            self.jobs.start(_load_next, None, title="", quiet=True)

    @Slot(object)
    def enter(self, opened: "OpenedRecord") -> None:
        """Go into a record that is open."""
        from artsrx.ui.desk import Desk
        from artsrx.ui.idle_timer import IdleTimer
        from artsrx.ui.screens import SCREENS
        from artsrx.ui.window import Window

        self._opened = opened
        self._ask = Asker()
        record = opened.record
        desk = Desk(opened.store, ask=self._ask, jobs=self.jobs, theme=self._theme, record=record, parent=self)
        self.window = Window(desk, SCREENS, staff=record.unlocked.staff_name)
        self.window.left.connect(self.leave)
        self._listen(record.folder)
        self._idle = IdleTimer(self._app, self)
        self._idle.long_idle.connect(self._lock_when_idle)
        self.window.show()
        if self.front is not None:
            self.front.close()
            self.front.deleteLater()
            self.front = None
        if record.warning:
            self._ask.tell(_("Before you begin"), record.warning)
        if opened.route is not None:
            self.window.go(opened.route)
        elif self._resuming:
            self.window.resume()

    @Slot(object)
    def leave(self, why: object) -> None:
        """Give everything back, then end this process; the supervisor decides what comes next."""
        from artsrx.ui.front.ways_in import throw_away
        from artsrx.ui.leaving import Leaving

        assert self._opened is not None
        assert self.window is not None
        self.jobs.close()
        if self._door is not None:
            self._door.close()
        self.window.desk.close()
        if why is Leaving.REMOVE_SAMPLE:
            throw_away(self._opened)
        else:
            self._opened.store.close()
            self._opened.record.lock.release()
        self._then_end(self.window.departure.after, 0 if why is Leaving.CLOSE else self._locked)

    def _then_end(self, after: Callable[[], object] | None, status: int) -> None:
        self._status = status
        try:
            if after is not None:
                after()
        except (Refused, StoreError) as error:
            self._ask = Asker()
            self._ask.tell(_("That could not be done"), error.words, self._end)
            return
        self._end()

    def _end(self) -> None:
        self._app.exit(self._status)

    @Slot()
    def _end_without_record(self) -> None:
        self.jobs.close()
        self._app.exit(0)

    @Slot()
    def _lock_when_idle(self) -> None:
        if self.window is None or self._idle is None:
            return
        if self.jobs.busy:
            self._idle.again()
        else:
            self.window.departure.lock()

    def _listen(self, folder: Path) -> None:
        from PySide6.QtNetwork import QLocalServer

        name = door_name(folder)
        QLocalServer.removeServer(name)
        self._door = QLocalServer(self)
        self._door.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._door.newConnection.connect(self._raise_for_caller)
        self._door.listen(name)

    @Slot()
    def _raise_for_caller(self) -> None:
        if self._door is None or self.window is None:
            return
        while self._door.hasPendingConnections():
            self._door.nextPendingConnection().disconnectFromServer()
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()


def raise_window(folder: Path) -> bool:
    """Bring the window that has this record open to the front; False where none answers."""
    from PySide6.QtNetwork import QLocalSocket

    caller = QLocalSocket()
    caller.connectToServer(door_name(folder))
    answered = caller.waitForConnected(KNOCK_MS)
    caller.abort()
    return answered


def _load_next(reporter: Reporter) -> None:
    for name in NEEDED_NEXT:
        reporter.check()
        importlib.import_module(name)
