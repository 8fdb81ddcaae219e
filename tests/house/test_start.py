"""The unlock window is painted before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys

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


def imported_by(module: str) -> set[str]:
    """The top names in `sys.modules` after importing `module` in a fresh Python."""
    code = f"import json, sys, {module}\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_the_way_to_the_unlock_window_is_light() -> None:
    for module in ("artsrx.app", "artsrx.ui.front", "artsrx.db.vault"):
        heavy = imported_by(module) & HEAVY
        assert not heavy, f"{module} imports {sorted(heavy)}: import it where it is used"
