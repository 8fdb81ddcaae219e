"""A lock is written as pip reads it, lies on top of the others, and says what it weighs where."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.lock_writing import Found, Wheel, lock_text, on_top_of, read_worked_out, readme_table, weigh
from devtools.locks import Lock, Pin, Weight
from devtools.speech import Stop
from devtools.systems import SYSTEMS

WINDOWS, WINDOWS_ARM, *_ = SYSTEMS
PLAIN = """easel==1.0
paint==2.0 ; sys_platform == 'win32'
"""
DETAILED = """lock-version = "1.0"
[[packages]]
name = "easel"
version = "1.0"
sdist = { url = "https://packages.invalid/easel-1.0.tar.gz", size = 7, hashes = { sha256 = "ff" } }
wheels = [{ url = "https://packages.invalid/easel-1.0-py3-none-any.whl", size = 1999999, hashes = { sha256 = "aa" } }]

[[packages]]
name = "Paint"
version = "2.0"
wheels = [
    { url = "https://packages.invalid/paint-2.0-cp311-abi3-win_amd64.whl", size = 3000000, hashes = { sha256 = "cc" } },
    { url = "https://packages.invalid/paint-2.0%2Blocal-cp312-cp312-win_arm64.whl", size = 9000000, hashes = { sha256 = "bb" } },
]
"""


@pytest.fixture
def found(tmp_path: Path) -> tuple[Found, ...]:
    """Two packages as they were worked out."""
    (tmp_path / "plain.txt").write_text(PLAIN, "utf-8")
    (tmp_path / "pylock.toml").write_text(DETAILED, "utf-8")
    return read_worked_out(tmp_path / "plain.txt", tmp_path / "pylock.toml")


def test_only_ready_made_packages_are_locked_and_no_address_is_kept(found: tuple[Found, ...], tmp_path: Path) -> None:
    text = lock_text(found, "painting")
    assert text.endswith(
        "easel==1.0 \\\n    --hash=sha256:aa\n"
        "paint==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )
    assert "packages.invalid" not in text
    lock = Lock(tmp_path / "lock.txt", "painting")
    lock.path.write_text(text, "utf-8")
    assert lock.pins() == (Pin("easel", "1.0"), Pin("paint", "2.0", "sys_platform == 'win32'"))
    assert lock.weights() == {system.words: weigh(found, system) for system in SYSTEMS}
    assert lock.wanted(WINDOWS.environment(12)) == {"easel": "1.0", "paint": "2.0"}
    assert lock.wanted(SYSTEMS[-1].environment(12)) == {"easel": "1.0"}


def test_a_system_weighs_what_it_fetches_and_lacks_what_it_cannot_have(found: tuple[Found, ...]) -> None:
    assert weigh(found, WINDOWS) == Weight(5)
    assert weigh(found, WINDOWS_ARM) == Weight(11, "paint (Python 3.11, 3.13, 3.14)")
    assert weigh(found, SYSTEMS[-1]) == Weight(2)
    none = Found(Pin("brush", "1.0"), (Wheel("brush-1.0-cp39-cp39-any.whl", 5, "dd"),))
    assert weigh([none], WINDOWS) == Weight(0, "brush")


def test_a_package_without_any_wheel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("easel==1.0\n", "utf-8")
    (tmp_path / "pylock.toml").write_text('[[packages]]\nname = "easel"\nversion = "1.0"\n', "utf-8")
    with pytest.raises(Stop, match=r"No ready-made package for any system: easel==1\.0"):
        read_worked_out(tmp_path / "plain.txt", tmp_path / "pylock.toml")


def test_what_the_lock_below_has_is_left_out(found: tuple[Found, ...], tmp_path: Path) -> None:
    below = Lock(tmp_path / "below.txt", "all")
    below.path.write_text("easel==1.0 \\\n    --hash=sha256:aa\n", "utf-8")
    assert [one.pin.name for one in on_top_of(found, [below])] == ["paint"]


@pytest.mark.parametrize("line", ["paint==1.9", "paint==2.0"])
def test_the_same_package_otherwise_in_two_locks_is_refused(
    found: tuple[Found, ...], tmp_path: Path, line: str
) -> None:
    below = Lock(tmp_path / "below.txt", "all")
    below.path.write_text(f"{line} \\\n    --hash=sha256:aa\n", "utf-8")
    with pytest.raises(Stop, match=r"would stand in two locks, and not alike: paint==2\.0"):
        on_top_of(found, [below])


def test_the_readme_says_which_system_has_what(found: tuple[Found, ...], tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock.txt", "painting")
    lock.path.write_text(lock_text(found, "painting"), "utf-8")
    lines = readme_table(lock, lock).splitlines()
    assert lines[2] == f"| {WINDOWS.words} | yes | 5 MB | 5 MB more |"
    lacking = "paint (Python 3.11, 3.13, 3.14)"
    assert lines[3] == f"| {WINDOWS_ARM.words} | no: {lacking} | 11 MB | 11 MB more, without {lacking} |"
    assert len(lines) == 2 + len(SYSTEMS)
