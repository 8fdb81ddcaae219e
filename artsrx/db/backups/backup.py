"""Backups that were read again before they count, and the rule that says which old ones may go."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from artsrx.db.backups.bundle import Manifest, pack, read_manifest, record_digest
from artsrx.db.backups.integrity import row_counts, troubles_of
from artsrx.db.backups.retention import BackupFile, backup_name, may_go, read_name
from artsrx.db.connection import connect, give_key, reading_copy
from artsrx.db.folder.atomic import PART, digest, flush, put_in_place, write_whole
from artsrx.db.folder.layout import BACKUP_SUFFIX, BACKUPS_NAME, KEEP_SUFFIX, RECORD_NAME
from artsrx.db.folder.own_json import read_json
from artsrx.db.folder.plain_files import read_own, require_own_folder
from artsrx.db.keys.key_file import Keys, read_keys, to_bytes
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

# A backup with less than half the rows of the one before it is a question, not a reason to forget the one before.
SHRUNK_BELOW = 0.5
TOO_FEW_TO_JUDGE = 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read again and found whole.

    `fresh` is False when nothing had changed since the last one, which is then this one; `shrunk` when it holds far fewer rows
    than the one before, which is then kept for good.
    """

    path: Path
    made: datetime
    sequence: int
    rows: dict[str, int]
    fresh: bool
    shrunk: bool


class LastGood(NamedTuple):
    """When the last good backup was made (UTC), and where it is."""

    made: datetime
    path: Path


def back_up(folder: Path, key: bytes, *, sequence: int, keep_days: int = 0, now: datetime | None = None) -> Backup:
    """Make a verified backup of the record in `folder`, which may be open and in use, into its `backups` folder.

    `sequence` is the number of the latest change; `keep_days` keeps this one at least so long whatever the rule says. Old
    backups that the rule lets go are deleted afterwards. Raises `StoreError` if no good backup could be made: then the ones
    from before are all still there.
    """
    now = now or datetime.now(UTC)
    home = folder / BACKUPS_NAME
    try:
        require_own_folder(home)
        home.mkdir(exist_ok=True)
        keys = read_keys(folder)
        before = _newest(home, keys)
        made = _unchanged(before, keys, sequence) or _make(folder, home, key, keys, sequence, now)
        manifest = read_manifest(made)[0]
        fresh = before is None or made != before.path
        shrunk = fresh and before is not None and _has_shrunk(before.path, manifest)
        if shrunk and before is not None:
            keep_until(before.path, None)
        if keep_days:
            keep_until(made, (now + timedelta(days=keep_days)).date())
        _delete_old(home, keys, made, now)
    except (OSError, dbapi2.Error) as error:
        raise _not_made(error) from error
    return Backup(made, manifest.made, sequence, manifest.rows, fresh, shrunk)


def last_good(folder: Path) -> LastGood | None:
    """The newest whole backup in the record's own `backups`; None if there is none. Raises `StoreError` as `read_keys` does."""
    keys = read_keys(folder)
    for backup in _of_record(folder / BACKUPS_NAME, keys):
        if _is_whole(backup.path):
            return LastGood(backup.made, backup.path)
    return None


def backups_in(place: Path) -> tuple[BackupFile, ...]:
    """Every backup in a folder, of any record, the latest made first; what they hold is checked when one is chosen."""
    found = [read_name(path) for path in place.glob("*" + BACKUP_SUFFIX)]
    return tuple(sorted((b for b in found if b), key=lambda b: (b.made, b.sequence), reverse=True))


def keep_until(backup: Path, until: date | None) -> None:
    """Keep a backup whatever the rule says, until a day or (None) for ever."""
    write_whole(backup.with_name(backup.name + KEEP_SUFFIX), json.dumps(until and until.isoformat()).encode())


def _of_record(place: Path, keys: Keys) -> list[BackupFile]:
    """The record's backups in a place, the newest of the present timeline first, then those of earlier ones."""
    mine = [backup for backup in backups_in(place) if backup.record == keys.record[-8:]]
    return sorted(mine, key=lambda b: (b.timeline == keys.timeline, b.sequence, b.made), reverse=True)


