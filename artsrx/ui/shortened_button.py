"""A button that carries a name of any length."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton

# So many letters of the name are always seen.
LEAST_LETTERS = 16


class ShortenedButton(QPushButton):
    """Where there is no room its words end in an ellipsis, and its tip has them whole; a screen reader hears them whole."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self._sizing = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * LEAST_LETTERS), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self._sizing:
            return
        # Qt asks for the option to find the size out, too.
        self._sizing = True
        over = self.sizeHint().width() - self.width()
        self._sizing = False
        letters, whole, tip = self.fontMetrics(), self.text(), ""
        if over > 0:
            room = letters.horizontalAdvance(whole) - over
            option.text = letters.elidedText(whole, Qt.TextElideMode.ElideRight, room, Qt.TextFlag.TextShowMnemonic)
            tip = whole.replace("&&", "&")
        if self.toolTip() != tip:
            self.setToolTip(tip)
