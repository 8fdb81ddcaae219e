"""The plainest input: one line of text; and what it shares with every input of one line."""

from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from artsrx.ui.inputs.input_field import InputField, Save
from artsrx.ui.inputs.roomy_line import RoomyLine

T = TypeVar("T")


class LineField(InputField[T]):
    """One line that is read into a value by `parse` and shown by `show`."""

    example = ""

    def _make(self, label: str) -> QWidget:
        self.line = self._new_line()
        self.line.setAccessibleName(label)
        self.line.setPlaceholderText(self.example)
        self.line.editingFinished.connect(self._save_when_left)
        self.line.textEdited.connect(self._emit_edited)
        return self.line

    def _new_line(self) -> QLineEdit:
        return RoomyLine()

    def _read(self) -> T:
        return self.parse(self.line.text().strip())

    def _write(self, value: T | None) -> None:
        words = "" if value is None else self.show_words(value)
        if self.line.text() != words:
            self.line.setText(words)

    def _content(self) -> object:
        return self.line.text()

    def parse(self, words: str) -> T:
        """The value of what was typed; raises Refused."""
        raise NotImplementedError

    def show_words(self, value: T) -> str:
        """The value as it is shown."""
        return str(value)


class TextField(LineField[str]):
    """One line of text, without spaces at its ends; `secret` hides what is typed."""

    def __init__(
        self,
        label: str,
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        example: str = "",
        secret: bool = False,
    ) -> None:
        self.example = example
        super().__init__(label, save=save, hint=hint, name=name)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def parse(self, words: str) -> str:
        return words
