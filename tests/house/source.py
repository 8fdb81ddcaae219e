"""The program's own source, read once, for the rules of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "artsrx"


@dataclass(frozen=True)
class Source:
    """One Python file: where it is (from the project folder, with `/`), its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def _source(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


@cache
def program() -> tuple[Source, ...]:
    """Every file of the program itself."""
    return tuple(_source(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def everything() -> tuple[Source, ...]:
    """The program, its tests and benchmarks, dev.py and what it stands on."""
    folders = (ROOT / "tests", ROOT / "benchmarks", ROOT / "devtools")
    others = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return (*program(), *(_source(path) for path in [*others, ROOT / "dev.py"]))


def called(call: ast.Call) -> str:
    """The last name of what is called: `connect` for `button.clicked.connect(…)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def spoken(source: Source) -> Iterator[tuple[int, str]]:
    """Every text that goes through gettext, with its line."""
    for call in source.calls():
        if called(call) in {"_", "gettext", "ngettext"}:
            for word in call.args:
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield word.lineno, word.value
