"""The words of the field: on screen and in names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import PACKAGE, Source, everything, program, spoken

# What the program never calls a person or a thing, and what it says instead.
INSTEAD = {
    "patient": "participant (people on screen)",
    "client": "participant (people on screen)",
    "cohort": "people, or programme",
    "entity": "the thing's own name",
    "caseload": "people",
    "case": "participant, or referral",
    "user": "person, or staff",
}
NOT_IN_NAMES = {"patient", "client", "cohort", "entity", "caseload"}
AS_IN_PLAIN_ENGLISH = re.compile(r"(in|any|upper|lower|letter|worst)[ -]case\b|case[- ]sensitive", re.I)
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
PLURAL = re.compile(r"ies$|s$")


def singular(word: str) -> str:
    """Good enough for the words of INSTEAD."""
    return {"entities": "entity"}.get(word, word.removesuffix("s") if word.removesuffix("s") in INSTEAD else word)


def names(source: Source) -> Iterator[tuple[int, str]]:
    """Every name that this file gives: functions, classes, arguments, variables."""
    for node in ast.walk(source.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name


def parts(name: str) -> list[str]:
    """The words of an identifier: `PatientName` and `patient_name` alike."""
    return [singular(word.lower()) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def on_screen(text: str) -> set[str]:
    """The banned words in a text for people."""
    plain = AS_IN_PLAIN_ENGLISH.sub("", text)
    return {word for word in map(singular, re.findall(r"[a-z]+", plain.lower())) if word in INSTEAD}


def test_names_use_the_words_of_the_field() -> None:
    found = [
        f"{source.name}:{line}: {name} (say {INSTEAD[word]})"
        for source in program()
        for line, name in names(source)
        for word in parts(name)
        if word in NOT_IN_NAMES
    ]
    assert not found, "\n".join(found)


def test_words_on_screen_are_those_of_the_field() -> None:
    found = [
        f"{source.name}:{line}: {text!r} (instead of {word}: {INSTEAD[word]})"
        for source in program()
        for line, text in spoken(source)
        for word in sorted(on_screen(text))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("text", ["The patient is here", "3 clients", "This case is closed", "all entities"])
def test_banned_words_are_seen(text: str) -> None:
    assert on_screen(text)


@pytest.mark.parametrize("text", ["Keep it in case you forget", "in any case", "upper case letters"])
def test_plain_english_is_let_be(text: str) -> None:
    assert not on_screen(text)


def test_no_name_of_a_class_is_shown_to_people() -> None:
    """A rename that runs through every file must not rename what is written on a button."""
    classes = {
        node.name for source in program() for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and re.search(r"[a-z][A-Z]", node.name)
    }  # fmt: skip
    assert "PeopleScreen" in classes
    found = [
        f"{source.name}:{line}: {word}"
        for source in program()
        for line, text in spoken(source)
        for word in re.findall(r"\w+", text)
        if word in classes
    ]
    assert not found, "\n".join(found)


def test_no_module_is_called_vaguely() -> None:
    found = [path.name for path in PACKAGE.rglob("*") if path.stem.lower() in VAGUE]
    assert not found, "say what it does: " + ", ".join(found)


def test_screens_speak_through_gettext() -> None:
    """What a label, button or title is given as a literal must have gone through `_`."""
    speaking = {"setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setAccessibleName", "setTitle"}
    found = []
    for source in program():
        if not source.name.startswith("artsrx/ui/"):
            continue
        for call in source.calls():
            name = getattr(call.func, "attr", "")
            for word in call.args:
                literal = isinstance(word, ast.Constant) and isinstance(word.value, str)
                if name in speaking and literal and re.search(r"[A-Za-z]{2}", word.value) and word.value != "ArtsRx":
                    found.append(f"{source.name}:{word.lineno}: {word.value!r}")
    assert not found, "these words cannot be translated:\n" + "\n".join(found)


def test_numbers_in_examples_belong_to_nobody() -> None:
    """An NHS number that passes its check and is in a range that is given out (3 to 7) may be somebody's."""

    def is_valid(digits: str) -> bool:
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
        return (11 - total % 11) % 11 == int(digits[9])

    found = [
        f"{source.name}: {digits}"
        for source in everything()
        for found in re.findall(r"(?<![\w.])([3-7][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{4})(?![\w.])", source.text)
        if (digits := re.sub(r"\D", "", found)) and is_valid(digits) and len(set(digits)) > 2
    ]
    assert not found, "\n".join(found)
