"""Two columns beside each other where there is room, under each other where the window is narrow or the text large."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from artsrx.ui.page_parts import GAP


class SideBySide(QWidget):
    """Holds widgets side by side with the given shares of the width; below `letters` they stand in one column."""

    def __init__(self, *sides: QWidget, shares: tuple[int, ...], letters: int = 100) -> None:
        super().__init__()
        self._letters = letters
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        for side, share in zip(sides, shares, strict=True):
            side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self._box.addWidget(side, share, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * self._letters
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not way:
            self._box.setDirection(way)
