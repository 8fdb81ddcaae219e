"""Each of the seven import contracts catches what it forbids: tried on an empty house with one wrong import."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

ROOMS = [
    "__init__", "__main__", "app", "cli/__init__", "ui/__init__", "ui/window", "ui/screens/__init__", "ui/screens/people/__init__",
    "ui/screens/today/__init__", "exchange/__init__", "reports/__init__", "reports/pdf/__init__", "reports/pdf/render",
    "reports/impact/__init__", "records/__init__", "records/people", "db/__init__", "db/store", "db/schema/__init__",
    "db/schema/tables", "db/schema/columns", "db/keys/__init__", "db/keys/vault", "db/folder/__init__", "db/folder/lock", "instruments/__init__",
    "domain/__init__", "domain/dates",
]  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of empty rooms under the project's own contracts."""
    for room in ROOMS:
        file = tmp_path / "artsrx" / f"{room}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", "utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of that house."""
    code = "from importlinter.cli import lint_imports_command as c; c()"
    env = {**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": "1"}
    words = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(words, cwd=house, env=env, capture_output=True, text=True, check=False)


def test_an_empty_house_keeps_all_seven(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 7 kept, 0 broken." in done.stdout


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("records/people", "import artsrx.ui.window", "Imports point down"),
        ("domain/dates", "import artsrx.db.store", "Imports point down"),
        ("reports/impact/__init__", "import PySide6.QtCore", "Only ui and app know Qt"),
        ("ui/window", "import sqlalchemy", "ui imports no SQLAlchemy itself"),
        ("ui/desk", "import artsrx.db.schema.tables", "ui reads no table row"),
        ("ui/screens/people/__init__", "import artsrx.db.schema.columns", "ui reads no table row"),
        ("ui/screens/people/__init__", "import artsrx.ui.screens.today", "Screens do not know each other"),
        ("reports/impact/__init__", "import reportlab.pdfgen", "Only reports.pdf knows ReportLab and pikepdf"),
        ("ui/window", "import pikepdf", "Only reports.pdf knows ReportLab and pikepdf"),
    ],
)
def test_a_wrong_import_is_caught(house: Path, room: str, line: str, contract: str) -> None:
    (house / "artsrx" / f"{room}.py").write_text(f"{line}\n", "utf-8")
    done = lint(house)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("records/people", "records/places"),
        ("domain/dates", "domain/words"),
        ("ui/window", "ui/ask"),
        ("db/keys/vault", "db/folder/lock"),
    ],
)
def test_a_circle_is_caught_wherever_it_is(house: Path, one: str, other: str) -> None:
    """Of files and of folders alike, and through a third file too."""
    for room, target in ((one, other), (other, f"{other}_more"), (f"{other}_more", one)):
        line = f"from artsrx.{target.rpartition('/')[0].replace('/', '.')} import {target.rpartition('/')[2]}\n"
        (house / "artsrx" / f"{room}.py").write_text(line, "utf-8")
    done = lint(house)
    assert done.returncode == 1
    assert "No files or folders import each other in a circle BROKEN" in done.stdout


def test_folders_in_a_circle_are_caught_though_no_files_are(house: Path) -> None:
    (house / "artsrx" / "db" / "keys" / "vault.py").write_text("import artsrx.db.folder.lock\n", "utf-8")
    (house / "artsrx" / "db" / "folder" / "finding.py").write_text("import artsrx.db.keys.vault\n", "utf-8")
    done = lint(house)
    assert done.returncode == 1
    assert "No files or folders import each other in a circle BROKEN" in done.stdout
    assert "No cycles are allowed in artsrx.db." in done.stdout


def test_the_renderer_may_use_reportlab(house: Path) -> None:
    (house / "artsrx" / "reports" / "pdf" / "render.py").write_text("import reportlab\nimport pikepdf\n", "utf-8")
    assert lint(house).returncode == 0


def test_a_new_room_must_be_given_its_place(house: Path) -> None:
    (house / "artsrx" / "attic.py").write_text("", "utf-8")
    assert lint(house).returncode == 1
