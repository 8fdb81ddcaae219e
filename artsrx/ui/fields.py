"""The few inputs: text, notes, date, birth date, number, time, choice, yes/no/not asked, tick; and the form."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from artsrx.domain.dates import clock, long_date, parse_time, typed_birth, typed_date
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Answer, answer_words
from artsrx.domain.words import _
from artsrx.ui.field import Field, Save
from artsrx.ui.parts import GAP, row

T = TypeVar("T")
Born = tuple[date | None, int | None]

__all__ = [
    "BirthField",
    "ChoiceField",
    "DateField",
    "Field",
    "Form",
    "NotesField",
    "NumberField",
    "PickField",
    "Save",
    "TextField",
    "TickField",
    "TimeField",
    "YesNoNotAsked",
]


class _LineField(Field[T]):
    """One line that is read into a value by `parse` and shown by `show`."""

    example = ""

    def _make(self, label: str) -> QWidget:
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setPlaceholderText(self.example)
        self.line.editingFinished.connect(self._left)
        self.line.textEdited.connect(self._touched)
        return self.line

    def _read(self) -> T:
        return self.parse(self.line.text().strip())

    def _write(self, value: T | None) -> None:
        words = "" if value is None else self.show_words(value)
        if self.line.text() != words:
            self.line.setText(words)

    def _typed(self) -> object:
        return self.line.text()

    def parse(self, words: str) -> T:
        """The value of what was typed; raises Refused."""
        raise NotImplementedError

    def show_words(self, value: T) -> str:
        """The value as it is shown."""
        return str(value)


class TextField(_LineField[str]):
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


class DateField(_LineField[date | None]):
    """A day typed in any form, day first ("3/4/51", "today"); shown as "3 April 1951" when left; blank is None."""

    def __init__(
        self,
        label: str,
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        self.example = _("for example 3/4/26")
        self._today = today
        super().__init__(label, save=save, hint=hint, name=name)

    def parse(self, words: str) -> date | None:
        return typed_date(words, today=self._today())

    def show_words(self, value: date | None) -> str:
        return long_date(value) if value else ""


class BirthField(_LineField[Born]):
    """A birth date, or only the year where that is all anybody knows: the value is (date, year), one of them None."""

    def __init__(
        self,
        label: str,
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        self.example = _("for example 3/4/51, or 1951")
        self._today = today
        super().__init__(label, save=save, hint=hint, name=name)

    def parse(self, words: str) -> Born:
        return typed_birth(words, today=self._today())

    def show_words(self, value: Born) -> str:
        born, year = value
        return long_date(born) if born else str(year or "")


class NumberField(_LineField[int | None]):
    """A whole number between `least` and `most`; blank is None."""

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 9999,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
    ) -> None:
        self._least, self._most = least, most
        super().__init__(label, save=save, hint=hint, name=name)
        self.line.setMaximumWidth(self.line.fontMetrics().averageCharWidth() * 16)

    def parse(self, words: str) -> int | None:
        if not words:
            return None
        if not words.isdecimal() or not self._least <= int(words) <= self._most:
            raise Refused(
                _("Please type a whole number from {least} to {most}.").format(least=self._least, most=self._most)
            )
        return int(words)

    def show_words(self, value: int | None) -> str:
        return "" if value is None else str(value)


class TimeField(_LineField[time | None]):
    """A time of day: "2 pm", "14.30", "1400"; shown as "2 pm" when left; blank is None."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "") -> None:
        self.example = _("for example 2 pm")
        super().__init__(label, save=save, hint=hint, name=name)
        self.line.setMaximumWidth(self.line.fontMetrics().averageCharWidth() * 20)

    def parse(self, words: str) -> time | None:
        return parse_time(words) if words else None

    def show_words(self, value: time | None) -> str:
        return clock(value) if value is not None else ""


class NotesField(Field[str]):
    """Several lines of plain text, grown from `lines`; Tab goes on to the next input."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "", lines: int = 4) -> None:
        self._lines = lines
        super().__init__(label, save=save, hint=hint, name=name)

    def _make(self, label: str) -> QWidget:
        self.notes = _Notes()
        self.notes.setAccessibleName(label)
        self.notes.setMinimumHeight(self.notes.fontMetrics().lineSpacing() * self._lines + 22)
        self.notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.notes.setMaximumHeight(self.notes.minimumHeight())
        self.notes.left.connect(self._left)
        self.notes.textChanged.connect(self._touched)
        return self.notes

    def _read(self) -> str:
        return self.notes.toPlainText().strip()

    def _write(self, value: str | None) -> None:
        if self.notes.toPlainText() != (value or ""):
            self.notes.setPlainText(value or "")

    def _typed(self) -> object:
        return self.notes.toPlainText()


class ChoiceField(Field[Any]):
    """One of a list of (value, words); saved at once when chosen. The value is what was given, any plain value.

    `set_choices` replaces the list and keeps what is chosen where it still exists. With `blank` the first entry is
    empty and means None.
    """

    def __init__(
        self,
        label: str,
        choices: Iterable[tuple[Any, str]] = (),
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
        blank: str | None = None,
    ) -> None:
        self._blank = blank
        self._choices: list[tuple[Any, str]] = []
        super().__init__(label, save=save, hint=hint, name=name)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer these instead."""
        chosen = self._typed()
        self._choices = ([(None, self._blank)] if self._blank is not None else []) + list(choices)
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([words for _value, words in self._choices])
        self.combo.blockSignals(False)
        self._write(chosen)
        self._at_rest = self._typed()

    def _make(self, label: str) -> QWidget:
        self.combo = _Combo()
        self.combo.setAccessibleName(label)
        self.combo.activated.connect(self._chosen)
        return self.combo

    @Slot()
    def _chosen(self) -> None:
        self.edited.emit()
        self.commit()

    def _read(self) -> Any:
        return self._typed()

    def _write(self, value: Any) -> None:
        places = [place for place, (choice, _words) in enumerate(self._choices) if choice == value]
        self.combo.setCurrentIndex(places[0] if places else (0 if self._blank is not None else -1))

    def _typed(self) -> Any:
        place = self.combo.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None


