"""The one table model: plain frozen rows, sorted and filtered in SQL, a page of 200 at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from artsrx.domain.i18n import _
from artsrx.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
S = TypeVar("S", covariant=True)
PAGE = 200
# After a change as many rows are read again as somebody has scrolled to, but no more than this.
REREAD = 2000
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[R]):
    """One column: `key` is what the query sorts by, `show(row)` the words in the cell, `width` about how many letters.

    `number` sets figures right. `sorts` is False where the query cannot sort by it. `tone(row)` may name a tone
    ("good", "wait", "error", "muted") for the words, which must say the same without it.
    """

    key: str
    title: str
    show: Callable[[R], str]
    width: int = 18
    number: bool = False
    sorts: bool = True
    tone: Callable[[R], str] | None = None


class FetchPage(Protocol[S]):
    """Reads one page: rows `offset` to `offset + limit` in the order of column `sort`, narrowed by the words `filter`."""

    def __call__(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[S]:
        """The rows of that page; fewer than `limit` means that these are the last."""


def row_id(row: object) -> Any:
    """What a row is known by: its `id`, so that the selection survives a refresh."""
    return getattr(row, "id")  # noqa: B009 - rows are of any frozen class that has one


class RowModel(QAbstractTableModel, Generic[R]):
    """The one table model of the program; it never holds more rows than somebody has scrolled to.

    `sentence(row)` is what a screen reader says for the row; without it the columns are read out with their titles.
    """

    def __init__(
        self,
        columns: Sequence[ListColumn[R]],
        fetch: FetchPage[R],
        *,
        theme: Theme,
        sentence: Callable[[R], str] | None = None,
        sort: str = "",
        descending: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._theme = theme
        self._sentence = sentence
        self.sort_key = sort or self.columns[0].key
        self.descending = descending
        self.filter = ""
        self.rows: list[R] = []
        self._complete = True

    # -- what pages and views use ---------------------------------------------------------------------------------

    def reload(self, *, from_start: bool = False) -> None:
        """Read again what is held (or the first page only)."""
        held = PAGE if from_start else min(max(len(self.rows), PAGE), REREAD)
        rows = self._read(0, held)
        self.beginResetModel()
        self.rows = rows
        self._complete = len(rows) < held
        self.endResetModel()

    def narrow(self, words: str) -> None:
        """Show only the rows that match these words; the query decides what that means."""
        if words.strip() != self.filter:
            self.filter = words.strip()
            self.reload(from_start=True)

    def row(self, index: Index) -> R | None:
        """The row under an index, or None outside."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def line_of(self, wanted: object) -> int | None:
        """On which line the row with this id is held, or None."""
        return next((line for line, row in enumerate(self.rows) if row_id(row) == wanted), None)

    def every_row(self) -> list[R]:
        """All rows of the query as sorted and narrowed now, also those not scrolled to: for copying and printing."""
        rows = list(self.rows)
        while not self._complete:
            page = self._read(len(rows), PAGE * 10)
            rows.extend(page)
            if len(page) < PAGE * 10:
                break
        return rows

    def sentence(self, row: R) -> str:
        """The row as it is spoken."""
        if self._sentence is not None:
            return self._sentence(row)
        parts = ((column.title, column.show(row)) for column in self.columns)
        return ", ".join(f"{title}: {words}" for title, words in parts if words)

    # -- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or self._complete:
            return
        page = self._read(len(self.rows), PAGE)
        self._complete = len(page) < PAGE
        if page:
            self.beginInsertRows(NOWHERE, len(self.rows), len(self.rows) + len(page) - 1)
            self.rows.extend(page)
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.show(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row) if index.column() == 0 else f"{column.title}: {column.show(row)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None and (tone := column.tone(row)):
            return QColor(getattr(self._theme.colours, tone))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole and column.sorts:
            return _("Click to sort by this")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        if not 0 <= column < len(self.columns) or not self.columns[column].sorts:
            return
        if (self.columns[column].key, descending) != (self.sort_key, self.descending):
            self.sort_key, self.descending = self.columns[column].key, descending
            self.reload(from_start=True)

    def _read(self, offset: int, limit: int) -> list[R]:
        return list(
            self._fetch(offset=offset, limit=limit, sort=self.sort_key, descending=self.descending, filter=self.filter)
        )
