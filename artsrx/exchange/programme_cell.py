"""The programme in a cell; several in one cell are told apart, "Arts & Crafts" is one."""

import re
from collections.abc import Set
from dataclasses import dataclass

from artsrx.domain.names import fold

_SURELY = re.compile(r"\s*[;|+]\s*")
_PERHAPS = re.compile(r"\s*(?:,|/|&|\band\b|\+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Programmes:
    """The first programme of a cell, the others, and the cell as written; all empty for a blank."""

    first: str = ""
    others: tuple[str, ...] = ()
    written: str = ""


def read_programmes(text: str, known: Set[str]) -> Programmes:
    """The programmes in a cell; `known` are the folded cells of the whole column, by which "Clay & Choir" is seen to be two."""
    written = text.strip(" ;,|")
    parts = [part for part in _SURELY.split(written) if part]
    if len(parts) < 2:
        parts = [part for part in _PERHAPS.split(written) if part]
        if not any(fold(part) in known for part in parts) or (fold(written) in known and len(parts) < 2):
            parts = [written]
    return Programmes(parts[0] if parts else "", tuple(parts[1:]), written)
