"""Which wheel runs where; the oracle is the packaging library, which pip itself asks."""

from __future__ import annotations

import itertools

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from devtools import systems
from devtools.systems import MINORS, SYSTEMS, System, this_system

PYTHONS = ["cp311-cp311", "cp312-cp312", "cp314-cp314", "cp314-cp314t", "cp39-abi3", "cp313-abi3", "cp315-abi3.abi3t", "py3-none",
           "py2.py3-none", "py312-none", "cp312-none", "pp311-pypy311_pp73", "py2-none"]  # fmt: skip
PLACES = ["any", "win_amd64", "win_arm64", "win32", "macosx_10_9_x86_64", "macosx_10_9_universal2", "macosx_11_0_arm64",
          "macosx_13_0_x86_64", "macosx_14_0_arm64", "macosx_15_0_arm64", "macosx_15_0_universal2", "macosx_10_13_intel",
          "manylinux2014_x86_64.manylinux_2_17_x86_64", "manylinux_2_34_x86_64", "manylinux_2_36_x86_64", "manylinux1_x86_64",
          "manylinux_2_39_aarch64", "manylinux_2_17_aarch64", "musllinux_1_2_x86_64", "manylinux_2_28_ppc64le", "linux_x86_64"]  # fmt: skip


def accepted(system: System, minor: int) -> set[Tag]:
    """What pip would take on this system."""
    if system.platform == "win32":
        places = [f"win_{system.machine}"]
    elif system.platform == "darwin":
        places = list(mac_platforms(system.oldest, system.machine))
    else:
        numbers = range(system.oldest[1], 4, -1)
        old = {5: "1", 12: "2010", 17: "2014"}
        places = [f"manylinux_2_{number}_{system.machine}" for number in numbers]
        places += [f"manylinux{old[number]}_{system.machine}" for number in numbers if number in old]
    version = (3, minor)
    return {*cpython_tags(version, [f"cp3{minor}"], places), *compatible_tags(version, f"cp3{minor}", places)}


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.words)
def test_a_wheel_runs_where_pip_takes_it(system: System) -> None:
    seen = set()
    for minor in MINORS:
        taken = accepted(system, minor)
        for python, place in itertools.product(PYTHONS, PLACES):
            wheel = f"easel-1.0-{python}-{place}.whl"
            runs = bool(parse_wheel_filename(wheel)[3] & taken)
            assert system.runs(wheel, minor) is runs, (wheel, minor)
            seen.add(runs)
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("platform", "machine", "version", "words"),
    [
        ("win32", "AMD64", "", "Windows 10"),
        ("win32", "ARM64", "", "Windows 11 on ARM"),
        ("darwin", "x86_64", "13.6.1", "macOS 13 or newer, Intel"),
        ("darwin", "arm64", "13.6", "macOS 13, Apple silicon"),
        ("darwin", "arm64", "26.1", "macOS 14 or newer, Apple silicon"),
        ("darwin", "arm64", "12.7", None),
        ("linux", "x86_64", "2.36", "Linux, glibc 2.34 or newer, Intel or AMD"),
        ("linux", "x86_64", "2.31", None),
        ("linux", "aarch64", "2.36", None),
        ("linux", "aarch64", "2.41", "Linux, glibc 2.39 or newer, ARM"),
        ("linux", "riscv64", "2.41", None),
    ],
)
def test_this_computer_is_known(
    monkeypatch: pytest.MonkeyPatch, platform: str, machine: str, version: str, words: str | None
) -> None:
    monkeypatch.setattr(systems.sys, "platform", platform)
    monkeypatch.setattr(systems.platform, "machine", lambda: machine)
    monkeypatch.setattr(systems.platform, "mac_ver", lambda: (version, ("", "", ""), ""))
    monkeypatch.setattr(systems.platform, "libc_ver", lambda: ("glibc", version))
    found = this_system()
    assert (found.words if found else None) == found_words(words)


def found_words(start: str | None) -> str | None:
    """The whole words of the one system that begins so."""
    return next((system.words for system in SYSTEMS if start and system.words.startswith(start)), None)
