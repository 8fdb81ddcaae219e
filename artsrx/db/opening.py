"""Find, lock, check, back up, restore: everything that is done to a record from outside."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from artsrx.db.backups.backup import BACKUPS_NAME, Backup, LastGood, back_up, backups_in, keep, last_good, let_go
from artsrx.db.backups.integrity import row_counts, troubles_of
from artsrx.db.backups.restore import (
    BackupFacts,
    Restored,
    asides,
    backup_facts,
    put_back,
    restore,
    settle,
    unlock_backup,
)
from artsrx.db.connection import connect, open_engine
from artsrx.db.folder.locations import Kind, Place, classify, default_home, require_home
from artsrx.db.folder.lock import LOCK_NAME, Held, Holder, RecordLock, door_name, read_holder
from artsrx.db.folder.records import RECORD_NAME, RECORD_SUFFIX, STAGE_NAME, FoundRecord, create_folder, find_records
from artsrx.db.keys.key_file import COPY_NAME, KEYS_NAME, read_keys
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

__all__ = [
    "BACKUPS_NAME", "RECORD_NAME", "RECORD_SUFFIX", "Backup", "BackupFacts", "Findings", "FoundRecord", "Held", "Holder",
    "Kind", "LastGood", "Place", "RecordLock", "Restored", "asides", "back_up", "backup_facts", "backups_in",
    "check_record", "classify", "create_folder", "default_home", "door_name", "find_records", "hold", "keep", "last_good",
    "let_go", "put_back", "read_holder", "require_home", "restore", "unlock_backup",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: `troubles` in words, none if all is well; `rows` counts the entries of each table."""

    troubles: tuple[str, ...]
    rows: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def hold(folder: Path, staff: str = "", *, even_if: Holder | None = None) -> RecordLock:
    """The right to open the record in `folder`: to be taken before anything else, and released last.

    Finishes a restore that was cut short. Raises `Refused` if a record may not live there, `StoreError` if there is none,
    `Held` if it is open elsewhere (see `RecordLock.take` for `even_if`).
    """
    require_home(folder)
    if not folder.is_dir():
        raise StoreError(
            _("There is no folder of this name."),
            _("Nothing was changed."),
            _("Choose the folder again: it may have been moved or renamed."),
        )
    there = {path.name for path in folder.iterdir()}
    if there and not there & {KEYS_NAME, COPY_NAME, RECORD_NAME, STAGE_NAME, LOCK_NAME}:
        # Says that there is no record, before a lock file is left in a folder that is somebody else's.
        read_keys(folder)
    lock = RecordLock.take(folder, staff, even_if=even_if)
    try:
        settle(folder)
    except OSError as error:
        lock.release()
        raise StoreError(
            _("A restore was interrupted and could not be finished: {reason}.").format(reason=error.strerror),
            _("Nothing is lost: both the old record and the backup are in the folder."),
            _("Make room on the disk, check that the folder can be written to, and open the record again."),
        ) from error
    return lock


def check_record(folder: Path, key: bytes) -> Findings:
    """Check everything that can be checked: each page of the file, its order, its links, and the chain of its history.

    Changes nothing that was saved. Raises `StoreError` if the record cannot be opened at all.
    """
    db_file = folder / RECORD_NAME
    with closing(connect(db_file, key)) as connection:
        # The page check reads the file and not the log: after a power cut in the middle of writing the log back, a page
        # of the file may be torn that the log still has whole.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        troubles = list(troubles_of(connection))
        if troubles:
            return Findings(tuple(troubles), {})
        rows = row_counts(connection)
    if broken := _broken_chain(db_file, key):
        troubles.append(broken)
    return Findings(tuple(troubles), rows)


def _broken_chain(db_file: Path, key: bytes) -> str | None:
    # Imported here: SQLAlchemy is not needed to paint the window in which a record is unlocked.
    from artsrx.db.journal import verify

    engine = open_engine(db_file, key)
    try:
        with engine.connect() as connection:
            return verify(connection)
    finally:
        engine.dispose()
