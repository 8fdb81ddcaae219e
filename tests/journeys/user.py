"""Somebody at the keyboard: presses keys where the focus is, clicks what is in sight, and is counted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget

from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.start import Start
from artsrx.ui.theme import Theme

LOCKED = 75
WAIT = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier


class User:
    """One person and one computer. `start` is the program as it runs now; `ended` its exit statuses."""

    def __init__(self, qtbot, qapp: QApplication, theme: Theme, answers, home: Path, ended: list[int]) -> None:
        self.qtbot, self.answers, self.home, self.ended = qtbot, answers, home, ended
        self._app, self._theme = qapp, theme
        self._starts: list[Start] = []
        self.keys = self.clicks = 0
        self.steps: dict[str, tuple[int, int]] = {}

    # -- the program ----------------------------------------------------------------------------------------------

    def begin(self) -> FrontPage:
        """Start the program; it shows its front door."""
        self.ended.clear()
        self._starts.append(Start(self._app, self._theme, locked=LOCKED, home=self.home))
        self.start.begin()
        assert self.start.front is not None
        self.start.front.activateWindow()
        self.settle()
        return self.page

    @property
    def start(self) -> Start:
        return self._starts[-1]

    @property
    def page(self) -> FrontPage:
        """The page of the front door."""
        assert self.start.front is not None
        return self.start.front.page

    @property
    def window(self) -> QMainWindow:
        """The window that is open: the record's, or the front door."""
        found = self.start.window or self.start.front
        assert found is not None
        return found

    @property
    def screen(self):
        """The screen that is shown."""
        return self.start.window.screens.now()

    @property
    def store(self):
        return self.start.window.desk.store

    def unlock(self, password: str) -> None:
        """Start, type the password, press Enter."""
        assert isinstance(self.begin(), UnlockPage)
        self.type(password)
        self.key(Qt.Key.Key_Return)
        self.inside()

    def inside(self) -> None:
        """Wait for the record's window."""
        self.wait(lambda: self.start.window is not None)
        self.window.resize(1280, 860)
        self.window.activateWindow()
        self.settle()

    def wait_end(self, status: int) -> None:
        """Wait until the program has ended with this status."""
        self.wait(lambda: self.ended == [status])

    def close(self) -> None:
        """Switch the computer off, after the story."""
        for start in self._starts:
            start._gc_timer._timer.stop()
            start.jobs.close()
            if start.window is not None and not self.ended:
                start.window.desk.close()
                start._opened.store.close()
                start._opened.record.lock.release()
            for window in (start.front, start.window):
                if window is not None:
                    window._over = window._done = True
                    window.close()
                    window.deleteLater()
            start.deleteLater()

    # -- hands ----------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let what is waiting in the program happen."""
        self._app.sendPostedEvents()
        QCoreApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        self.qtbot.waitUntil(until, timeout=WAIT)

    def wait_jobs(self) -> None:
        """Wait until nothing is going on."""
        self.wait(lambda: not self.start.jobs.busy)

    def focus(self) -> QWidget:
        """What has the focus."""
        self.settle()
        over = QApplication.activeModalWidget() or self.window
        if not over.isActiveWindow():
            # As any window system does when a question over a window has gone.
            over.activateWindow()
            self.settle()
        return over.focusWidget() or over

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            self.qtbot.keyClick(self.focus(), key, modifier)
            self.keys += 1

    def type(self, words: str) -> None:
        """Type these letters, each where the focus is by then."""
        for letter in words:
            self.qtbot.keyClicks(self.focus(), letter)
        self.keys += len(words)

    def fill(self, *entries: str) -> None:
        """Type into one field after another, with Tab between them."""
        for number, words in enumerate(entries):
            if number:
                self.key(Qt.Key.Key_Tab)
            self.type(words)

    def find(self, words: str) -> QAbstractButton:
        """The one button in sight with these words on it, or with this name for a screen reader."""
        self.settle()
        within = QApplication.activeModalWidget() or self.window
        for one in within.findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and words in (one.text().replace("&", ""), one.accessibleName()):
                return one
        raise AssertionError(f"no button says {words!r}; in sight: {self.words()}")

    def press(self, words: str) -> None:
        """Click the button that says this."""
        self.qtbot.mouseClick(self.find(words), Qt.MouseButton.LeftButton)
        self.clicks += 1

    def drop(self, path: Path) -> None:
        """Drop a file on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        more = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(50, 50), *more)
        self.window.dragEnterEvent(enter)
        assert enter.isAccepted()
        self.window.dropEvent(QDropEvent(QPoint(50, 50), *more))
        self.clicks += 1

    # -- eyes -----------------------------------------------------------------------------------------------------

    def words(self) -> str:
        """All words in sight."""
        self.settle()
        within = QApplication.activeModalWidget() or self.window
        shown = [one.text() for one in within.findChildren(QLabel) if one.isVisible()]
        shown += [f"[{one.text()}]" for one in within.findChildren(QAbstractButton) if one.isVisible() and one.text()]
        return " | ".join(filter(None, shown))

    def sees(self, words: str) -> bool:
        """Whether these words are in sight."""
        return words in self.words()

    @contextmanager
    def step(self, name: str):
        """Count the keys and clicks of one step of the story."""
        keys, clicks = self.keys, self.clicks
        yield
        self.steps[name] = (self.keys - keys, self.clicks - clicks)

    def tally(self) -> str:
        """The steps with their keys and clicks, one a line."""
        return "\n".join(f"{name}: {keys} keys, {clicks} clicks" for name, (keys, clicks) in self.steps.items())


@pytest.fixture
def user(qtbot, qapp, theme, answers, tmp_path, monkeypatch):
    """Somebody with a computer on which ArtsRx has never been started; questions are answered by `user.answers`."""
    home = tmp_path / "computer"
    home.mkdir()
    ended = []
    monkeypatch.setattr(qapp, "exit", ended.append)
    monkeypatch.setattr("artsrx.ui.start.Asker", lambda: answers)
    made = User(qtbot, qapp, theme, answers, home, ended)
    yield made
    made.close()
