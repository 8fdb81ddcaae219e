"""What kind of computer this is."""

from __future__ import annotations

import pytest

from devtools import project


@pytest.mark.parametrize(
    ("environment", "shown"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True),
     ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False)],
)  # fmt: skip
def test_a_screen_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(project, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert project.has_display() is shown


@pytest.mark.parametrize(("platform", "command"), [("linux", "python3 dev.py test"), ("win32", "py dev.py test")])
def test_a_command_is_named_as_it_is_typed_on_each_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, command: str
) -> None:
    monkeypatch.setattr(project.sys, "platform", platform)
    assert project.typed("test") == command
