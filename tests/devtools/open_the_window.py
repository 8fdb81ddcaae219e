"""Opens the window on the one record in `ARTSRX_HOME`, types the password, waits for Today and closes again.

Run by a Python that has what running needs and nothing else; prints each step that it has seen.
"""

from __future__ import annotations

import os
import sys
import traceback

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication

from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.screen import Screen
from artsrx.ui.start import Start, load_fonts, name_program
from artsrx.ui.theme import Theme


class Visitor(QObject):
    """Looks every few milliseconds at what is shown, and does the next thing."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self._start, self._left = start, 3000
        self._step = self._unlock
        self._clock = QTimer(self, interval=20)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    @Slot()
    def _look(self) -> None:
        self._left -= 1
        try:
            if not self._left:
                raise TimeoutError("nothing more was shown")
            self._step()
        except Exception:  # or the program would go on for ever
            traceback.print_exc()
            QApplication.exit(1)

    def _unlock(self) -> None:
        front = self._start.front
        if front is not None and isinstance(front.page, UnlockPage):
            self._shown("unlock page", front.grab().toImage())
            front.page.first().setText(os.environ["ARTSRX_PASSWORD"])
            front.page.submit()
            self._step = self._today

    def _today(self) -> None:
        window = self._start.window
        shown = [] if window is None else [screen for screen in window.findChildren(Screen) if screen.isVisible()]
        if window is not None and any(
            type(screen).__module__.startswith("artsrx.ui.screens.today") for screen in shown
        ):
            self._shown("Today", window.grab().toImage())
            self._step = self._wait
            window.close()

    def _wait(self) -> None:
        """Until the program has ended itself."""

    def _shown(self, what: str, picture) -> None:
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        if len(colours) > 3:
            print(what, flush=True)


def main() -> int:
    """Start the program, let the visitor in, and return its exit status."""
    application = QApplication(["artsrx"])
    name_program()
    load_fonts()
    theme = Theme(application, QSettings())
    theme.apply()
    start = Start(application, theme, locked=75)
    visitor = Visitor(start)
    start.begin()
    status = application.exec()
    del visitor
    return status


if __name__ == "__main__":
    sys.exit(main())
