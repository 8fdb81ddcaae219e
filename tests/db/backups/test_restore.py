"""A restore never touches the record that is there, and a pulled plug in the middle of one loses neither."""

import json
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from artsrx.db.backups import bundle
from artsrx.db.backups import restore as restoring
from artsrx.db.backups.backup import back_up, last_good
from artsrx.db.backups.restore import backup_facts, restore, unlock_backup
from artsrx.db.connection import connect
from artsrx.db.finding import find_records
from artsrx.db.folder import staging
from artsrx.db.folder.lock import Held, RecordLock
from artsrx.db.folder.staging import asides, finish_restore
from artsrx.db.keys import crypto, key_file, vault
from artsrx.db.opening import hold
from artsrx.domain.errors import Refused, StoreError

PASSWORD = "otter lamp gravel window"
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


@pytest.fixture
def backup(kept):
    """A backup with Ada and Ben; Cleo came later."""
    made = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    kept.add_people("Cleo")
    return made.path


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def set_aside(kept, aside):
    """The record that a restore moved aside: a folder of one is a record."""
    return type(kept)(aside, kept.unlocked, kept.sheet)


def test_what_a_backup_says_without_a_password(kept, backup):
    facts = backup_facts(backup)
    assert (facts.organisation, facts.made, facts.sequence) == ("Riverside Arts", NOON, 3)
    assert facts.people == key_file.people(kept.folder)
    unlocked = unlock_backup(backup, facts.people[0].id, PASSWORD)
    assert unlocked == kept.unlocked
    with pytest.raises(vault.WrongPassword):
        unlock_backup(backup, facts.people[0].id, "kettle moss hinge anvil")


def test_on_a_new_computer(kept, backup, tmp_path):
    target = tmp_path / "new" / "Riverside.artsrx"
    done = restore(backup, target, key=kept.key)
    assert done == restoring.Restored(target, None)
    fresh = type(kept)(target, vault.unlock(target, kept.unlocked.staff_id, PASSWORD), kept.sheet)
    assert fresh.names() == ["Ada", "Ben"]
    assert vault.unlock_with_code(target, kept.sheet.groups) == kept.key
    assert not (target / "restoring").exists()


def test_over_a_record_moves_it_aside_whole(kept, backup):
    before = everything(kept.folder)
    done = restore(backup, kept.folder, key=kept.key, now=NOON)
    assert kept.names() == ["Ada", "Ben"]
    assert done.aside == kept.folder / "aside" / "20260505-120000"
    for name in ("record.db", "keys.json", "keys.json.copy"):
        assert (done.aside / name).read_bytes() == before[name]
    assert backup.exists() and last_good(kept.folder).path == backup
    assert asides(kept.folder) == (done.aside,)


def test_what_is_set_aside_is_a_whole_record_each_time(kept, backup):
    first = restore(backup, kept.folder, key=kept.key, now=NOON)
    kept.add_people("Dee")
    second = restore(backup, kept.folder, key=kept.key, now=NOON)
    assert second.aside.name == "20260505-120000-2"
    assert asides(kept.folder) == (second.aside, first.aside)
    assert set_aside(kept, first.aside).names() == ["Ada", "Ben", "Cleo"]
    assert set_aside(kept, second.aside).names() == ["Ada", "Ben", "Dee"]
    assert kept.names() == ["Ada", "Ben"]


def test_backups_after_a_restore_are_of_another_timeline(kept, backup):
    before = key_file.read_keys(kept.folder).timeline
    kept.add_people("Dee", "Eve")
    far = back_up(kept.folder, kept.key, sequence=6, now=NOON + timedelta(hours=1))
    restore(backup, kept.folder, key=kept.key)
    assert key_file.read_keys(kept.folder).timeline != before
    near = back_up(kept.folder, kept.key, sequence=3, now=NOON + timedelta(hours=2))
    assert near.fresh and far.path.exists()
    assert last_good(kept.folder).path == near.path


