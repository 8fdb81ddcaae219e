"""A folder from a stranger: whatever lies in it, nothing outside it is read or changed, nothing waits, and it says why."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from artsrx.cli import main
from artsrx.db.backups import backup as backing
from artsrx.db.backups.restore import restore
from artsrx.db.finding import find_records
from artsrx.db.folder import staging
from artsrx.db.folder.atomic import copy_whole, digest, write_whole
from artsrx.db.folder.layout import FILES, FOLDERS
from artsrx.db.folder.lock import RecordLock
from artsrx.db.folder.outgoing import save_outside
from artsrx.db.folder.plain_files import open_own, read_chosen, read_own
from artsrx.db.keys import key_file
from artsrx.db.opening import hold
from artsrx.db.store import Store
from artsrx.domain.errors import Refused, StoreError
from artsrx.exchange.reading import look

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices as POSIX has them")

PASSWORD = "otter lamp gravel window"


def link(path, victim):
    path.symlink_to(victim)


def dangling(path, victim):
    path.symlink_to(victim / "not there yet")


def pipe(path, _victim):
    os.mkfifo(path)


def device(path, _victim):
    path.symlink_to("/dev/zero")


def folder(path, _victim):
    path.mkdir()


def everything(place):
    return {
        path.relative_to(place): path.read_bytes() if path.is_file() else None
        for path in place.rglob("*")
        if not path.is_symlink()
    }


def clear(path):
    if path.is_dir() and not path.is_symlink():
        for inside in path.iterdir():
            clear(inside)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


@pytest.fixture
def victim(kept, tmp_path):
    """Another record, beside the one that came from a stranger."""
    return kept.copied(tmp_path / "home").folder.rename(tmp_path / "home" / "Victim.artsrx")


@pytest.fixture
def strange(kept, victim):
    """The stranger's record, in the same home."""
    return type(kept)(kept.folder.rename(victim.parent / "Strange.artsrx"), kept.unlocked, kept.sheet)


PLANS = [
    {"aside": "../../Victim.artsrx", "place": []},
    {"aside": "../../Victim.artsrx", "place": ["keys.json", "keys.json.copy", "record.db"]},
    {"aside": "/tmp", "place": []},
    {"aside": "", "place": []},
    {"aside": ".", "place": []},
    {"aside": "20260505-120000/../..", "place": []},
    {"aside": "20260505-120000", "place": ["../../Victim.artsrx/record.db"]},
    {"aside": "20260505-120000", "place": ["lock"]},
    {"aside": ["20260505-120000"], "place": []},
    {"aside": "20260505-120000", "place": "record.db"},
    {"aside": "20260505-120000", "place": [], "more": 1},
]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_plan_moves_nothing_out_of_its_own_folder(strange, victim, plan):
    stage = strange.folder / "restoring"
    stage.mkdir()
    for name in ("keys.json", "keys.json.copy", "record.db"):
        (stage / name).write_bytes((strange.folder / name).read_bytes())
    (stage / "ready").write_text(json.dumps(plan))
    before, mine = everything(victim), everything(strange.folder)
    assert [found.trouble for found in find_records(victim.parent)] == ["", ""]
    assert everything(victim) == before and everything(strange.folder) == mine, "looking for records changed one"
    hold(strange.folder).release()
    assert everything(victim) == before
    assert strange.names() == ["Ada", "Ben"] and not (strange.folder / "aside").exists()


@pytest.mark.parametrize("put", [link, dangling, pipe, device, folder])
@pytest.mark.parametrize("name", sorted(FILES))
def test_no_file_of_a_record_is_a_way_to_another_place(strange, victim, name, put):
    clear(strange.folder / name)
    put(strange.folder / name, victim / "record.db" if put is link else victim)
    before = everything(victim)
    assert len(find_records(victim.parent)) == 2
    with pytest.raises(StoreError, match=r"not as ArtsRx makes one: .* is a "):
        hold(strange.folder)
    assert everything(victim) == before


@pytest.mark.parametrize("put", [link, dangling, pipe, device])
@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_nor_is_any_folder_in_it(strange, victim, name, put):
    put(strange.folder / name, victim)
    before = everything(victim)
    assert len(find_records(victim.parent)) == 2
    with pytest.raises(StoreError, match="not as ArtsRx makes one"):
        hold(strange.folder)
    with pytest.raises(OSError, match=r"is a (link|pipe|device)"):
        staging.require_own_folder(strange.folder / name)
    assert everything(victim) == before


def test_a_file_where_a_folder_should_be_is_told(strange):
    (strange.folder / "aside").write_bytes(b"")
    with pytest.raises(StoreError, match="aside is a file, not a folder"):
        hold(strange.folder)


@pytest.mark.parametrize("put", [link, pipe, device])
def test_each_door_refuses_by_itself(strange, victim, put):
    """Whoever comes to a file by another way than opening the record."""
    before = everything(victim)
    for name in ("lock", "keys.json.part", "record.db", "attempts.json"):
        clear(strange.folder / name)
        put(strange.folder / name, victim / "record.db")
    with pytest.raises(StoreError, match="lock is a"):
        RecordLock.take(strange.folder)
    with pytest.raises(StoreError, match=r"keys.json.part is a"):
        key_file.write_keys(strange.folder, key_file.read_keys(strange.folder))
    with pytest.raises(StoreError, match=r"record.db is a"):
        Store.open(strange.folder, strange.key, staff_id=strange.unlocked.staff_id)
    with pytest.raises(OSError, match="is a"):
        copy_whole(strange.folder / "record.db", victim.parent / "copy")
    with pytest.raises(OSError, match="is a"):
        digest(strange.folder / "record.db")
    assert not (victim.parent / "copy").exists()
    put(strange.folder / "backups", victim)
    with pytest.raises(StoreError, match="backups is a"):
        backing.back_up(strange.folder, strange.key, sequence=3)
    for name in ("keys.json", "keys.json.copy"):
        clear(strange.folder / name)
        put(strange.folder / name, victim / name)
    with pytest.raises(StoreError, match=r"could not be read: keys.json is a"):
        key_file.read_keys(strange.folder)
    assert everything(victim) == before


