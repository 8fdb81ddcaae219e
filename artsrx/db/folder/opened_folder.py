"""The folder of a record that is open: whether it is still there, and whether there is room to save."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

from artsrx.db.folder.layout import RECORD_NAME
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

# SQLite needs room for its log and its index beside the file: an index that is given no block of the disk when it is
# written to ends the whole program (SIGBUS), so nothing is begun with less than this.
LEAST_FREE = 256 << 10


class DiskTrouble(StoreError):
    """Nothing can be written where the record is; what is in it may be read all the same."""


class OpenedFolder:
    """Remembers which folder and which file were opened, not only what they are called."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder of a record whose file is there. Raises `OSError` if it is not."""
        self._folder = folder
        self._opened = self._there()

    def require(self) -> None:
        """Return if a change can be saved where the record was opened. Raises `StoreError` before anything is begun."""
        try:
            there = self._there()
        except OSError:
            there = ()
        if there != self._opened:
            raise StoreError(
                _(
                    "The record's folder is not where it was: it was moved, renamed or deleted, or another was put in its place."
                ),
                _("This change was not saved; everything saved before it is in the folder that was open."),
                _("Put the folder back where it was, or close ArtsRx and open the record from where it is now."),
            )
        if shutil.disk_usage(self._folder).free < LEAST_FREE:
            raise StoreError(
                _("The disk is full."),
                _("This change was not saved; everything saved before it is safe."),
                _("Free some space on this computer, then try again."),
            )

    def _there(self) -> tuple[int, ...]:
        folder, file = self._folder.stat(), (self._folder / RECORD_NAME).stat()
        return folder.st_dev, folder.st_ino, file.st_dev, file.st_ino


def require_writable(folder: Path) -> None:
    """Return if a file of some size can be written in a record's folder; nothing of it is left. Raises `DiskTrouble`."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(LEAST_FREE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DiskTrouble(
            _happened(error, folder),
            _("What is in the record can be read. Nothing can be changed, and nothing is lost."),
            _todo(error),
        ) from error


def _happened(error: OSError, folder: Path) -> str:
    if error.errno == errno.ENOSPC and shutil.disk_usage(folder).free > LEAST_FREE:
        return _("The disk has no room for another file, though it is not full: it holds too many small ones.")
    return {
        errno.ENOSPC: _("The disk is full."),
        errno.EDQUOT: _("All the room that you have on this disk is used."),
        errno.EROFS: _("The disk can be read but not written to."),
        errno.EACCES: _("You may not write to the record's folder."),
        errno.EPERM: _("You may not write to the record's folder."),
        errno.EIO: _("The disk reports a fault: it may be failing."),
    }.get(error.errno or 0, _("The record's folder cannot be written to: {reason}.").format(reason=error.strerror))


def _todo(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("Free some space on this computer, then open the record again.")
    if error.errno == errno.EIO:
        return _("Copy your backups to another disk today, and have this one looked at.")
    return _("Ask whoever looks after this computer to let you write to that folder, then open the record again.")
