"""Verified backups from the window: on asking, before anything large, and on closing."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from artsrx.db.backups.backup import Backup, LastGood, back_up, last_good
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _
from artsrx.ui.jobs import Jobs, unreported
from artsrx.ui.unlocked_record import UnlockedRecord

if TYPE_CHECKING:
    from artsrx.db.store import Store


class Backups(QObject):
    """Makes backups in the worker and knows when the last good one was made; `moved` when that time has changed."""

    moved = Signal()

    def __init__(self, store: "Store", jobs: Jobs, record: UnlockedRecord, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._record = store, jobs, record
        self.last_good: datetime | None = None

    def look(self) -> None:
        """Find out when the last good backup was made; reads it whole, so in the worker."""
        title = _("Looking at the last backup")
        work = unreported(last_good, self._record.folder)
        self._jobs.start(work, self._found, title=title, on_error=self._not_found, quiet=True)

    def back_up(
        self,
        then: Callable[[Backup], object],
        *,
        keep_days: int = 0,
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Make a verified backup and hand it to `then`; `keep_days` keeps it at least so long (90 before an import)."""
        making, made = unreported(self._make, keep_days), partial(self._made, then)
        self._jobs.start(making, made, title=_("Making a backup and checking it"), on_error=on_error)

    def note(self, at: datetime) -> None:
        """Remember that a good backup was made at this time."""
        self.last_good = at
        self.moved.emit()

    def _make(self, keep_days: int) -> Backup:
        """In the worker: the verified backup."""
        folder, key = self._record.folder, self._record.unlocked.key
        return back_up(folder, key, sequence=self._store.sequence, keep_days=keep_days)

    def _made(self, then: Callable[[Backup], object], made: Backup) -> None:
        self.note(made.made)
        then(made)

    def _found(self, newest: LastGood | None) -> None:
        self.last_good = newest.made if newest else None
        self.moved.emit()

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._found(None)


def backup_made_words(made: Backup) -> str:
    """What is said once a backup has been made."""
    if made.shrunk:
        return _("The backup is good, but it holds far less than the one before. Both are kept; please check.")
    return _("Backed up and checked.") if made.fresh else _("Nothing has changed since the last good backup.")
