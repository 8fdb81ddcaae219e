"""Records are found, held and checked from outside; what is wrong is said in words and changes nothing."""

import json
import os
from pathlib import Path

import pytest

from artsrx.db import opening
from artsrx.db.backups.restore import settle
from artsrx.db.folder import locations
from artsrx.db.folder.lock import Held, RecordLock
from artsrx.db.keys import vault
from artsrx.db.opening import check_record, create_folder, find_records, hold
from artsrx.domain.errors import Refused, StoreError


def test_records_are_found_without_a_password(kept, tmp_path):
    os.utime(kept.folder / "record.db", (2e9, 2e9))
    spoilt = tmp_path / "Spoilt.artsrx"
    spoilt.mkdir()
    (spoilt / "keys.json").write_bytes(b"{}")
    (tmp_path / "photos.artsrx").mkdir()
    (tmp_path / "notes").mkdir()
    found = find_records(tmp_path)
    assert [(record.folder, record.organisation) for record in found] == [
        (kept.folder, "Riverside Arts"),
        (spoilt, "Spoilt"),
    ]
    assert found[0].trouble == "" and found[0].last_opened.timestamp() == 2e9
    assert "damaged" in found[1].trouble and found[1].last_opened is None


def test_the_default_home_is_looked_in(monkeypatch, kept, tmp_path):
    monkeypatch.setenv("ARTSRX_HOME", str(tmp_path))
    assert [record.organisation for record in find_records()] == ["Riverside Arts"]
    monkeypatch.setenv("ARTSRX_HOME", str(tmp_path / "none"))
    assert find_records() == ()


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Riverside Arts", "Riverside Arts.artsrx"),
        ("Łódź: Art/Music? ", "Łódź Art Music.artsrx"),
        ("con", "Record con.artsrx"),
        ("LPT1.arts", "Record LPT1.arts.artsrx"),
        ("...", "Record.artsrx"),
        ("", "Record.artsrx"),
        ("../../etc", "etc.artsrx"),
        ("x" * 300, "x" * 60 + ".artsrx"),
        ("A\x00B\n\tC", "A B C.artsrx"),
    ],
)
def test_safe_names(tmp_path, organisation, name):
    folder = create_folder(organisation, tmp_path / "home")
    assert folder == tmp_path / "home" / name
    assert folder.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_taken_name_gets_a_number(tmp_path, monkeypatch):
    monkeypatch.setenv("ARTSRX_HOME", str(tmp_path))
    first = create_folder("Riverside")
    assert create_folder("Riverside") == first
    (first / "keys.json").touch()
    (tmp_path / "Riverside 2.artsrx").touch()
    assert create_folder("Riverside").name == "Riverside 3.artsrx"


def test_no_home_in_a_synced_folder_or_under_a_file(tmp_path):
    with pytest.raises(Refused, match="OneDrive"):
        create_folder("Riverside", tmp_path / "OneDrive")
    assert not (tmp_path / "OneDrive").exists()
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="could not be made"):
        create_folder("Riverside", tmp_path / "file")


def test_holding(kept, tmp_path, monkeypatch):
    with hold(kept.folder, "Priya") as lock:
        assert lock.holder.staff == "Priya"
        with pytest.raises(Held):
            hold(kept.folder)
    with pytest.raises(StoreError, match="no folder"):
        hold(tmp_path / "none")
    monkeypatch.setattr(locations, "volume_of", lambda folder: locations.Volume.NETWORK)
    with pytest.raises(Refused, match="on a server"):
        hold(kept.folder)


def test_a_restore_that_cannot_be_finished_lets_go_of_the_lock(kept, monkeypatch):
    def full(folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "settle", full)
    with pytest.raises(StoreError, match="could not be finished"):
        hold(kept.folder)
    monkeypatch.setattr(opening, "settle", settle)
    hold(kept.folder).release()


def test_a_folder_of_something_else_is_left_as_it_was(tmp_path):
    (tmp_path / "one.jpg").write_bytes(b"x")
    with pytest.raises(StoreError, match="no ArtsRx record"):
        hold(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["one.jpg"]


def test_a_restore_cut_half_way_is_finished_when_records_are_looked_for(kept, tmp_path):
    stage = kept.folder / "restoring"
    stage.mkdir()
    for name in ("record.db", "keys.json", "keys.json.copy"):
        (kept.folder / name).rename(stage / name)
    plan = {"aside": "20260505-120000", "place": ["keys.json", "keys.json.copy", "record.db"]}
    (stage / "ready").write_text(json.dumps(plan))
    with RecordLock.take(kept.folder):
        assert find_records(tmp_path) == ()
    (found,) = find_records(tmp_path)
    assert found.organisation == "Riverside Arts" and not stage.exists()
    assert kept.names() == ["Ada", "Ben"]


def test_a_sound_record(kept):
    findings = check_record(kept.folder, kept.key)
    assert findings.sound and findings.rows["participant"] == 2
    assert not list(kept.folder.glob("*-wal"))


def test_a_flipped_bit_is_found(kept):
    db_file: Path = kept.folder / "record.db"
    content = bytearray(db_file.read_bytes())
    content[9000] ^= 1
    db_file.write_bytes(content)
    findings = check_record(kept.folder, kept.key)
    assert not findings.sound and findings.rows == {}


def test_a_flipped_bit_anywhere_is_found(kept):
    """Each is a finding or a refusal in words, and the file is left as it was found."""
    db_file: Path = kept.folder / "record.db"
    whole = db_file.read_bytes()
    for place in range(5, len(whole), len(whole) // 40):
        hurt = bytearray(whole)
        hurt[place] ^= 1 << place % 8
        db_file.write_bytes(hurt)
        try:
            found = check_record(kept.folder, kept.key).troubles
        except StoreError as error:
            found = (error.happened,)
        assert found
        assert db_file.read_bytes() == hurt


def test_a_broken_history_is_found(kept):
    from artsrx.db.connection import connect

    connection = connect(kept.folder / "record.db", kept.key)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute("UPDATE journal_act SET label = 'something else' WHERE sequence = 2")
    connection.close()
    findings = check_record(kept.folder, kept.key)
    assert "history does not add up" in findings.troubles[0] and findings.rows["participant"] == 2


def test_a_record_that_is_not_encrypted_or_not_there(kept):
    (kept.folder / "record.db").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(StoreError, match="not encrypted"):
        check_record(kept.folder, kept.key)
    (kept.folder / "record.db").unlink()
    with pytest.raises(StoreError, match="could not be opened"):
        check_record(kept.folder, kept.key)
    assert vault.people(kept.folder)
