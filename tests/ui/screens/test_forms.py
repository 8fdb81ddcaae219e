"""Forms keyed from paper: number keys, one after another, nothing lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Point
from artsrx.records import forms, places
from artsrx.ui.desk import Desk
from artsrx.ui.routes import FormRoute, FormsRoute, ProgrammesRoute, ScreenRoute
from artsrx.ui.screens.forms.screen import FormsScreen
from tests.records.course import TODAY, Course, course


@pytest.fixture
def made(store: Store) -> Course:
    return course(store, names="Ada Ben Cal")


@pytest.fixture
def screen(qtbot, desk: Desk, made: Course) -> FormsScreen:
    shown = FormsScreen(desk, today=lambda: TODAY)
    qtbot.addWidget(shown)
    shown.resize(1100, 900)
    shown.open(FormsRoute(made.programme))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.main().setFocus()
    return shown


def keys(qtbot, screen: FormsScreen, typed: str) -> None:
    for key in typed:
        focused = screen.focusWidget()
        if key == "\n" and isinstance(focused, QPushButton):
            focused.click()
        elif key == "\n":
            qtbot.keyClick(focused, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(focused, key)


def kept(made: Course, place: int = 0) -> list[tuple[str, str, dict[str, int]]]:
    lines = made.store.read(forms.forms_of, place=made.places[place])
    return [(line.instrument, line.point.value, dict(line.answers)) for line in lines]


def words(screen: QWidget) -> str:
    QCoreApplication.sendPostedEvents()
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible() and label.text())


def enter(made: Course, place: int = 0, point: Point = Point.START, **answers: int) -> None:
    made.store.write(
        "enter a form",
        forms.enter,
        place=made.places[place],
        instrument="ons4",
        point=point,
        done_on=TODAY,
        answers=answers or {"happy": 5},
        today=TODAY,
    )


def test_one_form_after_another_without_the_mouse(qtbot, screen, made) -> None:
    keys(qtbot, screen, "7892\n")
    keys(qtbot, screen, "5555\n")
    assert kept(made, 0) == [("ons4", "start", {"satisfied": 7, "worthwhile": 8, "happy": 9, "anxious": 2})]
    assert kept(made, 1)[0][2]["happy"] == 5
    assert "Cal Young" in words(screen)


@pytest.mark.parametrize("questionnaire", ["ons4", "swemwbs"])
def test_tab_goes_from_the_day_through_the_answers_to_the_button(qtbot, screen, questionnaire) -> None:
    screen._chose_instrument(questionnaire)
    screen.day.line.setFocus()
    for after in (*screen.answers.boxes, screen.save):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_ten_is_one_and_nought_and_a_one_goes_on_with_the_next_number(qtbot, screen, made) -> None:
    keys(qtbot, screen, "101")
    assert [box.text() for box in screen.answers.boxes] == ["10", "1", "", ""]
    keys(qtbot, screen, "51\n\n")
    assert kept(made)[0][2] == {"satisfied": 10, "worthwhile": 1, "happy": 5, "anxious": 1}


def test_a_blank_stays_blank_and_the_score_says_so(qtbot, screen, made) -> None:
    screen._chose_instrument("swemwbs")
    assert "Question 7" in words(screen)
    assert "satisfied" not in words(screen)
    keys(qtbot, screen, "33 3333")
    assert "1 question is blank: returned, not scored" in words(screen)
    keys(qtbot, screen, "\n")
    assert kept(made)[0][2] == {f"q{n}": 3 for n in (1, 2, 4, 5, 6, 7)}


def test_the_score_is_shown_as_it_is_typed(qtbot, screen) -> None:
    screen._chose_instrument("swemwbs")
    keys(qtbot, screen, "3333333")
    assert "19.25" in words(screen)


def test_a_wrong_key_is_refused_in_words_and_typed_nowhere(qtbot, screen) -> None:
    screen._chose_instrument("swemwbs")
    keys(qtbot, screen, "7")
    assert "Question 1 takes a whole number from 1 to 5; “7” is not one." in words(screen)
    keys(qtbot, screen, "x")
    assert "“x” is not one" in words(screen)
    assert screen.answers.values() == {}
    keys(qtbot, screen, "4")
    assert "is not one" not in words(screen)


def test_going_back_and_typing_over(qtbot, screen) -> None:
    keys(qtbot, screen, "78")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Backspace)
    keys(qtbot, screen, "3")
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Up)
    keys(qtbot, screen, "2")
    assert [box.text() for box in screen.answers.boxes] == ["2", "3", "", ""]


def test_too_many_numbers_are_not_lost_in_silence(qtbot, screen) -> None:
    screen.answers.boxes[-1].setFocus()
    keys(qtbot, screen, "12")
    assert "That was the last question" in words(screen)


def test_an_empty_form_and_a_day_to_come_are_refused_beside_the_field(qtbot, screen, made) -> None:
    screen.save.click()
    assert "Not saved. There is no answer on this form yet." in words(screen)
    keys(qtbot, screen, "5")
    screen.day.reset(TODAY + timedelta(days=3))
    screen.save.click()
    assert "still to come" in words(screen)
    screen.day.reset(None)
    screen.save.click()
    assert "On which day" in words(screen)
    assert kept(made) == []


def test_what_was_typed_for_one_is_saved_when_another_is_chosen(qtbot, screen, made) -> None:
    keys(qtbot, screen, "78")
    screen.show_person(made.places[2])
    assert kept(made)[0][2] == {"satisfied": 7, "worthwhile": 8}
    assert screen.answers.values() == {}


def test_what_was_typed_is_saved_when_the_screen_is_left(qtbot, screen, made) -> None:
    keys(qtbot, screen, "7")
    screen.hide()
    assert kept(made)[0][2] == {"satisfied": 7}
    screen.show()
    screen.hide()
    assert len(kept(made)) == 1


def test_a_change_is_saved_when_another_person_is_chosen(qtbot, screen, made) -> None:
    enter(made)
    screen.show_person(made.places[0])
    screen.earlier.change.emit(made.store.read(forms.forms_of, place=made.places[0])[0])
    screen.answers.boxes[0].setFocus()
    keys(qtbot, screen, "4")
    screen.show_person(made.places[1])
    assert kept(made) == [("ons4", "start", {"satisfied": 4, "happy": 5})]


def test_another_questionnaire_keeps_what_was_typed_for_the_first(qtbot, screen, made) -> None:
    keys(qtbot, screen, "7")
    screen._chose_instrument("swemwbs")
    assert kept(made)[0][2] == {"satisfied": 7}
    keys(qtbot, screen, "3")
    screen.day.reset(None)
    screen._chose_instrument("ons4")
    assert screen.instrument.value() == "swemwbs"
    assert screen.answers.values() == {"q1": 3}
    screen.day.reset(TODAY)


def test_two_at_a_point_are_flagged_and_one_is_removed(screen, made) -> None:
    enter(made)
    enter(made, happy=6)
    screen.show_person(made.places[0])
    assert "There are two at this point: keep one." in words(screen)
    removes = [one for one in screen.earlier.findChildren(QPushButton) if one.text() == "Remove"]
    removes[-1].click()
    assert len(kept(made)) == 1
    assert "keep one" not in words(screen)
    screen.desk.undo()
    assert len(kept(made)) == 2


def test_a_form_is_changed_in_place(qtbot, screen, made) -> None:
    enter(made, point=Point.END)
    screen.show_person(made.places[0])
    change = next(one for one in screen.earlier.findChildren(QPushButton) if one.text() == "Change")
    change.click()
    assert screen.point.value() == Point.END
    assert screen.save.text() == "Save the change"
    screen.answers.boxes[0].setFocus()
    keys(qtbot, screen, "9")
    screen.save.click()
    assert kept(made) == [("ons4", "end", {"satisfied": 9, "happy": 5})]
    assert screen.save.text() == "Save and go on"


def test_it_opens_at_what_is_due(screen, made, store) -> None:
    made.marks(1, "P")
    enter(made, 1)
    store.write("leave", places.leave, place=made.places[1], on=date(2026, 5, 20))
    screen.open(FormRoute(made.places[1]))
    assert screen.person is not None and screen.person.id == made.places[1]
    assert screen.point.value() == Point.END


def test_when_everybody_has_one_it_says_so(screen, made, desk) -> None:
    said: list[str] = []
    desk.said.connect(lambda saying: said.append(saying.words))
    for place in range(3):
        enter(made, place)
    screen.go_on()
    assert "Everybody on this programme has this form." in said


def test_where_there_is_no_such_place_it_says_where_to_go(qtbot, desk, made) -> None:
    shown = FormsScreen(desk)
    qtbot.addWidget(shown)
    shown.open(FormRoute(new_id()))
    shown.show()
    assert "Choose a programme first" in words(shown)
    went: list[ScreenRoute] = []
    desk.navigate.connect(went.append)
    next(one for one in shown.findChildren(QPushButton) if one.text() == "Go to Programmes").click()
    assert went == [ProgrammesRoute()]
    shown.hide()
