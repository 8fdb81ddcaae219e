"""A page taller than the window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollPage(QScrollArea):
    """A page taller than the window: scrolls its one widget up and down, never sideways, and follows the focus."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", "NoFocus")
        self.setObjectName("page")
        inside.setObjectName(inside.objectName() or "page")
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)
