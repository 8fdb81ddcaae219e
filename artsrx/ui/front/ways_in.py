"""What the front doors do, as plain functions for the worker: unlock, make, recover, restore; each gives an open record."""

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from artsrx.db.finding import find_records
from artsrx.db.folder.lock import Holder, RecordLock
from artsrx.db.folder.new_folder import names_for
from artsrx.db.keys import sheet_mark, vault
from artsrx.db.keys.recovery_code import RecoveryCode
from artsrx.domain.i18n import _
from artsrx.ui.routes import ScreenRoute
from artsrx.ui.unlocked_record import UnlockedRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record that is open: who and where, its store, and where to go first."""

    record: UnlockedRecord
    store: "Store"
    route: ScreenRoute | None = None


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A new record and its recovery sheet, not yet printed."""

    opened: OpenedRecord
    sheet: RecoveryCode


def open_record(folder: Path, staff_id: UUID, password: str, *, even_if: Holder | None = None) -> OpenedRecord:
    """Unlock and open a record. Raises Refused (password, place) or StoreError (open elsewhere, newer, damaged)."""
    with _hold_lock(folder, even_if) as lock:
        unlocked = vault.unlock(folder, staff_id, password)
        return _open(folder, unlocked, lock)


def recover(folder: Path, groups: str, staff_id: UUID, password: str) -> OpenedRecord:
    """Give somebody a new password by the recovery sheet, and open the record for them."""
    with _hold_lock(folder, None) as lock:
        unlocked = vault.reset_password_by_code(folder, groups, staff_id, password)
        return _open(folder, unlocked, lock)


def make_record(organisation: str, staff: str, password: str, *, home: Path | None = None) -> MadeRecord:
    """Make a new, empty record in a folder of its own; raises Refused for a weak password before anything is written."""
    from artsrx.db import making
    from artsrx.domain.passwords import check_new

    check_new(password, about=(organisation, staff))
    return _make(organisation, staff, password, making.nothing_more, home=home)


def make_sample_record(
    name: str, password: str, fill: Callable[["Store"], object], *, home: Path | None = None
) -> OpenedRecord:
    """Make the sample record of an invented organisation; `fill` writes its year. The password goes along as `note`."""
    made = _make(name, _("Sam Sample"), password, lambda store, _code: fill(store), home=home)
    # Nobody needs a sheet for what can be made again at any time.
    sheet_mark.note_sheet_kept(made.opened.record.folder)
    return replace(made.opened, record=replace(made.opened.record, note=password))


def sheet_is_safe(made: MadeRecord) -> None:
    """Somebody has read two groups of the sheet from paper: the record need not ask for it any more."""
    sheet_mark.note_sheet_kept(made.opened.record.folder)


def _make(
    organisation: str,
    staff: str,
    password: str,
    fill: "Callable[[Store, RecoveryCode], object]",
    *,
    home: Path | None,
) -> MadeRecord:
    from artsrx.db import making

    made = making.make_record(names_for(organisation, home), organisation, staff, password, fill, code_is_kept=False)
    try:
        with _hold_lock(made.folder, None) as lock:
            opened = _open(made.folder, made.unlocked, lock)
            # It is on the screen at this moment.
            return MadeRecord(replace(opened, record=replace(opened.record, warning="")), made.code)
    except BaseException:
        shutil.rmtree(made.folder, ignore_errors=True)
        raise


def restore_backup(backup: Path, staff_id: UUID, password: str, unlocked: vault.Unlocked, target: Path) -> OpenedRecord:
    """Restore a backup into `target` and open it there; a record that is there is kept aside, whole."""
    from artsrx.db.backups.restore import restore

    restore(backup, target, key=unlocked.key)
    return open_record(target, staff_id, password)


def same_record(backup: Path, home: Path | None = None) -> Path | None:
    """The folder of the record that a backup was made of, if it is on this computer."""
    from artsrx.db.backups.bundle import read_manifest
    from artsrx.db.keys.key_file import read_keys

    wanted = read_manifest(backup)[1].record
    for found in find_records(home):
        if not found.trouble and read_keys(found.folder).record == wanted:
            return found.folder
    return None


def throw_away(opened: OpenedRecord) -> None:
    """Remove a record for good: one whose sheet was never written down, or the sample."""
    opened.store.close()
    opened.record.lock.release()
    shutil.rmtree(opened.record.folder, ignore_errors=True)


def _open(folder: Path, unlocked: vault.Unlocked, lock: RecordLock) -> OpenedRecord:
    from artsrx.db.store import Store

    lock.signed_on(unlocked.staff_name)
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    warning = store.trouble.words if store.trouble else sheet_mark.sheet_words(folder)
    return OpenedRecord(UnlockedRecord(folder, unlocked, lock, warning=warning), store)


@contextmanager
def _hold_lock(folder: Path, even_if: Holder | None) -> "Iterator[RecordLock]":
    """The record's lock, kept on success and given back when anything goes wrong."""
    from artsrx.db.opening import hold

    lock = hold(folder, even_if=even_if)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise
