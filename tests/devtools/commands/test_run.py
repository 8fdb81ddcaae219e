"""`dev.py run` where there is no screen."""

from __future__ import annotations

from pathlib import Path

from devtools.commands.run import sample_folder


def test_the_sample_never_lands_on_an_older_one(tmp_path: Path) -> None:
    assert [sample_folder(tmp_path).name for _ in range(3)] == ["sample", "sample-2", "sample-3"]
