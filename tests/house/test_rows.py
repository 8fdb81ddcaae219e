"""Rows of the database are read by name: with another column in front, no two fields may change places."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.house.source import PACKAGE, Source, called, program

ONE = {"one", "one_or_none", "first", "fetchone", "next"}
ROOMS = ("artsrx/records/", "artsrx/reports/impact/", "artsrx/reports/link_worker/")
# Calls on the way from a statement to its rows; anything else makes something new of them.
ON_THE_WAY = {"all", "one", "one_or_none", "first", "fetchone", "fetchall", "unique", "partitions", "sorted", "reversed",
              "list", "tuple", "enumerate", "iter", "next"}  # fmt: skip


def is_rows(node: ast.expr | None, names: set[str]) -> bool:
    """Whether an expression is a result of `execute`, or one of the names that hold one."""
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Call() as call if called(call) == "execute":
            return True
        case ast.Call(func=ast.Attribute(value=owner)) as call if called(call) in ON_THE_WAY:
            return is_rows(owner, names)
        case ast.Call(func=ast.Name(), args=[first, *_more]) as call if called(call) in ON_THE_WAY:
            return is_rows(first, names)
        case ast.IfExp(body=body, orelse=orelse):
            return is_rows(body, names) or is_rows(orelse, names)
    return False


def taken(scope: ast.AST) -> Iterator[tuple[ast.expr, ast.expr, bool]]:
    """Everything that takes its value from something: what is named, from what, and whether that goes one by one."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((target, value, called_last(value) in ONE) for target in targets)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield target, value, called_last(value) in ONE
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                yield (counted(target) if called_last(value) == "enumerate" else target), value, True


def called_last(value: ast.expr) -> str:
    return called(value) if isinstance(value, ast.Call) else ""


def counted(target: ast.expr) -> ast.expr:
    """The row in `for number, row in enumerate(rows)`."""
    return target.elts[1] if isinstance(target, ast.Tuple) else target


def row_names(scope: ast.FunctionDef) -> tuple[set[str], set[str]]:
    """The names in a function that hold rows or a row, and those that hold one row."""
    rows: set[str] = set()
    one = {arg.arg for arg in scope.args.args if arg.arg == "row"}
    before = -1
    while len(rows) + len(one) != before:
        before = len(rows) + len(one)
        for target, value, single in taken(scope):
            if isinstance(target, ast.Name) and is_rows(value, rows):
                (one if single else rows).add(target.id)
    return rows, one


def by_position(source: Source) -> Iterator[int]:
    """Where a row is taken apart: unpacked, sliced, numbered, poured into a call, or named in one without its names."""
    for scope in (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)):
        rows, one = row_names(scope)
        for target, value, single in taken(scope):
            if isinstance(target, ast.Tuple) and ((single and is_rows(value, rows)) or is_rows(value, one)):
                yield target.lineno
        for node in ast.walk(scope):
            match node:
                case ast.Starred(value=ast.Name(id=name)) if name in one:
                    yield node.lineno
                case ast.Subscript(
                    value=ast.Name(id=name), slice=ast.Slice() | ast.UnaryOp() | ast.Constant(value=int())
                ):
                    if name in one:
                        yield node.lineno
                case ast.Call(func=ast.Name(id=name), args=args) if name[0].isupper():
                    if poured(args) or most_of_one(args) > 2:
                        yield node.lineno


def poured(args: list[ast.expr]) -> bool:
    """Whether a call takes whatever comes in the order in which it comes."""
    return any(isinstance(part, ast.Starred) and not isinstance(part.value, ast.Call) for part in args)


def most_of_one(args: list[ast.expr]) -> int:
    """How many arguments are fields of one and the same thing, a row or another."""
    owners = Counter(
        part.value.id for part in args if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
    )
    return max(owners.values(), default=0)


def test_no_row_is_taken_apart_by_the_place_of_its_columns() -> None:
    found = [
        f"{source.name}:{line}"
        for source in program()
        if source.name.startswith(ROOMS)
        for line in sorted(set(by_position(source)))
    ]
    assert not found, "read a row by the names of its columns:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "return [Line(*row) for row in tx.execute(page)]",
        "rows = tx.execute(page).all()\n    return [Line(*(*row[:8], State(row[8]))) for row in rows]",
        "for place, mark in tx.execute(page):\n        use(place, mark)",
        "first, last = tx.execute(page).one()",
        "row = tx.execute(page).one_or_none()\n    person, practice = row",
        "for number, (place, mark) in enumerate(tx.execute(page)):\n        use(place)",
        "for number, found in enumerate(straight.execute(page), start=1):\n        use(found[:6])",
        "rows = sorted(tx.execute(page))\n    return {a: b for a, b in rows}",
        "return make(row[-2])",
        "return Line(*(*row[:8], row.state))",
        "return Line(row.given, row.family, row.known_as)",
    ],
)
def test_a_row_taken_apart_is_seen(text: str) -> None:
    source = Source("artsrx/records/x.py", text, ast.parse(f"def page(tx, row):\n    {text}"))
    assert list(by_position(source))


@pytest.mark.parametrize(
    "text",
    [
        "return [Line(**row._mapping) for row in tx.execute(page)]",
        "for number, row in enumerate(tx.execute(page)):\n        use(number, row.name)",
        "rows = tx.execute(page).all()\n    latest = rows[0].starts_at",
        "low, high = limits(page)",
        "return Line(given=row.given, family=row.family, known_as=row.known_as)",
        "return Journey(*protect(steps))",
    ],
)
def test_a_row_read_by_name_is_let_be(text: str) -> None:
    source = Source("artsrx/records/x.py", text, ast.parse(f"def page(tx, row):\n    {text}"))
    assert not list(by_position(source))


def test_the_rooms_are_there() -> None:
    assert all((PACKAGE.parent / room).is_dir() for room in ROOMS)
