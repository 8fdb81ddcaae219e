"""Find, lock, check, back up, restore: everything that is done to a record from outside."""

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from artsrx.db.backup import BACKUPS_NAME, RECORD_NAME, Backup, LastGood, back_up, backups_in, keep, last_good, let_go
from artsrx.db.connection import connect, open_engine
from artsrx.db.keyfile import COPY_NAME, KEYS_NAME, read_keys
from artsrx.db.lock import LOCK_NAME, Held, Holder, RecordLock, door_name, read_holder
from artsrx.db.places import Kind, Place, classify, default_home, require_home
from artsrx.db.restore import (
    STAGE_NAME,
    BackupFacts,
    Restored,
    asides,
    backup_facts,
    put_back,
    restore,
    settle,
    unlock_backup,
)
from artsrx.db.soundness import row_counts, troubles_of
from artsrx.db.system import keep_private
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.words import _

__all__ = [
    "BACKUPS_NAME", "RECORD_NAME", "RECORD_SUFFIX", "Backup", "BackupFacts", "Findings", "FoundRecord", "Held", "Holder",
    "Kind", "LastGood", "Place", "RecordLock", "Restored", "asides", "back_up", "backup_facts", "backups_in",
    "check_record", "classify", "create_folder", "default_home", "door_name", "find_records", "hold", "keep", "last_good",
    "let_go", "put_back", "read_holder", "require_home", "restore", "unlock_backup",
]  # fmt: skip

RECORD_SUFFIX = ".artsrx"
LONGEST_NAME = 60
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.I)


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record as it can be seen without a password; `trouble` says in words why it cannot be opened, "" if it can."""

    folder: Path
    organisation: str
    last_opened: datetime | None
    trouble: str


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


def find_records(home: Path | None = None) -> tuple[FoundRecord, ...]:
    """The records in `home` (the default home if none is given), the last opened first.

    A restore that was cut short is finished on the way, since half way through there is no record to be found.
    """
    folder = home or default_home()
    for path in folder.glob(f"*{RECORD_SUFFIX}/{STAGE_NAME}"):
        _finish(path.parent)
    found = [_look(path) for path in folder.glob("*" + RECORD_SUFFIX) if _is_record(path)]
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda record: (record.last_opened or never, record.organisation), reverse=True))


def create_folder(organisation: str, home: Path | None = None) -> Path:
    """Make an empty folder for a new record and let nobody but its owner in: `<organisation>.artsrx`, or with a number after it.

    Raises `Refused` if a record may not live in `home`, `StoreError` if the disk says no.
    """
    place = home or default_home()
    require_home(place)
    name = _folder_name(organisation)
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = next(
            path
            for path in _candidates(place, name)
            if not path.exists() or (path.is_dir() and not any(path.iterdir()))
        )
        folder.mkdir(exist_ok=True)
        keep_private(folder)
    except OSError as error:
        raise StoreError(
            _("The folder for the record could not be made: {reason}.").format(reason=error.strerror),
            _("Nothing was changed."),
            _("Choose another folder, or ask whoever looks after this computer."),
        ) from error
    return folder


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


def _finish(folder: Path) -> None:
    try:
        hold(folder).release()
    except (Refused, StoreError):
        # Open elsewhere, or no room to finish: whoever opens it is told why.
        return


def _broken_chain(db_file: Path, key: bytes) -> str | None:
    # Imported here: SQLAlchemy is not needed to paint the window in which a record is unlocked.
    from artsrx.db.journal import verify

    engine = open_engine(db_file, key)
    try:
        with engine.connect() as connection:
            return verify(connection)
    finally:
        engine.dispose()


def _is_record(path: Path) -> bool:
    return any((path / name).is_file() for name in (KEYS_NAME, COPY_NAME))


def _look(path: Path) -> FoundRecord:
    opened = [(path / name).stat().st_mtime for name in (LOCK_NAME, RECORD_NAME) if (path / name).exists()]
    last = datetime.fromtimestamp(max(opened), UTC) if opened else None
    try:
        return FoundRecord(path, read_keys(path).organisation, last, "")
    except StoreError as error:
        return FoundRecord(path, path.name.removesuffix(RECORD_SUFFIX), last, error.words)


def _folder_name(organisation: str) -> str:
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", organisation)
    plain = " ".join(plain.split())[:LONGEST_NAME].strip(". ")
    if not plain or DEVICES.fullmatch(plain.split(".")[0].strip()):
        plain = f"{_('Record')} {plain}".strip()
    return plain


def _candidates(place: Path, name: str) -> list[Path]:
    return [place / f"{name}{number}{RECORD_SUFFIX}" for number in ("", *(f" {n}" for n in range(2, 1000)))]
