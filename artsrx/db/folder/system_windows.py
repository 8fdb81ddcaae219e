"""Windows's own ways: locking a file, and which kind of drive a folder is on."""

import ctypes
import msvcrt
import os
import sys
from pathlib import Path

from artsrx.db.folder.volumes import Volume

assert sys.platform == "win32"

# Windows locks ranges of bytes for reading too; one far behind the text leaves the words readable.
LOCKED_BYTE = 1 << 30

# GetDriveTypeW, from fileapi.h.
DRIVE_REMOVABLE = 2
DRIVE_REMOTE = 4
DRIVE_CDROM = 5

# What stands for the lock on a folder where there is none.
NO_GUARD = -1


def try_lock(descriptor: int) -> bool:
    """Lock an open file for this process alone; False if another process holds it. The lock ends with the process."""
    os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)
    return True


def lock_folder(_folder: Path) -> int | None:
    """Windows locks no folders and need not: it deletes no file that is open, so the lock's own file stays."""
    return NO_GUARD


def sync_folder(folder: Path) -> None:
    """Windows cannot flush a folder and does not need it: NTFS keeps a log of renames."""


def keep_private(folder: Path) -> None:
    """A folder under the user's own profile is theirs alone already: Windows gives it the profile's access list."""


def volume_of(folder: Path) -> Volume:
    """The kind of disk that `folder` is on (or would be on, if it is not there yet)."""
    anchor = folder.anchor
    if anchor.startswith(("\\\\", "//")):
        return Volume.NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
    if kind == DRIVE_REMOTE:
        return Volume.NETWORK
    if kind in (DRIVE_REMOVABLE, DRIVE_CDROM):
        return Volume.REMOVABLE
    return Volume.LOCAL
