"""What Qt lacks on a Linux system is installed or named by the exact command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools import qt_libraries
from devtools.qt_libraries import (
    OFFSCREEN,
    install_command,
    install_libraries,
    missing_libraries,
    packages_for,
    see_to_libraries,
)


def programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let only these programs be there."""
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_each_missing_library_is_known_by_its_package() -> None:
    libraries = ["libxcb-cursor.so.0", "libxcb-icccm.so.4", "libGL.so.1", "libxkbcommon-x11.so.0"]
    assert packages_for(libraries, 0) == ["libgl1", "libxcb-cursor0", "libxcb-icccm4", "libxkbcommon-x11-0"]
    assert "mesa-libGL" in packages_for(libraries, 1)


@pytest.mark.parametrize(("renamed", "package"), [(True, "libglib2.0-0t64"), (False, "libglib2.0-0")])
def test_glib_has_two_names(monkeypatch: pytest.MonkeyPatch, renamed: bool, package: str) -> None:
    monkeypatch.setattr(qt_libraries, "apt_knows", lambda name: renamed)
    assert packages_for(["libglib-2.0.so.0", "libgthread-2.0.so.0"], 0) == [package]


@pytest.mark.parametrize(("root", "start"), [(True, "apt-get update"), (False, "sudo apt-get update")])
def test_the_command_for_apt_is_exact(monkeypatch: pytest.MonkeyPatch, root: bool, start: str) -> None:
    monkeypatch.setattr(qt_libraries, "is_root", lambda: root)
    programs(monkeypatch, "apt-get")
    command = install_command(["libEGL.so.1"])
    assert command.startswith(start)
    assert command.endswith("apt-get install -y --no-install-recommends libegl1")


def test_other_families_get_a_command_or_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    programs(monkeypatch, "dnf")
    assert "dnf install -y mesa-libEGL" in install_command(["libEGL.so.1"])
    programs(monkeypatch)
    assert "libEGL.so.1" in install_command(["libEGL.so.1"])


def test_without_root_the_command_is_named_and_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(qt_libraries, "is_root", lambda: False)
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda parts: ["libEGL.so.1"])
    monkeypatch.setattr(qt_libraries, "install_libraries", lambda missing: pytest.fail("installed without being root"))
    assert not see_to_libraries(OFFSCREEN)
    assert "libEGL.so.1" in capsys.readouterr().out


def test_as_root_they_are_installed_and_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([["libEGL.so.1"], []])
    monkeypatch.setattr(qt_libraries, "is_root", lambda: True)
    programs(monkeypatch, "apt-get")
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda parts: next(answers))
    ran: list[list[str]] = []
    monkeypatch.setattr(qt_libraries, "run_capped", lambda words, seconds, log: ran.append(list(words)) or True)
    assert see_to_libraries(OFFSCREEN)
    assert "libegl1" in ran[1]
    assert "because this runs as root" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is the loader asked")
def test_the_loader_itself_is_asked_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    qt = tmp_path / "lib" / "python3.11" / "site-packages" / "PySide6" / "Qt"
    (qt / "lib").mkdir(parents=True)
    (qt / "lib" / "libQt6Widgets.so.6").write_text("", "utf-8")
    ldd = tmp_path / "ldd"
    ldd.write_text(
        "#!/bin/sh\necho '\tlibEGL.so.1 => not found'\necho '\tlibc.so.6 => /lib/libc.so.6'\necho \"\t$1 => not found\"\n"
    )
    ldd.chmod(0o755)
    monkeypatch.setattr(qt_libraries, "VENV", tmp_path)
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: str(ldd))
    assert missing_libraries(OFFSCREEN) == [str(qt / "lib" / "libQt6Widgets.so.6"), "libEGL.so.1"]
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda name: None)
    assert missing_libraries(OFFSCREEN) == []


def test_apt_is_told_not_to_ask_and_not_to_hang(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[list[str], float]] = []
    monkeypatch.setattr(
        qt_libraries, "run_capped", lambda words, seconds, log: ran.append((list(words), seconds)) or True
    )
    install_libraries(["libEGL.so.1"])
    assert [words[:2] for words, _ in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][0][-1] == "libegl1"
    assert all("Acquire::http::Timeout=20" in words and seconds > 60 for words, seconds in ran)
    assert "Installing them with apt-get" in capsys.readouterr().out
