"""What dev.py stands on needs no package, knows nothing of the program, and has no circle; nor does the program know it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest

from tests.house.source import Source, everything, program

TOOLS = [source for source in everything() if source.name.startswith("devtools/")]


def imported(source: Source) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.name}: say where from"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def module(source: Source) -> str:
    """A file's name as it is imported."""
    return source.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("source", TOOLS, ids=lambda source: source.name)
def test_it_needs_the_standard_library_alone(source: Source) -> None:
    tops = {name.partition(".")[0] for name in imported(source)}
    assert tops <= sys.stdlib_module_names | {"devtools"}


def test_it_imports_nothing_in_a_circle() -> None:
    names = {module(source) for source in TOOLS}
    assert len(names) > 15
    graph = {module(source): (set(imported(source)) & names) - {module(source)} for source in TOOLS}
    list(TopologicalSorter(graph).static_order())


def test_the_program_does_not_know_it() -> None:
    assert [source.name for source in program() if any(name.startswith("devtools") for name in imported(source))] == []
