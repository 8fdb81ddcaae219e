"""The lines of a register and their keys: P L T A N mark and go on, Space goes on, digits jump."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import MARK_KEYS
from artsrx.records.register import RegisterLine
from artsrx.ui.page_parts import TIGHT, clear
from artsrx.ui.screens.register.person_line import PersonLineRow
from artsrx.ui.theme import Theme

# Two digits typed within this time are one number.
TOGETHER_MS = 1200
STEPS = {
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_Home: -100_000,
    Qt.Key.Key_End: 100_000,
}


class MarkingSheet(QWidget):
    """All lines. `keyed(place, Mark | None)` by a key, `marked(place, Mark | None)` by a button, `noted(place, words)`."""

    keyed = Signal(object, object)
    marked = Signal(object, object)
    noted = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[PersonLineRow] = []
        self.at = 0
        self._digits = ""
        self._since = QElapsedTimer()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(TIGHT)
        self.setAccessibleName(_("Register"))
        theme.changed.connect(self._rebuild)

    def show_lines(self, lines: Sequence[RegisterLine], *, saved: frozenset[UUID] = frozenset()) -> None:
        """Show these lines, keeping the one the keys go to; `saved` are the places just written."""
        if [row.place for row in self.rows] != [line.place for line in lines]:
            self._build(lines)
        for row, line in zip(self.rows, lines, strict=True):
            row.show_line(line, saved=line.place in saved)

    def current(self) -> PersonLineRow | None:
        """The line that the keys go to."""
        return self.rows[self.at] if self.rows else None

    def row_of(self, place: UUID) -> PersonLineRow | None:
        """The line of a place."""
        return next((row for row in self.rows if row.place == place), None)

    def go_to(self, at: int) -> None:
        """Let the keys go to the line at this place, from 0, or to the nearest there is."""
        if not self.rows:
            return
        self.rows[min(self.at, len(self.rows) - 1)].set_current(False)
        self.at = min(max(at, 0), len(self.rows) - 1)
        row = self.rows[self.at]
        row.set_current(True)
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_to(row)

    def go_to_first_blank(self) -> None:
        """Begin where nobody has been marked yet."""
        blank = (at for at, row in enumerate(self.rows) if row.line.mark is None)
        self.go_to(next(blank, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = event.key(), event.text().upper()
        row = self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        keypad = event.modifiers() == Qt.KeyboardModifier.KeypadModifier
        if not letter.isdecimal():
            self._digits = ""
        if row is None or not (plain or keypad):
            super().keyPressEvent(event)
        elif letter in MARK_KEYS:
            self.keyed.emit(row.place, MARK_KEYS[letter])
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.keyed.emit(row.place, None)
        elif key in STEPS:
            self.go_to(self.at + STEPS[Qt.Key(key)])
        elif letter.isdecimal() and letter.isascii():
            self._jump(letter)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row.write_note()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _build(self, lines: Sequence[RegisterLine]) -> None:
        now = self.current()
        was, held = (now.place if now else None), bool(now and now.hasFocus())
        clear(self._lines)
        self.rows = [PersonLineRow(line, self._theme) for line in lines]
        for row in self.rows:
            row.marked.connect(self.marked)
            row.noted.connect(self.noted)
            row.picked.connect(self._go_to_person)
            self._lines.addWidget(row)
            # At once, so that it can have the focus at once.
            row.show()
        self._lines.addStretch(1)
        self._fit_rows()
        self.at = next((at for at, row in enumerate(self.rows) if row.place == was), 0)
        if self.rows:
            self.rows[self.at].set_current(True)
            if held:
                self.rows[self.at].setFocus()

    def _jump(self, digit: str) -> None:
        together = self._since.isValid() and self._since.elapsed() < TOGETHER_MS
        self._digits = self._digits + digit if together else digit
        if int(self._digits) > len(self.rows):
            self._digits = digit
        self._since.start()
        if 0 < int(self._digits) <= len(self.rows):
            self.go_to(int(self._digits) - 1)

    def _scroll_to(self, row: PersonLineRow) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(row, 0, self._theme.px(60))

    @Slot(object)
    def _go_to_person(self, place: UUID) -> None:
        at = next((at for at, row in enumerate(self.rows) if row.place == place), None)
        if at is not None:
            self.go_to(at)

    @Slot()
    def _rebuild(self) -> None:
        self._build([row.line for row in self.rows])

    @Slot()
    def _fit_rows(self) -> None:
        for row in self.rows:
            row.set_narrow(self.width() < row.wide_enough())