def test_a_log_left_by_a_crash_goes_with_its_own_record(kept, backup):
    """Changes that are only in the log of the record of now stay with it, and never reach the restored one."""
    store = kept.open()
    pages = everything(kept.folder)
    store.close()
    wal = pages.get("record.db-wal", b"") or b"what a crash left"
    (kept.folder / "record.db-wal").write_bytes(wal)
    (kept.folder / "record.db-shm").write_bytes(b"x")
    done = restore(backup, kept.folder, key=kept.key)
    assert not (kept.folder / "record.db-wal").exists() and not (kept.folder / "record.db-shm").exists()
    assert (done.aside / "record.db-wal").read_bytes() == wal


def test_an_open_record_is_left_alone(kept, backup):
    with RecordLock.take(kept.folder):
        before = everything(kept.folder)
        with pytest.raises(Held):
            restore(backup, kept.folder, key=kept.key)
        assert everything(kept.folder) == before


def test_a_backup_of_another_record_is_refused(kept, backup, tmp_path):
    other = tmp_path / "Other.artsrx"
    other.mkdir()
    vault.new_vault(other, "Other Arts", "Ada", PASSWORD)
    before = everything(other)
    with pytest.raises(Refused, match="another record") as refused:
        restore(backup, other, key=kept.key)
    assert refused.value.field == "folder"
    assert everything(other) == before


def test_only_into_a_home(kept, backup, tmp_path):
    with pytest.raises(Refused, match="Dropbox"):
        restore(backup, tmp_path / "Dropbox" / "Riverside.artsrx", key=kept.key)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"x")
    with pytest.raises(Refused, match="other things"):
        restore(backup, tmp_path / "photos", key=kept.key)
    with pytest.raises(Refused, match="not a folder"):
        restore(backup, tmp_path / "photos" / "one.jpg", key=kept.key)
    (tmp_path / "empty").mkdir()
    assert restore(backup, tmp_path / "empty", key=kept.key).aside is None


def test_a_record_whose_keys_are_lost_can_be_restored(kept, backup):
    (kept.folder / "keys.json").write_bytes(b"")
    (kept.folder / "keys.json.copy").unlink()
    done = restore(backup, kept.folder, key=kept.key)
    assert kept.names() == ["Ada", "Ben"]
    assert (done.aside / "keys.json").read_bytes() == b""


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.98])
def test_a_hurt_backup_changes_nothing(kept, backup, place):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * place)] ^= 1
    backup.write_bytes(content)
    before = everything(kept.folder)
    with pytest.raises(StoreError, match="not a whole"):
        restore(backup, kept.folder, key=kept.key)
    assert everything(kept.folder) == before | {"lock": b""}
    assert not (kept.folder / "restoring").exists()
    with pytest.raises(StoreError, match="not a whole"):
        restore(backup, kept.folder.with_name("New.artsrx"), key=kept.key)
    assert not kept.folder.with_name("New.artsrx").exists()
    assert kept.names() == ["Ada", "Ben", "Cleo"]


