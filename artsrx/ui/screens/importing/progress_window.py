"""A small window over everything while the record is written to: what is going on, how far, and Cancel."""

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from artsrx.domain.i18n import _
from artsrx.ui.buttons import button
from artsrx.ui.jobs import Progress
from artsrx.ui.page_parts import GAP, column, row, text


class ProgressWindow(QDialog):
    """Holds up its window until `finish()`; Cancel and Esc call `stop` once, and the window waits for what comes of it."""

    def __init__(self, title: str, over: QWidget, stop: Callable[[], object] | None) -> None:
        super().__init__(over)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self._stop = stop
        self._over = False
        self.words = text(_("Getting ready"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = button(_("Cancel"), self.reject)
        # The Enter that began the work must not stop it.
        self.cancel.setAutoDefault(False)
        self.cancel.setVisible(stop is not None)
        self.setLayout(column(text(title, "heading"), self.words, self.bar, row(None, self.cancel), gap=GAP, edge=28))
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * 56, over.window().width()))
        self.open()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        if self.cancel.isEnabled():
            self.words.setText(progress.words or progress.title)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def say(self, words: str) -> None:
        """Say what is going on."""
        self.words.setText(words)

    def finish(self) -> None:
        """Go away."""
        self._over = True
        self.accept()
        self.deleteLater()

    def reject(self) -> None:
        """Cancel: ask the work to stop; nothing more can be asked of it."""
        if self._stop is not None and self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.words.setText(_("Stopping …"))
            self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._over:
            event.accept()
        else:
            event.ignore()
            self.reject()
