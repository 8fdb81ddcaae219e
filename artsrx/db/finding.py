"""The records on this computer, found without a password and without touching them; the unlock window waits for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from artsrx.db.folder.home import default_home
from artsrx.db.folder.layout import KEYS_COPY_NAME, KEYS_NAME, LOCK_NAME, RECORD_NAME, RECORD_SUFFIX
from artsrx.db.folder.staging import will_lie_at
from artsrx.db.keys.key_file import read_keys
from artsrx.domain.errors import StoreError


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record as it can be seen without a password; `trouble` says in words why it cannot be opened, "" if it can."""

    folder: Path
    organisation: str
    last_opened: datetime | None
    trouble: str


def find_records(home: Path | None = None) -> tuple[FoundRecord, ...]:
    """The records in `home` (the default home if none is given), the last opened first.

    One whose restore was cut short is shown as it will be: opening it finishes the restore.
    """
    folder = home or default_home()
    found = [_as_seen(path) for path in folder.glob("*" + RECORD_SUFFIX) if _has_keys(path)]
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda record: (record.last_opened or never, record.organisation), reverse=True))


def _has_keys(folder: Path) -> bool:
    return any(will_lie_at(folder, name).is_file() for name in (KEYS_NAME, KEYS_COPY_NAME))


def _as_seen(folder: Path) -> FoundRecord:
    files = [folder / LOCK_NAME, will_lie_at(folder, RECORD_NAME)]
    opened = [file.stat().st_mtime for file in files if file.exists()]
    last = datetime.fromtimestamp(max(opened), UTC) if opened else None
    try:
        return FoundRecord(folder, read_keys(folder).organisation, last, "")
    except StoreError as error:
        return FoundRecord(folder, folder.name.removesuffix(RECORD_SUFFIX), last, error.words)
