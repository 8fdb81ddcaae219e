"""Programmes and courses."""

from datetime import date, datetime

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.records import programmes, sessions
from tests.records.course import FIRST, TODAY, course


def refused(store: Store, command, /, **kwargs) -> Refused:
    with pytest.raises(Refused) as said:
        store.write("Try", command, **kwargs)
    return said.value


def test_a_course_comes_with_its_sessions_and_its_rule(store: Store) -> None:
    made = course(store, needed=4, capacity=12)
    page = store.read(programmes.programme_page, programme=made.programme, today=TODAY)
    assert (page.name, page.venue, page.facilitator, page.capacity) == ("Clay for All", "Town Hall", "Mo", 12)
    assert (page.needed, page.needed_of, page.people, page.closed_on) == (4, 6, 3, None)
    lines = store.read(sessions.session_list, programme=made.programme)
    assert [line.starts_at for line in lines][:2] == [FIRST, datetime(2026, 5, 12, 14)]
    assert {line.minutes for line in lines} == {90}


def test_the_whole_course_is_one_step_of_undo(store: Store) -> None:
    made = store.write("Make", programmes.make_course, name="Choir", starts=[FIRST], needed=1, needed_of=3).result
    assert store.read(programmes.programme_page, programme=made, today=TODAY).needed_of == 3
    store.undo()
    assert store.read(programmes.programme_list, today=TODAY).total == 0
    store.redo()
    assert store.read(programmes.programme_list, today=TODAY).total == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": " "}, "name", "needs a name"),
        ({"name": "clay for all"}, "name", "already a programme called clay for all"),
        ({"name": "Choir", "capacity": 0}, "capacity", "1 or more"),
        ({"name": "Choir", "needed": 7, "needed_of": 6}, "needed", "7 of 6"),
        ({"name": "Choir", "starts": []}, "starts", "at least one date"),
        ({"name": "Choir", "starts": [FIRST, FIRST]}, "starts", "twice"),
        ({"name": "Choir", "minutes": 0}, "minutes", "1 minute"),
    ],
)
def test_what_cannot_be_a_course_is_said_beside_the_field(store: Store, fields, field, words) -> None:
    course(store)
    said = refused(store, programmes.make_course, **{"starts": [FIRST], **fields})
    assert said.field == field
    assert words in said.words


def test_a_programme_changes_closes_and_opens(store: Store) -> None:
    made = course(store).programme
    store.write("Change", programmes.change, programme=made, name="Clay  for Everybody", notes="Bring aprons")
    store.write("Change", programmes.change, programme=made, needed=3, needed_of=None)
    page = store.read(programmes.programme_page, programme=made, today=TODAY)
    assert (page.name, page.notes, page.needed_of) == ("Clay for Everybody", "Bring aprons", None)
    store.write("Close", programmes.close, programme=made, on=TODAY)
    assert store.read(programmes.programme_list, today=TODAY).total == 0
    assert store.read(programmes.programme_list, today=TODAY, with_closed=True).lines[0].closed_on == TODAY
    store.write("Open", programmes.reopen, programme=made)
    assert store.read(programmes.programme_list, today=TODAY).total == 1


def test_only_a_programme_that_nobody_was_on_can_be_taken_away(store: Store) -> None:
    made = course(store).programme
    assert "Close it instead" in refused(store, programmes.remove, programme=made).words
    other = store.write("Make", programmes.make_course, name="Choir", starts=[FIRST]).result
    store.write("Remove", programmes.remove, programme=other)
    assert [line.id for line in store.read(programmes.programme_list, today=TODAY).lines] == [made]
    assert "removed meanwhile" in refused(store, programmes.change, programme=other, name="X").words


def test_an_unknown_field_is_a_bug(store: Store) -> None:
    with pytest.raises(TypeError, match="no colour"):
        store.write("Try", programmes.add, name="Choir", colour="red")


def test_the_list_counts_sorts_and_finds(store: Store) -> None:
    made = course(store, capacity=8)
    made.marks(0, "P")
    store.write("Cancel", sessions.cancel, session=made.sessions[1])
    store.write("Add", programmes.add, name="acrylics", venue="Mill")
    store.write("Make", programmes.make_course, name="Choir", starts=[datetime(2026, 6, 30, 10)], facilitator="Zed")
    listed = store.read(programmes.programme_list, today=TODAY)
    assert [line.name for line in listed.lines] == ["Clay for All", "Choir", "acrylics"]
    clay = listed.lines[0]
    assert (clay.people, clay.capacity, clay.sessions, clay.held) == (3, 8, 5, 1)
    assert (clay.first_at, clay.next_at, clay.last_at) == (FIRST, datetime(2026, 6, 2, 14), datetime(2026, 6, 9, 14))
    by_name = store.read(programmes.programme_list, today=TODAY, sort="name")
    assert [line.name for line in by_name.lines] == ["acrylics", "Choir", "Clay for All"]
    by_people = store.read(programmes.programme_list, today=TODAY, sort="people", descending=True, limit=1)
    assert [line.name for line in by_people.lines] == ["Clay for All"]
    assert by_people.total == 3
    by_held = store.read(programmes.programme_list, today=TODAY, sort="held", descending=True)
    assert [line.held for line in by_held.lines] == [1, 0, 0]
    assert [line.name for line in store.read(programmes.programme_list, today=TODAY, text="zed").lines] == ["Choir"]
    assert store.read(programmes.programme_list, today=TODAY, text="%").total == 0


def test_a_programme_that_is_gone_is_said_in_words(store: Store) -> None:
    with pytest.raises(Refused, match="removed meanwhile"):
        store.read(programmes.programme_page, programme=new_id(), today=date(2026, 1, 1))


def test_the_names_of_all_programmes_in_order(store: Store) -> None:
    ids = [store.write("Add", programmes.add, name=name).result for name in ("choir", "Clay", "Arts café")]
    store.write("Close", programmes.close, programme=ids[0], on=TODAY)
    assert store.read(programmes.programme_names) == ((ids[2], "Arts café"), (ids[0], "choir"), (ids[1], "Clay"))
    assert len(store.read(programmes.programme_names, limit=2)) == 2
