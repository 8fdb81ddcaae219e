"""`dev.py test` counts what this system runs."""

from __future__ import annotations

import pytest

from devtools.commands import test


def test_only_files_of_other_systems_are_left_out_of_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    for platform in ("linux", "win32", "darwin"):
        monkeypatch.setattr(test.sys, "platform", platform)
        seen[platform] = set(test.other_systems().values())
    assert seen == {
        "linux": {"windows", "macos"},
        "win32": {"linux", "macos", "posix"},
        "darwin": {"windows", "linux"},
    }
