"""A layout that keeps what it holds to a readable width, whatever the size of the text."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ReadableWidth(QLayout):
    """One widget at the left, no wider than `letters` of its text. Printers call that the measure of a line.

    A maximum width would not do: it stays what it was when the text grows, and Qt asks how tall something is for more
    width than its maximum.
    """

    def __init__(self, inside: QWidget, *, letters: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._inside, self._letters = inside, letters
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(inside)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        item, edges = self._items[0], self.contentsMargins()
        inner = self._wide(width - edges.left() - edges.right())
        tall = item.heightForWidth(inner) if item.hasHeightForWidth() else item.sizeHint().height()
        return tall + edges.top() + edges.bottom()

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        self._items[0].setGeometry(QRect(inner.topLeft(), QSize(self._wide(inner.width()), inner.height())))

    def sizeHint(self) -> QSize:
        hint = self._items[0].sizeHint()
        return self._with_edges(QSize(self._wide(hint.width()), hint.height()))

    def minimumSize(self) -> QSize:
        return self._with_edges(self._items[0].minimumSize())

    def _with_edges(self, size: QSize) -> QSize:
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _wide(self, width: int) -> int:
        measure = self._inside.fontMetrics().averageCharWidth() * self._letters
        return min(width, max(measure, self._items[0].minimumSize().width()))


def readable(inside: QWidget, *, letters: int) -> QWidget:
    """The widget, kept to so many letters' width."""
    holder = QWidget()
    holder.setLayout(ReadableWidth(inside, letters=letters))
    return holder
