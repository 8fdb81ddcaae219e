"""What is missing is found, counted and said, with a way to each."""

from datetime import date, timedelta

import pytest

from artsrx.db.store import Store
from artsrx.domain.vocabulary import Mark, Point, Status
from tests.reports.impact.world import AS_AT, START, World, wellbeing


def _course(world: World, **place: object) -> tuple[object, object, object, object]:
    """A programme with one session to which one person came."""
    programme = world.programme(needed=5)
    session = world.session(programme, START + timedelta(days=7))
    world.session(programme, AS_AT + timedelta(days=7))
    person = world.person()
    held = world.place(person, programme, **place)
    world.mark(session, held)
    return programme, session, person, held


def test_an_empty_record_lacks_nothing(store: Store) -> None:
    assert World().gaps(store) == {}


def test_a_record_with_everything_lacks_nothing(store: Store) -> None:
    world = World()
    *_others, person, place = _course(world)
    world.form(place, Point.START, START, wellbeing(20))
    world.referral(person, practice_id=world.practice("Hillcrest"))
    assert world.gaps(store) == {}


def test_sessions_without_a_register_are_named(store: Store) -> None:
    world = World()
    programme, *_others, place = _course(world)
    world.form(place, Point.START, START, wellbeing(20))
    blank = world.session(programme, START + timedelta(days=14))
    world.session(programme, START + timedelta(days=15), cancelled=True)
    world.session(programme, START + timedelta(days=16), visitors=3)
    world.session(programme, START - timedelta(days=1))
    nobody = world.programme("Nobody yet")
    world.session(nobody, START + timedelta(days=14))
    gaps = world.gaps(store, programmes=(programme,))
    assert set(gaps) == {"registers"}
    assert gaps["registers"].ids == (blank,) and gaps["registers"].target == "session"
    assert gaps["registers"].words == "1 session has no register yet."


def test_registers_with_blanks_are_named(store: Store) -> None:
    world = World()
    programme, session, _person, place = _course(world)
    world.form(place, Point.START, START, wellbeing(20))
    world.place(world.person(), programme)
    world.place(world.person(), programme, left_on=START)
    gaps = world.gaps(store)
    assert gaps["blanks"].ids == (session,) and gaps["blanks"].count == 1
    assert gaps["blanks"].words == "1 register is only partly filled in."


@pytest.mark.parametrize("why", ["completed", "left", "closed", "ended"])
def test_forms_are_owed_once_somebody_came_and_finished(store: Store, why: str) -> None:
    world = World()
    programme = world.programme(needed=1 if why == "completed" else 5,
                                closed_on=AS_AT if why == "closed" else None)  # fmt: skip
    session = world.session(programme, START)
    if why != "ended":
        world.session(programme, AS_AT)
    left = AS_AT if why == "left" else None
    with_both, without, absent = (world.place(world.person(), programme, left_on=left) for _ in range(3))
    for place, mark in ((with_both, Mark.PRESENT), (without, Mark.LATE), (absent, Mark.ABSENT)):
        world.mark(session, place, mark)
    for point in (Point.START, Point.END):
        world.form(with_both, point, START, wellbeing(20))
    gaps = world.gaps(store)
    assert gaps["start"].ids == gaps["end"].ids == (without,)
    assert gaps["end"].words == "1 person who finished or left has no end form." and gaps["end"].target == "place"


def test_who_goes_on_owes_no_end_form(store: Store) -> None:
    world = World()
    _course(world)
    assert set(world.gaps(store)) == {"start"}


def test_forms_that_stand_in_the_way_are_named(store: Store) -> None:
    world = World()
    *_others, place = _course(world)
    for day in (1, 2):
        world.form(place, Point.START, START + timedelta(days=day), wellbeing(20))
        world.form(place, Point.MID, START + timedelta(days=day), wellbeing(20))
    part = world.form(place, Point.END, START + timedelta(days=3), {"q1": 2})
    gaps = world.gaps(store)
    assert gaps["twice"].ids == (place,) and gaps["unscored"].ids == (part,)
    assert gaps["unscored"].target == "form"


def test_people_without_any_birth_date_are_named(store: Store) -> None:
    world = World()
    programme, session, _person, place = _course(world)
    world.form(place, Point.START, START, wellbeing(20))
    unknown, by_year, absent = world.person(None), world.person(None, born_year=1950), world.person(None)
    for person, mark in ((unknown, Mark.PRESENT), (by_year, Mark.PRESENT), (absent, Mark.ABSENT)):
        world.mark(session, world.place(person, programme), mark)
    gaps = world.gaps(store)
    assert gaps["birth"].ids == (unknown,) and gaps["birth"].target == "participant"


def test_referrals_with_something_missing_are_named(store: Store) -> None:
    world = World()
    person, practice = world.person(), world.practice("Hillcrest")
    programme = world.programme()
    year = world.referral(person, None, received_year=2026, practice_id=practice)
    never = world.referral(person, None, practice_id=practice)
    world.referral(person, None, received_year=2024, practice_id=practice)
    world.referral(person, None, status=Status.ENTERED_IN_ERROR, practice_id=practice)
    waiting = world.referral(person, status=Status.CONTACT_ATTEMPTED, practice_id=practice)
    nowhere = world.referral(person)
    world.place(person, programme, nowhere)
    gaps = world.gaps(store)
    assert gaps["year"].ids == tuple(sorted((year, never))) and gaps["year"].words.startswith(
        "2 referrals have no full"
    )
    assert gaps["answers"].ids == (waiting,) and gaps["practice"].ids == (nowhere,)
    assert {gap.target for gap in gaps.values()} == {"referral"}
    assert set(World().gaps(store, programmes=(programme,))) == {"practice"}


def test_programmes_without_a_rule_are_named(store: Store) -> None:
    world = World()
    programme = world.programme(needed=None)
    world.session(programme, START)
    world.programme("Never met", needed=None)
    gaps = world.gaps(store)
    assert gaps["rules"].ids == (programme,) and gaps["rules"].target == "programme"


def test_what_is_still_to_come_is_not_missing(store: Store) -> None:
    world = World()
    programme = world.programme()
    world.place(world.person(), programme)
    world.session(programme, date(2026, 6, 20))
    assert World().gaps(store) == {} == world.gaps(store, as_at=date(2026, 6, 19))
