"""No Qt code reads a table row: the class of a table is a name there, for a change to be compared with."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Source, called, program

SCHEMA = "artsrx.db.schema"


def tables_named(source: Source) -> set[str]:
    """The names under which this file knows the tables, or the rows of one."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SCHEMA):
            found |= {one.asname or one.name for one in node.names}
        if isinstance(node, ast.Import):
            found |= {one.asname or one.name.partition(".")[0] for one in node.names if one.name.startswith(SCHEMA)}
    return found


def watching(source: Source) -> Iterator[ast.AST]:
    """Where a table may be named: what `watches` holds, and what is looked for in the tables of a change."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign) and [one.id for one in node.targets if isinstance(one, ast.Name)] == [
            "watches"
        ]:
            yield node.value
        if (
            isinstance(node, ast.Compare)
            and isinstance(node.ops[0], ast.In)
            and ast.unparse(node.comparators[0]) == "change.tables"
        ):
            yield node.left


def reads_a_table(source: Source) -> Iterator[int]:
    """Lines where a table's class is more than a name."""
    names = tables_named(source)
    allowed = {id(inner) for place in watching(source) for inner in ast.walk(place)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id in names and id(node) not in allowed:
            yield node.lineno


def reads_a_row(source: Source) -> Iterator[int]:
    """Lines that use a transaction themselves, or are handed a row by a function for commands."""
    for node in ast.walk(source.tree):
        if (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "tx") or (
            isinstance(node, ast.Call)
            and called(node).endswith("_row")
            and any(isinstance(one, ast.Name) and one.id == "tx" for one in node.args)
        ):
            yield node.lineno


def test_no_qt_code_reads_a_table_row() -> None:
    found = [
        f"{source.name}:{line}"
        for source in program()
        if source.name.startswith("artsrx/ui/")
        for line in (*reads_a_table(source), *reads_a_row(source))
    ]
    assert not found, "a query returns a frozen dataclass; ask for one:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "from artsrx.db.schema import tables\nx = tables.Place.id",
        "from artsrx.db.schema.tables import Place\ndef f(tx): return tx.get(Place, 1)",
        "import artsrx.db.schema.tables\nx = artsrx.db.schema.tables.Place",
        "def f(tx, form): return forms.form_row(tx, form).place_id",
        "def f(tx): return tx.execute('SELECT 1')",
    ],
)
def test_reading_one_is_seen(text: str) -> None:
    source = Source("artsrx/ui/x.py", text, ast.parse(text))
    assert [*reads_a_table(source), *reads_a_row(source)]


@pytest.mark.parametrize(
    "text",
    [
        "from artsrx.db.schema import tables\nclass S:\n    watches = frozenset({tables.Place, tables.Note})",
        "from artsrx.db.schema import tables\ndef f(change): return tables.Organisation in change.tables",
        "def f(tx): return forms.place_of(tx, form=1)",
    ],
)
def test_watching_one_is_let_be(text: str) -> None:
    source = Source("artsrx/ui/x.py", text, ast.parse(text))
    assert not [*reads_a_table(source), *reads_a_row(source)]
