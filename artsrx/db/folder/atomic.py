"""Writing and moving files so that a pulled plug leaves the old one or the new one, whole."""

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from artsrx.db.folder.system import sync_folder

PART = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`: written beside it, flushed to the disk, then renamed over it. Raises `OSError`."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        # Half a file is of no use to anybody, and may hold what should not lie about.
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def copy_whole(source: Path, target: Path) -> None:
    """Copy `source` to `target` the same way, and read the copy again: `OSError` if it is not the same, byte for byte."""
    part = target.with_name(target.name + PART)
    try:
        shutil.copyfile(source, part)
        flush(part)
        if digest(part) != digest(source):
            raise OSError("the copy differs from what was copied")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def flush(path: Path) -> None:
    """Return when the file's content is on the disk. Raises `OSError`."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """The SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
