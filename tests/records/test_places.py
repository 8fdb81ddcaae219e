"""Places: given to many, left, moved, walk-ins."""

from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from artsrx.db.schema.tables import Place, Referral
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, Point, Route, Status
from artsrx.records import forms, places, programmes, register, sessions
from artsrx.records.person import person_page
from tests.records.course import FIRST, TODAY, course, person

JOINED = FIRST.date()


def refer(store: Store, participant, status: Status = Status.WAITING, day: date = date(2026, 4, 1)):
    def add(tx):
        row = Referral(
            id=new_id(),
            participant_id=participant,
            route=Route.FORMAL,
            received_on=day,
            status=status,
            status_on=day,
        )
        tx.add(row)
        tx.flush()
        return row.id

    return store.write("Refer", add).result


def row_of(store: Store, place) -> tuple:
    return store.read(
        lambda tx: tuple(
            tx.execute(select(Place.joined_on, Place.left_on, Place.left_because).where(Place.id == place)).one()
        )
    )


def give(store: Store, programme, who, **more) -> tuple[UUID, ...]:
    fields = {"joined_on": JOINED, "today": TODAY, **more}
    return store.write("Give", places.give, programme=programme, participants=who, **fields).result


def test_many_people_at_once_and_nobody_twice(store: Store) -> None:
    made = course(store)
    new = person(store, "Dee")
    given = give(store, made.programme, [*made.people, new, new])
    assert len(given) == 1
    assert [line.name for line in store.read(places.places_of, programme=made.programme, today=TODAY)] == [
        "Dee",
        "Ada Young",
        "Ben Young",
        "Cal Young",
    ]


@pytest.mark.parametrize(
    ("capacity", "words"), [(3, "This programme is full."), (4, "room for 1 more person."), (2, "is full")]
)
def test_capacity_holds_unless_somebody_says_so(store: Store, capacity, words) -> None:
    made = course(store, capacity=capacity)
    who = [person(store, "Dee"), person(store, "Eve")]
    with pytest.raises(Refused, match=words) as said:
        give(store, made.programme, who)
    assert said.value.field == "capacity"
    assert len(give(store, made.programme, who, over_capacity=True)) == 2


def test_there_is_room_for_some(store: Store) -> None:
    made = course(store, capacity=5)
    who = [person(store, name) for name in "DEF"]
    with pytest.raises(Refused, match="room for 2 more people"):
        give(store, made.programme, who)
    assert len(give(store, made.programme, who[:2])) == 2


def test_a_place_goes_through_the_latest_open_referral_and_answers_it(store: Store) -> None:
    made = course(store, names="")
    ada, ben, cal = (person(store, name) for name in ("Ada", "Ben", "Cal"))
    refer(store, ada, Status.DECLINED_BY_US, date(2026, 5, 1))
    waiting = refer(store, ada)
    refer(store, ada, day=date(2026, 3, 1))
    accepted = refer(store, ben, Status.ACCEPTED)
    give(store, made.programme, [ada, ben, cal])
    through = store.read(lambda tx: dict(tx.execute(select(Place.participant_id, Place.referral_id)).all()))
    assert through == {ada: waiting, ben: accepted, cal: None}
    status = store.read(
        lambda tx: tx.execute(select(Referral.status, Referral.status_on).where(Referral.id == waiting)).one()
    )
    assert tuple(status) == ("accepted", TODAY)
    kept = store.read(lambda tx: tx.scalar(select(Referral.status_on).where(Referral.id == accepted)))
    assert kept == date(2026, 4, 1)


def test_nobody_joins_a_closed_programme(store: Store) -> None:
    made = course(store)
    with pytest.raises(Refused, match="no longer in the record"):
        give(store, made.programme, [new_id()])
    store.write("Close", programmes.close, programme=made.programme, on=TODAY)
    with pytest.raises(Refused, match="is closed"):
        give(store, made.programme, [person(store, "Dee")])


def test_a_walk_in_is_one_line(store: Store) -> None:
    made = course(store, capacity=3)
    session = made.sessions[1]
    place = store.write(
        "Walk in", places.walk_in, session=session, name="Lovelace, Augusta (known as Ada)", today=TODAY
    ).result
    line = store.read(register.register, session=session).lines[-1]
    assert (line.place, line.name, line.mark, line.walk_in) == (place, "Ada Lovelace", Mark.PRESENT, True)
    assert len(store.read(register.register, session=made.sessions[0]).lines) == 3
    store.undo()
    assert len(store.read(register.register, session=session).lines) == 3


def test_what_stands_beside_the_name_of_a_walk_in_is_kept(store: Store) -> None:
    made = course(store)
    name = "Lovelace, Augusta (daughter of Kim)"
    store.write("Walk in", places.walk_in, session=made.sessions[1], name=name, today=TODAY)
    line = store.read(register.register, session=made.sessions[1]).lines[-1]
    page = store.read(person_page, line.participant)
    assert page and (page.name, page.notes) == ("Augusta Lovelace", "daughter of Kim")


def test_somebody_known_walks_in(store: Store) -> None:
    made = course(store)
    ada, ben = person(store, "Ada"), person(store, "Ben")
    refer(store, ada)
    for who in (ada, ben):
        store.write("Walk in", places.walk_in, session=made.sessions[1], participant=who, today=TODAY)
    lines = {line.participant: line for line in store.read(register.register, session=made.sessions[1]).lines}
    assert (lines[ada].walk_in, lines[ben].walk_in) == (False, True)
    with pytest.raises(Refused, match="on this register already") as said:
        store.write("Walk in", places.walk_in, session=made.sessions[1], participant=ben, today=TODAY)
    assert said.value.field == "name"


