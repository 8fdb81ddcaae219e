"""People who may be the one being typed, each with a button; advice beside a form, never a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from artsrx.ui.buttons import button
from artsrx.ui.page_parts import NEAR, TIGHT, clear, column, row, text


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """One person offered: the name, and what tells namesakes apart."""

    id: UUID
    name: str
    second_line: str


class DuplicateHint(QFrame):
    """A sand panel that shows itself when there is somebody to show; `picked(id)` when a button is pressed."""

    picked = Signal(object)

    def __init__(self, lead: str, verb: str) -> None:
        super().__init__()
        self._verb = verb
        self.people: tuple[PossibleDuplicate, ...] = ()
        self.setObjectName("panel")
        self.setAccessibleName(lead)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(NEAR)
        self.setLayout(column(text(lead, "strong"), self._lines, gap=NEAR, edge=16))
        self.hide()

    def show_people(self, people: Sequence[PossibleDuplicate]) -> None:
        """Offer these people; nobody hides the panel."""
        if tuple(people) == self.people:
            return
        self.people = tuple(people)
        clear(self._lines)
        for somebody in people:
            line = _DuplicateLine(somebody, self._verb)
            line.picked.connect(self.picked)
            self._lines.addWidget(line)
        self.setVisible(bool(people))


class _DuplicateLine(QWidget):
    picked = Signal(object)

    def __init__(self, somebody: PossibleDuplicate, verb: str) -> None:
        super().__init__()
        self._somebody = somebody
        self.button = button(verb, self._press)
        self.button.setAccessibleName(f"{verb}: {somebody.name}, {somebody.second_line}")
        words = column(text(somebody.name), text(somebody.second_line, "muted"), gap=TIGHT)
        line = row(words, self.button, gap=NEAR)
        line.setStretch(0, 1)
        self.setLayout(line)

    @Slot()
    def _press(self) -> None:
        self.picked.emit(self._somebody.id)
