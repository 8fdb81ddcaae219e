"""A report to choose: its name, what it is for, and a tick when it is chosen."""

from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from artsrx.reports.report import Report
from artsrx.ui.page_parts import NEAR, column, row, text
from artsrx.ui.theme import Theme


class ReportCard(QPushButton):
    """One report to choose: its name and what it is for; `wanted(key)` when pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, report: Report[Any], title: str) -> None:
        super().__init__()
        self._key = report.key
        self._tick = QLabel()
        self._tick.setPixmap(theme.picture("circle-check", theme.colours.title, 22))
        self.setObjectName("door")
        self.setCheckable(True)
        self.setAccessibleDescription(report.words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._name = text("", "strong")
        inside = self._inside = row(column(self._name, text(report.words, "muted"), gap=2), self._tick, gap=NEAR)
        inside.setStretch(0, 1)
        inside.setContentsMargins(18, 12, 18, 12)
        self.setLayout(inside)
        self.set_title(title)
        self.clicked.connect(self._press)

    def show_chosen(self, chosen: bool) -> None:
        """Show whether this is the report that is chosen; the room for the tick is kept."""
        self.setChecked(chosen)
        policy = self._tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(policy)
        self._tick.setVisible(chosen)

    def set_title(self, title: str) -> None:
        """Show this name."""
        self._name.setText(title)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self._key)
