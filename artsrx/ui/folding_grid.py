"""A layout of equal columns, of which there are fewer where the window is narrow or the text large."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FoldingGrid(QLayout):
    """Widgets from left to right and down, in at most `columns` columns: as many as their least widths allow."""

    def __init__(self, widgets: Sequence[QWidget], *, columns: int, across: int, down: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._columns, self._across, self._down = columns, across, down
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        wanted = max((item.sizeHint().width() for item in self._items), default=0)
        width = wanted * self._columns + self._across * (self._columns - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _fitting(self, width: int) -> int:
        """How many columns there is room for."""
        least = max(self.minimumSize().width(), 1)
        return max(min(self._columns, (width + self._across) // (least + self._across)), 1)

    def _place(self, rect: QRect, *, move: bool) -> int:
        columns, shown = self._fitting(rect.width()), self._shown()
        wide = (rect.width() - self._across * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(shown), columns):
            line = shown[first : first + columns]
            tall = max(
                item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height() for item in line
            )
            if move:
                for number, item in enumerate(line):
                    item.setGeometry(QRect(rect.x() + number * (wide + self._across), y, wide, tall))
            y += tall + self._down
        return max(y - self._down - rect.y(), 0)
