"""The first screen says what wants doing, and forgets what has been done."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from artsrx.db.store import Store
from artsrx.domain.vocabulary import Mark
from artsrx.records import notes, people, places, programmes, referrals, register, sessions
from artsrx.records.referrals import NewPerson
from artsrx.records.today import Today, people_to_check, today

DAY = date(2026, 5, 26)


def shown(store: Store, day: date = DAY) -> Today:
    return store.read(today, as_at=day)


@pytest.fixture
def clay(store: Store) -> UUID:
    """Clay on Tuesdays from 5 May to 9 June at 2 pm."""
    starts = [datetime(2026, 5, 5, 14) + timedelta(weeks=week) for week in range(6)]
    return store.write("make a course", programmes.make_course, name="Clay", starts=starts).result


def place(store: Store, clay: UUID, given: str) -> tuple[UUID, UUID]:
    person = store.write("add", people.add, on=DAY, given=given, phone="07700 900111").result
    joined = date(2026, 5, 1)
    made = store.write(
        "give a place", places.give, programme=clay, participants=[person], joined_on=joined, today=DAY
    ).result
    return person, made[0]


def mark(store: Store, clay: UUID, who: UUID, *marks: Mark | None) -> None:
    """Marks from the first session on."""
    for session, one in zip(store.read(sessions.session_list, programme=clay), marks, strict=False):
        store.write("mark", register.mark, session=session.id, place=who, mark=one)


def test_an_empty_record_is_new(store: Store, clay: UUID) -> None:
    assert not shown(store).new
    store.undo()
    page = shown(store)
    assert page.new
    assert (page.sessions, page.coming, page.unmarked, page.answers, page.checks, page.forms) == ((),) * 6


def test_sessions_of_today_of_the_week_and_those_forgotten(store: Store, clay: UUID) -> None:
    _ann, who = place(store, clay, "Ann")
    mark(store, clay, who, Mark.PRESENT)
    page = shown(store)
    assert [(line.starts_at.day, line.expected, line.marked) for line in page.sessions] == [(26, 1, 0)]
    assert [line.starts_at.day for line in page.coming] == [2]
    assert [line.starts_at.day for line in page.unmarked] == [19, 12]


def test_cancelled_and_counted_sessions_want_nothing(store: Store, clay: UUID) -> None:
    place(store, clay, "Ann")
    lines = store.read(sessions.session_list, programme=clay)
    store.write("cancel", sessions.cancel, session=lines[1].id, because="Storm")
    store.write("cancel", sessions.cancel, session=lines[4].id, because="Storm")
    store.write("count", register.count_visitors, session=lines[2].id, visitors=3)
    page = shown(store)
    assert page.coming == ()
    assert [line.starts_at.day for line in page.unmarked] == [5]


def test_answers_due_come_with_the_most_overdue_first(store: Store) -> None:
    for given, received in (("Ann", "20 May"), ("Bea", "1 May"), ("Cat", "10 May")):
        store.write("refer", referrals.receive, person=NewPerson(given), on=DAY, received=received)
    page = shown(store)
    assert [(line.name, line.due_on) for line in page.answers] == [
        ("Bea", date(2026, 5, 15)), ("Cat", date(2026, 5, 24)), ("Ann", date(2026, 6, 3)),
    ]  # fmt: skip
    assert (page.answers_total, page.overdue) == (3, 2)


def test_two_missed_in_a_row_want_a_ring(store: Store, clay: UUID) -> None:
    _ann, never = place(store, clay, "Ann")
    _bea, stopped = place(store, clay, "Bea")
    _cat, fine = place(store, clay, "Cat")
    mark(store, clay, never, Mark.ABSENT, Mark.TOLD_US)
    mark(store, clay, stopped, Mark.PRESENT, Mark.ABSENT, Mark.ABSENT, Mark.ABSENT)
    mark(store, clay, fine, Mark.ABSENT, Mark.ABSENT, Mark.LATE, Mark.ABSENT)
    assert [(one.name, one.missed, one.came_on) for one in shown(store).checks] == [
        ("Bea", 3, date(2026, 5, 5)),
        ("Ann", 2, None),
    ]
    assert shown(store).checks[0].phone == "07700 900111"


def test_whoever_was_rung_since_has_been_checked_on(store: Store, clay: UUID) -> None:
    ann, who = place(store, clay, "Ann")
    mark(store, clay, who, Mark.ABSENT, Mark.ABSENT)
    store.write("note", notes.write, participant=ann, words="Nervous.", on=date(2026, 5, 11))
    assert len(store.read(people_to_check, as_at=DAY)) == 1
    store.write("note", notes.write, participant=ann, words="Rang.", on=date(2026, 5, 12))
    assert store.read(people_to_check, as_at=DAY) == ()


@pytest.mark.parametrize("end", ["left", "closed", "over", "long ago"])
def test_nobody_is_rung_about_what_is_over(store: Store, clay: UUID, end: str) -> None:
    _ann, who = place(store, clay, "Ann")
    mark(store, clay, who, Mark.ABSENT, Mark.ABSENT)
    day = DAY
    if end == "left":
        store.write("leave", places.leave, place=who, on=date(2026, 5, 12))
    elif end == "closed":
        store.write("close", programmes.close, programme=clay, on=DAY)
    elif end == "over":
        day = date(2026, 8, 1)
    else:
        day = date(2027, 8, 1)
        store.write("add", sessions.add, programme=clay, starts_at=datetime(2027, 7, 30, 14))
    assert shown(store, day).checks == ()


def test_forms_that_are_due_are_counted_and_cut(store: Store, clay: UUID) -> None:
    for number in range(3):
        _person, who = place(store, clay, f"Ann {number}")
        mark(store, clay, who, Mark.PRESENT)
    page = store.read(today, as_at=DAY, limit=2)
    assert (len(page.forms), page.forms_total) == (2, 3)


def test_today_of_the_sample_has_something_of_everything(store: Store) -> None:
    from artsrx.records.sample import make_sample

    make_sample(store, today=DAY)
    page: Any = shown(store)
    for part in ("sessions", "coming", "unmarked", "answers", "checks", "forms"):
        assert getattr(page, part), part
    assert not page.new and page.overdue == 3
