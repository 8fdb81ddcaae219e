"""Every word can be gathered for a translator, and filled in whatever its order becomes."""

from __future__ import annotations

import string
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir

from tests.house.source import PACKAGE

Message = tuple[str, int, tuple[str, ...]]


@cache
def gathered() -> list[Message]:
    """Each text that goes through gettext: file, line, and its one or two forms."""
    found = []
    for name, line, message, _comments, _context in extract_from_dir(PACKAGE, keywords={"_": None, "ngettext": (1, 2)}):
        found.append((name, line, message if isinstance(message, tuple) else (message,)))
    return found


def slots(text: str) -> list[str]:
    """The names of what is filled in."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_there_are_words_in_every_room_that_speaks() -> None:
    rooms = {name.partition("/")[0] for name, _, _ in gathered()}
    assert {"ui", "records", "reports", "exchange", "db", "domain", "cli"} <= rooms


@pytest.mark.parametrize("room", ["cli", "db", "domain", "exchange", "instruments", "records", "reports", "ui"])
def test_everything_that_is_filled_in_has_a_name(room: str) -> None:
    """A translator can move `{name}`, but not `{}`, and cannot guess what `{0}` is."""
    bare = [
        f"{name}:{line}: {text}"
        for name, line, forms in gathered()
        if name.startswith(room)
        for text in forms
        for slot in slots(text)
        if not slot.isidentifier()
    ]
    assert not bare, "\n".join(bare)


def test_both_forms_of_a_plural_fill_in_the_same() -> None:
    """A form may leave the number out (`one person`), and nothing else."""
    wrong = [
        f"{name}:{line}: {forms}"
        for name, line, forms in gathered()
        if len(forms) == 2 and set(slots(forms[0])) - {"n"} != set(slots(forms[1])) - {"n"}
    ]
    assert not wrong, "\n".join(wrong)


def test_no_text_begins_or_ends_in_a_space() -> None:
    """Words that are joined from pieces cannot be put in another order."""
    loose = [f"{name}:{line}: {text!r}" for name, line, forms in gathered() for text in forms if text != text.strip()]
    assert not loose, "\n".join(loose)
