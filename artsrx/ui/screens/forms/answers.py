"""The questions of one form, each with a small box that takes number keys and goes on by itself."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from artsrx.domain.i18n import _
from artsrx.instruments.instrument import FormQuestion, Instrument
from artsrx.ui.flow_layout import FlowLayout
from artsrx.ui.page_parts import GAP, NEAR, clear, restyle, text
from artsrx.ui.theme import Theme

BOX = 64


class AnswerBox(QLineEdit):
    """Takes one answer, and goes on at once where no further digit could belong to it.

    After a 1 that could be the start of a 10 it waits: 0 makes it 10, another number is the next answer, and Tab or
    Enter goes on. Signals: `answered` to go on, `entered` by Enter, `carried(digit)` for the next box, `left_back`,
    `wrong(words)`.
    """

    answered = Signal()
    entered = Signal()
    carried = Signal(str)
    left_back = Signal()
    wrong = Signal(str)

    def __init__(self, question: FormQuestion, place: int, words: str, theme: Theme) -> None:
        super().__init__()
        self.question = question
        self._place = place
        self.setObjectName(f"answer_{question.key}")
        self.setFixedWidth(theme.px(BOX))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(
            _("Question {number}, {takes}: {words}").format(number=place + 1, takes=question.takes_words, words=words)
        )

    def value(self) -> int | None:
        """The answer, None while blank."""
        return int(self.text()) if self.text() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 3 * self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.answered.emit()
        elif key == Qt.Key.Key_Up or (key == Qt.Key.Key_Backspace and not self.text()):
            self.left_back.emit()
        elif typed.isdecimal() and typed.isascii():
            self.digit(typed)
        elif typed.isprintable() and typed:
            self._refuse(typed)
        else:
            super().keyPressEvent(event)

    def digit(self, typed: str) -> None:
        """Take one number key."""
        before = "" if self.hasSelectedText() else self.text()
        if before and self._begins(before + typed):
            self._take(before + typed)
        elif before:
            self.carried.emit(typed)
        elif self._begins(typed):
            self._take(typed)
        else:
            self._refuse(typed)

    def _begins(self, digits: str) -> bool:
        """Whether an answer to this question begins with these digits, or is them."""
        return any(str(value).startswith(digits) for value in self.question.values)

    def _take(self, digits: str) -> None:
        self.setText(digits)
        self.textEdited.emit(digits)
        if not any(self._begins(digits + more) for more in "0123456789"):
            self.answered.emit()

    def _refuse(self, typed: str) -> None:
        self.wrong.emit(self.question.refusal(self._place + 1, typed).words)


class WordedOptions(QWidget):
    """The worded answers of a question, each behind its number; the one that is given stands out."""

    def __init__(self, question: FormQuestion) -> None:
        super().__init__()
        self._labels = {
            option.value: text(f"{option.value} {option.words}", "hint", wrap=False) for option in question.options
        }
        layout = FlowLayout(self)
        for label in self._labels.values():
            layout.addWidget(label)

    @Slot(str)
    def show_given(self, digits: str) -> None:
        """Let the option with this number stand out, or none."""
        for value, label in self._labels.items():
            label.setObjectName("strong" if str(value) == digits else "hint")
            restyle(label)


class AnswerBoxes(QWidget):
    """All questions of an instrument. `done` when the last one is left, `entered` by Enter there, `edited` at each answer."""

    done = Signal()
    entered = Signal()
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: list[AnswerBox] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(NEAR)
        self._grid.setColumnStretch(1, 1)
        self._error = text("", "error")
        self._error.hide()

    def show_instrument(self, instrument: Instrument) -> None:
        """Ask the questions of this instrument, all blank."""
        self._grid.removeWidget(self._error)
        self._error.setParent(self)
        self._error.hide()
        clear(self._grid)
        self.boxes = []
        for place, question in enumerate(instrument.questions):
            words = instrument.words(place)
            box = AnswerBox(question, place, words, self._theme)
            box.answered.connect(self._next)
            box.entered.connect(self._enter)
            box.left_back.connect(self._back)
            box.carried.connect(self._carry)
            box.wrong.connect(self.refuse)
            box.textEdited.connect(self._clear_error)
            shown = words if instrument.wording_shipped else _("Question {number}").format(number=place + 1)
            label = text(shown)
            label.setBuddy(box)
            self._grid.addWidget(box, 2 * place, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, 2 * place, 1)
            self._grid.addWidget(_takes(question, box), 2 * place + 1, 1)
            box.show()
            self.boxes.append(box)
        for before, after in zip(self.boxes, self.boxes[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._grid.addWidget(self._error, 2 * len(self.boxes), 0, 1, 2)

    def values(self) -> dict[str, int]:
        """The answers given, by question; blanks are left out."""
        return {box.question.key: value for box in self.boxes if (value := box.value()) is not None}

    def show_values(self, answers: Mapping[str, int]) -> None:
        """Show these answers."""
        for box in self.boxes:
            value = answers.get(box.question.key)
            box.setText("" if value is None else str(value))
        self._error.hide()

    def begin(self) -> None:
        """Go to the first question."""
        if self.boxes:
            self.boxes[0].setFocus()

    @Slot(str)
    def refuse(self, words: str) -> None:
        """Say why a key was not taken."""
        self._error.setText(words)
        self._error.show()

    def _at(self) -> int:
        focused = self.focusWidget()
        return next((place for place, box in enumerate(self.boxes) if box is focused), -1)

    @Slot()
    def _next(self) -> None:
        at = self._at()
        if at == len(self.boxes) - 1:
            self.done.emit()
        else:
            self.boxes[at + 1].setFocus()

    @Slot()
    def _enter(self) -> None:
        if self._at() == len(self.boxes) - 1:
            self.entered.emit()
        else:
            self._next()

    @Slot()
    def _back(self) -> None:
        at = self._at()
        if at > 0:
            self.boxes[at - 1].setFocus()

    @Slot(str)
    def _carry(self, typed: str) -> None:
        at = self._at()
        if at == len(self.boxes) - 1:
            self.boxes[at].wrong.emit(_("That was the last question. Press Enter to save."))
        else:
            self.boxes[at + 1].setFocus()
            self.boxes[at + 1].digit(typed)

    @Slot()
    def _clear_error(self) -> None:
        self._error.hide()
        self.edited.emit()


def _takes(question: FormQuestion, box: AnswerBox) -> QWidget:
    """What a question takes, to stand under it."""
    if not question.options:
        return text(question.takes_words, "hint")
    options = WordedOptions(question)
    box.textChanged.connect(options.show_given)
    return options
