"""The windows that questions are asked in: the system's own for files, the program's for the others."""

from pathlib import Path

from PySide6.QtCore import QMargins, QStandardPaths, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.folding_layout import FoldingLayout
from artsrx.ui.questions import DialogQuestion, FileKind, QuestionKind
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.shortened_button import ShortenedButton

# A question is so many letters wide, where it has the room; and it takes no more than this of the window under it.
LETTERS = 62
MOST_OF_IT = 0.94
GAP_BETWEEN = 20


class FileBox(QFileDialog):
    """The system's own file window."""

    def __init__(self, question: DialogQuestion, over: QWidget | None) -> None:
        super().__init__(over, question.title)
        self._question = question
        if question.kind is QuestionKind.SAVE_FILE:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            self.setDefaultSuffix(question.kinds[0][1][0] if question.kinds else "")
        elif question.kind is QuestionKind.FOLDER:
            self.setFileMode(QFileDialog.FileMode.Directory)
        else:
            self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilters([_filter(kind) for kind in question.kinds])
        home = _home()
        self.setDirectory(question.start if question.kind is QuestionKind.FOLDER and question.start else str(home))
        if question.kind is QuestionKind.SAVE_FILE:
            # A bare name would be looked for where the program was started.
            self.selectFile(str(home / question.start))
        self.accepted.connect(self._hand_over)

    @Slot()
    def _hand_over(self) -> None:
        if self._question.then is not None and self.selectedFiles():
            self._question.then(self.selectedFiles()[0])


def _home() -> Path:
    """The user's documents, or where there are none their own folder: never where the program was started."""
    place = QStandardPaths.StandardLocation
    documents = Path(QStandardPaths.writableLocation(place.DocumentsLocation))
    return documents if documents.is_dir() else Path(QStandardPaths.writableLocation(place.HomeLocation))


def _filter(kind: FileKind) -> str:
    return f"{kind[0]} ({' '.join('*.' + ending for ending in kind[1])})"


class QuestionBox(QDialog):
    """A question in the program's own look: a title, words, perhaps a field, buttons that are verbs."""

    def __init__(self, question: DialogQuestion, over: QWidget | None) -> None:
        super().__init__(over)
        self._question = question
        self.setObjectName("question")
        self.setWindowTitle(question.title)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(_line(question.title, "heading"))
        if question.words:
            column.addWidget(_line(question.words, "plain"))
        if question.details:
            column.addWidget(self._details())
        self._input: QLineEdit | None = None
        if question.kind in (QuestionKind.TEXT, QuestionKind.PASSWORD):
            self._add_input(column)
        self._error = _line("", "error")
        self._error.hide()
        column.addWidget(self._error)
        column.addStretch(1)
        self._buttons = QWidget()
        self._buttons.setLayout(self._lay_buttons())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 24, 28, 22)
        whole.setSpacing(GAP_BETWEEN)
        words = ScrollPage(self._inside)
        words.setMinimumHeight(self.fontMetrics().lineSpacing())
        whole.addWidget(words, 1)
        whole.addWidget(self._buttons)

    def _details(self) -> QWidget:
        details = QPlainTextEdit(self._question.details)
        details.setReadOnly(True)
        details.setAccessibleName(_("Details"))
        details.setTabChangesFocus(True)
        return details

    def _add_input(self, column: QVBoxLayout) -> None:
        caption = _line(self._question.label, "label")
        self._input = QLineEdit(self._question.start)
        self._input.setAccessibleName(self._question.label)
        caption.setBuddy(self._input)
        column.addWidget(caption)
        column.addWidget(self._input)
        if self._question.kind is QuestionKind.PASSWORD:
            self._input.setEchoMode(QLineEdit.EchoMode.Password)
        self._input.setFocus()

    def _lay_buttons(self) -> FoldingLayout:
        parts: list[tuple[QWidget, int]] = [(QWidget(), 1)]
        if self._question.cancel:
            cancel = QPushButton(self._question.cancel)
            cancel.setAutoDefault(False)
            cancel.clicked.connect(self.reject)
            parts.append((cancel, 0))
        last = len(self._question.choices) - 1
        for place, (key, verb) in enumerate(self._question.choices):
            button = ShortenedButton(verb)
            button.setProperty("answer", key)
            button.setObjectName("danger" if self._question.danger else "primary" if place == last else "")
            # The harmless button is under Enter when the other cannot be taken back.
            button.setDefault(place == last and not self._question.danger)
            button.setAutoDefault(not self._question.danger)
            button.clicked.connect(self._answer)
            parts.append((button, 0))
        return FoldingLayout(parts, gap=10, letters=0)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """As wide as reads well and as tall as the words need, but no larger than the window or the display."""
        over = self.parentWidget()
        room = over.window().size() if over is not None else self.screen().availableSize()
        edges = self.contentsMargins() + self._margins()
        width = min(self.fontMetrics().averageCharWidth() * LETTERS, round(room.width() * MOST_OF_IT))
        inner = width - edges.left() - edges.right()
        parts = [part.heightForWidth(inner) for part in (self._inside, self._buttons)]
        tall = sum(parts) + edges.top() + edges.bottom() + GAP_BETWEEN
        self.resize(width, min(tall, round(room.height() * MOST_OF_IT)))

    def _margins(self) -> QMargins:
        inside = self.layout()
        return inside.contentsMargins() if inside is not None else QMargins()

    @Slot()
    def _answer(self) -> None:
        key = str(self.sender().property("answer"))
        answer = key if self._input is None else self._input.text()
        try:
            if self._question.then is not None:
                self._question.then(answer)
        except Refused as refused:
            if self._input is None:
                raise
            self._error.setText(refused.words)
            self._error.show()
            self._fit()
            return
        self.accept()


def _line(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
