"""What a word of the field means is written in one file; whoever else works it out again is found here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import Source, program

Rule = Callable[[Source], Iterator[int]]

ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def attribute(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in names


def of_table(node: ast.AST, table: str, *columns: str) -> bool:
    """Whether a node is `table.column`, as it stands in a query."""
    return attribute(node, *columns) and isinstance(node.value, ast.Name) and node.value.id == table  # type: ignore[attr-defined]


def compared(source: Source) -> Iterator[tuple[ast.AST, list[ast.cmpop]]]:
    """What is compared, each side with the kind of comparison; `is_`, `in_` and their like count."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                yield side, node.ops
        elif isinstance(node, ast.Call) and attribute(node.func, "is_", "is_not", "in_", "not_in", "between"):
            yield node.func.value, []  # type: ignore[attr-defined]


def unanswered(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Name(id="UNANSWERED", ctx=ast.Load()) | ast.alias(name="UNANSWERED"):
                yield node.lineno
            case ast.Attribute(attr="UNANSWERED", value=ast.Name(id=owner)) if owner != "ReferralFilter":
                yield node.lineno


def days_of_a_place(source: Source) -> Iterator[int]:
    for side, ops in compared(source):
        ordered = attribute(side, "joined_on", "left_on") and any(isinstance(op, ORDER) for op in ops)
        if ordered or of_table(side, "Place", "joined_on", "left_on"):
            yield side.lineno  # type: ignore[attr-defined]


def session_that_stands(source: Source) -> Iterator[int]:
    for side, _ops in compared(source):
        if of_table(side, "SessionState", "CANCELLED") or of_table(side, "ArtsSession", "state"):
            yield side.lineno  # type: ignore[attr-defined]


def status_of_a_referral(source: Source) -> Iterator[int]:
    yield from (side.lineno for side, _ops in compared(source) if of_table(side, "Referral", "status"))  # type: ignore[attr-defined]


def what_completes(source: Source) -> Iterator[int]:
    for side, ops in compared(source):
        if of_table(side, "Programme", "needed") and any(isinstance(op, ORDER) for op in ops):
            yield side.lineno  # type: ignore[attr-defined]


def missed_too_often(source: Source) -> Iterator[int]:
    for side, ops in compared(source):
        named = isinstance(side, ast.Name) and side.id == "missed"
        if (named or attribute(side, "missed", "missed_in_a_row")) and any(isinstance(op, ORDER) for op in ops):
            yield side.lineno  # type: ignore[attr-defined]


def contrast(source: Source) -> Iterator[int]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in (0.2126, 0.7152, 0.04045, 0.03928):
            yield node.lineno


# The rule, what it is about, where it is written, and who else may for a reason of their own.
RECORDS = "artsrx/records/"
RULES: dict[Rule, tuple[str, str, dict[str, str]]] = {
    unanswered: ("whether a referral has been answered", f"{RECORDS}referral_standing.py", {}),
    days_of_a_place: (
        "whether somebody is expected, holds a place or has left",
        f"{RECORDS}place_standing.py",
        {
            f"{RECORDS}attendance.py": "expected at a session: the day of joining beside the day of leaving",
            f"{RECORDS}places.py": "commands keep a place's own days in order",
            f"{RECORDS}sample.py": "makes up people before there is a record",
        },
    ),
    session_that_stands: ("whether a session stands", f"{RECORDS}attendance.py", {}),
    status_of_a_referral: (
        "where a referral stands",
        f"{RECORDS}referral_standing.py",
        {f"{RECORDS}referral_list.py": "shows those on the waiting list as they were noted"},
    ),
    what_completes: ("what completes a programme", f"{RECORDS}attendance.py", {}),
    missed_too_often: ("how many missed in a row are a reason to ring", f"{RECORDS}attendance.py", {}),
    contrast: ("how colours contrast", "artsrx/domain/contrast.py", {}),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_has_one_home(rule: Rule) -> None:
    what, home, others = RULES[rule]
    found = {source.name: sorted(set(rule(source))) for source in program() if list(rule(source))}
    assert home in found, f"{home} no longer says {what}"
    assert found.keys() <= {home, *others}, f"{what} is said in {home}; ask it there: {found}"
    assert others.keys() <= found.keys(), "these no longer need to be let be"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (unanswered, "from artsrx.domain.vocabulary import UNANSWERED"),
        (unanswered, "open = row.status in UNANSWERED"),
        (unanswered, "open = row.status in vocabulary.UNANSWERED"),
        (days_of_a_place, "late = place.joined_on > day"),
        (days_of_a_place, "query.where(Place.left_on.is_(None))"),
        (session_that_stands, "query.where(ArtsSession.state != 'cancelled')"),
        (session_that_stands, "shown = row.state == SessionState.CANCELLED"),
        (session_that_stands, "shown = line.state is SessionState.CANCELLED"),
        (status_of_a_referral, "query.where(Referral.status.in_(OPEN))"),
        (what_completes, "done = came >= Programme.needed"),
        (missed_too_often, "ring = line.missed > 1"),
        (contrast, "light = 0.2126 * red"),
    ],
)
def test_each_rule_sees_a_second_home(rule: Rule, text: str) -> None:
    assert list(rule(Source("artsrx/x.py", text, ast.parse(text))))


def test_showing_is_not_asking() -> None:
    text = "which = ReferralFilter.UNANSWERED\nwords = short_date(line.left_on)\nhas = line.left_on is None"
    source = Source("artsrx/x.py", text, ast.parse(text))
    assert [line for rule in RULES for line in rule(source)] == []
