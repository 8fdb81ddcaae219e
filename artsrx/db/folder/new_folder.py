"""A folder for a new record, under a name that every system takes; it has that name once the record in it is whole."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from artsrx.db.folder.atomic import name_folder
from artsrx.db.folder.home import default_home
from artsrx.db.folder.layout import (
    LOCK_NAME,
    MAKING_PREFIX,
    PLAN_NAME,
    RECORD_SUFFIX,
    STAGE_NAME,
    inside_a_record,
)
from artsrx.db.folder.locations import require_home
from artsrx.db.folder.lock import RecordLock
from artsrx.db.folder.staging import finish_restore
from artsrx.db.folder.system import keep_private
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _

LONGEST_NAME = 60
# Names that Windows keeps for devices, whatever follows the dot.
DEVICES = r"(con|prn|aux|nul|com\d|lpt\d)"


T = TypeVar("T")


def made_whole(names: Sequence[Path], fill: Callable[[Path], T]) -> tuple[Path, T]:
    """Have `fill` make a record in a folder that nobody lists, then give it the first of the names that is free.

    The folder's path under its name, and what `fill` returned. Whatever goes wrong takes the folder away; what is left of one
    whose process was killed goes when the next is made here. Raises `Refused` if a record may not live there or no name is
    free, `StoreError` if the disk says no, and what `fill` raises.
    """
    parent = names[0].parent
    require_home(names[0])
    if inside_a_record(names[0]):
        raise Refused(_("There is a record in this folder already."), "folder")
    _first_free(names)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _tidy(parent)
        making = Path(tempfile.mkdtemp(prefix=MAKING_PREFIX, dir=parent))
    except OSError as error:
        raise _not_made(error) from error
    try:
        with RecordLock.take(making):
            result = fill(making)
        return _named(making, names), result
    except OSError as error:
        raise _not_made(error) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def names_for(organisation: str, home: Path | None = None) -> list[Path]:
    """Where a new record of this organisation may go, the best name first: `<organisation>.artsrx`, or with a number after it."""
    return _candidates(home or default_home(), _folder_name(organisation))


def create_folder(organisation: str, home: Path | None = None) -> Path:
    """Make an empty folder for a backup to be restored into and let nobody but its owner in: `<organisation>.artsrx`, or with a number after it.

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
        raise _not_made(error) from error
    return folder


def _not_made(error: OSError) -> StoreError:
    return StoreError(
        _("The folder for the record could not be made: {reason}.").format(reason=error.strerror),
        _("Nothing was changed."),
        _("Choose another folder, or ask whoever looks after this computer."),
    )


def _first_free(names: Sequence[Path]) -> Path:
    """The first name under which nothing is, not even a link to nowhere. Raises `Refused` if there is none."""
    free = next((name for name in names if not os.path.lexists(name)), None)
    if free is None:
        raise Refused(_("There is already something at {folder}. Choose a new name.").format(folder=names[0]), "folder")
    return free


def _named(making: Path, names: Sequence[Path]) -> Path:
    folder = _first_free(names)
    name_folder(making, folder)
    return folder


def _tidy(parent: Path) -> None:
    """Take away what is left of records whose making was cut short; nobody has ever written anything into them."""
    for left in parent.glob(MAKING_PREFIX + "*"):
        try:
            RecordLock.take(left).release()
        except StoreError:
            # It is being made at this moment.
            continue
        shutil.rmtree(left, ignore_errors=True)


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
