"""Environments and packages for the tests of dev.py, made without a network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devtools import pip_runner
from tests.devtools.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of wheels that pip looks into instead of any network, and a log that is not the developer's own."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": folder.as_uri(), "PIP_CONFIG_FILE": os.devnull}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(pip_runner, "LOG", tmp_path / "pip.log")
    return Shelf(folder)
