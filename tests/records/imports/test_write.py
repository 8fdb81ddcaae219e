"""What a row becomes: a person, a referral, a place, answers; all rows or none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from artsrx.db.schema.tables import (
    Consent,
    ImportBatch,
    ImportRow,
    Participant,
    Place,
    Practice,
    Programme,
    Referral,
    Referrer,
)
from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Answer, Route, Status
from artsrx.records import person
from artsrx.records.imports import write
from artsrx.records.imports.incoming import NO_PLACE, IncomingRow, digest
from artsrx.records.imports.plan import Action, Choice
from artsrx.records.imports.write import Fate
from artsrx.records.place_standing import has_left, is_held
from tests.records.imports.lists import JOAN, RHYS, ROWS, TODAY, actions, brought, every, near, planned


def test_a_row_becomes_a_person_a_referral_a_place_and_an_answer(store: Store) -> None:
    result = brought(store, JOAN)
    assert result.counts == {
        "rows": 1, "people": 1, "referrals": 1, "places": 1, "doubtful": 0, "rejected": 0, "duplicates": 0, "unchanged": 0,
    }  # fmt: skip
    (person,), (referral,), (place,), (answer,) = (
        every(store, table) for table in (Participant, Referral, Place, Consent)
    )
    (practice,), (referrer,), (programme,) = (every(store, table) for table in (Practice, Referrer, Programme))
    assert (person.given, person.family, person.born, person.notes) == (
        "Joan",
        "Singh",
        date(1981, 1, 8),
        "=brings carer",
    )
    assert (person.practice_id, person.added_on, person.sort_name) == (practice.id, TODAY, "singh joan")
    assert (referral.participant_id, referral.referrer_id, referral.practice_id) == (
        person.id,
        referrer.id,
        practice.id,
    )
    assert (referral.status, referral.stated_before, referral.status_on) == ("accepted", "started", date(2025, 4, 22))
    assert (referral.notes, referral.reason) == ("", "isolated")
    assert (place.programme_id, place.referral_id, place.joined_on, place.left_on) == (
        programme.id, referral.id, date(2025, 4, 22), None,
    )  # fmt: skip
    assert (answer.purpose, answer.answer, answer.answered_on, answer.remark) == (
        "practice", "yes", None, "not daughter",
    )  # fmt: skip
    assert (referrer.name, referrer.role, referrer.practice_id) == ("Jo Marsh", "link worker", None)
    (batch,), (row,) = every(store, ImportBatch), every(store, ImportRow)
    assert (row.batch_id, row.number, row.digest, row.participant_id) == (batch.id, 5, digest(JOAN), person.id)
    assert batch.counts == result.counts
    assert store.check() is None


def test_names_are_matched_however_they_are_spelt(store: Store) -> None:
    rows = [
        replace(JOAN, number=1, referrer="jo marsh", referrer_role="", programme="clay (Tues)", practice="hillcrest practice"),
        replace(RHYS, number=2, referrer="Jo Marsh", referrer_role="link worker", programme="Clay Tues", status=Status.ACCEPTED),
        replace(RHYS, number=3, given="Ann", born=None, referrer="Jo Marsh", programme="CLAY TUES", practice="Hillcrest Practice"),
    ]  # fmt: skip
    brought(store, *rows)
    assert [(row.name, row.role) for row in every(store, Referrer)] == [("Jo Marsh", "link worker")]
    assert [row.name for row in every(store, Programme)] == ["Clay Tues"]
    assert [row.name for row in every(store, Practice)] == ["Hillcrest Practice"]
    brought(store, IncomingRow(1, "Mei", "Smith", referrer="JO MARSH", programme="clay tues"))
    assert (len(every(store, Referrer)), len(every(store, Programme)), len(every(store, Place))) == (1, 1, 4)


@pytest.mark.parametrize(
    ("status", "finished", "left"),
    [
        (Status.ACCEPTED, False, False), (Status.ACCEPTED, True, True), (Status.DISENGAGED, False, True),
        (Status.REFERRED_BACK, False, True), (Status.RECEIVED, False, False),
    ],
)  # fmt: skip
def test_a_place_ends_where_the_row_says_so_on_a_day_that_nobody_knows(
    store: Store, status: Status, finished: bool, left: bool
) -> None:
    brought(store, replace(JOAN, status=status, finished=finished, stated_before="as said"))
    (place,) = every(store, Place)
    assert (place.left_on, place.left_because) == (None, "Stated before ArtsRx: “as said”" if left else "")
    held = store.read(lambda tx: [tx.scalars(select(Place.id).where(is_held(day))).all() for day in (date.min, TODAY)])
    assert held == ([[], []] if left else [[place.id], [place.id]])
    assert store.read(lambda tx: tx.scalars(select(Place.id).where(has_left(TODAY))).all()) == (
        [place.id] if left else []
    )
    (fact,) = store.read(person.places, place.participant_id)
    assert fact.left is left


@pytest.mark.parametrize("status", NO_PLACE)
def test_who_waits_or_said_no_has_no_place_yet_but_the_wish_is_kept(store: Store, status: Status) -> None:
    brought(store, replace(JOAN, status=status))
    assert every(store, Place) == []
    assert [row.notes for row in every(store, Referral)] == ["Asked for Clay Tues"]


def test_dates_that_are_not_known_or_still_to_come(store: Store) -> None:
    brought(store, replace(RHYS, programme="Choir", tell_referrer=Answer.NO, finished=True))
    brought(store, replace(JOAN, received_on=date(2026, 9, 1), finished=True))
    rhys, joan = sorted(every(store, Referral), key=lambda row: row.received_on is not None)
    assert (rhys.received_on, rhys.received_year, rhys.status_on, rhys.route) == (None, 2025, TODAY, Route.FORMAL)
    assert joan.status_on == TODAY
    assert {(place.joined_on, place.left_on) for place in every(store, Place)} == {
        (None, None), (date(2026, 9, 1), None),
    }  # fmt: skip
    assert {(row.purpose, row.answered_on) for row in every(store, Consent)} == {
        ("referrer", None), ("practice", None),
    }  # fmt: skip


def test_a_list_that_only_names_people_makes_no_referrals(store: Store) -> None:
    plain = replace(RHYS, refers=False, received_year=None)
    result = brought(store, plain, JOAN)
    assert (result.counts["people"], result.counts["referrals"]) == (2, 1)
    assert sorted(row.words for row in result.rows) == ["Added, with a referral.", "Added."]
    assert actions(planned(store, replace(plain, phone=""))) == [Action.UNCHANGED]
    more = brought(store, replace(plain, programme="Choir", status=Status.ACCEPTED))
    assert (more.counts["people"], more.counts["referrals"], more.counts["places"]) == (0, 0, 1)
    assert None in [place.referral_id for place in every(store, Place)]


def test_a_duplicate_said_to_be_the_same_adds_a_referral(store: Store) -> None:
    brought(store, JOAN)
    result = brought(store, near(9), choices={9: Choice.SAME})
    assert (result.counts["people"], result.counts["referrals"]) == (0, 1)
    same = brought(store, replace(near(10), received_on=date(2025, 4, 22)), choices={10: Choice.SAME})
    assert (same.counts["referrals"], same.counts["unchanged"]) == (0, 1)


def test_a_duplicate_said_to_be_somebody_else_is_added(store: Store) -> None:
    brought(store, JOAN)
    assert brought(store, near(9), choices={9: Choice.DIFFERENT}).counts["people"] == 1


def test_a_plan_is_out_of_date_once_anything_has_changed(store: Store) -> None:
    plan = planned(store, JOAN)
    brought(store, RHYS)
    with pytest.raises(Refused, match="has changed since this preview"):
        store.write("in", write.bring_in, plan)
    assert len(every(store, Participant)) == 1


def test_an_import_is_one_act_and_can_be_undone_and_redone(store: Store) -> None:
    brought(store, JOAN, RHYS)
    assert store.undo_label == "bring in"
    store.undo()
    assert every(store, Participant) == every(store, Programme) == every(store, ImportRow) == []
    assert actions(planned(store, JOAN)) == [Action.NEW]
    store.redo()
    assert len(every(store, Participant)) == 2


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(ROWS, st.lists(st.sampled_from(Choice), min_size=8, max_size=8))
def test_any_list_comes_in_as_foreseen_twice_without_change_and_goes_again(
    store: Store, rows: list[IncomingRow], choices: list[Choice]
) -> None:
    chosen = {place + 2: choice for place, choice in enumerate(choices)}
    plan = planned(store, *rows)
    foreseen = write.foreseen(plan, choices=chosen)
    result = store.write("in", write.bring_in, plan, choices=chosen).result
    people, referrals = len(every(store, Participant)), len(every(store, Referral))
    again = write.foreseen(planned(store, *rows))
    if result.batch:
        store.undo()
    assert every(store, Participant) == every(store, Place) == every(store, Programme) == []
    assert result.counts == foreseen.counts
    fates = [row.fate for row in result.rows]
    assert result.counts["people"] == fates.count(Fate.ADDED) == people
    assert result.counts["referrals"] == referrals
    assert again.counts["people"] == again.counts["referrals"] == again.counts["places"] == 0


def test_a_fuller_second_row_completes_the_first(store: Store) -> None:
    first = replace(JOAN, number=1, born=None, born_year=1981, phone="", access_needs="", referrer="Bev")
    second = replace(JOAN, number=2, phone="07700 900001", access_needs="lift")
    plan = planned(store, first, second)
    assert actions(plan) == [Action.NEW, Action.ASK]
    store.write("in", write.bring_in, plan, choices={2: Choice.SAME})
    (joan,) = every(store, Participant)
    assert (joan.born, joan.born_year, joan.phone, joan.access_needs) == (JOAN.born, None, "07700 900001", "lift")


def test_somebody_in_the_record_is_given_the_whole_birth_date_and_nothing_else(store: Store) -> None:
    brought(store, replace(JOAN, born=None, born_year=1981, access_needs=""))
    later = replace(JOAN, number=9, received_on=date(2026, 1, 5), phone=JOAN.phone, access_needs="lift")
    result = store.write("in", write.bring_in, planned(store, later), choices={9: Choice.SAME}).result
    (joan,) = every(store, Participant)
    assert (joan.born, joan.born_year, joan.access_needs) == (JOAN.born, None, "")
    other = replace(later, number=3, born=date(1964, 1, 1), received_on=date(2026, 2, 5))
    store.write("in", write.bring_in, planned(store, other), choices={3: Choice.SAME})
    assert [row.born for row in every(store, Participant)] == [JOAN.born]
    assert result.counts["referrals"] == 1


def test_a_second_row_without_a_birth_date_completes_nothing_else(store: Store) -> None:
    first = replace(JOAN, number=1, born=None)
    plan = planned(store, first, replace(first, number=2, referrer="Bev"))
    store.write("in", write.bring_in, plan, choices={2: Choice.SAME})
    brought(store, replace(first, number=3, referrer="Sam"))
    store.write(
        "in", write.bring_in, planned(store, replace(first, number=4, referrer="Pat")), choices={4: Choice.SAME}
    )
    assert [row.born for row in every(store, Participant)] == [None]
