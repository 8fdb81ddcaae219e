"""The unlock window is painted before anything is loaded that it does not show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from artsrx.db.keys import vault
from tests.house.source import PACKAGE

HEAVY = {
    "sqlalchemy",
    "alembic",
    "reportlab",
    "mpmath",
    "pypdfium2",
    "pikepdf",
    "xlsxwriter",
    "rapidfuzz",
    "python_calamine",
}

# Each takes milliseconds that somebody would wait for; `Qt` alone, with its ninety enumerations, a tenth of the whole.
NOT_SHOWN = {
    "QtCore.Qt",
    "QtWidgets.QStyle",
    "QtWidgets.QDialog",
    "concurrent.futures",
    "artsrx.db.keys.vault",
    "artsrx.db.keys.crypto",
    "artsrx.domain.dates",
    "artsrx.domain.vocabulary",
    "artsrx.ui.desk",
    "artsrx.ui.dialogs",
    "artsrx.ui.front.ways_in",
    "artsrx.ui.routes",
    "artsrx.ui.window",
}

# Paints the unlock window as it is painted on every day but the first, when the system's colours are not known yet.
PAINT = """
import builtins, json, linecache, sys
from pathlib import Path
from artsrx.app import load_qt
own = builtins.__import__
load_qt()
assert builtins.__import__ is own
from PySide6 import QtCore, QtWidgets
from artsrx.ui import start, theme
from artsrx.ui.front.unlock import UnlockPage

home = Path(sys.argv[1])
QtCore.QSettings.setPath(QtCore.QSettings.Format.IniFormat, QtCore.QSettings.Scope.UserScope, str(home))
QtCore.QSettings.setDefaultFormat(QtCore.QSettings.Format.IniFormat)
app = QtWidgets.QApplication([])
start.name_program()
QtCore.QSettings().setValue("look/system", "dark")
start.load_fonts()
colours = theme.Theme(app, QtCore.QSettings())
colours.apply()
start.AFTER_PAINTING_MS = 1_000_000
begun = start.Start(app, colours, home=home)
assert not begun.knock()
begun.begin()
app.processEvents()
assert isinstance(begun.front.page, UnlockPage)
assert colours.colours.name == "dark"
read = [file for file in linecache.cache if Path(file).is_relative_to(Path(start.__file__).parents[1])]
assert not read, f"sources read while loading: {read}"
there = [*sys.modules, *(f"QtCore.{name}" for name in vars(QtCore)), *(f"QtWidgets.{name}" for name in vars(QtWidgets))]
print(json.dumps(there))
"""


def imported_by(modules: list[str], then: str = "") -> set[str]:
    """The top names in `sys.modules` after importing these in a fresh Python, and doing something `then`."""
    code = f"import json, sys, {', '.join(modules)}\n{then}\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def on_the_way() -> list[str]:
    """The modules that are needed to paint the unlock window."""
    front = sorted(path.stem for path in (PACKAGE / "ui" / "front").glob("*.py") if path.stem != "__init__")
    named = ["artsrx.app", "artsrx.ui.start", "artsrx.ui.front", "artsrx.db.keys.vault", "artsrx.db.opening"]
    return [*named, *(f"artsrx.ui.front.{stem}" for stem in front)]


def test_the_way_to_the_unlock_window_is_light() -> None:
    heavy = imported_by(on_the_way()) & HEAVY
    assert not heavy, f"imported before the unlock window is painted: {sorted(heavy)}; import them where they are used"


def test_the_unlock_window_is_painted_with_no_more_than_it_shows(tmp_path: Path) -> None:
    folder = tmp_path / "Riverside Arts.artsrx"
    folder.mkdir()
    vault.new_vault(folder, "Riverside Arts", "Jan", "four quiet words at last")
    (folder / "record.db").write_bytes(b"not looked into")
    done = subprocess.run(
        [sys.executable, "-c", PAINT, str(tmp_path)],
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    there = set(json.loads(done.stdout.splitlines()[-1]))
    assert {"QtCore.QObject", "artsrx.ui.front.unlock"} <= there
    assert not there & NOT_SHOWN, f"loaded before the unlock window is painted: {sorted(there & NOT_SHOWN)}"


def test_without_that_qt_would_read_the_source_of_every_module() -> None:
    code = (
        "import builtins; own = builtins.__import__; import PySide6.QtWidgets; "
        "assert builtins.__import__ is not own, 'load_qt in app.py has become needless'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_answers_for_help_without_anything_heavy() -> None:
    heavy = imported_by(["artsrx.app", "artsrx.cli"], "artsrx.cli.parser().format_help()") & HEAVY
    assert not heavy, f"imported before a verb is known: {sorted(heavy)}; import them inside the verb"


def test_starting_a_verb_loads_no_window() -> None:
    assert "PySide6" not in imported_by(["artsrx.app", "artsrx.cli", "artsrx.exchange.parser_child"])
