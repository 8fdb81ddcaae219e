"""Verified backups from the window: on asking, before anything large, and on closing."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from artsrx.db.opening import Backup, back_up, last_good
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.jobs import Report
from artsrx.ui.opened import OpenRecord


class Keeper(QObject):
    """Makes backups in the worker and knows when the last good one was made; `moved` when that time has changed."""

    moved = Signal()

    def __init__(self, desk: Desk, record: OpenRecord) -> None:
        super().__init__(desk)
        self._desk = desk
        self._record = record
        self.last_good: datetime | None = None

    def look(self) -> None:
        """Find out when the last good backup was made; reads it whole, so in the worker."""
        title = _("Looking at the last backup")
        self._desk.work(self._newest, self._found, title=title, on_error=self._not_found, quiet=True)

    def back_up(
        self,
        then: Callable[[Backup], object],
        *,
        keep_days: int = 0,
        on_error: Callable[[Exception], object] | None = None,
    ) -> None:
        """Make a verified backup and hand it to `then`; `keep_days` keeps it at least so long (90 before an import)."""
        making = _Making(self._desk, self._record, keep_days)
        self._desk.work(making, _Then(self, then), title=_("Making a backup and checking it"), on_error=on_error)

    def note(self, at: datetime) -> None:
        """Remember that a good backup was made at this time."""
        self.last_good = at
        self.moved.emit()

    def _newest(self, report: Report) -> datetime | None:
        newest = last_good(self._record.folder)
        return newest.made if newest else None

    def _found(self, at: datetime | None) -> None:
        self.last_good = at
        self.moved.emit()

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._found(None)


class _Making:
    """The work itself, in the worker."""

    def __init__(self, desk: Desk, record: OpenRecord, keep_days: int) -> None:
        self._desk, self._record, self._days = desk, record, keep_days

    def __call__(self, report: Report) -> Backup:
        store, record = self._desk.store, self._record
        return back_up(record.folder, record.unlocked.key, sequence=store.sequence, keep_days=self._days)


class _Then:
    """Notes the time, then goes on."""

    def __init__(self, keeper: Keeper, then: Callable[[Backup], object]) -> None:
        self._keeper, self._then = keeper, then

    def __call__(self, made: Backup) -> None:
        self._keeper.note(made.made)
        self._then(made)
