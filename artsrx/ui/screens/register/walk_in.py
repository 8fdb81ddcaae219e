"""The line for somebody who simply came: a name, Enter, and they are on the register, present."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.buttons import button
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.roomy_line import RoomyLine
from artsrx.ui.page_parts import NEAR, TIGHT, column, text


class WalkInLine(QWidget):
    """`named(name)` on Enter or Add; `back` on Esc."""

    named = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = RoomyLine()
        self.line.setObjectName("walk_in")
        self.line.setPlaceholderText(_("Name, for example Ada Lovelace, then Enter"))
        self.line.setAccessibleName(_("Walk-in: type a name and press Enter"))
        self.line.returnPressed.connect(self._emit_name)
        self.add = button(_("Add walk-in"), self._emit_name)
        self._message = text("", "good")
        self._message.hide()
        label = text(_("Walk-in (W)"), "label")
        label.setBuddy(self.line)
        inputs = folding((self.line, 1), (self.add, 0), gap=NEAR)
        self.setLayout(column(label, inputs, self._message, gap=TIGHT))

    @Slot()
    def begin(self) -> None:
        """Take the focus."""
        self.line.setFocus()

    def clear(self) -> None:
        """Forget what was typed and said."""
        self.line.clear()
        self._message.hide()

    def show_added(self, name: str) -> None:
        """Say that this name is on the register now, and be ready for another."""
        self.line.clear()
        self._say("good", _("{name} is on the register, present. Saved.").format(name=name))

    def refuse(self, refused: Refused) -> None:
        """Say why the name was not taken; it stays."""
        self._say("error", refused.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            # A letter typed in the line is never a key of the register.
            event.accept()

    def _say(self, role: str, words: str) -> None:
        self._message.setObjectName(role)
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)
        self._message.setText(words)
        self._message.show()
        self.line.setAccessibleDescription(words)

    @Slot()
    def _emit_name(self) -> None:
        self.named.emit(self.line.text().strip())
