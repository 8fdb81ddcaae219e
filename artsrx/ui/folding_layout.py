"""A layout that puts things beside each other, and all of them under each other where they do not fit in one line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


class _Part(NamedTuple):
    """What is laid out: its share of what is left of the line (0: only what it wants), and its least width in a line."""

    item: QLayoutItem
    share: int
    width: int


class FoldingLayout(QLayout):
    """One line, or one column: words beside a button, say, and at large sizes the button under the words.

    `parts` are (widget, share): a part with a share gets that much of what the others leave, and is not made narrower
    than `letters` of its text (or than it wants) before the line folds.
    """

    def __init__(self, parts: Sequence[tuple[QWidget, int]], *, gap: int, letters: int = 16) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._shares = [share for _widget, share in parts]
        self._letters = letters
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for widget, _share in parts:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._shares.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> "Qt.Orientation":
        # Loaded only here: with `Qt` come all its names, and the unlock window is painted without them.
        from PySide6.QtCore import Qt

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
        hints = [part.item.sizeHint() for part in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return self._with_edges(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        least = QSize()
        for part in self._shown():
            least = least.expandedTo(part.item.minimumSize())
        return self._with_edges(least)

    def _with_edges(self, size: QSize) -> QSize:
        edges = self.contentsMargins()
        return size + QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _shown(self) -> list[_Part]:
        shown = []
        for item, share in zip(self._items, self._shares, strict=True):
            if not item.isEmpty():
                wanted = item.sizeHint().width()
                shown.append(_Part(item, share, min(wanted, self._comfort(item)) if share else wanted))
        return shown

    def _comfort(self, item: QLayoutItem) -> int:
        inside = item.widget()
        letters = inside.fontMetrics().averageCharWidth() * self._letters if inside is not None else 0
        return max(letters, item.minimumSize().width())

    def _place(self, rect: QRect, *, move: bool) -> int:
        edges = self.contentsMargins()
        inner = rect.marginsRemoved(edges)
        parts, gap = self._shown(), self.spacing()
        needed = sum(part.width for part in parts) + gap * max(len(parts) - 1, 0)
        if needed <= inner.width():
            tall = self._line(parts, inner, move=move)
        else:
            tall = self._column(parts, inner, move=move)
        return tall + edges.top() + edges.bottom()

    def _line(self, parts: list[_Part], inner: QRect, *, move: bool) -> int:
        fixed = sum(part.width for part in parts if not part.share)
        left = inner.width() - fixed - self.spacing() * max(len(parts) - 1, 0)
        widths = _shared(parts, left)
        tall = max((_tall(part.item, width) for part, width in zip(parts, widths, strict=True)), default=0)
        if move:
            x = inner.x()
            for part, width in zip(parts, widths, strict=True):
                part.item.setGeometry(QRect(x, inner.y(), width, max(tall, inner.height())))
                x += width + self.spacing()
        return tall

    def _column(self, parts: list[_Part], inner: QRect, *, move: bool) -> int:
        y = inner.y()
        for part in parts:
            wanted = inner.width() if part.share else min(part.item.sizeHint().width(), inner.width())
            tall = _tall(part.item, wanted)
            if move:
                part.item.setGeometry(QRect(inner.x(), y, wanted, tall))
            y += tall + self.spacing()
        return max(y - self.spacing() - inner.y(), 0)


def folding(*parts: tuple[QWidget, int], gap: int, letters: int = 16) -> QWidget:
    """A widget with these parts in a line, or under each other."""
    line = QWidget()
    line.setLayout(FoldingLayout(parts, gap=gap, letters=letters))
    return line


def _shared(parts: list[_Part], left: int) -> list[int]:
    """The width of each: what it wants, or its share of `left`, but never less than its least."""
    widths = [part.width for part in parts]
    sharing = [number for number, part in enumerate(parts) if part.share]
    while sharing:
        total = sum(parts[number].share for number in sharing)
        short = [number for number in sharing if left * parts[number].share // total < parts[number].width]
        if not short:
            for number in sharing:
                widths[number] = left * parts[number].share // total
            break
        for number in short:
            left -= widths[number]
            sharing.remove(number)
    return widths


def _tall(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
