"""What a row becomes: a person, a referral, a place, answers; all rows or none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from artsrx.records.imports import write
from artsrx.records.imports.incoming import NO_PLACE, IncomingRow, digest
from artsrx.records.imports.plan import Action, Choice
from artsrx.records.imports.write import Fate
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
    ("status", "finished", "left_on"),
    [
        (Status.ACCEPTED, False, None), (Status.ACCEPTED, True, date(2026, 6, 29)), (Status.DISENGAGED, False, date(2026, 6, 29)),
        (Status.REFERRED_BACK, False, date(2026, 6, 29)), (Status.RECEIVED, False, None),
    ],
)  # fmt: skip
def test_a_place_ends_where_the_row_says_so(store: Store, status: Status, finished: bool, left_on: date | None) -> None:
    brought(store, replace(JOAN, status=status, finished=finished, stated_before="as said"))
    (place,) = every(store, Place)
    assert place.left_on == left_on
    assert place.left_because in ("", "Stated before ArtsRx: “as said”")
    assert bool(place.left_because) == (place.left_on is not None)


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
        (None, date(2026, 6, 29)), (date(2026, 9, 1), date(2026, 9, 1)),
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
