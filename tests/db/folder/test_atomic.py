"""A file is written whole, under its name, and on the disk before anybody is told."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from artsrx.db.folder import atomic, system_posix
from artsrx.db.folder.atomic import copy_whole, taking_the_place_of, write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot flush a folder")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the disk, in order."""
    done: list[str] = []
    flush, replace = atomic.flush, Path.replace

    def flushed(path: Path) -> None:
        done.append(f"flush {path.name}")
        flush(path)

    def replaced(path: Path, target: Path) -> Path:
        done.append(f"rename {path.name} {target.name}")
        return replace(path, target)

    monkeypatch.setattr(atomic, "flush", flushed)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(atomic, "sync_folder", lambda folder: done.append(f"sync {folder.name}"))
    return done


def test_the_file_is_flushed_before_its_name_and_the_folder_after_it(tmp_path: Path, steps: list[str]) -> None:
    write_whole(tmp_path / "keys", b"new")
    assert steps == ["flush keys.part", "rename keys.part keys", f"sync {tmp_path.name}"]
    assert (tmp_path / "keys").read_bytes() == b"new"
    copy_whole(tmp_path / "keys", tmp_path / "copy")
    assert steps[-2:] == ["rename copy.part copy", f"sync {tmp_path.name}"] and "flush copy.part" in steps[:-2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "keys"]


def _write_and_be_interrupted(part: Path) -> None:
    part.write_bytes(b"ne")
    raise KeyboardInterrupt


def test_whatever_goes_wrong_leaves_the_old_file_and_no_half_of_the_new(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    write_whole(file, b"old")
    with pytest.raises(KeyboardInterrupt), taking_the_place_of(file, tmp_path / "half") as part:
        _write_and_be_interrupted(part)
    with pytest.raises(FileNotFoundError), taking_the_place_of(file, tmp_path / "half"):
        pass  # nothing was written
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "folder", b"new")
    assert file.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "keys"]


def test_a_copy_that_differs_is_refused_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(_source: BinaryIO, target: BinaryIO, _length: int) -> None:
        target.write(b"to")

    monkeypatch.setattr(atomic.shutil, "copyfileobj", torn)
    (tmp_path / "record").write_bytes(b"torn")
    with pytest.raises(OSError, match="differs"):
        copy_whole(tmp_path / "record", tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


@posix
def test_a_disk_that_cannot_flush_folders_takes_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_descriptor: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    def fails(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(system_posix.os, "fsync", cannot)
    system_posix.sync_folder(tmp_path)
    monkeypatch.setattr(system_posix.os, "fsync", fails)
    with pytest.raises(OSError, match="Input/output"):
        system_posix.sync_folder(tmp_path)
