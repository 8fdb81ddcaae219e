"""The unlock window is painted before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys

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


def test_the_command_line_answers_for_help_without_anything_heavy() -> None:
    heavy = imported_by(["artsrx.app", "artsrx.cli"], "artsrx.cli.parser().format_help()") & HEAVY
    assert not heavy, f"imported before a verb is known: {sorted(heavy)}; import them inside the verb"


def test_starting_a_verb_loads_no_window() -> None:
    assert "PySide6" not in imported_by(["artsrx.app", "artsrx.cli", "artsrx.exchange.parser_child"])
