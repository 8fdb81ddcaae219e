"""The input of several lines, saved when it is left as a line is."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from artsrx.ui.inputs.input_field import InputField, Save


class NotesField(InputField[str]):
    """Several lines of plain text, grown from `lines`; Tab goes on to the next input."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "", lines: int = 4) -> None:
        self._lines = lines
        super().__init__(label, save=save, hint=hint, name=name)

    def _make(self, label: str) -> QWidget:
        self.notes = _NotesEdit(self._lines)
        self.notes.setAccessibleName(label)
        self.notes.left.connect(self._save_when_left)
        self.notes.textChanged.connect(self._emit_edited)
        return self.notes

    def _read(self) -> str:
        return self.notes.toPlainText().strip()

    def _write(self, value: str | None) -> None:
        if self.notes.toPlainText() != (value or ""):
            self.notes.setPlainText(value or "")

    def _content(self) -> object:
        return self.notes.toPlainText()


class _NotesEdit(QPlainTextEdit):
    """Says when it is left, as a line does."""

    left = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        """As tall as its lines at the present size of the text."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 22)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
