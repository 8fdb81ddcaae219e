"""What a lock names is installed as it stands, whatever else has been published since it was written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import dev
from tests.devtools.wheels import write_lock, write_wheel


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip looks into instead of any network."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The Python of a fresh environment."""
    dev.make_venv(tmp_path / "venv")
    return dev.python_in(tmp_path / "venv")


def installed(python: Path) -> dict[str, str]:
    """The packages of an environment with their versions, without pip itself and what came with it."""
    listed = subprocess.run(
        [str(python), "-I", "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    )
    found = dict(line.split("==") for line in listed.stdout.split())
    return {name: version for name, version in found.items() if name not in {"pip", "setuptools"}}


def test_a_lock_goes_in_as_written_though_a_newer_release_is_out(shelf: Path, python: Path, tmp_path: Path) -> None:
    asks = write_wheel(shelf, "easel", "1.0", needs=["paint[oil]>=1.0"])
    older = write_wheel(shelf, "paint", "1.0", extras=["oil"])
    lock = write_lock(tmp_path / "lock.txt", {"easel==1.0": asks, "paint==1.0": older})
    write_wheel(shelf, "paint", "1.1", extras=["oil"])  # the day after the lock was written

    with pytest.raises(dev.Stop):  # the control: pip that works things out anew trips over the newer one
        dev.pip(python, "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    assert installed(python) == {}

    dev.install_lock(python, lock)
    assert installed(python) == {"easel": "1.0", "paint": "1.0"}


def test_a_lock_that_is_not_the_whole_is_told(shelf: Path, python: Path, tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "lock.txt", {"easel==1.0": write_wheel(shelf, "easel", "1.0", needs=["paint"])})
    with pytest.raises(dev.Stop, match=r"easel 1\.0 requires paint"):
        dev.install_lock(python, lock)
