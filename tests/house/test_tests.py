"""A test can fail: it asserts something, on something that is there, and is not content with either of two things."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.house.source import Source, called, everything

# What expects by itself: pytest's, pytest-qt's, and a rule-based machine, whose rules assert.
EXPECTS = {
    "raises", "warns", "fail", "waitUntil", "waitSignal", "waitSignals", "waitExposed", "assertNotEmitted", "check",
    "run_state_machine_as_test",
}  # fmt: skip
# What gives as many things as it is given, or a number of them that is written down.
KEEPS = {"range", "enumerate", "zip", "product", "items", "list", "tuple", "sorted", "reversed", "set", "islice"}

Rule = Callable[[ast.Module, frozenset[str]], Iterator[int]]


@cache
def files_of_tests() -> tuple[Source, ...]:
    """Every file of tests."""
    return tuple(source for source in everything() if source.name.startswith("tests/"))


@cache
def expecting() -> frozenset[str]:
    """The names of functions of the tests that assert, or call one that does."""
    functions: dict[str, list[ast.FunctionDef]] = {}
    for source in files_of_tests():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_"):
                functions.setdefault(node.name, []).append(node)
    found: frozenset[str] = frozenset()
    while True:
        more = {name for name, made in functions.items() if all(list(_claims(one, found)) for one in made)}
        if more <= found:
            return found
        found |= more


def _claims(node: ast.AST, helpers: frozenset[str]) -> Iterator[ast.AST]:
    """Every assertion in it, and every call of what asserts."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert) or (isinstance(inner, ast.Call) and called(inner) in EXPECTS | helpers):
            yield inner


def _of(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def asserts_nothing(tree: ast.Module, helpers: frozenset[str]) -> Iterator[int]:
    """A test that only runs passes as long as nothing is raised: say what comes of it."""
    return (one.lineno for one in _of(tree) if not list(_claims(one, helpers)))


def asserts_a_constant(tree: ast.Module, helpers: frozenset[str]) -> Iterator[int]:
    """What is written down is true whatever the program does; and no length is below nought."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            match node.test:
                case ast.Constant() | ast.Tuple() | ast.JoinedStr():
                    yield node.lineno
                case ast.Compare(left=ast.Call() as left, ops=[ast.GtE()], comparators=[ast.Constant(value=0)]):
                    if called(left) in {"len", "count"}:
                        yield node.lineno


def expects_anything(tree: ast.Module, helpers: frozenset[str]) -> Iterator[int]:
    """A slip of the test raises an exception, too: name the one that is meant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "raises" and node.args:
            match node.args[0]:
                case ast.Name(id="Exception" | "BaseException"):
                    yield node.lineno


def is_content_with_either(tree: ast.Module, helpers: frozenset[str]) -> Iterator[int]:
    """One of two sentences, or of two sizes: say when it is which, or one of them is never tested."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or):
            kinds = {_kind(part) for part in node.test.values}
            if len(kinds) == 1 and kinds != {""}:
                yield node.lineno


def _kind(part: ast.expr) -> str:
    match part:
        case ast.Compare(left=ast.Constant(value=str()), ops=[ast.In()]):
            return "in"
        case ast.Compare(ops=[ast.GtE() | ast.LtE() | ast.Gt() | ast.Lt()]):
            return "size" if any(isinstance(inner, ast.Call) for inner in ast.walk(part)) else ""
        case ast.Call():
            return f"call of {called(part)}"
    return ""


def asserts_only_of_each(tree: ast.Module, helpers: frozenset[str]) -> Iterator[int]:
    """Of nothing, all is true: assert as well that there is something to go through."""
    for one in _of(tree):
        claims = list(_claims(one, helpers))
        given = _written_lists(one)
        of_each = {
            id(inner)
            for loop in ast.walk(one)
            if isinstance(loop, ast.For) and not _is_something(loop.iter, given)
            for inner in ast.walk(loop)
        }
        of_each |= {id(claim) for claim in claims if isinstance(claim, ast.Assert) and _is_all(claim.test, given)}
        if claims and all(id(claim) in of_each for claim in claims):
            yield one.lineno


def _is_all(test: ast.expr, given: set[str]) -> bool:
    match test:
        case ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp(generators=[first, *_])]):
            return not _is_something(first.iter, given)
    return False


def _written_lists(function: ast.FunctionDef) -> set[str]:
    """The names in it that stand for things which are written down there."""
    return {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _is_something(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _is_something(given: ast.expr, names: set[str]) -> bool:
    """Whether there is certainly something to go through: things that are written down, or a constant of the module."""
    match given:
        case ast.Tuple(elts=inside) | ast.List(elts=inside) | ast.Set(elts=inside):
            return bool(inside)
        case ast.Dict() | ast.Attribute():
            return True
        case ast.Name(id=name):
            return name.isupper() or name in names or hasattr(builtins, name)
        case ast.BinOp(left=left, right=right):
            return _is_something(left, names) or _is_something(right, names)
        case ast.Call(args=inside):
            if called(given) == "range":
                return all(isinstance(one, ast.Constant) for one in inside)
            return called(given) in KEEPS and all(_is_something(one, names) for one in inside)
    return False


RULES: tuple[Rule, ...] = (
    asserts_nothing, asserts_a_constant, expects_anything, is_content_with_either, asserts_only_of_each,
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_test_can_fail(rule: Rule) -> None:
    found = [
        f"{source.name}:{line}" for source in files_of_tests() for line in sorted(set(rule(source.tree, expecting())))
    ]
    assert not found, f"{rule.__doc__}\n" + "\n".join(found)


PLANTED = {
    asserts_nothing: "def test_x():\n    save()\n",
    asserts_a_constant: "def test_x():\n    assert len(rows()) >= 0\n",
    expects_anything: "def test_x():\n    with pytest.raises(Exception):\n        save()\n",
    is_content_with_either: "def test_x():\n    assert 'saved' in words or 'kept' in words\n",
    asserts_only_of_each: "def test_x():\n    for row in rows():\n        assert row.name\n",
}
SOUND = {
    asserts_nothing: "def test_x():\n    assert save() is None\n",
    asserts_a_constant: "def test_x():\n    assert len(rows()) >= 1\n",
    expects_anything: "def test_x():\n    with pytest.raises(Refused):\n        save()\n",
    is_content_with_either: "def test_x():\n    assert found is None or found.day == 3\n",
    asserts_only_of_each: "def test_x():\n    assert rows()\n    for row in rows():\n        assert row.name\n",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_planted_test_that_cannot_fail_is_found(rule: Rule) -> None:
    assert list(rule(ast.parse(PLANTED[rule]), frozenset())) != []
    assert list(rule(ast.parse(SOUND[rule]), frozenset())) == []
