"""The right to open a record: taken before anything else, after which whatever was cut short is finished."""

from pathlib import Path

from artsrx.db.folder.layout import FILES, FOLDERS, LOCK_NAME, MARKS, STAGE_NAME
from artsrx.db.folder.locations import require_home
from artsrx.db.folder.lock import Holder, RecordLock
from artsrx.db.folder.plain_files import require_own, require_own_folder
from artsrx.db.folder.staging import finish_restore
from artsrx.db.keys.key_file import read_keys
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _


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
    if there and not there & {*MARKS, STAGE_NAME, LOCK_NAME}:
        # Says that there is no record, before a lock file is left in a folder that is somebody else's.
        read_keys(folder)
    _refuse_strange(folder)
    lock = RecordLock.take(folder, staff, even_if=even_if)
    try:
        finish_restore(folder)
    except OSError as error:
        lock.release()
        raise StoreError(
            _("A restore was interrupted and could not be finished: {reason}.").format(reason=error.strerror),
            _("Nothing is lost: both the old record and the backup are in the folder."),
            _("Make room on the disk, check that the folder can be written to, and open the record again."),
        ) from error
    return lock


def _refuse_strange(folder: Path) -> None:
    """Raises `StoreError` if any name of a record is a link, a pipe or a device: it would be read, or written to, elsewhere."""
    try:
        for name in FILES:
            require_own(folder / name)
        for name in FOLDERS:
            require_own_folder(folder / name)
    except OSError as error:
        raise StoreError(
            _("This folder is not as ArtsRx makes one: {reason}.").format(reason=error.strerror),
            _("Nothing was opened and nothing was changed."),
            _("Ask whoever gave you the folder for a backup instead, and restore that."),
        ) from error
