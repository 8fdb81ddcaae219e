"""What Linux and macOS share: locking a file, and making a folder's changes last."""

import errno
import fcntl
import os
from pathlib import Path

# What stands for the lock on a folder where there is none.
NO_GUARD = -1


def try_lock(descriptor: int) -> bool:
    """Lock an open file for this process alone; False if another process holds it. The lock ends with the process."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock_folder(folder: Path) -> int | None:
    """Lock a folder itself for this process alone: a descriptor to be closed, None if another process holds it.

    `NO_GUARD` where a folder is not there, or cannot be locked.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return NO_GUARD
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        return NO_GUARD
    return descriptor


def sync_folder(folder: Path) -> None:
    """Return when the folder's new and renamed files are on the disk. Raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # A server's folder or a stick may have no such thing, and says so; there the files alone can be flushed.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def keep_private(folder: Path) -> None:
    """Let nobody but the owner into `folder`. Raises `OSError`."""
    folder.chmod(0o700)
