"""Today says what wants doing, in lines that each have one button."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from artsrx.domain.vocabulary import Mark
from artsrx.records import organisation, people, places, programmes, referrals, register, sessions
from artsrx.records.referral_list import ReferralFilter
from artsrx.records.referrals import NewPerson
from artsrx.records.sample import make_sample
from artsrx.ui.routes import (
    ImportRoute,
    NewCourseRoute,
    NewPersonRoute,
    ReferralRoute,
    ReferralsRoute,
    RegisterRoute,
    TodayRoute,
)
from artsrx.ui.screens.today import phrases as tasks
from artsrx.ui.screens.today.screen import TodayScreen, backup_words

TODAY = date(2026, 5, 26)


def today():
    return TODAY


@pytest.fixture
def screen(qtbot, desk, went):
    made = TodayScreen(desk, today=today)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def lines(screen):
    return screen.lines()


def words(screen):
    QApplication.processEvents()
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen)]


def clay(desk, *, people_there=()):
    starts = [datetime(2026, 5, 19, 14) + timedelta(weeks=week) for week in range(3)]
    programme = desk.do("make", programmes.make_course, name="Clay", starts=starts, venue="Studio").result
    made = [desk.do("add", people.add, on=TODAY, given=name).result for name in people_there]
    if made:
        joined = date(2026, 5, 1)
        desk.do("give", places.give, programme=programme, participants=made, joined_on=joined, today=TODAY)
    return [line.id for line in desk.read(sessions.session_list, programme=programme)]


def test_a_new_record_is_welcomed_with_three_ways_to_begin(screen, went):
    assert "Welcome" in words(screen)
    for press in (screen._bring_in, screen.add, screen._make_course):
        press()
    assert went == [ImportRoute(), NewPersonRoute(), NewCourseRoute()]


def test_a_day_with_nothing_waiting_is_quiet(desk, screen):
    clay(desk)
    assert "All quiet" in words(screen)


def test_todays_register_is_one_click_away(desk, screen, went):
    _before, now, _after = clay(desk, people_there=["Ann", "Bea"])
    first = lines(screen)[0]
    assert (first.task.title, first.task.words, first.task.flag) == ("2 pm  Clay", "Studio", "2 expected")
    assert screen.main() is first.button
    first.button.click()
    assert went == [RegisterRoute(now)]
    place = desk.read(register.register, session=now).lines[0].place
    desk.do("mark", register.mark, session=now, place=place, mark=Mark.PRESENT)
    assert lines(screen)[0].task.flag == "1 of 2 marked"


def test_a_cancelled_session_says_why_and_a_stand_in_is_named(desk, screen):
    _before, now, _after = clay(desk)
    desk.do("stand in", sessions.stand_in, session=now, facilitator="Joss")
    assert lines(screen)[0].task.words == "Studio · Joss stands in"
    desk.do("cancel", sessions.cancel, session=now, because="Storm")
    assert (lines(screen)[0].task.words, lines(screen)[0].task.flag) == ("Cancelled · Storm", "Cancelled")


def test_a_day_without_sessions_names_the_next(qtbot, desk):
    clay(desk)
    screen = TodayScreen(desk, today=lambda: date(2026, 5, 25))
    qtbot.addWidget(screen)
    screen.refresh()
    assert "Nothing meets today. Next is Clay, tomorrow at 2 pm." in [
        label.text() for label in screen.findChildren(QLabel)
    ]


def test_a_day_without_anything_ahead_says_so(qtbot, desk):
    clay(desk)
    screen = TodayScreen(desk, today=lambda: date(2026, 9, 1))
    qtbot.addWidget(screen)
    screen.refresh()
    assert "Nothing meets today." in [label.text() for label in screen.findChildren(QLabel)]


def test_late_answers_say_how_late(desk, screen, went):
    for received in ("1 May", "12 May", "20 May"):
        made = desk.do(
            "refer", referrals.receive, person=NewPerson(f"Ann {received}"), on=TODAY, received=received
        ).result
    assert [line.task.flag for line in lines(screen)] == ["11 days late", "due today", "8 days left"]
    assert "1 answer is late" in words(screen)
    lines(screen)[2].button.click()
    assert went == [ReferralRoute(made.referral)]


def test_more_than_fit_lead_to_all_of_them(desk, screen, went):
    for number in range(8):
        desk.do("refer", referrals.receive, person=NewPerson(f"Ann {number}"), on=TODAY)
    last = lines(screen)[-1]
    assert last.task.title == "and 2 more"
    last.button.click()
    assert went == [ReferralsRoute(ReferralFilter.UNANSWERED)]


def test_an_imported_referral_without_a_day_has_no_flag():
    assert tasks.due_words(None) == ("", "plain")


def test_the_focus_stays_on_its_line_when_something_changes(desk, screen):
    for number in range(2):
        desk.do("refer", referrals.receive, person=NewPerson(f"Ann {number}"), on=TODAY)
    screen.activateWindow()
    line = lines(screen)[1]
    line.button.setFocus()
    wanted = line.task.route
    desk.do("change", organisation.change, field="answer_days", value="10")
    focused = screen.window().focusWidget()
    assert [one.task.route for one in lines(screen) if one.button is focused] == [wanted]


def test_the_sample_fills_every_card(desk, screen):
    make_sample(desk.store, today=TODAY)
    screen.open(TodayRoute())
    shown = words(screen)
    for title in (
        "Today’s sessions",
        "Answers due",
        "People to ring",
        "Registers to fill in",
        "Forms due",
        "This week",
    ):
        assert title in shown
    assert any("last came" in one for one in shown)
    before = len(lines(screen))
    screen.open(TodayRoute(everything=True))
    assert len(lines(screen)) > before
    assert not any(isinstance(line.task.route, TodayRoute) for line in lines(screen))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 25), "yesterday"),
        (date(2026, 5, 26), "today"),
        (date(2026, 5, 27), "tomorrow"),
        (date(2026, 6, 1), "Monday 1 June"),
        (date(2025, 6, 2), "Monday 2 June 2025"),
    ],
)
def test_days_are_said_as_people_say_them(day, said):
    assert tasks.near_day(day, TODAY) == said


def test_the_backup_is_told_in_words():
    assert backup_words(None, TODAY).startswith("There is no backup yet.")
    made = datetime(2026, 5, 26, 12, 0, tzinfo=UTC)
    assert backup_words(made, TODAY).startswith("The last good backup was made ")
