"""From a line that makes a course to two marked registers and their forms, in the real window, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from artsrx.domain.vocabulary import Mark
from artsrx.records import forms, people, programmes, register, sessions
from artsrx.ui.routes import FormsRoute, GivePlacesRoute, NewCourseRoute, PeopleRoute, RegisterRoute
from artsrx.ui.screens import SCREENS
from artsrx.ui.window import Window

TWELVE = "Ada Ben Cal Dee Eve Fay Gus Hal Ivy Jo Kit Lou"
WANTED = ("today", "people", "referrals", "programmes", "register", "forms")


def force(window: Window) -> None:
    window._done = True


@pytest.fixture
def window(qtbot, vault_desk) -> Window:
    entries = [entry for entry in SCREENS if entry.key in WANTED]
    made = Window(vault_desk, entries, staff="Jan")
    qtbot.addWidget(made, before_close_func=force)
    made.resize(1180, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: not vault_desk.jobs.busy)
    return made


def keys(qtbot, window: Window, typed: str) -> int:
    """Press these keys where the focus is, and count them."""
    for key in typed:
        QCoreApplication.sendPostedEvents()
        focused = window.focusWidget()
        assert isinstance(focused, QWidget)
        qtbot.keyClicks(focused, key)
    return len(typed)


def enter(qtbot, window: Window) -> None:
    focused = window.focusWidget()
    if isinstance(focused, QPushButton):
        focused.click()
    else:
        qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_a_course_two_registers_and_their_forms(qtbot, window, vault_desk) -> None:
    desk = vault_desk
    for name in TWELVE.split():
        desk.do("add a person", people.add, on=date.today(), given=name, family="Young")

    # One line makes the course.
    window.go(NewCourseRoute())
    keys(qtbot, window, "Clay for All")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    keys(qtbot, window, "10 Tuesdays from 6 January at 2 pm")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen = window.screens.now()
    if (
        screen.pages.currentWidget() is screen.new_course
    ):  # a shortcut needs an active window, which off screen may lack
        screen.new_course.make.click()
    (course,) = desk.read(programmes.programme_list, today=date.today()).lines
    assert course.sessions == 10

    # Places for twelve at once.
    window.go(GivePlacesRoute(course.id))
    keys(qtbot, window, "young")
    screen.give_places.list._narrow()
    for line in list(screen.give_places.list.table.rows):
        screen.give_places.choose(line.id)
    screen.give_places.joined.reset(course.first_at.date())
    screen.give_places.give.click()
    assert desk.read(programmes.programme_list, today=course.first_at.date()).lines[0].people == 12

    # Two registers: twelve keys each and nothing else.
    meetings = desk.read(sessions.session_list, programme=course.id)
    for meeting, marks in zip(meetings, ("PPPPPLPTPPAP", "PPPPPPPPTTAN"), strict=False):
        window.go(RegisterRoute(meeting.id))
        assert keys(qtbot, window, marks) == 12
        page = desk.read(register.register, session=meeting.id)
        assert page.blank == 0
    assert window.title.text() == "Clay for All"
    assert desk.store.undo_label == "mark 1 person not expected"
    assert window.menus.undo.text() == "&Undo mark 1 person not expected"

    # Undo from the Edit menu works after the screen has changed.
    window.go(PeopleRoute())
    window.menus.undo.trigger()
    assert desk.read(register.register, session=meetings[1].id).lines[-1].mark is None
    window.menus.redo.trigger()
    assert desk.read(register.register, session=meetings[1].id).lines[-1].mark is Mark.NOT_EXPECTED

    # Start forms for two people, one after the other.
    window.go(FormsRoute(course.id))
    window.screens.now().main().setFocus()
    for typed in ("7862", "5543"):
        keys(qtbot, window, typed)
        enter(qtbot, window)
    entered = desk.read(forms.forms_of_programme, programme=course.id)
    assert sorted(len(own) for own in entered.values()) == [1, 1]
    assert QApplication.activeModalWidget() is None
