"""What a register says: held, offered, attended, started, missed in a row, completed."""

from datetime import date

import pytest
from sqlalchemy import select

from artsrx.db.schema.tables import ArtsSession, Place
from artsrx.db.store import Store
from artsrx.records import attendance, places, register, sessions
from artsrx.records.attendance import NOTHING_YET, PlaceFacts, is_completed
from tests.records.course import course


def facts(made, place: int = 0, **limits) -> PlaceFacts:
    return made.store.read(attendance.place_facts, programme=made.programme, **limits)[made.places[place]]


@pytest.mark.parametrize(
    ("marks", "offered", "attended", "missed"),
    [
        ("......", 6, 0, 0),
        ("PPPPPP", 6, 6, 0),
        ("PLTANP", 5, 3, 0),
        ("PAATN.", 5, 1, 3),
        ("AAPTA.", 6, 1, 2),
        ("NNNNNN", 0, 0, 0),
    ],
)
def test_marks_become_facts(store: Store, marks, offered, attended, missed) -> None:
    made = course(store, needed=3)
    made.marks(1, "AAAAAA")
    made.marks(0, marks)
    found = facts(made)
    assert (found.offered, found.attended, found.missed_in_a_row) == (offered, attended, missed)
    assert (found.started, found.completed) == (attended > 0, attended >= 3)


def test_a_session_without_a_mark_or_cancelled_is_not_offered(store: Store) -> None:
    made = course(store)
    made.marks(0, "PA")
    assert facts(made).offered == 2
    store.write("Cancel", sessions.cancel, session=made.sessions[1])
    assert (facts(made).offered, facts(made).missed_in_a_row) == (1, 0)
    store.write("Count", register.count_visitors, session=made.sessions[2], visitors=1)
    assert facts(made).offered == 2


def test_only_what_lies_between_joining_and_leaving_is_offered(store: Store) -> None:
    made = course(store)
    made.marks(1, "PPPPPP")
    store.write("Change", places.change_joined, place=made.places[0], on=date(2026, 5, 12))
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 26))
    assert facts(made).offered == 3


def test_without_a_day_of_joining_only_named_sessions_count(store: Store) -> None:
    made = course(store)
    made.marks(1, "PPPPPP")
    made.marks(0, ".PA")

    def forget(tx) -> None:
        tx.get(Place, made.places[0]).joined_on = None

    store.write("Forget", forget)
    assert (facts(made).offered, facts(made).attended) == (2, 1)
    assert store.read(register.register, session=made.sessions[0]).lines[0].number == 1


def test_facts_up_to_a_day_and_of_one_person(store: Store) -> None:
    made = course(store)
    made.marks(0, "PAAP")
    upto = facts(made, until=date(2026, 5, 19))
    assert (upto.offered, upto.attended, upto.missed_in_a_row) == (3, 1, 2)
    assert (upto.started_on, upto.last_on) == (date(2026, 5, 5), date(2026, 5, 5))
    assert facts(made).last_on == date(2026, 5, 26)
    own = store.read(attendance.place_facts, participant=made.people[1])
    assert own == {made.places[1]: PlaceFacts(offered=4)}
    assert PlaceFacts() == NOTHING_YET


def test_a_rule_is_needed_to_complete() -> None:
    assert [is_completed(6, None), is_completed(5, 6), is_completed(6, 6)] == [False, False, True]


def test_the_shared_select_is_narrowed_to_a_period(store: Store) -> None:
    made = course(store)
    made.marks(0, "PPPP")
    day = date(2026, 5, 12)
    rows = store.read(
        lambda tx: tx.execute(
            attendance.offers(Place.id, ArtsSession.starts_at, since=day, until=day).order_by(Place.id)
        ).all()
    )
    assert [row.starts_at.date() for row in rows] == [day] * 3
    counted = store.read(lambda tx: tx.execute(select(attendance.per_place(since=day).subquery())).all())
    assert {(row.offered, row.attended) for row in counted} == {(3, 3), (3, 0)}
