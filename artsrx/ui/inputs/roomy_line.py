"""A line to type in that is never narrower than its example, whatever the size of the text."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLineEdit, QWidget

# Qt makes a line as wide as so many of these.
QT_LETTERS = 17


class RoomyLine(QLineEdit):
    """A line in which its placeholder fits, and `longest`, the longest words that the program itself puts there.

    It would like to be `letters` wide; with `no_wider` it is never wider than that.
    """

    def __init__(
        self,
        words: str = "",
        parent: QWidget | None = None,
        *,
        longest: str = "",
        letters: int = 0,
        no_wider: bool = False,
    ) -> None:
        super().__init__(words, parent)
        self._longest, self._letters, self._no_wider = longest, letters, no_wider
        self._limit()

    def setPlaceholderText(self, words: str) -> None:
        super().setPlaceholderText(words)
        self._limit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint, letters = super().sizeHint(), self.fontMetrics()
        wanted = (
            letters.averageCharWidth() * self._letters if self._letters else QT_LETTERS * letters.horizontalAdvance("x")
        )
        return QSize(self._edges() + max(wanted, self._words()), hint.height())

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(max(least.width(), self._edges() + self._words()), least.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._limit()

    def _edges(self) -> int:
        """What stands at the left and right of the words: frame, padding, margins."""
        return super().sizeHint().width() - QT_LETTERS * self.fontMetrics().horizontalAdvance("x")

    def _words(self) -> int:
        """The widest words that must fit, and the gap for the cursor."""
        letters = self.fontMetrics()
        return max(letters.horizontalAdvance(words) for words in (self.placeholderText(), self._longest)) + 2

    def _limit(self) -> None:
        if self._no_wider:
            self.setMaximumWidth(self.sizeHint().width())
