"""What every input has in common: a label, saving when left, and a reason beside what cannot be saved."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.page_parts import TIGHT, text

T = TypeVar("T")
Save = Callable[[Any], object]


class InputField(QWidget, Generic[T]):
    """One labelled input.

    `save(value)` is called when the input is left and its value differs from the last one shown or saved; it may raise
    Refused (`desk.attempt` does), and then the words stand under the input with *not saved* and what was typed stays.
    Without `save` the field belongs to a form that reads `value()` when its button is pressed.

    `show_value(value)` is for refreshing: it leaves alone an input that is being typed in or is not saved.
    `reset(value)` is for showing another thing: it always replaces. `value()` raises Refused where what is typed
    cannot be read. `edited` is emitted at every keystroke or choice, `kept` after a save.
    """

    edited = Signal()
    kept = Signal()

    def __init__(self, label: str, *, save: Save | None = None, hint: str = "", name: str = "") -> None:
        super().__init__()
        self._save = save
        self._shown: T | None = None
        self._wrong = False
        self.setObjectName(name)
        self.label = text(label, "label")
        self.hint = text(hint, "hint")
        self.hint.setVisible(bool(hint))
        self.error = text("", "error")
        self.error.hide()
        self.input = self._make(label)
        if name:
            self.input.setObjectName(f"{name}_input")
        if hint:
            self.input.setAccessibleDescription(hint)
        self.label.setBuddy(self._buddy())
        self.setFocusProxy(self._buddy())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        for part in (self.label, self.hint, self.input, self.error):
            box.addWidget(part)
        box.addStretch(1)
        self._at_rest: object = self._content()

    # What each kind of field fills in.

    def _make(self, label: str) -> QWidget:
        raise NotImplementedError

    def _buddy(self) -> QWidget:
        return self.input

    def _read(self) -> T:
        raise NotImplementedError

    def _write(self, value: T | None) -> None:
        raise NotImplementedError

    def _content(self) -> object:
        """What stands in the input, read or not: to see whether it has been touched."""
        raise NotImplementedError

    # What pages use.

    def value(self) -> T:
        """What is typed or chosen; raises Refused, and shows the reason, where it cannot be read."""
        try:
            found = self._read()
        except Refused as refused:
            self.refuse(refused.words)
            raise
        return found

    def reset(self, value: T | None) -> None:
        """Show this value, whatever was there before."""
        self._shown = value
        self._write(value)
        self._at_rest = self._content()
        self.clear_error()

    def show_value(self, value: T | None) -> None:
        """Show this value, unless something is being typed here or could not be saved."""
        if not self.unsaved():
            self.reset(value)

    def unsaved(self) -> bool:
        """Whether what stands here differs from what was last shown or saved."""
        return self._wrong or self._content() != self._at_rest

    def commit(self) -> bool:
        """Save now if anything changed; False if that was refused. Also called when the input is left."""
        if self._content() == self._at_rest and not self._wrong:
            return True
        try:
            value = self._read()
            if self._save is not None and value != self._shown:
                self._save(value)
        except Refused as refused:
            self.refuse(refused.words)
            return False
        if self._save is not None:
            self.reset(value)
            self.kept.emit()
        else:
            self._write(value)
            self.clear_error()
        return True

    def refuse(self, words: str) -> None:
        """Show why this was not taken, with the words *not saved* where it saves by itself."""
        self._wrong = True
        shown = _("Not saved. {reason}").format(reason=words) if self._save is not None else words
        self.error.setText(shown)
        self.error.show()
        self.input.setAccessibleDescription(shown)
        self._mark()

    def clear_error(self) -> None:
        """Take the reason away."""
        self._wrong = False
        self.error.hide()
        self.error.clear()
        self.input.setAccessibleDescription(self.hint.text())
        self._mark()

    def _mark(self) -> None:
        if bool(self.input.property("wrong")) is self._wrong:
            return  # asking for the style for the first time costs as much as the whole field
        for part in (self.input, self._buddy()):
            part.setProperty("wrong", self._wrong)
            part.style().unpolish(part)
            part.style().polish(part)

    @Slot()
    def _save_when_left(self) -> None:
        self.commit()

    @Slot()
    def _emit_edited(self) -> None:
        self.edited.emit()
