"""One person on the register: number, name, what they need, five buttons, and that the mark is saved."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import MARK_KEYS, Mark, mark_words
from artsrx.records.register import RegisterLine
from artsrx.ui.flow_layout import lay_flowing
from artsrx.ui.page_parts import NEAR, TIGHT, column, text
from artsrx.ui.screens.register.phrases import TONES, details, sentence
from artsrx.ui.theme import Theme

# The least that a finger hits without fail (WCAG 2.5.5), in pixels at 100 %.
TARGET = 44
NAME_POINTS = 16


class _MarkButton(QPushButton):
    """A square letter, `side` pixels each way whatever the style sheet makes of buttons."""

    def __init__(self, letter: str, side: int) -> None:
        super().__init__(letter)
        self._side = side
        self.setObjectName("mark")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _NoteLine(QLineEdit):
    """Keeps its keys to itself: Enter leaves the note, Esc leaves it as it was, and neither is a key of the register."""

    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
        event.accept()


class PersonLineRow(QFrame):
    """One line. `marked(place, Mark | None)` when a button is pressed, `noted(place, words)` when a note is left.

    `picked(place)` when somebody points at the line. The line itself holds the focus; its buttons are for the pointer.
    """

    marked = Signal(object, object)
    noted = Signal(object, str)
    picked = Signal(object)

    def __init__(self, line: RegisterLine, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self._narrow = False
        self.setObjectName("registerline")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._number = text("", "plain", wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._name = text("", "strong")
        self._details = text("", "muted")
        self._mark = text("", "plain", wrap=False)
        self._saved = text("", "good", wrap=False)
        self.note = _NoteLine()
        self.note.setAccessibleName(_("Note"))
        self.note.hide()
        self.note.dropped.connect(self._drop_note)
        self.note.editingFinished.connect(self._emit_note)
        self.buttons = QButtonGroup(self)
        self.buttons.setExclusive(False)
        self._mark.setIndent(NEAR)
        self._marks = QWidget()
        lay_flowing(self._marks, [*self._make_buttons(), self._mark, self._saved], gap=TIGHT + 2)
        self._set_sizes()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(NEAR, 2, NEAR, 2)
        self._grid.setHorizontalSpacing(NEAR + TIGHT)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._number, 0, 0)
        self._grid.addLayout(column(None, self._name, self._details, self.note, None, gap=0), 0, 1)
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
        if self.property("blank") is not (line.mark is None):
            self.setProperty("blank", line.mark is None)
            self.style().unpolish(self)
            self.style().polish(self)
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
        self.style().unpolish(self)
        self.style().polish(self)

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
        return self._theme.px(TARGET + 6) * 5 + self._mark.minimumWidth() + self._saved.minimumWidth() + letter * 24

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.place)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.write_note()
        event.accept()

    def _make_buttons(self) -> list[QPushButton]:
        made: list[QPushButton] = []
        for key, mark in MARK_KEYS.items():
            button = _MarkButton(key, self._theme.px(TARGET))
            button.setCheckable(True)
            button.setProperty("mark", mark.value)
            button.setProperty("tone", TONES[mark])
            button.setToolTip(f"{mark_words(mark)} ({key})")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.buttons.addButton(button)
            made.append(button)
        self.buttons.buttonClicked.connect(self._emit_mark)
        return made

    def _set_sizes(self) -> None:
        big = QFont(self.font())
        big.setPointSizeF(self._theme.points(NAME_POINTS))
        for label in (self._number, self._name, self._mark):
            label.setFont(big)
        big.setBold(True)
        self._name.setFont(big)
        self._mark.setFont(big)
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance("000"))
        longest = max(self._mark.fontMetrics().horizontalAdvance(mark_words(mark)) for mark in Mark)
        self._mark.setFixedWidth(longest + 2 * NEAR)
        self._saved.setFixedWidth(self._saved.fontMetrics().horizontalAdvance(_("Cleared")) + NEAR)

    def _lay_out(self) -> None:
        self._grid.removeWidget(self._marks)
        if self._narrow:
            self._grid.addWidget(self._marks, 1, 1)
        else:
            self._grid.addWidget(self._marks, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @Slot(QAbstractButton)
    def _emit_mark(self, button: QAbstractButton) -> None:
        wanted = Mark(button.property("mark"))
        self.picked.emit(self.place)
        self.marked.emit(self.place, None if wanted == self.line.mark else wanted)

    @Slot()
    def _drop_note(self) -> None:
        self.note.setText(self.line.note)
        self._emit_note()

    @Slot()
    def _emit_note(self) -> None:
        if not self.note.isHidden():
            self.note.hide()
            if self.note.text().strip() != self.line.note:
                self.noted.emit(self.place, self.note.text())
            self.setFocus()
