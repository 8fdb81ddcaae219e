"""A list with a box that filters it as you type, a line that counts, and something to say when it is empty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from artsrx.domain.i18n import _, ngettext
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.roomy_line import RoomyLine
from artsrx.ui.lists.row_model import FetchPage, ListColumn, RowModel
from artsrx.ui.lists.row_view import RowView
from artsrx.ui.page_parts import NEAR, empty_state, text
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme

# Typing pauses this long before the list is read again.
PAUSE_MS = 120


class FilteredList(QWidget):
    """A RowView with a box that filters it, a line that counts, and something to say when it is empty.

    `empty` is (icon, sentence, verb, press) for a list that has nothing at all. `count(filter)` gives how many rows
    there are altogether; without it only what is held is counted. `counted(n)` says it ("120 people"). `extras` stand
    beside the filter box. Call `reload()` from `Screen.refresh`. Use `.view` for selection and signals.
    """

    def __init__(
        self,
        columns: Sequence[ListColumn[Any]],
        fetch: FetchPage[Any],
        *,
        name: str,
        title: str,
        theme: Theme,
        empty: tuple[str, str, str, Callable[[], object] | None],
        sentence: Callable[[Any], str] | None = None,
        sort: str = "",
        descending: bool = False,
        many: bool = False,
        count: Callable[[str], int] | None = None,
        counted: Callable[[int], str] | None = None,
        extras: Sequence[QWidget] = (),
        filters: bool = True,
    ) -> None:
        super().__init__()
        self.table = RowModel(
            columns, fetch, theme=theme, sentence=sentence, sort=sort, descending=descending, parent=self
        )
        self.view = RowView(self.table, name=name, title=title, theme=theme, many=many)
        self._count = count
        self._counted = counted or _rows
        self.box = RoomyLine(letters=32)
        self.box.setPlaceholderText(_("Filter this list"))
        self.box.setAccessibleName(_("Filter: {title}").format(title=title))
        self.box.setClearButtonEnabled(True)
        self.box.setVisible(filters)
        self.counted = text("", "muted", wrap=False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._narrow)
        self.box.textEdited.connect(self._pause.start)
        self.box.returnPressed.connect(self._to_rows)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(ScrollPage(empty_state(theme, *empty)))
        self._stack.addWidget(
            ScrollPage(empty_state(theme, "search", _("Nothing here matches that."), _("Show everything"), self._clear))
        )
        self.counted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._head = folding((self.box, 0), *((extra, 0) for extra in extras), (self.counted, 1), gap=NEAR)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.table.modelReset.connect(self._show_state)
        self.table.rowsInserted.connect(self._show_state)

    def reload(self, *, from_start: bool = False) -> None:
        """Read the list again, keeping selection and place."""
        self.table.reload(from_start=from_start)

    @Slot()
    def _narrow(self) -> None:
        self.table.narrow(self.box.text())

    @Slot()
    def _clear(self) -> None:
        self.box.clear()
        self.table.narrow("")
        self.box.setFocus()

    @Slot()
    def _to_rows(self) -> None:
        self._pause.stop()
        self._narrow()
        if self.table.rows:
            self.view.setFocus()
            self.view.selectRow(0)

    @Slot()
    def _show_state(self) -> None:
        held = len(self.table.rows)
        self._stack.setCurrentIndex(0 if held else 2 if self.table.filter else 1)
        more = self.table.canFetchMore(self.table.index(-1, -1))
        total = self._count(self.table.filter) if self._count is not None else held
        if more and self._count is None:
            self.counted.setText(_("More than {n}").format(n=f"{held:,}"))
        else:
            self.counted.setText(self._counted(total))


def _rows(total: int) -> str:
    return ngettext("{n} row", "{n} rows", total).format(n=f"{total:,}")
