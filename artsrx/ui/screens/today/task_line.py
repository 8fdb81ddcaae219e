"""One line of Today: what it is, what more there is to know, and one button that does it."""

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from artsrx.ui.buttons import button, literal, primary
from artsrx.ui.desk import Desk
from artsrx.ui.folding_layout import FoldingLayout
from artsrx.ui.page_parts import NEAR, TIGHT, Tone, chip, column, hairline, text
from artsrx.ui.routes import ScreenRoute


@dataclass(frozen=True, slots=True)
class Task:
    """What a line shows: `verb` on the button goes where `route` says; `flag` is a chip with its tone."""

    title: str
    words: str
    verb: str
    route: ScreenRoute
    flag: str = ""
    tone: Tone = "plain"
    first: bool = False


class TaskLine(QWidget):
    """A task with its button."""

    def __init__(self, desk: Desk, task: Task) -> None:
        super().__init__()
        self._desk, self.task = desk, task
        make = primary if task.first else button
        self.button = make(literal(task.verb), self._go)
        self.button.setAccessibleName(f"{task.verb}: {task.title}. {task.words}. {task.flag}".rstrip(". "))
        words = QWidget()
        words.setLayout(column(text(task.title, "strong"), text(task.words, "muted"), gap=TIGHT))
        parts: list[tuple[QWidget, int]] = [(words, 1)]
        if task.flag:
            parts.append((chip(task.flag, task.tone), 0))
        parts.append((self.button, 0))
        self.setLayout(FoldingLayout(parts, gap=NEAR, letters=18))

    @Slot()
    def _go(self) -> None:
        self._desk.go(self.task.route)


class TaskCard(QFrame):
    """A card of tasks under a heading; `more` says how many are not shown, and goes to where all of them are."""

    def __init__(self, desk: Desk, title: str, tasks: list[Task], *, hint: str = "", more: Task | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = column(text(title, "heading"), gap=NEAR + 4, edge=20)
        if hint:
            layout.addWidget(text(hint, "muted"))
        self.lines = [TaskLine(desk, task) for task in (*tasks, *((more,) if more is not None else ()))]
        for number, line in enumerate(self.lines):
            if number:
                layout.addWidget(hairline())
            layout.addWidget(line)
        self.setLayout(layout)
