"""What a command of dev.py is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """Something that dev.py does: its name, and a function of the words typed after it that returns the exit status."""

    name: str
    do: Callable[[list[str]], int]

    @property
    def says(self) -> str:
        """What it does, in a line: the first of its function's docstring."""
        return (self.do.__doc__ or "").splitlines()[0]