@pytest.mark.parametrize("put", [link, pipe, device])
@pytest.mark.parametrize(
    "name", ["restoring/record.db", "restoring/keys.json", "restoring/ready", "aside/20260505-120000"]
)
def test_a_restore_is_not_finished_through_a_link(strange, victim, name, put):
    before = everything(victim)
    (strange.folder / "restoring").mkdir()
    (strange.folder / "aside").mkdir()
    (strange.folder / "restoring" / "ready").write_text(
        json.dumps({"aside": "20260505-120000", "place": ["keys.json", "keys.json.copy", "record.db"]})
    )
    clear(strange.folder / name)
    put(strange.folder / name, victim)
    assert len(find_records(victim.parent)) == 2
    with pytest.raises(StoreError, match=r"interrupted and could not be finished: .* is a "):
        hold(strange.folder)
    assert everything(victim) == before


@pytest.mark.parametrize("path", ["pipe", "/dev/zero", "folder"])
def test_a_chosen_file_that_is_none_is_refused_at_once(kept, tmp_path, monkeypatch, capsys, path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    chosen = tmp_path / path
    monkeypatch.setenv("ARTSRX_PASSWORD", PASSWORD)
    with pytest.raises(StoreError, match=r"could not be read: .* is a "):
        restore(chosen, tmp_path / "New.artsrx", key=kept.key)
    assert main(["restore", str(chosen), str(tmp_path / "New.artsrx")]) == 1
    assert main(["score", "ons4", str(chosen)]) == 1
    assert main(["import", str(kept.folder), str(chosen)]) == 1
    with pytest.raises(Refused, match="could not be opened"):
        look(chosen)
    told = capsys.readouterr().err
    assert told.count("is a") >= 2
    with pytest.raises(StoreError) as refused:
        save_outside(chosen, b"report")
    assert "is a" in refused.value.words
    assert not Path("/dev/zero").is_file()


def test_a_file_may_be_chosen_through_a_link(tmp_path):
    (tmp_path / "list.csv").write_bytes(b"Name\nAda\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "list.csv")
    assert read_chosen(tmp_path / "link.csv", 100) == b"Name\nAda\n"
    with pytest.raises(OSError, match="far too large"):
        read_chosen(tmp_path / "link.csv", 5)
    with pytest.raises(FileNotFoundError):
        read_chosen(tmp_path / "none.csv", 5)


def test_nothing_is_saved_into_a_record_through_a_link(kept, tmp_path):
    (kept.folder / "backups").mkdir()
    (tmp_path / "link").symlink_to(kept.folder / "backups")
    with pytest.raises(Refused, match="inside a record"):
        save_outside(tmp_path / "link" / "report.pdf", b"report")


def test_what_changes_between_the_look_and_the_opening_is_noticed(tmp_path, monkeypatch):
    """Somebody puts a pipe in the place of a file at just that moment."""
    os.mkfifo(tmp_path / "lock")
    monkeypatch.setattr("artsrx.db.folder.plain_files.require_own", lambda _path: None)
    with pytest.raises(OSError, match="is a pipe"):
        read_own(tmp_path / "lock")
    (tmp_path / "link").symlink_to(tmp_path / "lock")
    with pytest.raises(OSError, match="symbolic"):
        open_own(tmp_path / "link", os.O_RDONLY)


def test_a_short_file_that_is_none_is_not_read_to_its_end(tmp_path):
    with (tmp_path / "keys.json").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(OSError, match="far too large"):
        read_own(tmp_path / "keys.json")
    write_whole(tmp_path / "keys.json", b"ours")
    assert read_own(tmp_path / "keys.json") == b"ours"


class Calendar(datetime):
    """One that ends sooner than the disk's."""

    @classmethod
    def fromtimestamp(cls, *_args):
        raise OverflowError


def test_one_bad_folder_hides_no_other(kept, tmp_path, monkeypatch):
    bad = tmp_path / "Bad.artsrx"
    bad.mkdir()
    (bad / "keys.json").write_bytes(b"[" * 100_000)
    monkeypatch.setattr("artsrx.db.finding.datetime", Calendar)
    (found, other) = sorted(find_records(tmp_path), key=lambda record: record.trouble)
    assert found.organisation == "Riverside Arts" and found.last_opened is None
    assert "damaged" in other.trouble
    stat = Path.lstat

    def closed(path):
        if path.parent == bad:
            raise PermissionError(13, "Permission denied")
        return stat(path)

    monkeypatch.setattr(Path, "lstat", closed)
    monkeypatch.setattr(Path, "is_file", lambda path: closed(path) and True)
    (found, other) = sorted(find_records(tmp_path), key=lambda record: record.trouble)
    assert found.organisation == "Riverside Arts" and "looked into: Permission denied" in other.trouble
