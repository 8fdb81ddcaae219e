"""The right to open a record is given once, for a record in a home, and finishes what was cut short."""

import pytest

from artsrx.db import opening
from artsrx.db.folder import locations
from artsrx.db.folder.lock import Held
from artsrx.db.folder.staging import finish_restore
from artsrx.db.opening import hold
from artsrx.domain.errors import Refused, StoreError


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

    monkeypatch.setattr(opening, "finish_restore", full)
    with pytest.raises(StoreError, match="could not be finished"):
        hold(kept.folder)
    monkeypatch.setattr(opening, "finish_restore", finish_restore)
    hold(kept.folder).release()


def test_a_folder_of_something_else_is_left_as_it_was(tmp_path):
    (tmp_path / "one.jpg").write_bytes(b"x")
    with pytest.raises(StoreError, match="no ArtsRx record"):
        hold(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["one.jpg"]
