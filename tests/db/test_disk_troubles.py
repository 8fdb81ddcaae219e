"""A disk that is full, takes nothing or fails is called that and never damage; what is in the record can still be read."""

import errno
import os
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2

from artsrx.db import connection as connecting
from artsrx.db import migrations
from artsrx.db.connection import connect
from artsrx.db.error_words import not_opened
from artsrx.db.folder import lock as locking
from artsrx.db.folder import opened_folder, system_posix
from artsrx.db.folder.lock import Held, RecordLock, read_holder
from artsrx.db.folder.opened_folder import DiskTrouble
from artsrx.db.keys import vault
from artsrx.db.opening import hold
from artsrx.domain.errors import StoreError
from tests.db.conftest import _add

posix = pytest.mark.skipif(os.name == "nt", reason="folders are locked, and disks mounted, as POSIX has them")
PASSWORD = "otter lamp gravel window"


def add(store):
    store.write("add a person", _add, name="Cleo")


@pytest.fixture
def disk(kept, tmp_path):
    """The record on a small disk of its own, which can be filled and made read-only."""
    where = tmp_path / "disk"
    where.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root mounts a disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(where)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    yield kept.copied(where)
    subprocess.run(["umount", "-l", str(where)], check=True)


def fill(record):
    with (record.folder.parent / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError:
            return


def open_as_a_person(record):
    with hold(record.folder) as lock:
        unlocked = vault.unlock(record.folder, record.unlocked.staff_id, PASSWORD)
        lock.signed_on("Priya")
        store = type(record)(record.folder, unlocked, record.sheet).open()
        try:
            yield store
        finally:
            store.close()


def leave_a_log(record):
    """As after a power cut: what was saved last is in the log alone."""
    store = record.open()
    add(store)
    aside = record.folder.parent.parent / "aside"
    shutil.copytree(record.folder, aside)
    store.close()
    shutil.rmtree(record.folder)
    shutil.copytree(aside, record.folder)
    (record.folder / "record.db-shm").unlink(missing_ok=True)


@pytest.mark.parametrize("log", [False, True])
def test_a_full_disk_can_be_read(disk, log):
    if log:
        leave_a_log(disk)
    fill(disk)
    for store in open_as_a_person(disk):
        assert "disk is full" in store.trouble.words and "damage" not in store.trouble.words
        assert store.sequence == (4 if log else 3)
        with pytest.raises(DiskTrouble, match="disk is full"):
            add(store)
    (disk.folder.parent / "filling").unlink()
    assert disk.names() == ["Ada", "Ben", *(["Cleo"] if log else [])]


def test_a_disk_that_can_only_be_read_is_read(disk):
    hold(disk.folder).release()
    subprocess.run(["mount", "-o", "remount,ro", str(disk.folder.parent)], check=True)
    opened = 0
    for store in open_as_a_person(disk):
        opened += 1
        assert "read but not written to" in store.trouble.words
        assert store.sequence == 3
        with pytest.raises(DiskTrouble):
            add(store)
    assert opened == 1


def test_a_disk_that_fills_up_while_the_record_is_open(disk):
    opened = 0
    for store in open_as_a_person(disk):
        opened += 1
        fill(disk)
        with pytest.raises(StoreError, match="disk is full"):
            add(store)
        assert store.sequence == 3
    assert opened == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "too many small ones"),
        (errno.EDQUOT, "All the room"),
        (errno.EROFS, "not written to"),
        (errno.EACCES, "may not write"),
        (errno.EIO, "may be failing"),
        (errno.ENXIO, "cannot be written to: "),
    ],
)
def test_each_cause_has_its_words_and_the_record_is_read(kept, monkeypatch, number, said):
    def fails(**_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(opened_folder.tempfile, "TemporaryFile", fails)
    store = kept.open()
    assert (
        said in store.trouble.words and "damage" not in store.trouble.words and "backup" not in store.trouble.happened
    )
    assert store.sequence == 3
    store.close()


def test_an_older_record_is_not_read_where_it_cannot_be_brought_up_to_date(kept, monkeypatch):
    def fails(**_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(opened_folder.tempfile, "TemporaryFile", fails)
    monkeypatch.setattr(migrations, "REVISIONS", ("0000",))
    with pytest.raises(DiskTrouble):
        kept.open()
    connection = connect(kept.folder / "record.db", kept.key)
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(StoreError, match="fault"):
        kept.open()


def test_damage_is_called_so_only_where_sqlite_found_some():
    for code, damaged in (
        (11, True),
        (26, True),
        (10, False),
        (13, False),
        (14, False),
        (8, False),
        (5, False),
        (1, False),
    ):
        words = not_opened(SimpleNamespace(sqlite_errorcode=code | 3 << 8)).words
        assert ("damaged" in words) is damaged and ("backup" in words) is damaged


def test_sqlite_itself_may_refuse(kept, monkeypatch):
    def fails(*_, **__):
        raise dbapi2.OperationalError("unable to open database file")

    monkeypatch.setattr(connecting.dbapi2, "connect", fails)
    with pytest.raises(StoreError, match="fault"):
        connect(kept.folder / "record.db", kept.key)


def test_a_disk_with_little_room_begins_nothing(kept, monkeypatch):
    store = kept.open()
    monkeypatch.setattr(
        opened_folder.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=opened_folder.LEAST_FREE - 1)
    )
    with pytest.raises(StoreError, match="disk is full"):
        add(store)
    monkeypatch.undo()
    add(store)
    store.close()


@pytest.mark.parametrize("what", ["folder moved", "folder deleted", "folder replaced", "file replaced", "file deleted"])
@posix
def test_nothing_is_saved_into_a_folder_that_is_not_there(kept, tmp_path, what):
    store = kept.open()
    if what == "folder moved":
        kept.folder.rename(tmp_path / "Moved.artsrx")
    elif what == "folder deleted":
        shutil.rmtree(kept.folder)
    elif what == "folder replaced":
        kept.folder.rename(tmp_path / "Moved.artsrx")
        shutil.copytree(tmp_path / "Moved.artsrx", kept.folder)
    elif what == "file replaced":
        shutil.copy(kept.folder / "record.db", tmp_path / "copy")
        (tmp_path / "copy").replace(kept.folder / "record.db")
    else:
        (kept.folder / "record.db").unlink()
    with pytest.raises(StoreError, match="not where it was"):
        add(store)
    store.close()


def test_a_fault_while_closing_is_nobodys_loss(kept, monkeypatch):
    store = kept.open()
    add(store)

    def fails():
        raise dbapi2.OperationalError("disk I/O error")

    monkeypatch.setattr(store._engine, "connect", fails)
    store.close()
    monkeypatch.undo()
    assert kept.names() == ["Ada", "Ben", "Cleo"]


@posix
def test_a_lock_that_was_deleted_still_keeps_others_out(tmp_path):
    with RecordLock.take(tmp_path) as held:
        (tmp_path / "lock").unlink()
        with pytest.raises(Held):
            RecordLock.take(tmp_path)
        held.signed_on("Priya")
    RecordLock.take(tmp_path).release()


@posix
def test_where_no_lock_can_be_made_the_folder_is_locked(tmp_path, monkeypatch):
    def fails(_path, _flags):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(locking, "open_own", fails)
    with RecordLock.take(tmp_path) as held:
        held.signed_on("Priya")
        with pytest.raises(Held):
            RecordLock.take(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(locking, "lock_folder", lambda _folder: system_posix.NO_GUARD)
    with pytest.raises(StoreError, match="No space left"):
        RecordLock.take(tmp_path)


@posix
def test_a_folder_that_cannot_be_locked_is_guarded_by_the_file(tmp_path, monkeypatch):
    def fails(_descriptor, _how):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(system_posix.fcntl, "flock", fails)
    assert system_posix.lock_folder(tmp_path) == system_posix.NO_GUARD
    assert system_posix.lock_folder(tmp_path / "none") == system_posix.NO_GUARD
    monkeypatch.undo()
    monkeypatch.setattr(locking, "lock_folder", lambda _folder: system_posix.NO_GUARD)
    with RecordLock.take(tmp_path), pytest.raises(Held):
        RecordLock.take(tmp_path)


def test_a_lock_that_can_only_be_read_locks_all_the_same(tmp_path, monkeypatch):
    RecordLock.take(tmp_path).release()
    opened = locking.open_own

    def reading(path, flags):
        if flags != os.O_RDONLY:
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(path, flags)

    monkeypatch.setattr(locking, "open_own", reading)
    with RecordLock.take(tmp_path), pytest.raises(Held):
        RecordLock.take(tmp_path)


def test_a_lock_is_given_back_also_where_closing_it_fails(tmp_path, monkeypatch):
    held = RecordLock.take(tmp_path)
    close = os.close

    def fails(descriptor):
        close(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(locking.os, "close", fails)
    held.release()
    monkeypatch.undo()
    again = RecordLock.take(tmp_path)
    assert read_holder(tmp_path) is not None
    again.release()
