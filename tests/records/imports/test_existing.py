"""What the record already holds of the people that a list is about."""

from dataclasses import replace
from datetime import date

from artsrx.db.schema.tables import (
    Consent,
    Participant,
    Referral,
)
from artsrx.db.store import Store
from artsrx.domain.vocabulary import Answer, Purpose
from artsrx.records.imports import write
from artsrx.records.imports.existing import PersonFacts, existing_record
from artsrx.records.imports.plan import Action
from artsrx.records.imports.write import Fate
from tests.records.imports.lists import JOAN, RHYS, actions, brought, every, planned


def test_a_known_person_gets_one_more_referral_and_nothing_else_changes(store: Store) -> None:
    brought(store, JOAN)
    again = replace(JOAN, received_on=date(2026, 2, 1), notes="new note", tell_practice=Answer.NO, phone="")
    plan = planned(store, again)
    (row,) = plan.rows
    assert (row.action, row.words) == (Action.KNOWN, "Already in the record: one more referral.")
    assert row.twin and row.twin.name == "Joan Singh" and row.twin.born == "8 January 1981"
    assert row.doubts == (
        "We may update their GP practice: this row says No, the record says Yes. The record stays as it is.",
    )
    result = store.write("in", write.bring_in, plan).result
    assert (result.counts["people"], result.counts["referrals"], result.counts["places"]) == (0, 1, 0)
    assert [row.fate for row in result.rows] == [Fate.REFERRAL_ADDED]
    assert [person.notes for person in every(store, Participant)] == ["=brings carer"]
    assert sorted(row.notes for row in every(store, Referral)) == ["", "new note"]
    assert [row.answer for row in every(store, Consent)] == ["yes"]


def test_a_mended_row_of_a_referral_already_there_changes_nothing(store: Store) -> None:
    brought(store, JOAN, replace(RHYS, referrer="Jo Marsh"))
    plan = planned(
        store, replace(JOAN, phone="07700 900999"), replace(RHYS, referrer="jo marsh", received_on=date(2025, 5, 1))
    )
    assert actions(plan) == [Action.UNCHANGED, Action.UNCHANGED]
    assert plan.rows[0].words == "This is in the record already."


def test_a_referral_is_there_when_sender_and_day_agree_or_a_year_fits() -> None:
    facts = PersonFacts(referrals=[(date(2025, 4, 22), None, "jo marsh"), (None, 2024, "")])
    assert facts.has_referral(JOAN)
    assert facts.has_referral(replace(JOAN, received_on=None, received_year=2025))
    assert not facts.has_referral(replace(JOAN, received_on=date(2025, 4, 23)))
    assert not facts.has_referral(replace(JOAN, referrer="Priya Shah"))
    assert facts.has_referral(replace(JOAN, received_on=date(2024, 1, 1), referrer=""))


def test_the_facts_of_somebody_are_added_to_without_changing_the_record_s(store: Store) -> None:
    brought(store, JOAN)
    (person,) = every(store, Participant)
    met = store.read(existing_record, [person.id])
    facts = met.facts[person.id]
    copy = facts.copy()
    copy.programmes.clear()
    copy.answers.clear()
    assert facts.answers == {Purpose.PRACTICE: Answer.YES} and facts.programmes == set(met.programmes.values())
    assert met.practices.keys() == {"hillcrest practice"} and met.referrers.keys() == {"jo marsh"}
