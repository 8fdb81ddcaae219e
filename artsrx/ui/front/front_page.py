"""What every page of the front door has: a title, words, one thing to do, a reason when it failed, a way back."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.buttons import link_button, primary
from artsrx.ui.jobs import Progress
from artsrx.ui.page_parts import EDGE, GAP, NEAR, row, text
from artsrx.ui.readable_width import ReadableWidth

WIDEST_LETTERS = 78
ROOMY_LETTERS = 64


class FrontPage(QWidget):
    """Pages put their parts into `body` and call `finish(verb)`; `back` is pressed, `busy` says what is going on."""

    back = Signal()
    # Whether a spreadsheet may be dropped on it.
    takes_spreadsheets = False

    def __init__(self, title: str, lede: str, *, kicker: str = "", way_back: bool = True) -> None:
        super().__init__()
        self.setObjectName("page")
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self._back = link_button(_("Back"), self.back.emit) if way_back else None
        if self._back is not None:
            self.body.addWidget(self._back)
        if kicker:
            self.body.addWidget(text(kicker, "kicker"))
            self.body.addSpacing(-NEAR)
        self.heading = text(title, "title")
        self.body.addWidget(self.heading)
        if lede:
            self.body.addWidget(text(lede, "lede"))
            self.body.addSpacing(NEAR)
        self.error = text("", "error")
        self.error.hide()
        self.doing = text("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.doing.hide()
        self.bar.hide()
        self.go = primary("")
        self._actions: QBoxLayout = row(self.go, None)
        outer = ReadableWidth(inside, letters=WIDEST_LETTERS)
        outer.setContentsMargins(EDGE + 12, EDGE + 8, EDGE + 12, EDGE)
        self.setLayout(outer)

    def finish(self, verb: str, *others: QWidget) -> None:
        """Close the page with its one main button, and others beside it."""
        self.body.addWidget(self.error)
        self.go.setText(verb)
        self.go.clicked.connect(self.submit)
        for number, other in enumerate(others, start=1):
            self._actions.insertWidget(number, other)
        self.body.addLayout(self._actions)
        self.body.addWidget(self.doing)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand under each other where few letters fit into a line."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().averageCharWidth() * ROOMY_LETTERS
        self._actions.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    @Slot()
    def submit(self) -> None:
        """Do what the main button says."""

    def first(self) -> QWidget:
        """What takes the focus when the page appears."""
        return self.go

    def busy(self, words: str) -> None:
        """Show that something is going on, and take no input meanwhile."""
        self.error.hide()
        self.doing.setText(words)
        self.doing.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._enable(False)

    def ready(self) -> None:
        """Take input again."""
        self.doing.hide()
        self.bar.hide()
        self._enable(True)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self.doing.setText(progress.words or progress.title)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def fail(self, error: Exception) -> None:
        """Say why not, in the page; anything but Refused and StoreError is a bug and goes on."""
        self.ready()
        if not isinstance(error, Refused | StoreError):
            raise error
        self.show_error(error.words)

    def show_error(self, words: str) -> None:
        """Put a reason above the main button."""
        self.error.setText(words)
        self.error.show()
        self.error.setAccessibleName(words)

    def clear_error(self) -> None:
        """Take the reason away."""
        self.error.hide()

    def _enable(self, on: bool) -> None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QPushButton | QLineEdit | QComboBox):
                widget.setEnabled(on)
