"""The records on this computer, found without a password and without touching them; the unlock window waits for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from artsrx.db.folder.home import default_home
from artsrx.db.folder.layout import KEYS_COPY_NAME, KEYS_NAME, LOCK_NAME, RECORD_NAME, RECORD_SUFFIX
from artsrx.db.folder.plain_files import is_own
from artsrx.db.folder.staging import will_lie_at
from artsrx.db.keys.key_file import read_keys
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record as it can be seen without a password; `trouble` says in words why it cannot be opened, "" if it can."""

    folder: Path
    organisation: str
    last_opened: datetime | None
    trouble: str


def find_records(home: Path | None = None) -> tuple[FoundRecord, ...]:
    """The records in `home` (the default home if none is given), the last opened first.

    One whose restore was cut short is shown as it will be: opening it finishes the restore. Whatever is wrong with a folder
    is its own trouble, and hides no other.
    """
    folder = home or default_home()
    found = [record for path in folder.glob("*" + RECORD_SUFFIX) if (record := _as_seen(path))]
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda record: (record.last_opened or never, record.organisation), reverse=True))


def _as_seen(folder: Path) -> FoundRecord | None:
    """What is in a folder whose name is a record's; None if it holds no keys."""
    name = folder.name.removesuffix(RECORD_SUFFIX)
    try:
        if not any(will_lie_at(folder, keys).is_file() for keys in (KEYS_NAME, KEYS_COPY_NAME)):
            return None
        last = _last_opened(folder)
        whole = will_lie_at(folder, RECORD_NAME).exists()
    except OSError as error:
        trouble = _("The folder could not be looked into: {reason}.").format(reason=error.strerror)
        return FoundRecord(folder, name, None, trouble)
    try:
        organisation = read_keys(folder).organisation
        return FoundRecord(folder, organisation, last, "" if whole else _only_keys())
    except StoreError as error:
        return FoundRecord(folder, name, last, error.words)


def _only_keys() -> str:
    return _(
        "There are keys in this folder but no record. Restore a backup into it, or take the folder away if it was never used."
    )


def _last_opened(folder: Path) -> datetime | None:
    files = [folder / LOCK_NAME, will_lie_at(folder, RECORD_NAME)]
    opened = [file.lstat().st_mtime for file in files if is_own(file)]
    try:
        return datetime.fromtimestamp(max(opened), UTC) if opened else None
    except (ValueError, OverflowError, OSError):
        # A disk can hold times that no calendar has.
        return None
