"""A record is there whole under its name, or not at all: an error or a kill at any moment leaves nothing that is listed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from artsrx.db import making
from artsrx.db.finding import find_records
from artsrx.db.folder import new_folder
from artsrx.db.folder.lock import RecordLock
from artsrx.db.folder.new_folder import made_whole, names_for
from artsrx.db.keys import crypto, sheet_mark, vault
from artsrx.db.store import Store
from artsrx.domain.errors import Refused, StoreError

PASSWORD = "otter lamp gravel window"


@pytest.fixture(autouse=True)
def light(monkeypatch):
    monkeypatch.setattr(crypto, "MEMORY_KIB", 64)
    monkeypatch.setattr(crypto, "PASSES", 1)


def make(home, fill=making.nothing_more, *, kept=False):
    return making.make_record(
        names_for("Riverside Arts", home), "Riverside Arts", "Priya", PASSWORD, fill, code_is_kept=kept
    )


def test_a_record_is_whole_once_it_has_its_name(tmp_path):
    seen = []
    made = make(tmp_path, lambda store, code: seen.append((store.folder.name, find_records(tmp_path), code.groups)))
    assert made.folder == tmp_path / "Riverside Arts.artsrx"
    assert seen[0][0].startswith(".artsrx-making-") and seen[0][1] == () and seen[0][2] == made.code.groups
    assert [path.name for path in tmp_path.iterdir()] == ["Riverside Arts.artsrx"]
    store = Store.open(made.folder, made.unlocked.key, staff_id=made.unlocked.staff_id)
    assert store.sequence == 1
    store.close()
    assert made.folder.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert make(tmp_path).folder.name == "Riverside Arts 2.artsrx"


def test_an_error_leaves_nothing(tmp_path):
    def fail(_store, _code):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "home", fail)
    assert list((tmp_path / "home").iterdir()) == []


def test_a_name_that_is_taken_on_the_way(tmp_path):
    only = tmp_path / "R.artsrx"
    with pytest.raises(Refused, match="already something"):
        made_whole([only], lambda _folder: only.write_bytes(b"somebody else"))
    assert [path.name for path in tmp_path.iterdir()] == ["R.artsrx"]
    with pytest.raises(Refused, match="already something"):
        made_whole([only], pytest.fail)
    (tmp_path / "keys.json").write_bytes(b"")
    with pytest.raises(Refused, match="record in this folder already"):
        made_whole([tmp_path / "Inside.artsrx"], pytest.fail)


def test_a_disk_that_says_no(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"could not be made: (Not a directory|File exists)"):
        made_whole([tmp_path / "file" / "R.artsrx"], pytest.fail)

    def fails(_folder):
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        made_whole([tmp_path / "R.artsrx"], fails)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_was_left_goes_and_what_is_being_made_stays(tmp_path):
    for name in ("left", "alive"):
        (tmp_path / f".artsrx-making-{name}").mkdir()
    (tmp_path / ".artsrx-making-left" / "keys.json").write_bytes(b"")
    with RecordLock.take(tmp_path / ".artsrx-making-alive"):
        make(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == [".artsrx-making-alive", "Riverside Arts.artsrx"]


def test_a_record_says_so_until_its_sheet_is_kept(tmp_path, monkeypatch):
    made = make(tmp_path)
    assert "never kept" in sheet_mark.sheet_words(made.folder)
    sheet_mark.note_sheet_kept(made.folder)
    sheet_mark.note_sheet_kept(made.folder)
    assert sheet_mark.sheet_words(made.folder) == ""
    assert sheet_mark.sheet_words(make(tmp_path, kept=True).folder) == ""
    vault.new_recovery_code(made.folder, made.unlocked)
    assert sheet_mark.sheet_words(made.folder)

    def fails(*_):
        raise StoreError("The disk is full.", "", "")

    monkeypatch.setattr(vault, "write_keys", fails)
    for kept in (False, True):
        if kept:
            sheet_mark.note_sheet_kept(made.folder)
        with pytest.raises(StoreError):
            vault.new_recovery_code(made.folder, made.unlocked)
        assert bool(sheet_mark.sheet_words(made.folder)) is not kept


def test_a_mark_that_cannot_be_made_taken_away_or_looked_for(tmp_path, monkeypatch):
    with pytest.raises(StoreError, match="cannot be written to: No such file"):
        sheet_mark.note_sheet_wanted(tmp_path / "none")
    (tmp_path / "no-sheet" / "folder").mkdir(parents=True)
    sheet_mark.note_sheet_kept(tmp_path)

    def fails(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sheet_mark, "is_own", fails)
    assert sheet_mark.sheet_words(tmp_path) == ""


def test_keys_alone_are_told(tmp_path):
    made = make(tmp_path)
    (made.folder / "record.db").unlink()
    (found,) = find_records(tmp_path)
    assert found.organisation == "Riverside Arts" and "keys in this folder but no record" in found.trouble


CHILD = """
import os, signal, sys
from pathlib import Path

last = int(sys.argv[2])
ours = os.path.realpath(sys.argv[1])
seen = 0

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "sqlite3.connect"}


def audit(event, arguments):
    global seen
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (event in CHANGES or writes) and armed and str(arguments[0]).startswith(ours):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)


armed = False
from artsrx.db import making
from artsrx.db.folder.new_folder import names_for
from artsrx.db.keys import crypto
import alembic, artsrx.db.store, artsrx.db.schema.tables  # noqa

crypto.MEMORY_KIB, crypto.PASSES = 64, 1
sys.addaudithook(audit)
armed = True
home = Path(sys.argv[1])
who = ("Riverside Arts", "Priya", "otter lamp gravel window")
making.make_record(names_for(who[0], home), *who, making.nothing_more, code_is_kept=False)
print(seen)
"""


@pytest.mark.skipif(os.name == "nt", reason="a kill as POSIX has it")
def test_a_kill_at_any_call_leaves_nothing_that_is_listed_and_does_not_open(tmp_path):
    def run(home: Path, last: int) -> subprocess.CompletedProcess[str]:
        home.mkdir()
        return subprocess.run(
            [sys.executable, "-c", CHILD, str(home), str(last)], capture_output=True, text=True, check=False
        )

    whole = run(tmp_path / "whole", 0)
    assert whole.returncode == 0, whole.stderr
    calls = int(whole.stdout)
    assert calls > 10
    for last in range(1, calls + 1):
        home = tmp_path / str(last)
        assert run(home, last).returncode == -signal.SIGKILL
        for found in find_records(home):
            assert found.trouble == "" and sheet_mark.sheet_words(found.folder)
            person = vault.read_keys(found.folder).people()[0]
            unlocked = vault.unlock(found.folder, person.id, PASSWORD)
            Store.open(found.folder, unlocked.key, staff_id=person.id).close()
        made = make(home).folder
        assert made.parent == home and not list(home.glob(new_folder.MAKING_PREFIX + "*"))
