"""Putting a backup back: checked first, never over the record that is there, and finished even after a pulled plug."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from artsrx.db.backups.bundle import Manifest, not_a_backup, read_manifest, unpack_record
from artsrx.db.backups.integrity import row_counts, troubles_of
from artsrx.db.connection import reading_copy
from artsrx.db.folder.atomic import write_whole
from artsrx.db.folder.layout import KEYS_COPY_NAME, KEYS_NAME, LOCK_NAME, MARKS, RECORD_NAME, STAGE_NAME
from artsrx.db.folder.locations import require_home
from artsrx.db.folder.lock import Holder, RecordLock
from artsrx.db.folder.staging import begin_stage, finish_restore, swap_in
from artsrx.db.folder.system import keep_private
from artsrx.db.keys.key_file import Keys, Person, read_keys, to_bytes
from artsrx.db.keys.vault import Unlocked, unlock_keys
from artsrx.db.revisions import refuse_newer
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says before it is opened: whose, of when, at which change, and who can open it."""

    organisation: str
    made: datetime
    sequence: int
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the restored record is, and where the one that was there before is kept (None if there was none)."""

    folder: Path
    aside: Path | None


def backup_facts(backup: Path) -> BackupFacts:
    """What a backup says of itself, without a password. Raises `StoreError` if it is not a whole backup."""
    manifest, keys, _text = read_manifest(backup)
    return BackupFacts(keys.organisation, manifest.made, manifest.sequence, keys.people())


def unlock_backup(backup: Path, staff_id: UUID, password: str) -> Unlocked:
    """Open a backup's keys with the password of the day on which it was made. Raises `WrongPassword` or `StoreError`."""
    return unlock_keys(read_manifest(backup)[1], staff_id, password)


def restore(
    backup: Path, target: Path, *, key: bytes, now: datetime | None = None, even_if: Holder | None = None
) -> Restored:
    """Make the record in the folder `target` what it was at a backup.

    A record that is there already is moved aside whole, into the folder's `aside`, and stays there. The backup is checked
    before anything is moved: its digests, and with its `key` (see `unlock_backup`) every page and row count of it too.
    See `RecordLock.take` for `even_if`. Raises `Refused` if `target` is no home for a record or holds something else, `Held`
    if the record is open, and `StoreError` if the backup is not whole or the disk says no: in each case the record there is as
    it was.
    """
    manifest, keys, _text = read_manifest(backup)
    require_home(target)
    _refuse_stranger(target, keys)
    fresh = not target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        keep_private(target)
        with RecordLock.take(target, even_if=even_if):
            finish_restore(target)
            _stage_backup(backup, manifest, keys, target, key)
            return Restored(target, swap_in(target, now or datetime.now(UTC)))
    except OSError as error:
        raise _not_restored(error) from error
    finally:
        if fresh:
            _leave_no_empty_folder(target)


def _refuse_stranger(target: Path, keys: Keys) -> None:
    """A folder may be empty, hold this very record, or hold what is left of a record whose keys are lost; nothing else."""
    if not target.exists():
        return
    try:
        there = {path.name for path in target.iterdir()} - {LOCK_NAME}
    except OSError as error:
        raise Refused(_("This is not a folder that a record can be restored into."), "folder") from error
    if there and not there & {*MARKS, STAGE_NAME}:
        raise Refused(_("There are other things in this folder. Choose an empty one, or a new name."), "folder")
    try:
        present = read_keys(target).record
    except StoreError:
        return
    if present != keys.record:
        raise Refused(
            _("This folder holds another record, and this backup is not one of it. Choose a new folder."), "folder"
        )


def _leave_no_empty_folder(target: Path) -> None:
    """Take away a folder that was made for a restore of which nothing came."""
    with suppress(OSError):
        if [path.name for path in target.iterdir()] == [LOCK_NAME]:
            (target / LOCK_NAME).unlink()
            target.rmdir()


def _stage_backup(backup: Path, manifest: Manifest, keys: Keys, target: Path, key: bytes) -> None:
    stage = begin_stage(target)
    copy = stage / RECORD_NAME
    try:
        unpack_record(backup, manifest, copy)
        _require_whole(copy, key, manifest)
    except StoreError:
        shutil.rmtree(stage)
        raise
    # Another timeline: changes made from here on are not the ones that were made after this backup before.
    text = to_bytes(replace(keys, timeline=os.urandom(3).hex()))
    write_whole(stage / KEYS_NAME, text)
    write_whole(stage / KEYS_COPY_NAME, text)


def _require_whole(copy: Path, key: bytes, manifest: Manifest) -> None:
    try:
        with reading_copy(copy, key) as connection:
            # Before anything is moved: what this version cannot open must not take the place of what it can.
            refuse_newer(connection)
            whole = not troubles_of(connection) and row_counts(connection) == manifest.rows
    except (dbapi2.Error, ValueError) as error:
        raise not_a_backup() from error
    if not whole:
        raise not_a_backup()


def _not_restored(error: OSError) -> StoreError:
    return StoreError(
        _("The backup could not be restored: {reason}.").format(reason=error.strerror or str(error)),
        _("Nothing is lost: the record is as it was, or is put in order the next time it is opened."),
        _("Make room on the disk, check that the folder can be written to, and try again."),
    )
