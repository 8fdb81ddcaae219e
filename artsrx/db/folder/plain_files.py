"""Files opened only if they are plain ones: no link that leads elsewhere, no pipe that waits for ever, no device.

A record's folder may come from a stranger, and a name in it may be anything. A file that somebody chose may be reached through
a link of their own; what it leads to has to be a plain file all the same.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from artsrx.domain.i18n import _

# Windows has neither; there the look at the name beforehand has to do.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

# Keys, attempts, the lock's words and the plan of a restore: all of them together are a thousandth of this.
LARGEST_OWN_FILE = 16 << 20


def open_own(path: Path, flags: int) -> int:
    """A descriptor of a file in a record's folder, never reached through a link; a new one is its owner's alone.

    Raises `OSError`, whose `strerror` is in words for a link, a pipe, a device or a folder under that name.
    """
    require_own(path)
    return _plain(os.open(path, flags | _NO_LINK | _NO_WAITING, 0o600), path)


def require_own(path: Path) -> None:
    """Return if nothing is at `path`, or a plain file. Raises `OSError` in words as `open_own` does."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise _not_plain(path, mode)


def require_own_folder(path: Path) -> None:
    """Return if nothing is at `path`, or a folder that is no link. Raises `OSError` in words."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        raise _not_plain(path, mode)


def is_own(path: Path) -> bool:
    """Whether a plain file is at `path`. Raises `OSError` if the disk does not say."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def read_own(path: Path) -> bytes:
    """What is in one of a record's short files. Raises `OSError` in words, also for one that no ArtsRx would make so long."""
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
        return _at_most(file, path, LARGEST_OWN_FILE)


@contextmanager
def chosen_file(path: Path) -> Iterator[BinaryIO]:
    """A file that somebody chose, open for reading. Raises `OSError`, in words if it is no plain file."""
    require_plain(path)  # before it is opened: to open a device can be to start something
    with os.fdopen(_plain(os.open(path, os.O_RDONLY | _NO_WAITING), path), "rb") as file:
        yield file


def read_chosen(path: Path, most: int) -> bytes:
    """What is in a file that somebody chose, of at most so many bytes. Raises `OSError` in words."""
    with chosen_file(path) as file:
        return _at_most(file, path, most)


def require_plain(path: Path) -> None:
    """Return if nothing is at `path`, or it is or leads to a plain file. Raises `OSError` in words."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise _not_plain(path, mode)


def _plain(descriptor: int, path: Path) -> int:
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise _not_plain(path, mode)
    return descriptor


def _at_most(file: BinaryIO, path: Path, most: int) -> bytes:
    content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, _("{name} is far too large").format(name=path.name), os.fspath(path))
    return content


def _not_plain(path: Path, mode: int) -> OSError:
    kind = {
        stat.S_IFLNK: _("{name} is a link to another place"),
        stat.S_IFDIR: _("{name} is a folder, not a file"),
        stat.S_IFREG: _("{name} is a file, not a folder"),
        stat.S_IFIFO: _("{name} is a pipe between programs"),
    }.get(stat.S_IFMT(mode), _("{name} is a device"))
    return OSError(errno.EINVAL, kind.format(name=path.name), os.fspath(path))
