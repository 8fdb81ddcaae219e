"""One person on the register: number, name, what they need, five buttons, and that the mark is saved."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QGridLayout, QLineEdit, QPushButton, QSizePolicy

from artsrx.domain.vocabulary import MARK_KEYS, Mark, mark_words
from artsrx.domain.words import _
from artsrx.records.register import RegisterLine
from artsrx.ui.look import Look
from artsrx.ui.parts import NEAR, TIGHT, restyle, row, text
from artsrx.ui.screens.register.words import TONES, details, sentence

# The least that a finger hits without fail (WCAG 2.5.5), in pixels at 100 %.
TARGET = 44
NAME_POINTS = 16


class LineRow(QFrame):
    """One line. `marked(place, Mark | None)` when a button is pressed, `noted(place, words)` when a note is left.

    `picked(place)` when somebody points at the line. The line itself holds the focus; its buttons are for the pointer.
    """

    marked = Signal(object, object)
    noted = Signal(object, str)
    picked = Signal(object)

    def __init__(self, line: RegisterLine, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line = line
        self._narrow = False
        self.setObjectName("registerline")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._number = text("", "muted", wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._name = text("", "strong")
        self._details = text("", "muted")
        self._mark = text("", "plain", wrap=False)
        self._saved = text("", "good", wrap=False)
        self.note = QLineEdit()
        self.note.hide()
        self.note.editingFinished.connect(self._note_left)
        self.buttons = QButtonGroup(self)
        self.buttons.setExclusive(False)
        self._grid = QGridLayout(self)
        self._marks = row(gap=TIGHT + 2)
        self._make_buttons()
        self._set_sizes()
        self._lay_out()
        self.show_line(line)

    @property
    def place(self) -> UUID:
        """Whose line it is."""
        return self.line.place

    def show_line(self, line: RegisterLine, *, saved: bool = False) -> None:
        """Show this line; `saved` says that a mark of it has just been written."""
        if line.mark != self.line.mark or not line.mark:
            self._saved.clear()
        self.line = line
        self._number.setText(str(line.number))
        self._name.setText(line.name)
        self._details.setText(details(line))
        self._details.setVisible(bool(self._details.text()))
        self._details.setToolTip(line.needs)
        self._mark.setText(mark_words(line.mark) if line.mark else "")
        if saved:
            self._saved.setText(_("Saved") if line.mark else _("Cleared"))
        for button in self.buttons.buttons():
            button.setChecked(button.property("mark") == line.mark)
            said = mark_words(Mark(button.property("mark")))
            button.setAccessibleName(f"{line.name}: {said}")
        self.setProperty("blank", line.mark is None)
        self.setAccessibleName(sentence(line))

    def refuse(self, words: str) -> None:
        """Show that a mark was not saved, and why, on the line itself."""
        self.show_line(self.line)
        self._saved.clear()
        self._details.setText(_("Not saved. {reason}").format(reason=words))
        self._details.show()
        self.setAccessibleName(f"{sentence(self.line)} {self._details.text()}")

    def set_current(self, current: bool) -> None:
        """Show that the keys go here."""
        # Tab passes the sheet in one step: only the current line is on its way.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.setProperty("current", current)
        restyle(self)

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons under the name where they do not fit beside it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._lay_out()

    def write_note(self) -> None:
        """Open the note for typing."""
        self.note.setText(self.line.note)
        self.note.show()
        self.note.setFocus()

    def wide_enough(self) -> int:
        """From which width on the buttons fit beside the name."""
        letter = self._name.fontMetrics().averageCharWidth()
        return self._look.px(TARGET + 6) * 5 + self._mark.minimumWidth() + self._saved.minimumWidth() + letter * 26

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.place)
        super().mousePressEvent(event)

    def _make_buttons(self) -> None:
        for key, mark in MARK_KEYS.items():
            button = QPushButton(key)
            button.setObjectName("mark")
            button.setCheckable(True)
            button.setProperty("mark", mark.value)
            button.setProperty("tone", TONES[mark])
            button.setToolTip(f"{mark_words(mark)} ({key})")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons.addButton(button)
            self._marks.addWidget(button)
        self.buttons.buttonClicked.connect(self._pressed)

    def _set_sizes(self) -> None:
        side = self._look.px(TARGET)
        for button in self.buttons.buttons():
            button.setFixedSize(side, side)
        big = QFont(self.font())
        big.setPointSizeF(self._look.points(NAME_POINTS))
        for label in (self._number, self._name, self._mark):
            label.setFont(big)
        big.setBold(True)
        self._name.setFont(big)
        self._mark.setFont(big)
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance("000"))
        longest = max(self._mark.fontMetrics().horizontalAdvance(mark_words(mark)) for mark in Mark)
        self._mark.setMinimumWidth(longest + NEAR)
        self._saved.setMinimumWidth(self._saved.fontMetrics().horizontalAdvance(_("Cleared")) + NEAR)

    def _lay_out(self) -> None:
        grid = self._grid
        for label in (self._number, self._name, self._details, self.note, self._mark, self._saved):
            grid.removeWidget(label)
        grid.removeItem(self._marks)
        grid.setContentsMargins(NEAR, TIGHT, NEAR + TIGHT, TIGHT)
        grid.setHorizontalSpacing(NEAR + TIGHT)
        grid.setVerticalSpacing(0 if not self._narrow else TIGHT)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 0, 0, 1, 1)
        grid.addWidget(self._name, 0, 1, 1, 3 if self._narrow else 1)
        grid.addWidget(self._details, 1, 1, 1, 3 if self._narrow else 1)
        grid.addWidget(self.note, 2, 1, 1, 3 if self._narrow else 1)
        across = (3, 0, 1, 2) if self._narrow else (0, 2, 3, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addLayout(self._marks, *across, Qt.AlignmentFlag.AlignLeft | middle)
        grid.addWidget(self._mark, across[0], across[1] + across[3], across[2], 1, middle)
        grid.addWidget(self._saved, across[0], across[1] + across[3] + 1, across[2], 1, middle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        wanted = Mark(button.property("mark"))
        self.picked.emit(self.place)
        self.marked.emit(self.place, None if wanted == self.line.mark else wanted)

    @Slot()
    def _note_left(self) -> None:
        if not self.note.isHidden():
            self.note.hide()
            if self.note.text().strip() != self.line.note:
                self.noted.emit(self.place, self.note.text())
            self.setFocus()
