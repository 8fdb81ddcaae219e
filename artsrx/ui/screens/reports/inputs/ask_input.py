"""What every input for a report's asks has in common."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.reports.asks import Ask
from artsrx.ui.desk import Desk


class Unanswered(Exception):
    """Something has to be answered before there can be a report; `words` say what, in the place of its pages."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button for somebody whose report was refused: its words, what it does, and the icon over the reason."""

    icon: str
    verb: str
    press: Callable[[], object]


class AskInput(QWidget):
    """The input of one ask; `moved` whenever its answer may have changed."""

    moved = Signal()

    def __init__(self, ask: Ask[Any], desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.ask, self.desk, self.today = ask, desk, today

    def answer(self) -> object:
        """The answer as the report wants it; raises `Unanswered`, or `Refused` for what cannot be."""
        raise NotImplementedError

    def typed(self) -> object:
        """What is typed now, to be kept for the person whom the report is about; None where nothing is kept."""
        return None

    def put(self, typed: object) -> None:
        """Show what was kept; None is a fresh start."""

    def refresh(self) -> None:
        """Read again what is offered; what is chosen stays chosen."""

    def refuse(self, refused: Refused) -> bool:
        """Put a refusal beside the field that it names; False where it names none of this input."""
        return False

    def way_out(self) -> WayOut | None:
        """What may help where a report was refused, if this input knows."""
        return None

    def main(self) -> QWidget:
        """What takes the focus."""
        return self
