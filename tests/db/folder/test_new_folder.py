"""A new record gets a folder of its own, under a name that every system takes."""

import os

import pytest

from artsrx.db.folder.lock import RecordLock
from artsrx.db.folder.new_folder import create_folder
from artsrx.domain.errors import Refused, StoreError


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


def test_what_a_restore_left_that_came_to_nothing_is_cleared_away(tmp_path):
    first = create_folder("Riverside", tmp_path)
    (first / "restoring").mkdir()
    (first / "restoring" / "record.db").write_bytes(b"half of a backup")
    with RecordLock.take(first):
        assert create_folder("Riverside", tmp_path).name == "Riverside 2.artsrx"
    assert create_folder("Riverside", tmp_path) == first
    assert [path.name for path in first.iterdir()] == ["lock"]


def test_a_restore_that_waits_to_be_finished_is_left_alone(tmp_path):
    first = create_folder("Riverside", tmp_path)
    (first / "restoring").mkdir()
    (first / "restoring" / "ready").write_bytes(b"{}")
    assert create_folder("Riverside", tmp_path).name == "Riverside 2.artsrx"
    assert (first / "restoring" / "ready").exists()
