"""A computer's own number."""

from pathlib import Path

from artsrx.db.folder.device import this_device


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    assert this_device(tmp_path / "a") == this_device(tmp_path / "a")
    assert this_device(tmp_path / "a") != this_device(tmp_path / "b")


def test_nonsense_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "device").write_text("nonsense")
    assert this_device(tmp_path) == this_device(tmp_path)


def test_where_it_cannot_be_kept_there_is_one_for_this_run(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert this_device(in_the_way) != this_device(in_the_way)