class _Group(Field[T]):
    """A row of round buttons of which one is chosen; arrow keys move, and a choice saves at once."""

    def _choices(self) -> Sequence[tuple[T, str]]:
        raise NotImplementedError

    def _make(self, label: str) -> QWidget:
        box = QWidget()
        box.setAccessibleName(label)
        self._group = QButtonGroup(box)
        self._values: dict[int, T] = {}
        line = row(gap=GAP)
        for number, (value, words) in enumerate(self._choices()):
            choice = QRadioButton(words)
            choice.setAccessibleName(f"{label}: {words}")
            self._group.addButton(choice, number)
            self._values[number] = value
            line.addWidget(choice)
        line.addStretch(1)
        box.setLayout(line)
        self._group.buttonClicked.connect(self._pressed)
        return box

    def _buddy(self) -> QWidget:
        return self._group.button(0)

    @Slot(QAbstractButton)
    def _pressed(self, _button: QAbstractButton) -> None:
        self.edited.emit()
        self.commit()

    def _typed(self) -> object:
        return self._values.get(self._group.checkedId())

    def _read(self) -> T:
        number = self._group.checkedId()
        if number not in self._values:
            raise Refused(_("Please choose one."))
        return self._values[number]

    def _write(self, value: T | None) -> None:
        self._group.setExclusive(False)
        for number, choice in self._values.items():
            self._group.button(number).setChecked(choice == value)
        self._group.setExclusive(True)


class YesNoNotAsked(_Group[str]):
    """Yes, no or not asked; the value is an `Answer`."""

    def _choices(self) -> Sequence[tuple[str, str]]:
        return [(answer, answer_words(answer)) for answer in Answer]


class PickField(_Group[Any]):
    """One of a few (value, words), all of them visible; for three or four choices."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Any, str]],
        *,
        save: Save | None = None,
        hint: str = "",
        name: str = "",
    ) -> None:
        self._offered = choices
        super().__init__(label, save=save, hint=hint, name=name)

    def _choices(self) -> Sequence[tuple[Any, str]]:
        return self._offered


class TickField(Field[bool]):
    """One box to tick; its words stand beside it, and a change saves at once."""

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "") -> None:
        super().__init__(label, save=save, hint=hint, name=name)
        self.label.hide()

    def _make(self, label: str) -> QWidget:
        self.box = QCheckBox(label)
        self.box.clicked.connect(self._ticked)
        return self.box

    @Slot()
    def _ticked(self) -> None:
        self.edited.emit()
        self.commit()

    def _typed(self) -> object:
        return self.box.isChecked()

    def _read(self) -> bool:
        return self.box.isChecked()

    def _write(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))


class Form(QWidget):
    """Fields in one or two columns; `error(refused)` puts a refusal beside the field it names.

    `fields` are by name, the same name that a Refused carries. `values()` reads them all and raises the first
    Refused, with the focus moved there.
    """

    def __init__(self, fields: Sequence[Field[Any]], *, columns: int = 1) -> None:
        super().__init__()
        self.fields = {field.objectName() or str(number): field for number, field in enumerate(fields)}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP + 8)
        grid.setVerticalSpacing(GAP)
        for number, field in enumerate(fields):
            grid.addWidget(field, number // columns, number % columns)
        for place in range(columns):
            grid.setColumnStretch(place, 1)

    def values(self) -> dict[str, Any]:
        """The value of each field by its name; raises Refused at the first that cannot be read."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                found[name] = field.value()
            except Refused:
                field.setFocus()
                raise
            field.clear_error()
        return found

    def refuse(self, refused: Refused) -> bool:
        """Put the words beside the field that `refused` names; False where it names none of these."""
        field = self.fields.get(refused.field or "")
        if field is None:
            return False
        field.refuse(refused.words)
        field.setFocus()
        return True

    def unsaved(self) -> bool:
        """Whether anything has been typed that is not kept yet."""
        return any(field.unsaved() for field in self.fields.values())

    def reset(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            field.reset(None)


class _Notes(QPlainTextEdit):
    """Says when it is left, as a line does."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class _Combo(QComboBox):
    """Does not change under a scrolling wheel, which would save by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
