"""Environments and packages for the tests of dev.py, made without a network."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from devtools import pip_runner
from devtools.environment import Environment
from tests.devtools.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of wheels that pip looks into instead of any network, and a log that is not the developer's own."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": folder.as_uri(), "PIP_CONFIG_FILE": os.devnull}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(pip_runner, "LOG", tmp_path / "pip.log")
    return Shelf(folder)


@pytest.fixture(scope="session")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with pip in it and nothing else, made once; copy it, never use it."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    Environment(folder).bring_python()
    return folder


@pytest.fixture
def environment(tmp_path: Path, empty_environment: Path) -> Environment:
    """An environment with pip in it and nothing else."""
    shutil.copytree(empty_environment, tmp_path / "venv", symlinks=True)
    return Environment(tmp_path / "venv", project=tmp_path)
