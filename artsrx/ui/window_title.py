"""The title over the screen: whole where there is room, and one line with the rest in its tip where few lines fit."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from artsrx.ui.page_parts import restyle

# So many letters of it are always seen.
LEAST_LETTERS = 8
# A title of more letters than this is written small, or it would fill the window.
LONG = 60


class WindowTitle(QLabel):
    """Call `show_words` and not `setText`; `set_small` makes it one line of a heading, or the words as a title again."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._small = "", False
        self.setObjectName("title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    @Slot(str)
    def show_words(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words)
        self._show()

    def set_small(self, small: bool) -> None:
        """Take little of the window's height, or as much as the words need."""
        self._small = small
        self.setWordWrap(not small)
        self._show()

    def sizeHint(self) -> QSize:
        if not self._small:
            return super().sizeHint()
        letters = self.fontMetrics()
        return QSize(letters.horizontalAdvance(self._words) + 1, letters.height())

    def minimumSizeHint(self) -> QSize:
        if not self._small:
            return super().minimumSizeHint()
        letters = self.fontMetrics()
        return QSize(letters.averageCharWidth() * LEAST_LETTERS, letters.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._small:
            self._show()

    def _show(self) -> None:
        shown = self._words
        role = "heading" if self._small or len(shown) > LONG else "title"
        if self.objectName() != role:
            self.setObjectName(role)
            restyle(self)
        if self._small:
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, self.width())
        if self.text() != shown:
            self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")
