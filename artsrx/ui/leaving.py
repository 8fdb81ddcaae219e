"""How the window is left: closed with a backup, locked at once, or with the sample removed."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from artsrx.db.backups.backup import Backup
from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk


class Leaving(Enum):
    """Why the window closed."""

    CLOSE = auto()
    LOCK = auto()
    REMOVE_SAMPLE = auto()


class Departure(QObject):
    """Asks and does what must come before the window may go.

    `held(True)` while a backup is made: what is being typed must be saved first, and nothing may be pressed then.
    `ready(Leaving)` once the window may go; `after` is what is to be run while nobody has the record open.
    """

    held = Signal(bool)
    ready = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._closing = False
        self.after: Callable[[], object] | None = None
        desk.leaving.connect(self.lock_for)
        desk.sample_unwanted.connect(self.remove_sample)

    @Slot()
    def lock(self) -> None:
        """Ctrl+L: close the record and go back to the unlock window. No backup is made; it takes a moment only."""
        self.ready.emit(Leaving.LOCK)

    @Slot(object)
    def lock_for(self, after: Callable[[], object] | None) -> None:
        """Lock, and run `after` while nobody has the record open."""
        self.after = after
        self.lock()

    @Slot()
    def remove_sample(self) -> None:
        """Remove the sample record and go back to the four doors; ask first if anything was tried in it."""
        if self._desk.store.untouched:
            self._remove_sample()
            return
        self._desk.ask.confirm(
            _("Remove the sample?"),
            _("The sample and all that you tried in it will be gone. Your own records are not touched."),
            _("Remove the sample"),
            self._remove_sample,
        )

    def _remove_sample(self) -> None:
        self.ready.emit(Leaving.REMOVE_SAMPLE)

    @Slot()
    def close(self) -> None:
        """Close with a backup; where none can be made, ask."""
        if not self._closing:
            self._closing = True
            self.held.emit(True)
            assert self._desk.backups is not None
            self._desk.backups.back_up(self._close_after_backup, on_error=self._ask_without_backup)

    def _close_after_backup(self, _made: Backup) -> None:
        self.ready.emit(Leaving.CLOSE)

    def _ask_without_backup(self, error: Exception) -> None:
        self._closing = False
        self.held.emit(False)
        words = getattr(error, "words", "") or _("The backup could not be made.")
        ways = [("stay", _("Stay")), ("close", _("Close without a backup"))]
        self._desk.ask.choose(_("No backup was made"), words, ways, self._close_all_the_same)

    def _close_all_the_same(self, way: str) -> None:
        if way == "close":
            self.ready.emit(Leaving.CLOSE)
