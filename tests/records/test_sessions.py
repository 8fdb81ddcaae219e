"""Sessions: moved, cancelled, led by somebody else, listed."""

from datetime import date, datetime

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.records import programmes, register, sessions
from tests.records.course import FIRST, course
from tests.records.course import session_line as line


def test_a_session_says_who_is_expected_and_who_came(store: Store) -> None:
    made = course(store)
    made.marks(0, "P")
    made.marks(1, "A")
    first = line(store, made.sessions[0])
    assert (first.programme_name, first.venue, first.facilitator) == ("Clay for All", "Town Hall", "Mo")
    assert (first.expected, first.marked, first.came, first.held, first.stand_in) == (3, 2, 1, True, False)
    assert not line(store, made.sessions[1]).held


def test_a_session_of_visitors_alone_was_held(store: Store) -> None:
    made = course(store)
    store.write("Count", register.count_visitors, session=made.sessions[0], visitors=4)
    assert line(store, made.sessions[0]).held


def test_cancelled_with_a_reason_and_back_again(store: Store) -> None:
    made = course(store)
    made.marks(0, "P")
    store.write("Cancel", sessions.cancel, session=made.sessions[0], because=" Snow ")
    cancelled = line(store, made.sessions[0])
    assert (cancelled.cancelled, cancelled.cancelled_because, cancelled.held) == (True, "Snow", False)
    store.write("Back", sessions.reinstate, session=made.sessions[0])
    back = line(store, made.sessions[0])
    assert (back.cancelled, back.cancelled_because, back.came) == (False, "", 1)


def test_a_stand_in_and_another_venue(store: Store) -> None:
    made = course(store)
    store.write("Stand in", sessions.stand_in, session=made.sessions[1], facilitator=" Sam ")
    store.write("Venue", sessions.change, session=made.sessions[1], venue="Library")
    store.write("Notes", sessions.change, session=made.sessions[1], notes="Glazing ")
    changed = line(store, made.sessions[1])
    assert (changed.facilitator, changed.stand_in, changed.venue) == ("Sam", True, "Library")
    assert store.read(register.register, session=made.sessions[1]).notes == "Glazing"
    store.write("Stand in", sessions.stand_in, session=made.sessions[1], facilitator="")
    assert not line(store, made.sessions[1]).stand_in


def test_a_session_moves_with_its_length(store: Store) -> None:
    made = course(store)
    store.write("Move", sessions.move, session=made.sessions[0], starts_at=datetime(2026, 5, 6, 10), minutes=60)
    moved = line(store, made.sessions[0])
    assert (moved.starts_at, moved.minutes) == (datetime(2026, 5, 6, 10), 60)
    store.write("Move", sessions.move, session=made.sessions[0], starts_at=FIRST)
    assert line(store, made.sessions[0]).minutes == 60


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"starts_at": datetime(2026, 5, 12, 14)}, "already meets"),
        ({"starts_at": datetime(2026, 5, 4, 14)}, "no place on that day"),
        ({"starts_at": FIRST, "minutes": 1441}, "24 hours"),
    ],
)
def test_a_session_cannot_move_just_anywhere(store: Store, when, words) -> None:
    made = course(store)
    made.marks(0, "P")
    with pytest.raises(Refused, match=words):
        store.write("Move", sessions.move, session=made.sessions[0], **when)
    assert line(store, made.sessions[0]).starts_at == FIRST


def test_only_an_unmarked_session_can_be_taken_away(store: Store) -> None:
    made = course(store)
    made.marks(0, "P")
    with pytest.raises(Refused, match="Cancel the session instead"):
        store.write("Remove", sessions.remove, session=made.sessions[0])
    store.write("Remove", sessions.remove, session=made.sessions[1])
    with pytest.raises(Refused, match="removed meanwhile"):
        store.write("Cancel", sessions.cancel, session=made.sessions[1])


def test_the_sessions_of_a_day_and_of_a_period(store: Store) -> None:
    made = course(store)
    store.write("Make", programmes.make_course, name="Choir", starts=[datetime(2026, 5, 5, 10)])
    assert [one.programme_name for one in store.read(sessions.sessions_on, day=date(2026, 5, 5))] == [
        "Choir",
        "Clay for All",
    ]
    period = store.read(sessions.session_list, since=date(2026, 5, 12), until=date(2026, 5, 19))
    assert [one.id for one in period] == made.sessions[1:3]
    page = store.read(sessions.session_list, programme=made.programme, offset=1, limit=2)
    assert [one.id for one in page] == made.sessions[1:3]
