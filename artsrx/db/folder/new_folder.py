"""A folder for a new record, under a name that every system takes."""

import re
from pathlib import Path

from artsrx.db.folder.home import default_home
from artsrx.db.folder.layout import LOCK_NAME, PLAN_NAME, RECORD_SUFFIX, STAGE_NAME
from artsrx.db.folder.locations import require_home
from artsrx.db.folder.lock import RecordLock
from artsrx.db.folder.staging import finish_restore
from artsrx.db.folder.system import keep_private
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

LONGEST_NAME = 60
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = r"(con|prn|aux|nul|com\d|lpt\d)"


def create_folder(organisation: str, home: Path | None = None) -> Path:
    """Make an empty folder for a new record and let nobody but its owner in: `<organisation>.artsrx`, or with a number after it.

    Raises `Refused` if a record may not live in `home`, `StoreError` if the disk says no.
    """
    parent = home or default_home()
    require_home(parent)
    name = _folder_name(organisation)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = next(path for path in _candidates(parent, name) if _is_free(path))
        folder.mkdir(exist_ok=True)
        keep_private(folder)
    except OSError as error:
        raise StoreError(
            _("The folder for the record could not be made: {reason}.").format(reason=error.strerror),
            _("Nothing was changed."),
            _("Choose another folder, or ask whoever looks after this computer."),
        ) from error
    return folder


def _folder_name(organisation: str) -> str:
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", organisation)
    plain = " ".join(plain.split())[:LONGEST_NAME].strip(". ")
    if not plain or re.fullmatch(DEVICES, plain.split(".")[0].strip(), re.I):
        plain = f"{_('Record')} {plain}".strip()
    return plain


def _candidates(parent: Path, name: str) -> list[Path]:
    return [parent / f"{name}{number}{RECORD_SUFFIX}" for number in ("", *(f" {n}" for n in range(2, 1000)))]


def _is_free(path: Path) -> bool:
    """Whether nothing is there, or only what is left of a restore that came to nothing, which is then cleared away."""
    if not path.is_dir():
        return not path.exists()
    there = {entry.name for entry in path.iterdir()}
    if not there <= {LOCK_NAME, STAGE_NAME} or (path / STAGE_NAME / PLAN_NAME).exists():
        return False
    try:
        with RecordLock.take(path):
            finish_restore(path)
    except StoreError:
        # Somebody is restoring into it at this moment.
        return False
    return True
