"""Each screen, report, instrument and verb is in its folder's tuple: nothing is found by scanning, nothing is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from artsrx.instruments import INSTRUMENTS
from artsrx.reports import REPORTS
from tests.house.source import PACKAGE, program

# The folder, its tuple, and what a listed module must offer.
LISTS = [
    (PACKAGE / "ui" / "screens", "SCREENS"),
    (PACKAGE / "reports", "REPORTS"),
    (PACKAGE / "instruments", "INSTRUMENTS"),
    (PACKAGE / "cli" / "verbs", "VERBS"),
]
NOT_LISTED = {"pdf", "instrument"}  # the renderer, and what an instrument is


def members(folder: Path) -> set[str]:
    """What should be listed: the sub-folders of screens and reports that tell a story, the files of instruments and verbs."""
    if folder.name == "verbs":
        return {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    if folder.name == "instruments":
        return {
            path.stem for path in folder.glob("*.py") if "INSTRUMENT" in bound(path) or path.stem.upper() in bound(path)
        }
    return {path.parent.name for path in folder.glob("*/__init__.py")} - NOT_LISTED


def bound(path: Path) -> set[str]:
    """The names that a module gives at its top."""
    tree = ast.parse(path.read_text("utf-8"))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def listed(folder: Path, name: str) -> set[str]:
    """The modules whose names are imported by the folder and stand in its tuple."""
    tree = ast.parse((folder / "__init__.py").read_text("utf-8"))
    origin: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                inside = whole.partition(f"{folder.name}.")[2].split(".")
                origin[alias.asname or alias.name] = inside[0]
    values = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == name
    ]
    assert len(values) == 1, f"{folder.name}/__init__.py has one tuple called {name}"
    used = {node.id for node in ast.walk(values[0] or ast.Tuple(elts=[])) if isinstance(node, ast.Name)}
    return {origin[word] for word in used if word in origin}


@pytest.mark.parametrize(("folder", "name"), LISTS, ids=[name for _, name in LISTS])
def test_each_is_listed(folder: Path, name: str) -> None:
    assert members(folder) <= listed(folder, name), f"add it to {name} in {folder.name}/__init__.py"


# The sample fills in forms and notes as a user would; it has to say which.
KNOWS_THEM = "artsrx/records/sample"


def test_nobody_asks_which_report_or_questionnaire_it_is() -> None:
    """What they do is theirs to say: a key written out elsewhere would have to be written out for the next one too."""
    keys = {report.key for report in REPORTS} | {instrument.key for instrument in INSTRUMENTS}
    named = [
        f"{source.name}:{node.lineno}: {node.value!r}"
        for source in program()
        if not source.name.startswith(("artsrx/reports/", "artsrx/instruments/", KNOWS_THEM))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and node.value in keys
    ]
    assert not named, "\n".join(named)
