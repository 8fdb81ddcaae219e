"""Outcome forms: entered, corrected, doubled, due."""

from datetime import date, timedelta

import pytest

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Point
from artsrx.records import forms, places, programmes, sessions
from tests.records.course import FIRST, TODAY, course

JOINED = FIRST.date()
FULL = {f"q{number}": 3 for number in range(1, 8)}


def enter(store: Store, place, point=Point.START, instrument="swemwbs", answers=FULL, day=JOINED):
    return store.write(
        "Enter", forms.enter, place=place, instrument=instrument, point=point, done_on=day, answers=answers, today=TODAY
    ).result


def test_a_form_is_kept_and_scored(store: Store) -> None:
    made = course(store)
    form = enter(store, made.places[0], answers={key: str(value) for key, value in FULL.items()})
    (line,) = store.read(forms.forms_of, place=made.places[0])
    assert (line.id, line.point, line.done_on, line.answers) == (form, Point.START, FIRST.date(), FULL)
    assert (line.scores, line.complete, line.twice) == ({"swemwbs": 19.25}, True, False)
    assert store.read(forms.place_of, form=form) == made.places[0]


def test_a_form_with_gaps_is_returned_and_not_scored(store: Store) -> None:
    made = course(store)
    enter(store, made.places[0], answers={**FULL, "q4": " "})
    (line,) = store.read(forms.forms_of, place=made.places[0])
    assert (line.scores, line.complete, "q4" in line.answers) == (None, False, False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"answers": {**FULL, "q2": "6"}}, "q2"),
        ({"answers": {"q1": ""}}, "answers"),
        ({"day": TODAY + timedelta(days=1)}, "done_on"),
        ({"instrument": "phq9"}, "instrument"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_it(store: Store, fields, field) -> None:
    made = course(store)
    with pytest.raises(Refused) as said:
        enter(store, made.places[0], **fields)
    assert said.value.field == field
    assert store.read(forms.forms_of, place=made.places[0]) == ()


def test_two_at_the_same_point_are_kept_and_flagged_until_one_goes(store: Store) -> None:
    made = course(store)
    first, second = (enter(store, made.places[0]) for _ in range(2))
    enter(store, made.places[0], point=Point.END)
    enter(store, made.places[0], instrument="ons4", answers={"happy": 7})
    enter(store, made.places[1])
    by_place = store.read(forms.forms_of_programme, programme=made.programme)
    assert [line.twice for line in by_place[made.places[0]]] == [True, True, False, False]
    assert [line.twice for line in by_place[made.places[1]]] == [False]
    store.write("Remove", forms.remove, form=second)
    assert not any(line.twice for line in store.read(forms.forms_of, place=made.places[0]))
    with pytest.raises(Refused, match="removed meanwhile"):
        store.write("Remove", forms.remove, form=second)
    store.write("Change", forms.change, form=first, today=TODAY, point=Point.MID)
    assert Point.MID in {line.point for line in store.read(forms.forms_of, place=made.places[0])}


def test_a_form_is_corrected_and_undone(store: Store) -> None:
    made = course(store)
    form = enter(store, made.places[0])
    store.write("Change", forms.change, form=form, today=TODAY, done_on=TODAY, answers={**FULL, "q1": 5})
    (line,) = store.read(forms.forms_of, place=made.places[0])
    assert (line.done_on, line.answers["q1"]) == (TODAY, 5)
    with pytest.raises(Refused):
        store.write("Change", forms.change, form=form, today=TODAY, done_on=TODAY + timedelta(days=1))
    store.undo()
    assert store.read(forms.forms_of, place=made.places[0])[0].answers == FULL


def test_forms_are_due_once_people_started_and_once_it_is_over(store: Store) -> None:
    made = course(store, names="Ada Ben Cal Dee Eve", needed=2)
    made.marks(0, "PP")
    made.marks(1, "P")
    made.marks(2, "A")
    made.marks(3, "P")
    store.write("Leave", places.leave, place=made.places[3], on=date(2026, 5, 6))
    enter(store, made.places[1])
    due = store.read(forms.forms_due, as_at=TODAY)
    assert [(one.name, one.point, one.why) for one in due] == [
        ("Ada Young", Point.START, forms.Why.STARTED),
        ("Ada Young", Point.END, forms.Why.COMPLETED),
        ("Dee Young", Point.START, forms.Why.STARTED),
        ("Dee Young", Point.END, forms.Why.LEFT),
    ]
    assert due[0].programme_name == "Clay for All"
    before = store.read(forms.forms_due, as_at=date(2026, 5, 5), programme=made.programme)
    assert [(one.name, one.point) for one in before] == [("Ada Young", Point.START), ("Dee Young", Point.START)]
    enter(store, made.places[0], point=Point.END)
    over = store.read(forms.forms_due, as_at=date(2026, 6, 10))
    assert ("Ben Young", forms.Why.ENDED) in [(one.name, one.why) for one in over]
    assert ("Ada Young", Point.END) not in [(one.name, one.point) for one in over]


def test_a_closed_programme_is_over_whatever_its_sessions_say(store: Store) -> None:
    made = course(store)
    made.marks(0, "P")
    store.write("Close", programmes.close, programme=made.programme, on=date(2026, 5, 6))
    store.write("Cancel", sessions.cancel, session=made.sessions[-1])
    due = store.read(forms.forms_due, as_at=date(2026, 5, 7))
    assert [one.why for one in due] == [forms.Why.STARTED, forms.Why.ENDED]


def test_only_forms_of_programmes_that_met_lately_are_asked_for(store: Store) -> None:
    made = course(store, names="Ada Ben")
    made.marks(0, "P")
    made.marks(1, "P")
    store.write("Leave", places.leave, place=made.places[1], on=date(2026, 5, 6))
    lately = store.read(forms.forms_due, as_at=date(2026, 7, 1), since=date(2026, 6, 1))
    assert {one.name for one in lately} == {"Ada Young"}
    assert store.read(forms.forms_due, as_at=date(2026, 9, 1), since=date(2026, 8, 1)) == ()
