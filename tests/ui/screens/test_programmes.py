"""Programmes: a course in one line, sessions that move, places for many, one person's place."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.records import places, programmes, sessions
from artsrx.ui.desk import Desk
from artsrx.ui.routes import (
    FormRoute,
    FormsRoute,
    GivePlacesRoute,
    NewCourseRoute,
    PersonRoute,
    ProgrammeRoute,
    ProgrammesRoute,
    RegisterRoute,
    ScreenRoute,
)
from artsrx.ui.screens.programmes import ENTRY
from artsrx.ui.screens.programmes.phrases import next_words, rule_words, session_state, usual_joining
from artsrx.ui.screens.programmes.screen import ProgrammesScreen
from tests.records.course import FIRST, TODAY, Course, course, person, session_line

DAY = date(2026, 5, 20)


@pytest.fixture
def went(desk: Desk) -> list[ScreenRoute]:
    found: list[ScreenRoute] = []
    desk.navigate.connect(found.append)
    return found


@pytest.fixture
def screen(qtbot, desk: Desk, went: list[ScreenRoute]) -> ProgrammesScreen:
    shown = ProgrammesScreen(desk, today=lambda: DAY)
    desk.navigate.connect(lambda route: shown.open(route) if isinstance(route, ENTRY.takes) else None)
    qtbot.addWidget(shown)
    shown.resize(1100, 850)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


@pytest.fixture
def made(store: Store) -> Course:
    return course(store, capacity=4, needed=2)


def words(screen: QWidget) -> str:
    QCoreApplication.sendPostedEvents()
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible() and label.text())


def press(screen: QWidget, verb: str) -> None:
    next(one for one in screen.findChildren(QPushButton) if one.text() == verb and one.isVisible()).click()


def test_one_line_makes_a_course(qtbot, screen, store, went) -> None:
    screen.open(ProgrammesRoute())
    screen.add()
    making = screen.new_course
    qtbot.keyClicks(making.name.line, "Clay for All")
    qtbot.keyClicks(making.line.line, "10 Tuesdays from 2 June at 2 pm")
    making.read_line()
    assert "10 sessions on Tuesdays at 2 pm, every week, 2 hours each." in words(making)
    making._shown[3].click()
    assert "9 sessions" in words(making)
    qtbot.keyClicks(making.capacity.line, "12")
    qtbot.keyClicks(making.needed.line, "6")
    making.make.click()
    (line,) = store.read(programmes.programme_list, today=DAY).lines
    assert (line.name, line.sessions, line.capacity, line.first_at) == ("Clay for All", 9, 12, datetime(2026, 6, 2, 14))
    assert went[-1] == ProgrammeRoute(line.id)
    assert "finished means 6 of 9" in words(screen)
    assert store.undo_label == "make a course"


def test_a_line_that_is_not_understood_says_what_is_missing(qtbot, screen, store) -> None:
    screen.open(NewCourseRoute())
    making = screen.new_course
    qtbot.keyClicks(making.name.line, "Clay")
    qtbot.keyClicks(making.line.line, "Tuesdays at 2 pm")
    making.read_line()
    assert "How many sessions are there?" in words(making)
    making.make.click()
    assert "How many sessions" in making.line.error.text()
    making.line.line.clear()
    making.read_line()
    assert making.make.text() == "Make this programme"
    making.make.click()
    assert store.read(programmes.programme_list, today=DAY).lines[0].sessions == 0


def test_a_name_that_is_taken_is_said_beside_it(qtbot, screen, made) -> None:
    screen.open(NewCourseRoute())
    qtbot.keyClicks(screen.new_course.name.line, "Clay for All")
    screen.new_course.make.click()
    assert "already a programme called" in screen.new_course.name.error.text()
    qtbot.keyClicks(screen.new_course.line.line, "2 Tuesdays from 2 June at 2 pm")
    screen.new_course.name.line.setText("Other")
    screen.new_course.read_line()
    for shown in screen.new_course._shown:
        shown.click()
    screen.new_course.make.click()
    assert "at least one date" in screen.new_course.line.error.text()
    press(screen.new_course, "Cancel")
    assert screen.pages.currentWidget() is screen.programmes_list


def test_the_list_opens_and_shows_closed_ones_when_wanted(qtbot, screen, store, made, went) -> None:
    screen.open(ProgrammesRoute())
    assert len(screen.programmes_list.list.table.rows) == 1
    qtbot.keyClick(screen.main(), Qt.Key.Key_Down)
    qtbot.keyClick(screen.main(), Qt.Key.Key_Return)
    assert went[-1] == ProgrammeRoute(made.programme)
    screen.programme.details.close_it.click()
    screen.open(ProgrammesRoute())
    assert len(screen.programmes_list.list.table.rows) == 0
    screen.programmes_list.closed.box.click()
    assert len(screen.programmes_list.list.table.rows) == 1


def test_a_session_is_moved_led_by_another_cancelled_and_brought_back(screen, store, made, answers, went) -> None:
    screen.open(ProgrammeRoute(made.programme))
    screen.programme.tabs.setCurrentIndex(1)
    part = screen.programme.sessions
    part.list.view.choose(made.sessions[3])
    box = part.card
    box.day.line.setText("27 May 2026")
    assert box.day.commit()
    box.time.line.setText("10 am")
    assert box.time.commit()
    box.facilitator.line.setText("Sam")
    assert box.facilitator.commit()
    box.venue.line.setText("Library")
    assert box.venue.commit()
    line = session_line(store, made.sessions[3])
    assert (line.starts_at, line.facilitator, line.stand_in, line.venue) == (
        datetime(2026, 5, 27, 10),
        "Sam",
        True,
        "Library",
    )
    box.day.line.setText("5 May 2026")
    box.time.line.setText("2 pm")
    assert box.day.commit()
    assert not box.time.commit()
    assert "Not saved. This programme already meets at that time." in box.time.error.text()
    answers.add("text", "Snow")
    box.cancel.click()
    assert session_line(store, made.sessions[3]).cancelled_because == "Snow"
    assert box.cancel.text() == "It takes place after all"
    box.cancel.click()
    assert not session_line(store, made.sessions[3]).cancelled
    box.open.click()
    assert went[-1] == RegisterRoute(made.sessions[3])


def test_a_session_without_day_or_time_is_refused(screen, made) -> None:
    screen.open(ProgrammeRoute(made.programme))
    part = screen.programme.sessions
    part.list.view.choose(made.sessions[3])
    for field, why in ((part.card.day, "needs a day"), (part.card.time, "needs a time")):
        field.line.setText("")
        assert not field.commit()
        assert why in field.error.text()


def test_one_more_session_and_one_too_many(screen, store, made) -> None:
    screen.open(ProgrammeRoute(made.programme))
    screen.programme.tabs.setCurrentIndex(1)
    part = screen.programme.sessions
    part.begin()
    assert part.add_session.time.value() == time(14)
    press(part.add_session, "Add this session")
    assert "Which day" in part.add_session.day.error.text()
    part.add_session.day.line.setText("16 June 2026")
    press(part.add_session, "Add this session")
    assert len(part.lines()) == 7
    part.list.view.choose(part.lines()[-1].id)
    part.card.remove.click()
    assert len(part.lines()) == 6


def test_giving_places_names_the_programme(screen, store, made) -> None:
    titles: list[str] = []
    screen.titled.connect(titles.append)
    screen.open(GivePlacesRoute(made.programme))
    page = store.read(programmes.programme_page, programme=made.programme, today=DAY)
    assert titles == [f"Places on {page.name}"]
    screen.open(GivePlacesRoute(new_id()))
    assert screen.pages.currentWidget() is screen.programmes_list


def test_places_for_many_at_once_and_more_than_there_are(qtbot, screen, store, made, went) -> None:
    waiting = [person(store, name, "Hill") for name in ("Dee", "Eve")]
    screen.open(GivePlacesRoute(made.programme))
    giving = screen.give_places
    qtbot.keyClicks(giving.list.box, "hill")
    giving.list._narrow()
    qtbot.mouseClick(
        giving.list.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=giving.list.view.visualRect(giving.list.table.index(0, 1)).center(),
    )
    giving.list.view.choose(waiting[1])
    giving.choose(waiting[1])
    assert set(giving.chosen) == set(waiting)
    assert giving.give.text() == "Give 2 places"
    giving.give.click()
    assert "There is room for 1 more person. It has 4 places." in words(giving)
    giving.anyway.click()
    assert len(store.read(places.places_of, programme=made.programme, today=DAY)) == 5
    assert store.undo_label == "give 2 people a place"
    assert went[-1] == ProgrammeRoute(made.programme)


def test_choosing_again_chooses_not_and_who_has_a_place_is_left_out(qtbot, screen, store, made) -> None:
    dee = person(store, "Dee", "Hill")
    screen.open(GivePlacesRoute(made.programme))
    assert screen.give_places.list.table.rows == []
    screen.give_places.list.table.narrow("e")
    for who in (dee, dee, made.people[1]):
        screen.give_places.choose(who)
    assert not screen.give_places.chosen
    assert not screen.give_places.give.isEnabled()
    screen.give_places.choose(made.sessions[0])
    screen.give_places.choose(dee)
    screen.give_places.joined.reset(None)
    screen.give_places.give.click()
    assert "From which day" in screen.give_places.joined.error.text()


def test_one_person_leaves_comes_back_and_moves(screen, store, made, went) -> None:
    other = store.write("make", programmes.add, name="Choir").result
    screen.open(ProgrammeRoute(made.programme))
    people = screen.programme.people
    people.list.view.choose(made.places[0])
    box = people.card
    box.left.line.setText("19 May 2026")
    assert box.left.commit()
    box.because.line.setText("Moved away")
    assert box.because.commit()
    line = next(
        one for one in store.read(places.places_of, programme=made.programme, today=DAY) if one.id == made.places[0]
    )
    assert (line.left_on, line.left_because) == (date(2026, 5, 19), "Moved away")
    box.left.line.clear()
    assert box.left.commit()
    box.joined.line.setText("12 May 2026")
    assert box.joined.commit()
    box.joined.line.clear()
    assert not box.joined.commit()
    box.joined.reset(date(2026, 5, 12))
    box.to.combo.setCurrentIndex(1)
    box.to.combo.activated.emit(1)
    assert [one.participant for one in store.read(places.places_of, programme=other, today=DAY)] == [made.people[0]]


def test_from_a_person_to_their_page_and_forms(screen, made, went) -> None:
    screen.open(ProgrammeRoute(made.programme))
    people = screen.programme.people
    people.list.view.choose(made.places[1])
    people.card.page.click()
    people.card.form.click()
    people.list.view.opened.emit(made.places[2])
    screen.programme.forms.click()
    screen.programme.register.click()
    assert went == [
        PersonRoute(made.people[1]),
        FormRoute(made.places[1]),
        PersonRoute(made.people[2]),
        FormsRoute(made.programme),
        RegisterRoute(made.sessions[0]),
    ]
    people.card.remove.click()
    assert len(people.list.table.rows) == 2


def test_the_details_are_saved_when_left(qtbot, screen, store, made) -> None:
    screen.open(ProgrammeRoute(made.programme))
    screen.programme.tabs.setCurrentIndex(2)
    fields = screen.programme.details.fields
    fields["venue"].line.setText("Library")
    assert fields["venue"].commit()
    fields["needed"].line.setText("9")
    assert not fields["needed"].commit()
    assert "Not saved. Finished cannot mean 9 of 6." in fields["needed"].error.text()
    assert "Library" in words(screen.programme)
    screen.programme.details.close_it.click()
    assert "closed on 20 May 2026" in words(screen.programme)
    screen.programme.details.close_it.click()
    assert "closed on" not in words(screen.programme)


def test_a_programme_made_by_mistake_is_removed(screen, store, desk, made, went) -> None:
    refused: list[str] = []
    desk.refused.connect(lambda words, _field: refused.append(words))
    screen.open(ProgrammeRoute(made.programme))
    screen.programme.details.remove.click()
    assert "Close it instead" in refused[0]
    empty = store.write("make", programmes.add, name="Choir").result
    screen.open(ProgrammeRoute(empty))
    screen.programme.details.remove.click()
    assert went[-1] == ProgrammesRoute()
    screen.open(ProgrammeRoute(empty))
    assert screen.pages.currentWidget() is screen.programmes_list


def test_words_for_the_list(store, made) -> None:
    made.marks(0, "P")
    (line,) = store.read(programmes.programme_list, today=DAY).lines
    assert next_words(line) == "Tuesday 26 May 2026, 2 pm"
    assert next_words(store.read(programmes.programme_list, today=date(2027, 1, 1)).lines[0]) == "ended 9 Jun 2026"
    assert [rule_words(None, None), rule_words(1, None), rule_words(6, 10)] == [
        "",
        "finished means 1 session",
        "finished means 6 of 10",
    ]
    lines = store.read(sessions.session_list, programme=made.programme)
    assert [session_state(one) for one in lines[:2]] == ["1 of 3 came", "3 expected"]
    assert usual_joining(lines, DAY) == date(2026, 5, 12)
    assert usual_joining((), DAY) == DAY
    assert usual_joining(lines, FIRST.date()) == FIRST.date()
    assert TODAY
