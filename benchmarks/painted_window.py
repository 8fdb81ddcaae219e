"""A window of its own process that says when it was painted: bare, ours, or ours after the password was typed.

`python -m benchmarks.painted_window bare|ours|today`; prints a moment in seconds since the epoch, or for `today` a
length in seconds; then how many bytes of memory the process has.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from artsrx.ui.front.ways_in import OpenedRecord
    from artsrx.ui.start import Start

PASSWORD = "ARTSRX_PASSWORD"
TYPING_MS = 3_000
LEAVE = 0


def main(words: list[str]) -> int:
    """Do one of the three; this module loads nothing of Qt before they do."""
    if words == ["bare"]:
        return bare()
    if words == ["ours"]:
        return from_the_command()
    return ours(then_today=words == ["today"])


def from_the_command() -> int:
    """The whole way that a click takes: the supervisor, then the window's process."""
    from artsrx import app

    app.program = lambda: [sys.executable, "-m", "benchmarks.painted_window"]
    app.show_window = lambda arguments: ours(then_today=False)
    return app.supervise()


def bare() -> int:
    """The least that a window can be: a label, a line and a button."""
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

    app = QApplication([])
    window = QWidget()
    layout = QVBoxLayout(window)
    for part in (QLabel("Password"), QLineEdit(), QPushButton("Unlock")):
        layout.addWidget(part)
    _watch(window, say_now).setParent(window)
    window.show()
    return app.exec()


def ours(*, then_today: bool) -> int:
    """The window as it is, watched from the moment it begins."""
    from artsrx.app import load_qt

    gc.disable()  # this and the next as `show_window` does
    load_qt()
    from artsrx.ui.start import Start, window_process

    begin = Start.begin

    def watched(self: Start) -> None:
        begin(self)
        assert self.front is not None
        if then_today:
            _type(self)
        else:
            _watch(self.front, say_now).setParent(self)

    Start.begin = watched  # type: ignore[method-assign]
    return window_process([], locked=LEAVE)


def say_now() -> None:
    """Print the moment and the memory."""
    _print(time.time())


def _print(value: float) -> None:
    # Loaded when the time has been taken.
    import psutil

    print(value, psutil.Process().memory_info().rss, flush=True)


def _watch(window: QWidget, say: Callable[[], object]) -> QObject:
    """Call `say` and leave when this widget, with everything in it, has been painted for the first time.

    Its own events alone come through Python: to watch those of the whole program would be counted as work of its.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer, Slot

    class Watch(QObject):
        """Sees the widget's events before it does."""

        def eventFilter(self, _seen: QObject, event: QEvent) -> bool:  # noqa: N802
            """Let everything pass."""
            if event.type() is QEvent.Type.Paint:
                window.removeEventFilter(self)
                # What lies in it is painted in the same breath, before the event loop comes round.
                QTimer.singleShot(0, self.painted)
            return False

        @Slot()
        def painted(self) -> None:
            """Say so."""
            say()
            os._exit(0)

    watch = Watch()
    window.installEventFilter(watch)
    return watch


def _type(start: Start) -> None:
    """After the seconds that typing takes: give the password, press Enter, and time the way to Today."""
    from PySide6.QtCore import QObject, Qt, QTimer, Slot
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    enter = start.enter

    class Typist(QObject):
        """Types once."""

        started = 0.0

        @Slot()
        def type(self) -> None:
            assert start.front is not None
            line = next(line for line in start.front.findChildren(QLineEdit) if line.isVisible())
            line.setText(os.environ[PASSWORD])
            self.started = time.perf_counter()
            QTest.keyClick(line, Qt.Key.Key_Return)

        def say(self) -> None:
            _print(time.perf_counter() - self.started)

        @Slot(object)
        def entered(self, opened: OpenedRecord) -> None:
            enter(opened)
            from artsrx.ui.screens.today.screen import TodayScreen

            assert start.window is not None
            home = next(iter(start.window.findChildren(TodayScreen)))
            _watch(home, self.say).setParent(self)

    typist = Typist(start)
    assert start.front is not None
    start.front.opened.disconnect(start.enter)
    start.front.opened.connect(typist.entered)
    QTimer.singleShot(TYPING_MS, typist.type)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
