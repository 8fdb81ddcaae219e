"""A small form that opens under a button: a few fields, one verb, and a way out."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.ask import Asker
from artsrx.ui.buttons import button, primary
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.front.password import NewPasswordFields
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.page_parts import GAP, column, text


class InlineForm(QFrame):
    """Hidden until `begin`; emits `wanted` when its verb is pressed. `busy`, `fail` and `done` answer it."""

    wanted = Signal()

    def __init__(
        self, ask: Asker, title: str, words: str, verb: str, *parts: InputField[Any] | NewPasswordFields
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._ask = ask
        self._parts = parts
        self._opener: QWidget | None = None
        inputs: list[InputField[Any]] = []
        for part in parts:
            inputs.extend(part.fields if isinstance(part, NewPasswordFields) else (part,))
        self._fields = {field.objectName(): field for field in inputs}
        self.verb = primary(verb, self.submit)
        self.leave = button(_("Not now"), self.close_again)
        self.error = text("", "error")
        self.error.hide()
        lead = (text(words),) if words else ()
        self.setLayout(
            column(text(title, "heading"), *lead, *parts, self.error, FlowBox(self.verb, self.leave), gap=GAP, edge=16)
        )
        last = inputs[-1].input
        if isinstance(last, QLineEdit):
            # Enter in the last line is the verb, which may be below the edge of the window.
            last.returnPressed.connect(self.verb.click)
        self.hide()

    @Slot()
    def begin(self) -> None:
        """Open, empty, with the focus in the first field."""
        self._opener = QApplication.focusWidget()
        self._empty()
        self.show()
        self._parts[0].setFocus()

    def _empty(self) -> None:
        for field in self._fields.values():
            field.reset(None)
        self.error.hide()
        self.busy(on=False)

    @Slot()
    def close_again(self) -> None:
        """Close; the focus goes back to what opened it, so that the page stays where it is."""
        inside = QApplication.focusWidget()
        if self._opener is not None and inside is not None and (inside is self or self.isAncestorOf(inside)):
            self._opener.setFocus()
        self._opener = None
        self.hide()

    @Slot()
    def submit(self) -> None:
        """The verb was pressed."""
        self.error.hide()
        for field in self._fields.values():
            field.clear_error()
        self.wanted.emit()

    def busy(self, *, on: bool) -> None:
        """While the worker is at it, nothing here can be pressed."""
        if on and (self.verb.hasFocus() or self.leave.hasFocus()):
            # A button that is switched off would hand the focus on, and the page would follow it.
            self.setFocus()
        self.verb.setEnabled(not on)
        self.leave.setEnabled(not on)

    def fail(self, error: Exception) -> None:
        """Show why it could not be done: beside the field that it names, else above the buttons."""
        self.busy(on=False)
        if isinstance(error, StoreError):
            self._ask.trouble(error)
            return
        if not isinstance(error, Refused):
            raise error
        field = self._fields.get(error.field or "")
        if field is not None:
            field.refuse(error.words)
            field.setFocus()
        else:
            self.error.setText(error.words)
            self.error.show()

    def finish(self) -> None:
        """Close again, with nothing left in it: it may have held a password."""
        self._empty()
        self.close_again()