def test_a_walk_in_needs_a_name_and_a_session(store: Store) -> None:
    made = course(store)
    with pytest.raises(Refused, match="type a name"):
        store.write("Walk in", places.walk_in, session=made.sessions[1], name=" , ", today=TODAY)
    store.write("Cancel", sessions.cancel, session=made.sessions[1])
    with pytest.raises(Refused, match="was cancelled"):
        store.write("Walk in", places.walk_in, session=made.sessions[1], name="Ada", today=TODAY)


def test_leaving_with_a_reason_and_coming_back(store: Store) -> None:
    made = course(store)
    made.marks(0, "PA")
    with pytest.raises(Refused, match="before they joined"):
        store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 4))
    made.marks(0, "PP")
    with pytest.raises(Refused, match="They came on 12 May 2026"):
        store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 11))
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 12), because=" Moved away ")
    assert row_of(store, made.places[0]) == (JOINED, date(2026, 5, 12), "Moved away")
    lines = store.read(places.places_of, programme=made.programme, today=TODAY)
    assert [line.name for line in lines] == ["Ben Young", "Cal Young", "Ada Young"]
    assert len(store.read(places.places_of, programme=made.programme, today=TODAY, with_left=False)) == 2
    store.write("Back", places.rejoin, place=made.places[0])
    assert row_of(store, made.places[0]) == (JOINED, None, "")


def test_the_day_somebody_joined_can_be_corrected(store: Store) -> None:
    made = course(store)
    made.marks(0, "..P")
    store.write("Change", places.change_joined, place=made.places[0], on=date(2026, 5, 12))
    assert row_of(store, made.places[0])[0] == date(2026, 5, 12)
    with pytest.raises(Refused, match="They came on 19 May 2026, before that"):
        store.write("Change", places.change_joined, place=made.places[0], on=date(2026, 5, 20))
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 19))
    with pytest.raises(Refused, match="after they left"):
        store.write("Change", places.change_joined, place=made.places[0], on=date(2026, 5, 20))
    store.write("Back", places.rejoin, place=made.places[0])
    store.write("Leave", places.leave, place=made.places[0], on=date(2026, 5, 19))
    again = give(store, made.programme, [made.people[0]], joined_on=TODAY)[0]
    with pytest.raises(Refused, match="that same day"):
        store.write("Change", places.change_joined, place=again, on=date(2026, 5, 12))


def test_moving_to_another_programme(store: Store) -> None:
    made = course(store)
    made.marks(0, "PP")
    choir = store.write("Make", programmes.make_course, name="Choir", starts=[datetime(2026, 5, 14, 10)]).result
    day = date(2026, 5, 14)
    there = store.write("Move", places.move, place=made.places[0], programme=choir, on=day, today=TODAY).result
    assert row_of(store, made.places[0]) == (JOINED, date(2026, 5, 13), "Moved to Choir")
    assert row_of(store, there) == (day, None, "")
    unmarked = store.write("Move", places.move, place=made.places[1], programme=choir, on=day, today=TODAY).result
    assert unmarked == made.places[1]
    assert store.read(places.programme_of, place=unmarked) == choir
    assert store.read(places.programme_of, place=choir) is None
    with pytest.raises(Refused, match="have a place on Choir already"):
        store.write("Move", places.move, place=made.places[1], programme=choir, on=day, today=TODAY)
    store.write("Change", programmes.change, programme=choir, capacity=2)
    with pytest.raises(Refused, match="full"):
        store.write("Move", places.move, place=made.places[2], programme=choir, on=day, today=TODAY)


def test_a_move_keeps_the_referral(store: Store) -> None:
    made = course(store, names="")
    ada = person(store, "Ada")
    referral = refer(store, ada)
    place = give(store, made.programme, [ada])[0]
    made.places.append(place)
    made.marks(0, "P")
    choir = store.write("Make", programmes.add, name="Choir").result
    store.write("Move", places.move, place=place, programme=choir, on=date(2026, 5, 6), because="Louder", today=TODAY)
    through = store.read(lambda tx: tx.execute(select(Place.referral_id, Place.left_because).order_by(Place.id)).all())
    assert [tuple(row) for row in through] == [(referral, "Louder"), (referral, "")]


def test_a_mistaken_place_goes_unless_something_hangs_on_it(store: Store) -> None:
    made = course(store)
    made.marks(0, "P")
    store.write(
        "Form",
        forms.enter,
        place=made.places[1],
        instrument="ons4",
        point=Point.START,
        done_on=JOINED,
        answers={"happy": 5},
        today=TODAY,
    )
    for place in made.places[:2]:
        with pytest.raises(Refused, match="left instead"):
            store.write("Remove", places.remove, place=place)
    store.write("Remove", places.remove, place=made.places[2])
    with pytest.raises(Refused, match="removed meanwhile"):
        store.write("Remove", places.remove, place=made.places[2])
    lines = store.read(places.places_of, programme=made.programme, today=TODAY)
    assert [(line.forms, line.facts.attended) for line in lines] == [(0, 1), (1, 0)]


def test_who_could_be_given_a_place(store: Store) -> None:
    made = course(store, names="Ada")
    ben, cal = person(store, "Ben", born="3 April 1951"), person(store, "Cal")
    refer(store, ben)
    refer(store, made.people[0], Status.RECEIVED)
    refer(store, cal, Status.DECLINED_BY_US)
    waiting = store.read(places.candidates, programme=made.programme, today=TODAY)
    assert [(one.name, one.born, one.has_place, one.waiting) for one in waiting] == [
        ("Ben", "born 1951", False, True),
        ("Ada Young", "", True, True),
    ]
    found = store.read(places.candidates, programme=made.programme, participants=[cal, ben], today=TODAY)
    assert [(one.name, one.waiting) for one in found] == [("Cal", False), ("Ben", True)]
