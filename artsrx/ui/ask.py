"""Every question and every file question, asked without blocking and answered in tests beforehand."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.questions import DialogQuestion, FileKind, QuestionKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


class Asker(QObject):
    """Asks over one window; every method returns at once and calls back with the answer."""

    def __init__(self, over: QWidget | None = None) -> None:
        super().__init__(over)
        self._over = over
        self._open: list[QDialog] = []

    def set_over(self, over: QWidget) -> None:
        """Ask over this window from now on."""
        self._over = over

    def confirm(
        self, title: str, words: str, verb: str, then: Callable[[], object], *, danger: bool = False, details: str = ""
    ) -> None:
        """Ask before something leaves the building or cannot come back; `verb` names what the button does."""
        self.put(
            DialogQuestion(
                QuestionKind.CONFIRM,
                title,
                words,
                partial(_without_answer, then),
                ((verb, verb),),
                _("Cancel"),
                details=details,
                danger=danger,
            )
        )

    def choose(self, title: str, words: str, choices: Sequence[tuple[str, str]], then: Callable[[str], object]) -> None:
        """Offer two or more ways on, each (key, verb); `then` gets the key. Cancel changes nothing."""
        self.put(DialogQuestion(QuestionKind.CHOOSE, title, words, then, tuple(choices), _("Cancel")))

    def tell(self, title: str, words: str, then: Callable[[], object] | None = None, *, details: str = "") -> None:
        """Say something that must be read; there is one button."""
        self.put(
            DialogQuestion(
                QuestionKind.TELL, title, words, partial(_without_answer, then), (("ok", _("Close")),), details=details
            )
        )

    def trouble(self, error: Exception) -> None:
        """Say that the world failed: what happened, what is safe, what to do."""
        if isinstance(error, StoreError):
            title, words = error.happened, f"{error.safe}\n\n{error.todo}"
        elif isinstance(error, Refused):
            title, words = _("That could not be done"), error.words
        else:
            raise error
        self.put(DialogQuestion(QuestionKind.TROUBLE, title, words, None, (("ok", _("Close")),)))

    def text(
        self, title: str, words: str, label: str, verb: str, then: Callable[[str], object], *, start: str = ""
    ) -> None:
        """Ask for one line of text."""
        self.put(DialogQuestion(QuestionKind.TEXT, title, words, then, ((verb, verb),), _("Cancel"), label, start))

    def password(self, title: str, words: str, verb: str, then: Callable[[str], object]) -> None:
        """Ask for a password; it may be pasted, and shown while typing."""
        self.put(DialogQuestion(QuestionKind.PASSWORD, title, words, then, ((verb, verb),), _("Cancel"), _("Password")))

    def open_file(self, title: str, kinds: Sequence[FileKind], then: Callable[[Path], object]) -> None:
        """Ask which file to read."""
        self.put(DialogQuestion(QuestionKind.OPEN_FILE, title, "", partial(_as_path, then), kinds=tuple(kinds)))

    def save_file(self, title: str, name: str, kinds: Sequence[FileKind], then: Callable[[Path], object]) -> None:
        """Ask where to save; `name` is suggested, and should hold no personal data. Save through `save_outside`."""
        self.put(
            DialogQuestion(QuestionKind.SAVE_FILE, title, "", partial(_as_path, then), start=name, kinds=tuple(kinds))
        )

    def folder(self, title: str, then: Callable[[Path], object], *, start: Path | None = None) -> None:
        """Ask for a folder."""
        self.put(DialogQuestion(QuestionKind.FOLDER, title, "", partial(_as_path, then), start=str(start or "")))

    def put(self, question: DialogQuestion) -> None:
        """Show the question. Tests replace this one method."""
        # Loaded at the first question, so that nobody waits for it before the unlock window.
        from artsrx.ui.dialogs import FileBox, QuestionBox

        dialog: QDialog
        if question.kind in (QuestionKind.OPEN_FILE, QuestionKind.SAVE_FILE, QuestionKind.FOLDER):
            dialog = FileBox(question, self._over)
        else:
            dialog = QuestionBox(question, self._over)
        self._open.append(dialog)
        dialog.finished.connect(self._forget_closed)
        dialog.open()

    @Slot()
    def _forget_closed(self) -> None:
        for dialog in [dialog for dialog in self._open if not dialog.isVisible()]:
            self._open.remove(dialog)
            dialog.deleteLater()


def _without_answer(then: Callable[[], object] | None, _answer: str) -> None:
    """Drops the answer for callbacks that need none."""
    if then is not None:
        then()


def _as_path(then: Callable[[Path], object], answer: str) -> None:
    """Hands the answer on as a path."""
    then(Path(answer))
