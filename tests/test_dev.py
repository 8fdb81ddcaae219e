"""The one script that sets everything up says and does the right thing on each kind of machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev


def test_each_missing_library_is_known_by_its_package() -> None:
    libraries = ["libxcb-cursor.so.0", "libxcb-icccm.so.4", "libGL.so.1", "libxkbcommon-x11.so.0"]
    assert dev.packages_for(libraries, 0) == ["libgl1", "libxcb-cursor0", "libxcb-icccm4", "libxkbcommon-x11-0"]
    assert "mesa-libGL" in dev.packages_for(libraries, 1)


@pytest.mark.parametrize(("renamed", "package"), [(True, "libglib2.0-0t64"), (False, "libglib2.0-0")])
def test_glib_has_two_names(monkeypatch: pytest.MonkeyPatch, renamed: bool, package: str) -> None:
    monkeypatch.setattr(dev, "apt_knows", lambda name: renamed)
    assert dev.packages_for(["libglib-2.0.so.0", "libgthread-2.0.so.0"], 0) == [package]


@pytest.mark.parametrize(("root", "start"), [(True, "apt-get update"), (False, "sudo apt-get update")])
def test_the_command_for_apt_is_exact(monkeypatch: pytest.MonkeyPatch, root: bool, start: str) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: root)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    command = dev.install_command(["libEGL.so.1"])
    assert command.startswith(start)
    assert command.endswith("apt-get install -y --no-install-recommends libegl1")


def test_other_families_get_a_command_or_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/dnf" if name == "dnf" else None)
    assert "dnf install -y mesa-libEGL" in dev.install_command(["libEGL.so.1"])
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert "libEGL.so.1" in dev.install_command(["libEGL.so.1"])


def test_without_root_the_command_is_named_and_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(dev, "missing_libraries", lambda parts: ["libEGL.so.1"])
    monkeypatch.setattr(dev, "install_libraries", lambda missing: pytest.fail("installed without being root"))
    assert not dev.see_to_libraries(dev.OFFSCREEN)
    assert "libEGL.so.1" in capsys.readouterr().out


def test_as_root_they_are_installed_and_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([["libEGL.so.1"], []])
    monkeypatch.setattr(dev, "is_root", lambda: True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "missing_libraries", lambda parts: next(answers))
    ran: list[list[str]] = []
    monkeypatch.setattr(dev, "run_capped", lambda words, seconds: ran.append(list(words)) or True)
    assert dev.see_to_libraries(dev.OFFSCREEN)
    assert "libegl1" in ran[1]
    assert "because this runs as root" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="process groups end differently there, and apt is not there")
def test_an_installer_that_hangs_is_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert not dev.run_capped([sys.executable, "-c", "import time; time.sleep(600)"], 0.2)
    assert "No end after" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "shown"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True),
     ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False)],
)  # fmt: skip
def test_a_screen_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: bool
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is shown


def test_the_sample_never_lands_on_an_older_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert [dev.sample_folder().name for _ in range(3)] == ["sample", "sample-2", "sample-3"]


def test_only_files_of_other_systems_are_left_out_of_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    for platform in ("linux", "win32", "darwin"):
        monkeypatch.setattr(dev.sys, "platform", platform)
        seen[platform] = set(dev.other_systems().values())
    assert seen == {
        "linux": {"windows", "macos"},
        "win32": {"linux", "macos", "posix"},
        "darwin": {"windows", "linux"},
    }


def test_the_script_runs_on_the_standard_library_alone() -> None:
    code = "import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]; import dev; dev.main(['-h'])"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in dev.COMMANDS:
        assert name in done.stdout
