"""Running needs only what running needs: the main job is done by a Python that has the first lock alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from devtools.commands.run import main_job
from devtools.environment import Environment
from devtools.locks import PROGRAM
from devtools.project import ROOT

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the packages of the first lock, and no others; they are those of the Python that tests."""
    environment = Environment(tmp_path_factory.mktemp("bare") / "venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.folder)], check=True)
    for name in PROGRAM.wanted():
        package = metadata.distribution(name)
        tops = {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}
        for top in tops:
            _show(Path(str(package.locate_file(top))), environment.packages / top)
    environment.point_to_project()
    return environment


def _show(real: Path, here: Path) -> None:
    """Let a file or folder be seen here: by a link, or, where a system forbids that, as a copy."""
    try:
        here.symlink_to(real, target_is_directory=real.is_dir())
    except OSError:
        shutil.copytree(real, here) if real.is_dir() else shutil.copy(real, here)


def done(bare: Environment, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run this Python with these words, in a folder that has nothing of ours, and keep what it says."""
    env = {**os.environ, "PYTHONSAFEPATH": "1", "QT_QPA_PLATFORM": "offscreen", **variables}
    env.pop("PYTHONPATH", None)
    command = [str(bare.python), *words]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=env, cwd=bare.folder)


def test_it_has_the_first_lock_and_nothing_else(bare: Environment) -> None:
    assert bare.installed().keys() == PROGRAM.wanted().keys()
    for name in ("pytest", "numpy", "scipy", "openpyxl", "setuptools", "pip"):
        assert "ModuleNotFoundError" in done(bare, "-c", f"import {name}").stderr


def test_every_module_of_the_program_can_be_imported(bare: Environment) -> None:
    code = (
        "import importlib, pkgutil, artsrx\n"
        "for found in pkgutil.walk_packages(artsrx.__path__, 'artsrx.'):\n"
        "    if not found.name.endswith(('__main__', 'windows', 'macos', 'linux', 'posix')) and '.migrations.' not in found.name:\n"
        "        importlib.import_module(found.name); print(found.name)"
    )
    told = done(bare, "-c", code)
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.split()) > 100


def test_the_main_job_is_done(bare: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTSRX_PASSWORD", "three small brushes")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert main_job(bare.python, tmp_path) == 0
    for name in ("Impact report.pdf", "Note to the link worker.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")

    record = str(tmp_path / "Sample.artsrx")
    log = str(ROOT / "tests" / "data" / "referral-log.xlsx")
    brought = done(bare, "-m", "artsrx", "import", record, log, "--rejects", str(tmp_path / "to-mend.xlsx"), "--json")
    assert brought.returncode == 0, brought.stderr
    assert json.loads(brought.stdout)

    shown = done(bare, str(HERE / "open_the_window.py"), ARTSRX_HOME=str(tmp_path))
    assert (shown.stdout, shown.returncode) == ("unlock page\nToday\n", 0), shown.stderr
