"""Records are found without a password, and looking changes nothing."""

import json
import os

import pytest

from artsrx.db.finding import find_records
from artsrx.db.folder.lock import RecordLock
from artsrx.db.keys import key_file, vault
from artsrx.db.opening import hold


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


STAGED = ("keys.json", "keys.json.copy", "record.db")


def cut_half_way(folder, moved=0):
    """A restore of the record's own files that the power cut when so many of them stood in their place again."""
    stage = folder / "restoring"
    stage.mkdir()
    for name in STAGED[moved:]:
        (folder / name).rename(stage / name)
    (stage / "ready").write_text(json.dumps({"aside": "20260505-120000", "place": STAGED}))


def everything(folder):
    return {path: path.is_file() and (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.parametrize("moved", range(len(STAGED) + 1))
def test_a_restore_cut_half_way_is_seen_as_it_will_be_and_finished_by_opening(kept, tmp_path, moved):
    os.utime(kept.folder / "record.db", (2e9, 2e9))
    cut_half_way(kept.folder, moved)
    before = everything(kept.folder)
    (found,) = find_records(tmp_path)
    assert (found.folder, found.organisation, found.trouble) == (kept.folder, "Riverside Arts", "")
    assert found.last_opened.timestamp() == 2e9
    (priya,) = key_file.people(kept.folder)
    assert priya.id == kept.unlocked.staff_id
    assert everything(kept.folder) == before, "looking for records changed one"
    with RecordLock.take(kept.folder):
        assert len(find_records(tmp_path)) == 1
    hold(kept.folder).release()
    assert not (kept.folder / "restoring").exists()
    assert kept.names() == ["Ada", "Ben"]


def test_the_keys_that_a_restore_takes_away_are_not_looked_at(kept):
    """Of two sets of keys the newer counts, but not while the newer is on its way out."""
    there = key_file.read_keys(kept.folder)
    (kept.folder / "restoring").mkdir()
    (kept.folder / "restoring" / "keys.json").write_bytes((kept.folder / "keys.json").read_bytes())
    vault.rename_organisation(kept.folder, "Hillside Arts")
    assert key_file.organisation(kept.folder) == "Hillside Arts"
    (kept.folder / "restoring" / "ready").write_text(json.dumps({"aside": "20260505-120000", "place": ["keys.json"]}))
    assert key_file.read_keys(kept.folder) == there


def test_a_record_whose_disk_fails_is_seen_by_what_stands_there(kept, tmp_path):
    """A plan that cannot be read is for whoever opens the record to hear of."""
    (kept.folder / "restoring" / "ready").mkdir(parents=True)
    (found,) = find_records(tmp_path)
    assert found.organisation == "Riverside Arts"
