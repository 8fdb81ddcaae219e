"""The environment holds exactly what the locks name, whatever was there, and whatever has been published since."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import environment as environments
from devtools.environment import OF_PYTHON, Environment
from devtools.pip_runner import pip, said_by_pip
from devtools.project import ROOT
from devtools.speech import Stop
from tests.devtools.shelf import Shelf, write_lock


def packages(environment: Environment) -> dict[str, str]:
    """What is in it besides what Python brings."""
    return {name: version for name, version in environment.installed().items() if name not in OF_PYTHON}


def test_a_lock_goes_in_as_written_though_a_newer_release_is_out(
    shelf: Shelf, environment: Environment, tmp_path: Path
) -> None:
    lock = write_lock(
        tmp_path / "lock.txt",
        shelf.put("easel", "1.0", needs=["paint[oil]>=1.0"]),
        shelf.put("paint", "1.0", extras=["oil"]),
    )
    shelf.put("paint", "1.1", extras=["oil"])  # the day after the lock was written

    # The control: a pip that works things out anew looks at the newer one, for which the lock has no hash.
    with pytest.raises(Stop):
        pip(environment.python, "install", "--require-hashes", "--only-binary=:all:", "-r", str(lock.path))
    assert packages(environment) == {}

    environment.bring(lock)
    assert packages(environment) == {"easel": "1.0", "paint": "1.0"}
    assert said_by_pip(environment.python, "check").returncode == 0


def test_a_lock_that_is_not_the_whole_is_told(shelf: Shelf, environment: Environment, tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0", needs=["paint"]))
    with pytest.raises(Stop, match=r"lock\.txt name do not fit one another:\n  easel 1\.0 requires paint"):
        environment.bring(lock)
    assert not environment.has(lock)


def test_a_package_that_is_not_the_locked_one_is_refused(
    shelf: Shelf, environment: Environment, tmp_path: Path
) -> None:
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"))
    shelf.put("easel", "1.0", extras=["another"])
    with pytest.raises(Stop, match="easel is not the one that was locked"):
        environment.bring(lock)
    assert packages(environment) == {}


def test_nothing_is_done_twice(shelf: Shelf, environment: Environment, tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"))
    environment.bring(lock)
    shutil.rmtree(shelf.folder)
    assert environment.bring(lock) == environment.python


def test_what_a_lock_changes_is_renewed_and_what_it_drops_is_removed(
    shelf: Shelf, environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    easel, brush = shelf.put("easel", "1.0"), shelf.put("brush", "1.0")
    one = Environment(environment.folder, tmp_path, (write_lock(tmp_path / "lock.txt", easel, brush),))
    one.bring(*one.locks)
    newer = shelf.put("easel", "2.0", needs=["paint"])
    write_lock(tmp_path / "lock.txt", newer, shelf.put("paint", "1.0"))
    capsys.readouterr()
    one.bring(*one.locks)
    assert packages(one) == {"easel": "2.0", "paint": "1.0"}
    assert "Removing what no lock names: brush" in capsys.readouterr().out


def test_each_lock_is_renewed_on_its_own(
    shelf: Shelf, environment: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"), serves="the program")
    checks = write_lock(tmp_path / "dev-lock.txt", shelf.put("ruler", "1.0", needs=["easel==1.0"]), serves="checks")
    both = Environment(environment.folder, tmp_path, (program, checks))
    both.bring(program)
    assert packages(both) == {"easel": "1.0"}
    capsys.readouterr()
    both.bring(program, checks)
    assert packages(both) == {"easel": "1.0", "ruler": "1.0"}
    assert "for the program" not in capsys.readouterr().out

    # The program alone is renewed. What the checks need is out of date now, and none of its business.
    write_lock(tmp_path / "lock.txt", shelf.put("easel", "2.0"))
    both.bring(program)
    assert packages(both) == {"easel": "2.0", "ruler": "1.0"}
    with pytest.raises(Stop, match=r"ruler 1\.0 has requirement easel==1\.0"):
        both.bring(
            program, write_lock(tmp_path / "dev-lock.txt", shelf.put("ruler", "1.0", needs=["easel==1.0"]), "\n")
        )


def test_what_was_stopped_half_way_through_a_package_is_done_again(
    shelf: Shelf, environment: Environment, tmp_path: Path
) -> None:
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"), shelf.put("brush", "1.0"))
    environment.bring(lock)
    # A kill while easel is being written: its description is there, its list of files, written last, is not.
    (environment.packages / "easel.py").unlink()
    (environment.packages / "easel-1.0.dist-info" / "RECORD").unlink()
    (environment.packages / "~rush-0.9.dist-info").mkdir()
    (environment.folder / lock.stamp).unlink()
    environment.bring(lock)
    assert packages(environment) == {"easel": "1.0", "brush": "1.0"}
    assert (environment.packages / "easel.py").exists()
    assert list(environment.packages.glob("~*")) == []


def test_an_environment_that_was_not_made_to_the_end_is_made_anew(
    shelf: Shelf, environment: Environment, tmp_path: Path
) -> None:
    (environment.folder / "python.stamp").unlink()
    shutil.rmtree(environment.packages / "pip")
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"))
    environment.bring(lock)
    assert packages(environment) == {"easel": "1.0"}


@pytest.mark.skipif(sys.platform == "win32", reason="a process group is ended differently there")
def test_a_set_up_that_is_killed_goes_on_at_the_next_call(
    shelf: Shelf, environment: Environment, tmp_path: Path
) -> None:
    lock = write_lock(tmp_path / "lock.txt", *(shelf.put(f"colour{number}", "1.0") for number in range(40)))
    code = (
        "import sys; from pathlib import Path; from devtools.environment import Environment; "
        "from devtools.locks import Lock; Environment(Path(sys.argv[1]), Path(sys.argv[2])).bring(Lock(Path(sys.argv[3]), 'x'))"
    )
    command = [sys.executable, "-c", code, str(environment.folder), str(tmp_path), str(lock.path)]
    with subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        assert b"Installing 40 packages" in child.stdout.readline()
        os.killpg(child.pid, signal.SIGKILL)
    assert not environment.has(lock)
    environment.bring(lock)
    assert len(packages(environment)) == 40


def test_the_project_is_found_from_anywhere_and_after_a_move(environment: Environment, tmp_path: Path) -> None:
    home = tmp_path / "a folder with spaces, and ü"
    home.mkdir()
    (home / "easel.py").write_text("print('found')", "utf-8")
    moved = Environment(home / ".venv", project=home)
    shutil.copytree(environment.folder, moved.folder, symlinks=True)
    moved.point_to_project()
    (home / "elsewhere").mkdir()
    new_home = home.rename(tmp_path / "moved")
    python = Environment(new_home / ".venv").python
    told = subprocess.run([python, "-m", "easel"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.stdout.strip() == "found", told.stderr


def test_what_lies_in_the_folder_or_on_the_path_is_not_taken_for_installed(
    shelf: Shelf, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = tmp_path / "easel-1.0.dist-info"
    stray.mkdir()
    (stray / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: easel\nVersion: 1.0\nRequires-Dist: nothing-has-this\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
    environment.bring(write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0")))
    assert (environment.packages / "easel.py").exists()


def test_another_python_makes_it_anew_and_the_same_one_with_a_security_update_does_not(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments.platform, "python_version", lambda: "3.99.1")
    monkeypatch.setattr(environments.sys, "version", "built today")
    assert environment.is_made()
    (environment.folder / "python.stamp").write_text("cpython-310 x86_64 64", "utf-8")
    assert not environment.is_made()


@pytest.mark.parametrize(
    ("linux", "root", "start"),
    [(True, True, "apt-get"), (True, False, "sudo apt-get"), (False, False, "install Python")],
)
def test_a_python_without_venv_is_told_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linux: bool, root: bool, start: str
) -> None:
    monkeypatch.setattr(environments, "LINUX", linux)
    monkeypatch.setattr(environments, "is_root", lambda: root)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(Stop, match=f"This Python has no venv. Run:\n    {start}"):
        Environment(tmp_path / "venv").bring(write_lock(tmp_path / "lock.txt", "easel==1.0 \\\n"))
