"""Inputs with a closed list: a drop-down, a row of round buttons."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QRadioButton,
    QWidget,
)

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.flow_layout import lay_flowing
from artsrx.ui.inputs.input_field import InputField, Save
from artsrx.ui.page_parts import GAP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionComboBox

T = TypeVar("T")
# A drop-down of long names may be as narrow as this.
LEAST_LETTERS = 18


class ChoiceField(InputField[Any]):
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
        chosen = self._content()
        self._choices = ([(None, self._blank)] if self._blank is not None else []) + list(choices)
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([words for _value, words in self._choices])
        self.combo.blockSignals(False)
        self._write(chosen)
        self._at_rest = self._content()

    def _make(self, label: str) -> QWidget:
        self.combo = _CalmCombo()
        self.combo.setAccessibleName(label)
        self.combo.activated.connect(self._save_choice)
        return self.combo

    @Slot()
    def _save_choice(self) -> None:
        self.edited.emit()
        self.commit()

    def _read(self) -> Any:
        return self._content()

    def _write(self, value: Any) -> None:
        places = [place for place, (choice, _words) in enumerate(self._choices) if choice == value]
        self.combo.setCurrentIndex(places[0] if places else (0 if self._blank is not None else -1))

    def _content(self) -> Any:
        place = self.combo.currentIndex()
        return self._choices[place][0] if 0 <= place < len(self._choices) else None


class _RadioField(InputField[T]):
    """A row of round buttons of which one is chosen; arrow keys move, and a choice saves at once."""

    def _choices(self) -> Sequence[tuple[T, str]]:
        raise NotImplementedError

    def _make(self, label: str) -> QWidget:
        box = QWidget()
        box.setAccessibleName(label)
        self._group = QButtonGroup(box)
        self._values: dict[int, T] = {}
        choices = []
        for number, (value, words) in enumerate(self._choices()):
            choice = QRadioButton(words)
            choice.setAccessibleName(f"{label}: {words}")
            self._group.addButton(choice, number)
            self._values[number] = value
            choices.append(choice)
        lay_flowing(box, choices, gap=GAP)
        self._group.buttonClicked.connect(self._save_choice)
        return box

    def _buddy(self) -> QWidget:
        return self._group.button(0)

    @Slot(QAbstractButton)
    def _save_choice(self, _button: QAbstractButton) -> None:
        self.edited.emit()
        self.commit()

    def _content(self) -> object:
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


class YesNoNotAsked(_RadioField[str]):
    """Yes, no or not asked; the value is an `Answer`."""

    def _choices(self) -> Sequence[tuple[str, str]]:
        from artsrx.domain.vocabulary import Answer, answer_words

        return [(answer, answer_words(answer)) for answer in Answer]


class PickField(_RadioField[Any]):
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


class _CalmCombo(QComboBox):
    """Does not change under a scrolling wheel, which would save by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizing = False
        self.setProperty("focusPolicy", "StrongFocus")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def minimumSizeHint(self) -> QSize:
        """Long names give way; whoever lays it out should give it the width of its `sizeHint`."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self.fontMetrics().averageCharWidth() * LEAST_LETTERS), least.height())

    def initStyleOption(self, option: "QStyleOptionComboBox") -> None:
        """Words for which there is no room end in an ellipsis; the tip has them whole, and so has the list."""
        super().initStyleOption(option)
        if self._sizing:
            return
        # Qt asks for the option to find the size out, too.
        self._sizing = True
        tip = self._shorten(option) if self.width() < self.sizeHint().width() else ""
        self._sizing = False
        if self.toolTip() != tip:
            self.setToolTip(tip)

    def _shorten(self, option: "QStyleOptionComboBox") -> str:
        """Cut the words in the option to the room there is; what they were, if they were cut."""
        # Loaded only here: the unlock window is painted without them.
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QStyle

        parts = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(parts[0], option, parts[1], self).width()
        whole = self.currentText()
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        return whole if option.currentText != whole else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