def _newest(place: Path, keys: Keys) -> BackupFile | None:
    return next((b for b in _of_record(place, keys) if b.timeline == keys.timeline and _is_whole(b.path)), None)


def _is_whole(path: Path) -> bool:
    try:
        read_manifest(path)
    except StoreError:
        return False
    return True


def _unchanged(before: BackupFile | None, keys: Keys, sequence: int) -> Path | None:
    """The last backup, if it is at this change, holds these keys and still reads as it was written."""
    if before is None or before.sequence != sequence:
        return None
    manifest, _keys, text = read_manifest(before.path)
    same = text == to_bytes(keys) and record_digest(before.path) == manifest.record_digest
    return before.path if same else None


def _make(folder: Path, home: Path, key: bytes, keys: Keys, sequence: int, now: datetime) -> Path:
    for left in home.glob("*" + PART):
        left.unlink()
    target = home / backup_name(keys.record, keys.timeline, sequence, now)
    copy = target.with_suffix(".db" + PART)
    part = target.with_name(target.name + PART)
    try:
        rows = _copy_record(folder / RECORD_NAME, copy, key)
        flush(copy)
        _require_sound(copy, key, rows)
        text = to_bytes(keys)
        keys_digest = hashlib.sha256(text).hexdigest()
        manifest = Manifest(keys.record, keys.timeline, sequence, now, rows, digest(copy), keys_digest)
        pack(part, copy, text, manifest)
        if read_manifest(part)[0] != manifest or record_digest(part) != manifest.record_digest:
            raise OSError(_("it did not read back as it was written"))
        put_in_place(part, target)
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return target


def _copy_record(source: Path, copy: Path, key: bytes) -> dict[str, int]:
    """Copy one moment of a record that may be in use; the row counts of that moment."""
    reader, writer = connect(source, key), dbapi2.connect(copy, isolation_level=None)
    try:
        give_key(writer, key)
        # Counts and copy are of one snapshot: a save in between is in neither.
        reader.execute("BEGIN")
        rows = row_counts(reader)
        reader.backup(writer)
        reader.execute("ROLLBACK")
        # Without this the copy would ask for a -wal beside it, and one left there could be taken for another's.
        writer.execute("PRAGMA journal_mode = DELETE")
    finally:
        writer.close()
        reader.close()
    return rows


def _require_sound(copy: Path, key: bytes, rows: dict[str, int]) -> None:
    with reading_copy(copy, key) as connection:
        troubles = troubles_of(connection)
        if troubles:
            raise OSError(" ".join(troubles))
        if row_counts(connection) != rows:
            raise OSError(_("it does not hold as many entries as the record"))


def _has_shrunk(before: Path, manifest: Manifest) -> bool:
    was, now = (_entries(rows) for rows in (read_manifest(before)[0].rows, manifest.rows))
    return was >= TOO_FEW_TO_JUDGE and now < was * SHRUNK_BELOW


def _entries(rows: dict[str, int]) -> int:
    # The journal only ever grows, so it would hide that everything else has gone.
    return sum(count for table, count in rows.items() if not table.startswith("journal"))


def _delete_old(place: Path, keys: Keys, newest: Path, now: datetime) -> None:
    """Delete what the rule lets go, once the newest in this place is known to be whole."""
    if not _is_whole(newest):
        return
    for backup in may_go(_of_record(place, keys), now):
        pin = backup.path.with_name(backup.path.name + KEEP_SUFFIX)
        if backup.path != newest and not _is_kept(pin, now):
            backup.path.unlink()
            pin.unlink(missing_ok=True)


def _is_kept(pin: Path, now: datetime) -> bool:
    try:
        until = read_json(read_own(pin))
        return until is None or now.date() <= date.fromisoformat(until)
    except FileNotFoundError:
        return False
    except (OSError, ValueError, TypeError):
        # A pin that cannot be read still says that somebody wanted this kept.
        return True


def _not_made(error: Exception) -> StoreError:
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(
        _("The backup could not be made: {reason}.").format(reason=reason.rstrip(".")),
        _("Your record is as it was, and so are the backups from before."),
        _("Make room on the disk and back up again. If it happens once more, check the record in Settings."),
    )
