"""The table on screen: whole rows are chosen, widths are kept, the selection survives a refresh, rows go to the clipboard."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from artsrx.ui.lists.printing import print_rows
from artsrx.ui.lists.row_model import Index, ListColumn, RowModel, row_id
from artsrx.ui.theme import Theme

# A column of at most so many letters is never narrowed by itself.
LEAST = 14


class RowView(QTableView):
    """The table on screen: whole rows are chosen; Enter or a double click opens.

    `opened(id)` on Enter or double click, `chosen(id or None)` when another row becomes current. The selection and
    the place are kept by id over a refresh. `name` is where widths are remembered, never personal data.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, table: RowModel[Any], *, name: str, title: str, theme: Theme, many: bool = False) -> None:
        super().__init__()
        self.table = table
        self.title = title
        self._name = name
        self._theme = theme
        self._kept: list[Any] = []
        self._current: Any = None
        self._usual_widths = False
        self._fitting = False
        self.setModel(table)
        self.setAccessibleName(title)
        self.setObjectName(name)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._set_header()
        self.measure()
        theme.changed.connect(self.measure)
        table.modelAboutToBeReset.connect(self._remember)
        table.modelReset.connect(self._recall)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._emit_chosen)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        order = Qt.SortOrder.DescendingOrder if self.table.descending else Qt.SortOrder.AscendingOrder
        for number, column in enumerate(self.table.columns):
            if column.key == self.table.sort_key:
                header.setSortIndicator(number, order)
        self.setSortingEnabled(True)
        saved = QSettings().value(f"lists/{self._name}")
        if not (isinstance(saved, QByteArray) and header.restoreState(saved)):
            self._usual_widths = True
            self._fit()
        header.sectionResized.connect(self._note_width)
        header.sectionMoved.connect(self._keep_widths)

    @Slot()
    def measure(self) -> None:
        """Set the height of a row by the present text size; at least 28 pixels to hit."""
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(max(30, round(self.fontMetrics().height() * 1.9)))
        if self._usual_widths:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The usual widths are narrowed to the room there is; widths that somebody chose are kept."""
        super().resizeEvent(event)
        if self._usual_widths:
            self._fit()

    def _fit(self) -> None:
        """Wide columns give way, but not their headings; one of a few letters, such as a date, keeps its width."""
        letter = self.fontMetrics().averageCharWidth()
        heads = [self.horizontalHeader().sectionSizeHint(number) for number in range(len(self.table.columns))]
        usual = [max(letter * column.width + 34, head) for column, head in zip(self.table.columns, heads, strict=True)]
        spare = [max(width - max(letter * LEAST, head), 0) for width, head in zip(usual, heads, strict=True)]
        bar = self.verticalScrollBar()
        room = self.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())
        excess = min(max(sum(usual) - room, 0), sum(spare))
        self._fitting = True
        for number, (width, gives) in enumerate(zip(usual, spare, strict=True)):
            self.setColumnWidth(number, width - (-(-excess * gives // sum(spare)) if excess else 0))
        self._fitting = False

    # -- what pages use -------------------------------------------------------------------------------------------

    def current(self) -> Any:
        """The row (not the id) that is current, or None."""
        return self.table.row(self.currentIndex())

    def selected(self) -> list[Any]:
        """The chosen rows, from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.table.rows[line] for line in lines]

    def choose(self, wanted: object) -> bool:
        """Make the row with this id current, if it is held."""
        line = self.table.line_of(wanted)
        if line is None:
            return False
        self.selectRow(line)
        self.scrollTo(self.table.index(line, 0))
        return True

    def copy(self) -> None:
        """Put the chosen rows (or all, when fewer than two are chosen) on the clipboard with headings, for a spreadsheet."""
        rows = self.selected()
        QGuiApplication.clipboard().setText(
            as_tabs(self.table.columns, rows if len(rows) > 1 else self.table.every_row())
        )

    def print_list(self) -> None:
        """Show the whole list as pages to print."""
        print_rows(self, self.title, self.table.columns, self.table.every_row())

    # -- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.model() is not None:
            self.measure()

    @Slot()
    def _open(self, index: Index) -> None:
        found = self.table.row(index)
        if found is not None:
            self.opened.emit(row_id(found))

    @Slot()
    def _emit_chosen(self) -> None:
        found = self.current()
        self.chosen.emit(None if found is None else row_id(found))

    @Slot()
    def _remember(self) -> None:
        self._kept = [row_id(chosen) for chosen in self.selected()]
        now = self.current()
        self._current = None if now is None else row_id(now)
        self._place = self.verticalScrollBar().value()

    @Slot()
    def _recall(self) -> None:
        lines = [line for kept in self._kept if (line := self.table.line_of(kept)) is not None]
        flags = QItemSelectionModel.SelectionFlag
        for line in lines:
            self.selectionModel().select(self.table.index(line, 0), flags.Select | flags.Rows)
        now = self.table.line_of(self._current) if self._current is not None else None
        if now is not None:
            self.selectionModel().setCurrentIndex(self.table.index(now, 0), flags.NoUpdate)
        self.verticalScrollBar().setValue(self._place)

    @Slot(int, int, int)
    def _note_width(self, section: int, _before: int, _after: int) -> None:
        # The last column stretches by itself: that is nobody's choice.
        header = self.horizontalHeader()
        if not self._fitting and header.visualIndex(section) < header.count() - 1:
            self._keep_widths()

    @Slot()
    def _keep_widths(self) -> None:
        self._usual_widths = False
        QSettings().setValue(f"lists/{self._name}", self.horizontalHeader().saveState())


def as_tabs(columns: Sequence[ListColumn[Any]], rows: Sequence[Any]) -> str:
    """Rows with headings as a spreadsheet takes them from the clipboard; a cell is never read as a formula there."""
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(_cell(column.show(line)) for column in columns) for line in rows]
    return "\n".join(lines)


def _cell(words: str) -> str:
    plain = " ".join(words.split())
    risky = plain[:1] in ("=", "@") or (plain[:1] in ("+", "-") and not plain[1:2].isdigit())
    return f"'{plain}" if risky and len(plain) > 1 else plain
