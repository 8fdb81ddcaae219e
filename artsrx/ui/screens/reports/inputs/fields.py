"""The asks that need one field and no more: words, one of a few, a tick."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from artsrx.reports.asks import AskOneOf, AskTick, AskWords
from artsrx.ui.desk import Desk
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.tick import TickField
from artsrx.ui.page_parts import column
from artsrx.ui.screens.reports.inputs.ask_input import AskInput

LINES = 3


class _FieldInput(AskInput):
    """An input that is one field, whose value is the answer."""

    field: InputField[Any]

    def _lay_out(self, field: InputField[Any]) -> None:
        self.field = field
        self.setLayout(column(field))
        field.edited.connect(self.moved)

    def answer(self) -> object:
        return self.field.value()

    def typed(self) -> object:
        return self.field.value()

    def put(self, typed: object) -> None:
        self.field.reset(typed)

    def main(self) -> QWidget:
        return self.field


class WordsInput(_FieldInput):
    """A few lines of plain text."""

    def __init__(self, ask: AskWords, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self._lay_out(NotesField(ask.words, name=ask.key, lines=LINES, hint=ask.hint))


class OneOfInput(_FieldInput):
    """One of a few; the first to begin with."""

    def __init__(self, ask: AskOneOf, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self._first = ask.options[0][0]
        self._lay_out(ChoiceField(ask.words, ask.options, name=ask.key))
        self.put(None)

    def put(self, typed: object) -> None:
        self.field.reset(typed or self._first)


class TickInput(_FieldInput):
    """A box to tick, empty to begin with."""

    def __init__(self, ask: AskTick, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self._lay_out(TickField(ask.words, name=ask.key))
