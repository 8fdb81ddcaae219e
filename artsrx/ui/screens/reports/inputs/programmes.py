"""Some programmes, ticked in a list, or all of them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from artsrx.domain.i18n import _
from artsrx.records.programmes import programme_names
from artsrx.reports.asks import AskProgrammes
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.page_parts import NEAR, column
from artsrx.ui.screens.reports.inputs.ask_input import AskInput

MOST_PROGRAMMES = 500
LINES_SHOWN = 6


class ProgrammesInput(AskInput):
    """All to begin with; the list shows itself when that is not wanted."""

    def __init__(self, ask: AskProgrammes, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self.every = TickField(_("All programmes"), name="every")
        self.every.reset(True)
        self.programmes = QListWidget()
        self.programmes.setAccessibleName(ask.words)
        self.programmes.setWordWrap(True)
        self.programmes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.programmes.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setLayout(column(self.every, self.programmes, gap=NEAR))
        self.every.edited.connect(self._show_or_hide)
        self.programmes.itemChanged.connect(self._pass_on)
        self.refresh()

    def refresh(self) -> None:
        ticked = set(self.ticked())
        names = self.desk.read(programme_names, limit=MOST_PROGRAMMES)
        self.programmes.blockSignals(True)
        self.programmes.clear()
        for programme, name in names:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if programme in ticked else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, str(programme))
            self.programmes.addItem(item)
        self.programmes.blockSignals(False)
        self._show_list()

    def answer(self) -> tuple[UUID, ...] | None:
        return None if self.every.value() or not self.ticked() else tuple(self.ticked())

    def ticked(self) -> list[UUID]:
        """The programmes that have a tick, in the order of the list."""
        items = (self.programmes.item(place) for place in range(self.programmes.count()))
        return [
            UUID(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def main(self) -> QWidget:
        return self.every

    @Slot()
    def _show_or_hide(self) -> None:
        self._show_list()
        self.moved.emit()

    def _show_list(self) -> None:
        self.programmes.setVisible(not self.every.value() and self.programmes.count() > 0)
        self.every.setVisible(self.programmes.count() > 0)
        line = self.programmes.fontMetrics().lineSpacing() + 16
        self.programmes.setFixedHeight(line * min(max(self.programmes.count(), 2), LINES_SHOWN) + 12)

    @Slot(QListWidgetItem)
    def _pass_on(self, _item: QListWidgetItem) -> None:
        self.moved.emit()