def test_a_backup_that_lies_about_its_rows_or_key_is_refused(kept, backup):
    with zipfile.ZipFile(backup) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    told = json.loads(parts["manifest.json"])
    told["rows"]["participant"] = 7
    parts["manifest.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(backup, "w") as box:
        for name, content in parts.items():
            box.writestr(name, content)
    with pytest.raises(StoreError, match="not a whole"):
        restore(backup, kept.folder, key=kept.key)
    with pytest.raises(StoreError, match="not a whole"):
        restore(backup, kept.folder, key=b"x" * 32)
    assert kept.names() == ["Ada", "Ben", "Cleo"]


def test_a_disk_that_says_no(kept, backup, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "write_whole", full)
    with pytest.raises(StoreError, match="No space left") as error:
        restore(backup, kept.folder, key=kept.key)
    assert "Nothing is lost" in error.value.safe
    monkeypatch.undo()
    restore(backup, kept.folder, key=kept.key)
    assert kept.names() == ["Ada", "Ben"]


# --- a plug pulled at each step


class Cut(Exception):
    """The plug."""


STEPS = ("mkdir", "replace", "unlink")


def _cut_at(monkeypatch, step):
    """Raise before the file operation of that number that a restore makes inside the record's folder."""
    count = [0]

    def counted(name, real):
        def call(*args, **kwargs):
            count[0] += 1
            if count[0] == step:
                raise Cut
            return real(*args, **kwargs)

        return call

    for name in STEPS:
        monkeypatch.setattr(Path, name, counted(name, getattr(Path, name)))
    monkeypatch.setattr(staging.shutil, "rmtree", counted("rmtree", shutil.rmtree))
    return count


def _steps_of(kept, backup, monkeypatch):
    with monkeypatch.context() as patch:
        count = _cut_at(patch, -1)
        restore(backup, kept.folder, key=kept.key)
    return count[0]


def test_cut_at_every_step(kept, backup, tmp_path, monkeypatch):
    """Whatever step the plug is pulled at, the next opening shows either record whole, and the other is kept."""
    monkeypatch.setattr(crypto, "MEMORY_KIB", 64)
    vault.add_staff(kept.folder, kept.unlocked, "Jan", PASSWORD)
    all_steps = _steps_of(kept.copied(tmp_path / "counting"), backup, monkeypatch)
    assert all_steps > 12
    seen = set()
    for step in range(1, all_steps + 1):
        mine = kept.copied(tmp_path / f"cut-{step}")
        shutil.rmtree(mine.folder / "restoring", ignore_errors=True)
        with monkeypatch.context() as patch:
            _cut_at(patch, step)
            with pytest.raises(Cut):
                restore(backup, mine.folder, key=kept.key)
        before = everything(mine.folder)
        assert [found.folder for found in find_records(mine.folder.parent) if not found.trouble] == [mine.folder]
        people = key_file.people(mine.folder)
        assert everything(mine.folder) == before, "looking for records changed one"
        hold(mine.folder).release()
        assert key_file.people(mine.folder) == people, "somebody else can open it than was said"
        finish_restore(mine.folder)
        names = mine.names()
        seen.add((*names, len(people)))
        assert [path.name for path in (mine.folder / "backups").iterdir()] == [backup.name]
        assert not (mine.folder / "restoring").exists()
        if names == ["Ada", "Ben"]:
            (aside,) = asides(mine.folder)
            mine = set_aside(mine, aside)
            assert len(key_file.people(aside)) == 2
        assert mine.names() == ["Ada", "Ben", "Cleo"]
    assert seen == {("Ada", "Ben", 1), ("Ada", "Ben", "Cleo", 2)}


@pytest.mark.parametrize("begun", [False, True])
def test_a_plan_that_a_lying_disk_lost(kept, tmp_path, begun):
    stage = kept.folder / "restoring"
    stage.mkdir()
    (stage / "ready").write_bytes(b"")
    for name in ("record.db", "keys.json", "keys.json.copy"):
        if begun:
            (kept.folder / name).rename(stage / name)
        else:
            (stage / name).write_bytes(b"")
    finish_restore(kept.folder)
    assert kept.names() == ["Ada", "Ben"] and not stage.exists()


def test_unpacking_says_what_the_disk_said(kept, backup, tmp_path):
    manifest = bundle.read_manifest(backup)[0]
    with pytest.raises(OSError, match="No such file"):
        bundle.unpack_record(backup, manifest, tmp_path / "none" / "record.db")


def test_a_backup_of_a_newer_version_is_refused_before_anything_moves(kept, tmp_path):
    connection = connect(kept.folder / "record.db", kept.key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    made = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    connection = connect(kept.folder / "record.db", kept.key)
    connection.execute("UPDATE alembic_version SET version_num = '0001'")
    connection.close()
    before = everything(kept.folder)
    for target in (kept.folder, tmp_path / "New.artsrx"):
        with pytest.raises(StoreError, match="newer version"):
            restore(made.path, target, key=kept.key)
    before["lock"] = b""
    assert everything(kept.folder) == before and not (tmp_path / "New.artsrx").exists()
