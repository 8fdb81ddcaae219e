"""A box to tick whose words go on in the next line where there is no room, which Qt's own do not."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton


class WrappingTick(QCheckBox):
    """`words` in as many lines as the width of the moment asks for; a screen reader hears them in one."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._size_of(self._words)

    def minimumSizeHint(self) -> QSize:
        return self._size_of(max(self._words.split(), key=self.fontMetrics().horizontalAdvance, default=""))

    def heightForWidth(self, width: int) -> int:
        return self._size_of(self._wrapped(width)).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._wrap()

    def _wrap(self) -> None:
        wrapped = self._wrapped(self.width())
        if wrapped != self.text():
            self.setText(wrapped)

    def _wrapped(self, width: int) -> str:
        room, letters = width - self._size_of("").width(), self.fontMetrics()
        lines = [""]
        for word in self._words.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and letters.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def _size_of(self, words: str) -> QSize:
        """The size of the box with these words."""
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = words
        inside = self.fontMetrics().size(0, words)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_CheckBox, option, inside, self)
