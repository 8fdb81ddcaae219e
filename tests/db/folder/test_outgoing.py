"""Files that leave the record never take the place of a record, or of what they were made of."""

import os
from pathlib import Path

import pytest

from artsrx.db.folder.layout import inside_a_record
from artsrx.db.folder.outgoing import save_outside
from artsrx.domain.errors import Refused, StoreError


def test_a_file_is_saved_where_it_was_asked_for(tmp_path: Path) -> None:
    save_outside(tmp_path / "a.pdf", b"one")
    save_outside(tmp_path / "a.pdf", b"two", source=tmp_path / "list.xlsx")
    assert (tmp_path / "a.pdf").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").stat().st_mode & 0o077 == 0 or os.name == "nt"


@pytest.mark.parametrize("name", ["record.db", "keys.json", "backups/report.pdf", "report.pdf"])
def test_nothing_is_saved_inside_a_record(record: tuple[Path, object], name: str) -> None:
    folder = record[0]
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(Refused, match="own folder"):
        save_outside(folder / name, b"%PDF")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert inside_a_record(folder / name)
    assert not inside_a_record(folder)


def test_a_list_is_not_written_over_with_its_own_rejects(tmp_path: Path) -> None:
    source = tmp_path / "list.xlsx"
    source.write_bytes(b"PK")
    with pytest.raises(Refused, match="the file itself"):
        save_outside(tmp_path / "." / "list.xlsx", b"x", source=source)
    assert source.read_bytes() == b"PK"


def test_half_a_file_is_not_left_lying_about(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(StoreError, match="could not be saved"):
        save_outside(tmp_path / "taken", b"somebody's name")
    with pytest.raises(StoreError, match="could not be saved") as error:
        save_outside(tmp_path / "nowhere" / "x.pdf", b"somebody's name")
    assert "No such file" in error.value.todo
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
