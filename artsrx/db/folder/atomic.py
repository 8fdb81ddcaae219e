"""Writing and moving files so that a pulled plug leaves the old one or the new one, whole."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from artsrx.db.folder.plain_files import open_own
from artsrx.db.folder.system import sync_folder

PART = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`: written beside it, flushed to the disk, then renamed over it. Raises `OSError`."""
    with taking_the_place_of(path, path.with_name(path.name + PART)) as part, _writing(part) as file:
        file.write(content)


def copy_whole(source: Path, target: Path) -> None:
    """Copy `source` to `target` the same way, and read the copy again: `OSError` if it is not the same, byte for byte."""
    with taking_the_place_of(target, target.with_name(target.name + PART)) as part:
        _copy(source, part)
        flush(part)
        if digest(part) != digest(source):
            raise OSError("the copy differs from what was copied")


@contextmanager
def taking_the_place_of(path: Path, part: Path) -> Iterator[Path]:
    """Give `part`, beside `path`, to be written; it is put in the place of `path` at the end, or taken away after an error."""
    try:
        yield part
        put_in_place(part, path)
    except BaseException:
        # Half a file is of no use to anybody, and may hold what should not lie about.
        with suppress(OSError):
            part.unlink()
        raise


def put_in_place(part: Path, path: Path) -> None:
    """Give a written file the name `path` in one step, and return when it is on the disk under it. Raises `OSError`."""
    flush(part)
    part.replace(path)
    sync_folder(path.parent)


def name_folder(folder: Path, name: Path) -> None:
    """Give a folder whose files are on the disk another name beside it, and return when it is there under it. Raises `OSError`."""
    sync_folder(folder)
    folder.rename(name)
    sync_folder(name.parent)


def _writing(part: Path) -> BinaryIO:
    return os.fdopen(open_own(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb")


def _copy(source: Path, target: Path) -> None:
    with os.fdopen(open_own(source, os.O_RDONLY), "rb") as old, _writing(target) as new:
        shutil.copyfileobj(old, new, 1 << 20)


def flush(path: Path) -> None:
    """Return when the file's content is on the disk. Raises `OSError`."""
    with os.fdopen(open_own(path, os.O_RDWR), "r+b") as file:
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal."""
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
