"""The folder that runs without Python holds what running needs, and no library that NOTICES does not name."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from devtools import frozen_folder
from devtools.frozen_folder import Entry, licences_of_system, packages_to_leave_out, what_may_come, work_of
from devtools.project import ROOT
from devtools.speech import Stop

PACKAGES = Path(str(metadata.distribution("pytest").locate_file(""))).resolve()
linux = pytest.mark.skipif(sys.platform != "linux", reason="only there has the system such libraries")


@pytest.mark.parametrize(
    ("file", "work"),
    [
        ("libpython3.11.so.1.0", "Python"),
        ("python312.dll", "Python"),
        ("libssl-3-x64.dll", "OpenSSL"),
        ("libz.1.3.1.zlib-ng.dylib", "zlib"),
        ("libstdc++.so.6", "GCC's run-time libraries"),
        ("libxcb-render-util.so.0", "libxcb and its utilities"),
        ("pillow.libs/libfreetype-57f805ba.so.6.20.6", "FreeType"),
        ("pikepdf.libs/qpdf30-14efc7eef6c9cae2095b94960308fa11.dll", "qpdf"),
        ("pikepdf/.dylibs/libhogweed.6.11.dylib", "Nettle, GMP, Libidn2, GNU libunistring"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Qt 6 and PySide6"),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", "Qt 6 and PySide6"),
        ("VCRUNTIME140_1.dll", "Microsoft's run-time libraries"),
        ("libgcrypt.so.20", None),
        ("libgtk-3.so.0", None),
        ("libreadline.so.8", None),
    ],
)
def test_a_library_is_known_by_its_name(file: str, work: str | None) -> None:
    found = work_of(file)
    assert (found.name if found else None) == work


def test_tools_and_what_would_bring_the_gpl_are_left_out() -> None:
    left_out = packages_to_leave_out()
    assert {"pytest", "numpy", "scipy", "mypy", "tomli", "readline", "_gdbm", "sqlite3"} <= set(left_out)
    assert not {"PySide6", "sqlalchemy", "artsrx", "PIL", "pikepdf", "packaging"} & set(left_out)


def places(*entries: Entry) -> list[str]:
    """Where what may come along goes."""
    return [name for name, _, _ in what_may_come(entries, ROOT)]


@linux
def test_of_linux_itself_only_what_python_or_a_window_needs_comes_along() -> None:
    found = (
        "libgnutls.so.30",
        "libgtk-3.so.0",
        "libX11.so.6",
        "libxcb-cursor.so.0",
        "libcrypto.so.3",
        "libfreetype.so.6",
    )
    entries = [(name, f"/usr/lib/x86_64-linux-gnu/{name}", "BINARY") for name in found]
    assert places(*entries) == ["libxcb-cursor.so.0", "libcrypto.so.3"]


def test_what_is_inside_a_package_for_running_comes_along() -> None:
    real = Path(str(metadata.distribution("pyside6-essentials").locate_file("PySide6/QtCore.abi3.so")))
    assert places(("PySide6/Qt/lib/libQt6Core.so.6", str(real), "BINARY")) == ["PySide6/Qt/lib/libQt6Core.so.6"]


@pytest.mark.parametrize(
    "plugin",
    ["platformthemes/libqgtk3.so", "tls/libqopensslbackend.so", "platforms/libqeglfs.so", "platforms/libqvnc.so",
     "generic/libqevdevmouseplugin.so"],
)  # fmt: skip
def test_plugins_that_nobody_needs_stay(plugin: str) -> None:
    assert places((f"PySide6/Qt/plugins/{plugin}", f"/anywhere/{plugin}", "BINARY")) == []


def test_an_unknown_library_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen_folder.sys, "platform", "win32")
    with pytest.raises(Stop, match=r"NOTICES does not name these libraries.*\n  mystery\.dll"):
        what_may_come(
            [("mystery.dll", "/windows/mystery.dll", "BINARY"), ("ucrtbase.dll", "/windows/u.dll", "BINARY")], ROOT
        )


@pytest.mark.parametrize(
    "place",
    [PACKAGES / "_pytest" / "config" / "__init__.py", ROOT / "tests" / "look.py", ROOT / "devtools" / "locks.py"],
)
def test_a_tool_or_a_test_stops_the_build(place: Path) -> None:
    with pytest.raises(Stop, match="Not for running, and yet on the way into the folder"):
        what_may_come([("module", str(place), "PYMODULE")], ROOT)


def test_the_program_and_links_come_along() -> None:
    entries = [
        ("artsrx.app", str(ROOT / "artsrx" / "app.py"), "PYMODULE"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("_pyi_rth_utils", str(PACKAGES / "PyInstaller" / "fake.py"), "PYMODULE"),
        ("json", "/usr/lib/python3.11/json/__init__.py", "PYMODULE"),
    ]
    assert len(places(*entries)) == 4


@linux
def test_the_licence_of_a_library_of_the_system_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dpkg-query").write_text('#!/bin/sh\n[ "$2" = /lib/libz.so.1 ] && echo "dpkg:amd64: $2"\n', "utf-8")
    (tmp_path / "dpkg-query").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    real = Path("/usr/share/doc/dpkg/copyright")
    expected = [real] if real.exists() else []
    assert list(licences_of_system([("libz.so.1", "/usr/lib/libz.so.1", "BINARY"), ("a", "/b", "DATA")])) == expected
    monkeypatch.setenv("PATH", "")
    assert list(licences_of_system([("libz.so.1", "/usr/lib/libz.so.1", "BINARY")])) == []
