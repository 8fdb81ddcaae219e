"""Where an import begins: a place to drop a file, a button to choose one, and the reason if it could not be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from artsrx.domain.i18n import _
from artsrx.ui.buttons import button, primary
from artsrx.ui.page_parts import EDGE, GAP, Banner, column, page, text
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.theme import Theme


class ChooseFile(QWidget):
    """`choose` is pressed for a file; the window takes dropped ones. `show_reading(name)` while it is read."""

    stopped = Signal()

    def __init__(self, theme: Theme, choose: Callable[[], object]) -> None:
        super().__init__()
        self.error = Banner("", tone="error")
        self.error.hide()
        self.button = primary(_("Choose a file"), choose)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._zone(theme))
        self._stack.addWidget(self._busy())
        self.setLayout(column(ScrollPage(page(self.error, self._stack, None)), gap=0))

    def _zone(self, theme: Theme) -> QFrame:
        picture = QLabel()
        picture.setPixmap(theme.picture("file-spreadsheet", theme.colours.muted, 52))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(None, picture, gap=GAP, edge=EDGE)
        for words, kind in (
            (_("Drop your list here"), "subtitle"),
            (_("A spreadsheet of people or referrals: Excel, LibreOffice or CSV, just as it is."), "lede"),
            (
                _(
                    "ArtsRx looks at it and shows you what it would do. Nothing is added before you say so, and all of it can be undone."
                ),
                "muted",
            ),
        ):
            label = text(words, kind)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return _in_frame(layout)

    def _busy(self) -> QFrame:
        self.doing = text("", "lede")
        self.doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Progress"))
        bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 50)
        self.stop = button(_("Cancel"), self.stopped.emit)
        layout = column(None, self.doing, gap=GAP, edge=EDGE)
        layout.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return _in_frame(layout)

    def show_reading(self, name: str) -> None:
        """Say that this file is being read, with Cancel."""
        self.error.hide()
        self.doing.setText(_("Reading {file}").format(file=name))
        self._stack.setCurrentIndex(1)

    def show_zone(self, refused: str = "") -> None:
        """Wait for a file; with the words why the last one could not be taken."""
        self.error.say(refused)
        self.error.setVisible(bool(refused))
        self.button.setAccessibleDescription(refused)
        self._stack.setCurrentIndex(0)

    def main(self) -> QWidget:
        """What has the focus."""
        return self.stop if self._stack.currentIndex() else self.button


def _in_frame(layout: QVBoxLayout) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    frame.setLayout(layout)
    frame.setMinimumHeight(frame.fontMetrics().lineSpacing() * 18)
    return frame
