"""Questions: verbs on the buttons, no waiting, whole files or none."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from artsrx.domain.errors import Refused, StoreError
from artsrx.ui.ask import Asker


@pytest.fixture
def over(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def ask(over):
    return Asker(over)


def box(over) -> QDialog:
    return next(one for one in over.findChildren(QDialog) if one.isVisible())


def press(qtbot, dialog, words):
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_confirm_calls_back_or_not(qtbot, over, ask):
    done = []
    ask.confirm("Remove?", "It will be gone.", "Remove", lambda: done.append(1), danger=True, details="x")
    assert done == []
    press(qtbot, box(over), "Cancel")
    assert done == []
    ask.confirm("Remove?", "It will be gone.", "Remove", lambda: done.append(1))
    press(qtbot, box(over), "Remove")
    assert done == [1]


def test_enter_does_not_do_what_cannot_come_back(qtbot, over, ask):
    done = []
    ask.confirm("Remove?", "It will be gone.", "Remove", lambda: done.append(1), danger=True)
    dialog = box(over)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    dialog.reject()


def test_choose_gives_the_key(qtbot, over, ask):
    seen = []
    ask.choose("Which?", "Two ways.", [("a", "This way"), ("b", "That way")], seen.append)
    press(qtbot, box(over), "This way")
    assert seen == ["a"]


def test_tell_and_trouble(qtbot, over, ask):
    seen = []
    ask.tell("Done", "All is well.", lambda: seen.append(1))
    press(qtbot, box(over), "Close")
    assert seen == [1]
    ask.trouble(StoreError("The disk is full.", "Nothing is lost.", "Make room."))
    words = [label.text() for label in box(over).findChildren(QLabel)]
    assert "The disk is full." in words
    assert "Nothing is lost.\n\nMake room." in words
    press(qtbot, box(over), "Close")
    ask.trouble(Refused("No."))
    press(qtbot, box(over), "Close")
    with pytest.raises(ZeroDivisionError):
        ask.trouble(ZeroDivisionError())


def test_a_typed_answer_that_is_refused_stays(qtbot, over, ask):
    seen = []

    def take(words):
        if not words:
            raise Refused("Type something.")
        seen.append(words)

    ask.text("Name", "What is it called?", "Name", "Use it", take)
    dialog = box(over)
    press(qtbot, dialog, "Use it")
    assert dialog.isVisible()
    assert any(label.text() == "Type something." and label.isVisible() for label in dialog.findChildren(QLabel))
    qtbot.keyClicks(dialog.findChild(QLineEdit), "Clay")
    press(qtbot, dialog, "Use it")
    assert seen == ["Clay"]
    ask.password("Lock it", "Choose a password.", "Lock", seen.append)
    dialog = box(over)
    assert dialog.findChild(QLineEdit).echoMode() is QLineEdit.EchoMode.Password
    dialog.reject()


def test_file_questions(qtbot, over, ask, tmp_path):
    seen = []
    ask.save_file("Save", "Report.pdf", [("PDF", ("pdf",))], seen.append)
    dialog = next(one for one in over.findChildren(QFileDialog))
    home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
    suggested = Path(dialog.selectedFiles()[0])
    assert suggested.name == "Report.pdf"
    assert suggested.is_relative_to(home)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(str(tmp_path / "Report.pdf"))
    dialog.accept()
    assert seen == [tmp_path / "Report.pdf"]
    ask.folder("Where?", seen.append, start=tmp_path)
    ask.open_file("Which?", [("Spreadsheets", ("xlsx", "csv"))], seen.append)
    for one in over.findChildren(QFileDialog):
        one.reject()
