"""Nothing branches on a sentence meant for people, and a number that was written out is never read back."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.house.source import Source, called, program, spoken

Rule = Callable[[Source], Iterator[int]]

SAYS = {"_", "gettext", "ngettext"}
# What people type or what a file holds is read where it comes in; these read nothing that the program wrote itself.
READS_WHAT_COMES_IN = ("artsrx/exchange/", "artsrx/domain/", "artsrx/instruments/")


@cache
def sentences() -> frozenset[str]:
    """Everything that the program says to people."""
    return frozenset(text for source in program() for _line, text in spoken(source))


def is_said(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression is words for people: translated, filled in, or by the name of what makes them."""
    match node:
        case ast.Call(func=ast.Attribute(value=inner, attr="format" | "lower" | "strip" | "rstrip" | "capitalize")):
            return is_said(inner, names)
        case ast.Call():
            name = called(node)
            return name in SAYS or name in {"words", "long_date", "short_date"} or name.endswith("_words")
        case ast.Name(id=name):
            return name in names
        case ast.Attribute(attr="words"):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return is_said(body, names) or is_said(orelse, names)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(is_said(part, names) for part in parts)
    return False


def functions(source: Source) -> Iterator[ast.AST]:
    """Each function; and the module itself, for what stands in none."""
    yield source.tree
    yield from (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef))


def named(scope: ast.AST, test: Callable[[ast.expr, set[str]], bool]) -> set[str]:
    """The names in a function whose every value passes a test, and which are never anything else."""
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values.setdefault(target.id, []).append(node.value)
    return {name for name, found in values.items() if any(test(value, set()) for value in found)}


def branches_on_words(source: Source) -> Iterator[int]:
    for scope in functions(source):
        names = named(scope, is_said) if isinstance(scope, ast.FunctionDef) else set()
        for node in ast.walk(scope):
            if not isinstance(node, ast.Compare) or all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
                continue
            sides = [node.left, *node.comparators]
            if any(is_said(side, names) for side in sides) and not any(is_harmless(side) for side in sides):
                yield node.lineno


def is_harmless(node: ast.expr) -> bool:
    """Whether it is the empty text (are there words at all?), or what an input shows (must it be written anew?)."""
    return (isinstance(node, ast.Constant) and node.value == "") or (
        isinstance(node, ast.Call) and called(node) == "text"
    )


def branches_on_a_message(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                constants = [part for part in ast.walk(side) if isinstance(part, ast.Constant)]
                yield from (part.lineno for part in constants if is_message(part.value))


def is_message(text: object) -> bool:
    """Whether a text is one that is said to people; a single small word is a key more often than that."""
    return isinstance(text, str) and text in sentences() and not text.islower()


def is_written_out(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression is a number made into text: an f-string, `format`, or a name that holds one."""
    match node:
        case ast.JoinedStr():
            return any(isinstance(part, ast.FormattedValue) and part.format_spec for part in node.values)
        case ast.Name(id=name):
            return name in names
        case ast.Call():
            return called(node) == "format"
    return False


def reads_a_number_back(source: Source) -> Iterator[int]:
    if source.name.startswith(READS_WHAT_COMES_IN):
        return
    for scope in functions(source):
        names = named(scope, is_written_out) if isinstance(scope, ast.FunctionDef) else set()
        for node in ast.walk(scope):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="replace"), args=[ast.Constant(value=","), ast.Constant(value="")]
                ):
                    yield node.lineno
                case ast.Call(func=ast.Name(id="int" | "float" | "Decimal"), args=[first]) if is_written_out(
                    first, names
                ):
                    yield node.lineno


def takes_words_apart(source: Source) -> Iterator[int]:
    for scope in functions(source):
        names = named(scope, is_said) if isinstance(scope, ast.FunctionDef) else set()
        for node in ast.walk(scope):
            match node:
                case ast.Call(func=ast.Attribute(value=owner, attr="split" | "rsplit" | "partition" | "rpartition")):
                    if is_said(owner, names):
                        yield node.lineno


RULES: dict[Rule, str] = {
    branches_on_words: "a reason is an enum; words are made from it once, where they are shown",
    branches_on_a_message: "compare a key or an enum, not what is said: a translation would go another way",
    reads_a_number_back: "a number stays a number until it is printed",
    takes_words_apart: "make the shorter words from what they say, not from the longer ones",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_turns_on_what_is_said(rule: Rule) -> None:
    found = [f"{source.name}:{line}" for source in program() for line in sorted(set(rule(source)))]
    assert not found, f"{RULES[rule]}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (branches_on_words, 'weak = (_("It stays."), _("It belongs to somebody."))\n    return why in weak'),
        (branches_on_words, 'return kind.words == other'),
        (branches_on_words, 'if status_words(status) != shown:\n        return 1'),
        (branches_on_words, 'return title == _("Row {n}").format(n=1)'),
        (branches_on_a_message, 'return title == "Not answered yet"'),
        (branches_on_a_message, 'return title in ("Not answered yet", "Accepted")'),
        (reads_a_number_back, 'return int(count.replace(",", ""))'),
        (reads_a_number_back, 'text = f"{value:.2f}"\n    return float(text) == 0'),
        (reads_a_number_back, 'return float(f"{value:.1f}")'),
        (takes_words_apart, 'words = long_date(day)\n    return words.rsplit(" ", 1)[0]'),
        (takes_words_apart, 'return _("{a} and {b}").format(a=1, b=2).split(" and ")'),
    ],
)  # fmt: skip
def test_each_rule_sees_what_it_forbids(rule: Rule, text: str) -> None:
    body = f"def shown():\n    {text}"
    assert list(rule(Source("artsrx/ui/x.py", body, ast.parse(body))))


@pytest.mark.parametrize(
    "text",
    [
        'if words != "":\n        return 1',
        'return kind == "people"',
        "return status is Status.ACCEPTED",
        'text = f"{value:.2f}"\n    return int(value) and text',
    ],
)
def test_plain_questions_are_let_be(text: str) -> None:
    body = f"def shown():\n    {text}"
    source = Source("artsrx/ui/x.py", body, ast.parse(body))
    assert [line for rule in RULES for line in rule(source)] == []
