"""The register: who is expected, what is marked, and what follows from it."""

from datetime import date

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark
from artsrx.records import attendance, places, programmes, register, sessions
from artsrx.records.today import people_to_check
from tests.records.course import TODAY, course, person


def page(store: Store, session) -> register.RegisterPage:
    return store.read(register.register, session=session)


def test_everybody_expected_on_the_day_is_on_it_in_order(store: Store) -> None:
    made = course(store, names="Cal Ada Ben")
    late = person(store, "Aaron", "Able", known_as="Ron", access_needs="Step-free")
    store.write(
        "Give", places.give, programme=made.programme, participants=[late], joined_on=date(2026, 5, 12), today=TODAY
    )
    store.write("Leave", places.leave, place=made.places[2], on=date(2026, 5, 5))
    names = [[line.name for line in page(store, session).lines] for session in made.sessions[:2]]
    assert names == [["Ada Young", "Ben Young", "Cal Young"], ["Ron Able", "Ada Young", "Cal Young"]]
    line = page(store, made.sessions[1]).lines[0]
    assert (line.number, line.needs, line.mark, line.note, line.missed, line.attended) == (
        1,
        "Step-free",
        None,
        "",
        0,
        False,
    )


def test_walk_ins_of_the_day_stand_at_the_end_and_in_their_place_next_time(store: Store) -> None:
    made = course(store)
    for name in ("Zoe Zed", "Abe Able"):
        store.write("Walk in", places.walk_in, session=made.sessions[0], name=name, today=TODAY)
    assert [line.given for line in page(store, made.sessions[0]).lines] == ["Ada", "Ben", "Cal", "Zoe", "Abe"]
    assert [line.given for line in page(store, made.sessions[1]).lines] == ["Abe", "Ada", "Ben", "Cal", "Zoe"]


def test_the_counts_follow_the_marks(store: Store) -> None:
    made = course(store, names="Ada Ben Cal Dee Eve")
    for number, letter in enumerate("PLTA"):
        made.marks(number, letter)
    taken = page(store, made.sessions[0])
    assert (taken.came, taken.blank, taken.count(Mark.TOLD_US, Mark.ABSENT)) == (2, 1, 2)
    assert [line.attended for line in taken.lines] == [True, True, False, False, False]


def test_the_page_knows_its_neighbours(store: Store) -> None:
    made = course(store, weeks=3)
    store.write("Cancel", sessions.cancel, session=made.sessions[0])
    first, middle, last = (page(store, session) for session in made.sessions)
    assert (first.number, first.number_of, first.before, first.after) == (0, 2, None, made.sessions[1])
    assert (middle.number, middle.before, middle.after) == (1, made.sessions[0], made.sessions[2])
    assert (last.number, last.after) == (2, None)


def test_a_mark_is_set_changed_and_taken_away(store: Store) -> None:
    made = course(store, names="Ada")
    session, place = made.sessions[0], made.places[0]
    for mark in (Mark.PRESENT, Mark.PRESENT, Mark.ABSENT, None, None):
        store.write("Mark", register.mark, session=session, place=place, mark=mark)
        assert page(store, session).lines[0].mark == mark


def test_the_rest_is_blanks_only_and_one_step_of_undo(store: Store) -> None:
    made = course(store, names="Ada Ben Cal")
    made.marks(1, "T")
    done = store.write("Mark 2 people present", register.mark_the_rest, session=made.sessions[0])
    assert done.result == 2
    assert [line.mark for line in page(store, made.sessions[0]).lines] == [Mark.PRESENT, Mark.TOLD_US, Mark.PRESENT]
    assert store.undo_label == "Mark 2 people present"
    store.undo()
    assert [line.mark for line in page(store, made.sessions[0]).lines] == [None, Mark.TOLD_US, None]


def test_who_is_not_on_the_register_cannot_be_marked(store: Store) -> None:
    made = course(store)
    other = store.write("Make", programmes.add, name="Choir").result
    store.write(
        "Give", places.give, programme=other, participants=made.people[:1], joined_on=date(2026, 5, 5), today=TODAY
    )
    elsewhere = store.read(places.places_of, programme=other, today=TODAY)[0].id
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 5))
    late = person(store, "Late")
    joined = store.write(
        "Give", places.give, programme=made.programme, participants=[late], joined_on=TODAY, today=TODAY
    ).result[0]
    for place in (elsewhere, made.places[0], joined):
        with pytest.raises(Refused, match="no place on the programme on that day"):
            store.write("Mark", register.mark, session=made.sessions[1], place=place, mark=Mark.PRESENT)
    with pytest.raises(Refused, match="removed meanwhile"):
        store.write("Mark", register.mark, session=made.sessions[1], place=new_id(), mark=Mark.PRESENT)
    with pytest.raises(Refused, match="removed meanwhile"):
        page(store, new_id())


def test_a_cancelled_session_takes_no_marks_and_keeps_those_it_had(store: Store) -> None:
    made = course(store)
    made.marks(0, "A")
    store.write("Cancel", sessions.cancel, session=made.sessions[0])
    with pytest.raises(Refused, match="was cancelled"):
        store.write("Mark", register.mark_the_rest, session=made.sessions[0])
    assert page(store, made.sessions[1]).lines[0].missed == 0
    store.write("Back", sessions.reinstate, session=made.sessions[0])
    assert page(store, made.sessions[1]).lines[0].missed == 1


def test_two_missed_in_a_row_are_a_reason_to_ring_for_every_list(store: Store) -> None:
    made = course(store, names="Ada Ben")
    made.marks(0, "PAA")
    made.marks(1, "PA")
    lines = page(store, made.sessions[3]).lines
    assert [(line.name, line.missed, line.keeps_missing) for line in lines] == [
        ("Ada Young", 2, True), ("Ben Young", 1, False),
    ]  # fmt: skip
    facts = store.read(attendance.place_facts, programme=made.programme)
    assert [facts[place].keeps_missing for place in made.places] == [True, False]
    assert [check.name for check in store.read(people_to_check, as_at=date(2026, 5, 20))] == ["Ada Young"]


def test_a_marked_person_stays_on_the_register_after_leaving_before_it(store: Store) -> None:
    made = course(store, names="Ada")
    made.marks(0, ".T")
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 6))
    assert page(store, made.sessions[1]).lines[0].mark == Mark.TOLD_US
    assert page(store, made.sessions[2]).lines == ()


def test_notes_and_visitors(store: Store) -> None:
    made = course(store, names="Ada")
    session, place = made.sessions[0], made.places[0]
    with pytest.raises(Refused, match="Mark the person first"):
        store.write("Note", register.note, session=session, place=place, words="Late bus")
    made.marks(0, "L")
    store.write("Note", register.note, session=session, place=place, words=" Late bus ")
    store.write("Count", register.count_visitors, session=session, visitors=3)
    taken = page(store, session)
    assert (taken.lines[0].note, taken.session.visitors) == ("Late bus", 3)
    for visitors in (-1, 10_000):
        with pytest.raises(Refused, match="between 0 and 9,999"):
            store.write("Count", register.count_visitors, session=session, visitors=visitors)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Wheelchair user", "Wheelchair user"),
        (" Hearing loop\nand more", "Hearing loop"),
        ("Needs a seat near the door and a break", "Needs a seat near…"),
        ("Wheelchairuserwithoutspaces", "Wheelchairuserwitho…"),
    ],
)
def test_needs_are_cut_between_words(text, short) -> None:
    assert register.short_words(text, 20) == short
