"""The records on this computer: finding them, and making a folder for one; quick, since the unlock window waits for it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from artsrx.db.folder.locations import default_home, require_home
from artsrx.db.folder.lock import LOCK_NAME
from artsrx.db.folder.system import keep_private
from artsrx.db.keys.key_file import COPY_NAME, KEYS_NAME, read_keys
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _

RECORD_NAME = "record.db"
STAGE_NAME = "restoring"
RECORD_SUFFIX = ".artsrx"
LONGEST_NAME = 60
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = r"(con|prn|aux|nul|com\d|lpt\d)"


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record as it can be seen without a password; `trouble` says in words why it cannot be opened, "" if it can."""

    folder: Path
    organisation: str
    last_opened: datetime | None
    trouble: str


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


def _finish(folder: Path) -> None:
    # Imported here: it brings what a restore needs, which is more than a window needs to be painted.
    from artsrx.db.opening import hold

    try:
        hold(folder).release()
    except (Refused, StoreError):
        # Open elsewhere, or no room to finish: whoever opens it is told why.
        return


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
    if not plain or re.fullmatch(DEVICES, plain.split(".")[0].strip(), re.I):
        plain = f"{_('Record')} {plain}".strip()
    return plain


def _candidates(place: Path, name: str) -> list[Path]:
    return [place / f"{name}{number}{RECORD_SUFFIX}" for number in ("", *(f" {n}" for n in range(2, 1000)))]
