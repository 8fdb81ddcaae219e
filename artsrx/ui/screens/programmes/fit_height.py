"""A box exactly as tall as its contents need at its present width, so that a list beside it gets the rest."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame


class FitHeight(QFrame):
    """A card or a panel with lines that wrap; without this its least height would be that of its narrowest width."""

    def __init__(self, role: str = "card") -> None:
        super().__init__()
        self.setObjectName(role)

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return QSize(inside.totalMinimumSize().width() if inside is not None else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        inside = self.layout()
        if inside is not None and self.width() > 0:
            tall = inside.totalHeightForWidth(self.width())
            if tall > 0 and tall != self.minimumHeight():
                self.setFixedHeight(tall)
