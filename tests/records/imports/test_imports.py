"""Bringing a list in: what will happen to each row, doing it, doing it again, and taking it back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import (
    Consent,
    ImportBatch,
    ImportRow,
    Note,
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
from artsrx.records.imports import plan as planning
from artsrx.records.imports import undo, write
from artsrx.records.imports.incoming import NO_PLACE, Incoming, IncomingList, digest
from artsrx.records.imports.matching import Known, compare, known_row
from artsrx.records.imports.plan import Action, Choice, Plan
from artsrx.records.imports.write import Fate, ImportResult

TODAY = date(2026, 6, 30)
JOAN = Incoming(
    5, "Joan", "Singh", born=date(1981, 1, 8), phone="07700 900047", referrer="Jo Marsh", referrer_role="link worker",
    practice="Hillcrest Practice", own_practice=True, received_on=date(2025, 4, 22), reason="isolated",
    status=Status.ACCEPTED, stated_before="started", programme="Clay Tues", tell_practice=Answer.YES,
    tell_practice_remark="not daughter", notes="=brings carer",
)  # fmt: skip
RHYS = Incoming(6, "Rhys", "Hughes", born=date(1946, 10, 10), phone="07700 900573", received_year=2025)


def listed(*rows: Incoming) -> IncomingList:
    return IncomingList("log.xlsx", "".join(map(digest, rows))[:64], ("Name",), rows)


def planned(store: Store, *rows: Incoming) -> Plan:
    return store.read(planning.plan, listed(*rows), today=TODAY)


def brought(store: Store, *rows: Incoming, choices: dict[int, Choice] | None = None) -> ImportResult:
    return store.write("bring in", write.bring_in, planned(store, *rows), choices=choices).result


def actions(plan: Plan) -> list[Action]:
    return [row.action for row in plan.rows]


def every(store: Store, table: Any) -> list[Any]:
    return store.read(lambda tx: list(tx.scalars(select(table).order_by(table.id))))


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


def test_the_same_list_again_changes_nothing(store: Store) -> None:
    brought(store, JOAN, RHYS)
    sequence = store.sequence
    plan = planned(store, RHYS, replace(JOAN, number=40))
    assert actions(plan) == [Action.UNCHANGED, Action.UNCHANGED]
    result = store.write("again", write.bring_in, plan)
    assert (result.act, result.result.batch) == (None, None)
    assert result.result.counts["unchanged"] == 2
    assert store.sequence == sequence


def test_a_row_without_a_name_is_rejected(store: Store) -> None:
    plan = planned(store, Incoming(3, problem="There is no name in this row."), JOAN)
    assert actions(plan) == [Action.REJECTED, Action.NEW]
    assert [row.words for row in plan.rejected] == ["There is no name in this row."]
    result = store.write("in", write.bring_in, plan).result
    assert [row.fate for row in result.rows] == [Fate.REJECTED, Fate.ADDED]
    assert result.counts["rejected"] == 1


def test_names_are_matched_however_they_are_spelt(store: Store) -> None:
    rows = [
        replace(JOAN, number=1, referrer="jo marsh", referrer_role="", programme="clay (Tues)", practice="hillcrest practice"),
        replace(RHYS, number=2, referrer="Jo Marsh", referrer_role="link worker", programme="Clay Tues", status=Status.ACCEPTED),
        replace(RHYS, number=3, given="Ann", referrer="Jo Marsh", programme="CLAY TUES", practice="Hillcrest Practice"),
    ]  # fmt: skip
    brought(store, *rows)
    assert [(row.name, row.role) for row in every(store, Referrer)] == [("Jo Marsh", "link worker")]
    assert [row.name for row in every(store, Programme)] == ["Clay Tues"]
    assert [row.name for row in every(store, Practice)] == ["Hillcrest Practice"]
    brought(store, Incoming(1, "Mei", "Smith", referrer="JO MARSH", programme="clay tues"))
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


def test_rows_of_one_file_are_compared_with_each_other(store: Store) -> None:
    later = replace(JOAN, number=8, received_on=date(2025, 9, 1))
    plan = planned(
        store,
        JOAN,
        replace(JOAN, number=6),
        replace(JOAN, number=7, phone=""),
        later,
        replace(later, number=9, phone=""),
    )
    assert actions(plan) == [Action.NEW, Action.REPEATED, Action.REPEATED, Action.KNOWN, Action.REPEATED]
    assert [row.words for row in plan.rows[1:4]] == [
        "The same as row 5, so it is left out.",
        "The same person and referral as in row 5, so it is left out.",
        "The same person as in row 5: one more referral.",
    ]
    result = store.write("in", write.bring_in, plan).result
    assert (result.counts["people"], result.counts["referrals"], result.counts["duplicates"]) == (1, 2, 3)


def test_a_list_that_only_names_people_makes_no_referrals(store: Store) -> None:
    plain = replace(RHYS, refers=False, received_year=None)
    result = brought(store, plain, JOAN)
    assert (result.counts["people"], result.counts["referrals"]) == (2, 1)
    assert sorted(row.words for row in result.rows) == ["Added, with a referral.", "Added."]
    assert actions(planned(store, replace(plain, phone=""))) == [Action.UNCHANGED]
    more = brought(store, replace(plain, programme="Choir", status=Status.ACCEPTED))
    assert (more.counts["people"], more.counts["referrals"], more.counts["places"]) == (0, 0, 1)
    assert None in [place.referral_id for place in every(store, Place)]


def near(number: int, **more: Any) -> Incoming:
    return replace(JOAN, **{"number": number, "given": "Joann", "received_on": date(2025, 9, 1), **more})


def test_probable_duplicates_are_left_out_unless_somebody_decides(store: Store) -> None:
    brought(store, JOAN)
    plan = planned(store, near(9))
    assert [row.words for row in plan.asks] == [
        "Perhaps somebody already in the record. Nearly the same name, the same date of birth and phone number."
    ]
    foreseen = write.foreseen(plan)
    result = store.write("in", write.bring_in, plan).result
    assert (result.counts, result.batch) == (foreseen.counts, None)
    assert [row.fate for row in result.rows] == [Fate.LEFT_OUT]


def test_a_duplicate_said_to_be_the_same_adds_a_referral(store: Store) -> None:
    brought(store, JOAN)
    result = brought(store, near(9), choices={9: Choice.SAME})
    assert (result.counts["people"], result.counts["referrals"]) == (0, 1)
    same = brought(store, replace(near(10), received_on=date(2025, 4, 22)), choices={10: Choice.SAME})
    assert (same.counts["referrals"], same.counts["unchanged"]) == (0, 1)


def test_a_duplicate_said_to_be_somebody_else_is_added(store: Store) -> None:
    brought(store, JOAN)
    assert brought(store, near(9), choices={9: Choice.DIFFERENT}).counts["people"] == 1


def test_a_duplicate_within_the_file_goes_with_the_row_before(store: Store) -> None:
    plan = planned(store, JOAN, near(9), near(10, given="Joannn"))
    assert actions(plan) == [Action.NEW, Action.ASK, Action.ASK]
    assert plan.rows[1].words.startswith("Perhaps the same person as in row 5.")
    assert plan.counts()["ask"] == 2
    both = write.foreseen(plan, choices={9: Choice.SAME, 10: Choice.DIFFERENT})
    assert (both.counts["people"], both.counts["referrals"]) == (2, 3)


def test_whoever_goes_with_a_row_that_is_left_out_is_left_out_too(store: Store) -> None:
    brought(store, JOAN)
    later = near(10, received_on=date(2025, 10, 1))
    plan = planned(store, near(9), later)
    assert actions(plan) == [Action.ASK, Action.ASK]
    assert plan.rows[1].words == "The same person as in row 9, which may be somebody already there."
    left = write.foreseen(plan, choices={10: Choice.SAME})
    assert [row.words for row in left.rows] == [plan.rows[0].words, "Left out with row 9."]
    assert [row.left_out_with for row in left.rows] == [None, 9]
    both = write.foreseen(plan, choices={9: Choice.DIFFERENT, 10: Choice.SAME})
    assert (both.counts["people"], both.counts["referrals"]) == (1, 2)


def test_what_the_same_file_left_out_is_asked_about_again(store: Store) -> None:
    rows = (JOAN, near(9), near(10, received_on=date(2025, 10, 1)))
    brought(store, *rows, choices={9: Choice.DIFFERENT})
    plan = planned(store, *rows)
    assert actions(plan) == [Action.UNCHANGED, Action.UNCHANGED, Action.ASK]
    assert plan.rows[2].words == "Left out when this file was brought in before. The same name and date of birth."


def test_people_of_one_household_are_only_mentioned(store: Store) -> None:
    brought(store, JOAN)
    plan = planned(store, replace(RHYS, phone=JOAN.phone), Incoming(8, "Wei", "Jones", phone=JOAN.phone))
    assert actions(plan) == [Action.NEW, Action.NEW]
    assert plan.rows[0].doubts == ("The same phone number as Joan Singh (the record).",)
    assert planned(
        store, Incoming(3, "Ann", "Lee", phone="07700 900001"), Incoming(4, "Wei", "Jones", phone="07700 900001")
    ).rows[1].doubts == ("The same phone number as Ann Lee (row 3).",)


def known(**more: Any) -> Known:
    return known_row(Incoming(1, **{"given": "Joan", "family": "Singh", **more}))


@pytest.mark.parametrize(
    ("one", "other", "certain", "why"),
    [
        ({"born": date(1951, 4, 3)}, {"born": date(1951, 4, 3)}, True, "The same name and date of birth."),
        ({"born": date(1951, 4, 3), "given": "Singh", "family": "Joan"}, {"born": date(1951, 4, 3)}, True,
         "The same name and date of birth."),
        ({"born": date(1951, 4, 3), "given": "JOAN", "known_as": "Jo"}, {"born": date(1951, 4, 3), "given": "Jo"}, True,
         "The same name and date of birth."),
        ({"nhs_number": "9990000018", "born": date(1951, 4, 3)}, {"nhs_number": "9990000026", "born": date(1951, 4, 3)}, False,
         "The same name and date of birth, but another NHS number."),
        ({"nhs_number": "9990000018"}, {"nhs_number": "9990000018", "given": "Rhys"}, False, "The same NHS number."),
        ({"nhs_number": "9990000018"}, {"nhs_number": "9990000026"}, None, ""),
        ({"born": date(1951, 4, 3)}, {"born": date(1951, 4, 3), "given": "Joann"}, False,
         "Nearly the same name and the same date of birth."),
        ({"born": date(1951, 4, 3), "phone": "07700 900001"}, {"born": date(1951, 4, 3), "given": "Joann", "phone": "07700 900001"},
         False, "Nearly the same name, the same date of birth and phone number."),
        ({"phone": "07700 900001"}, {"phone": "07700 900001", "given": "Joann"}, False,
         "Nearly the same name and the same phone number."),
        ({"given": "Joann"}, {}, None, ""),
        ({"phone": "07700 900001", "born": date(1951, 4, 3)}, {"phone": "07700 900001", "born_year": 1960}, False,
         "The same name and phone number, but another date of birth."),
        ({"phone": "07700 900001"}, {"phone": "07700 900001"}, False, "The same name and phone number."),
        ({"born": date(1951, 4, 3)}, {"born_year": 1951}, False, "The same name and year of birth."),
        ({"born": date(1951, 4, 3)}, {}, False, "The same name, and no date of birth to tell them apart."),
        ({"born": date(1951, 4, 3)}, {"born": date(1964, 4, 3)}, None, ""),
        ({"given": "Rhys"}, {"phone": "07700 900001"}, None, ""),
    ],
)  # fmt: skip
def test_who_is_the_same(one: dict[str, Any], other: dict[str, Any], certain: bool | None, why: str) -> None:
    for match in (compare(known(**one), known(**other)), compare(known(**other), known(**one))):
        assert (match.certain, match.why) == (certain, why) if match else certain is None


def test_known_as_names_of_the_record_are_compared_too(store: Store) -> None:
    brought(store, Incoming(1, "Robert", "Smith", known_as="Bob", born=date(1951, 4, 3), nhs_number="9990000018"))
    plan = planned(store, Incoming(1, "Bob", "Smith", born_year=1951, nhs_number="9990000018"))
    assert [row.twin.nhs_number for row in plan.asks if row.twin] == ["999 000 0018"]
    unknown = planned(store, Incoming(1, "Bob", "Smith", known_as="Bobby"))
    assert [row.twin.born for row in unknown.asks if row.twin] == ["3 April 1951"]


def test_a_plan_is_out_of_date_once_anything_has_changed(store: Store) -> None:
    plan = planned(store, JOAN)
    brought(store, RHYS)
    with pytest.raises(Refused, match="has changed since this preview"):
        store.write("in", write.bring_in, plan)
    assert len(every(store, Participant)) == 1


def test_a_row_of_somebody_since_removed_stays_brought_in(store: Store) -> None:
    brought(store, replace(JOAN, refers=False, programme="", tell_practice=Answer.NOT_ASKED))

    def remove(tx: Session) -> None:
        for row in tx.scalars(select(ImportRow)):
            row.participant_id = None
        tx.flush()
        for person in tx.scalars(select(Participant)):
            tx.delete(person)

    store.write("remove a person", remove)
    row = replace(JOAN, refers=False, programme="", tell_practice=Answer.NOT_ASKED)
    assert actions(planned(store, row, replace(row, number=9, phone=""))) == [Action.UNCHANGED, Action.NEW]


def test_an_import_is_one_act_and_can_be_undone_and_redone(store: Store) -> None:
    brought(store, JOAN, RHYS)
    assert store.undo_label == "bring in"
    store.undo()
    assert every(store, Participant) == every(store, Programme) == every(store, ImportRow) == []
    assert actions(planned(store, JOAN)) == [Action.NEW]
    store.redo()
    assert len(every(store, Participant)) == 2


def test_what_was_brought_in_is_listed(store: Store) -> None:
    first = brought(store, JOAN)
    plan = planned(store, RHYS)
    now = datetime(2030, 1, 1, tzinfo=UTC)
    second = store.write("in", write.bring_in, plan, now=now).result
    found = store.read(planning.batches)
    assert [batch.id for batch in found] == [second.batch, first.batch]
    assert (found[0].file_name, found[0].brought_in_at, found[0].counts["people"], found[0].undone_at) == (
        "log.xlsx", now, 1, None,
    )  # fmt: skip


def test_taking_back_tells_what_stayed_and_why(store: Store) -> None:
    result = brought(store, JOAN, RHYS, Incoming(7, "Mei", "Smith", programme="Choir", tell_practice=Answer.NO))
    assert result.batch

    def touched(tx: Session) -> None:
        people = {person.given: person for person in tx.scalars(select(Participant))}
        people["Joan"].phone = "07700 900111"
        tx.add(Note(participant_id=people["Rhys"].id, written_on=TODAY, words="Rang"))
        for row in tx.scalars(select(Consent).where(Consent.participant_id == people["Mei"].id)):
            tx.delete(row)
        next(iter(tx.scalars(select(Programme).where(Programme.name == "Choir")))).venue = "Hall"

    store.write("work", touched)
    act = store.read(undo.act_of, result.batch)
    undone = store.read(undo.undone_words, store.reverse("undo an import", act).result)
    assert (undone.people, undone.referrals, undone.places) == (1, 1, 1)
    assert set(undone.kept) == {
        "Joan Singh: Somebody has edited it since.",
        "Rhys Hughes: Something added since belongs to it.",
        "Choir: Somebody has edited it since.",
        "Jo Marsh: Something that stays belongs to it.",
        "Hillcrest Practice: Something that stays belongs to it.",
        "Clay Tues: Something that stays belongs to it.",
    }
    assert undone.could_not == ("1 consent: It has been removed since.",)
    assert undone.words().startswith("Taken back: 1 person, 1 referral, 1 place.\n\nKept:\n")
    assert "\n\nCould not be taken back:\n1 consent" in undone.words()
    assert {person.given for person in every(store, Participant)} == {"Joan", "Rhys"}
    store.write("note", undo.mark_undone, batch=result.batch)
    with pytest.raises(Refused, match="taken back already"):
        store.read(undo.act_of, result.batch)


def test_taking_everything_back_leaves_nothing(store: Store) -> None:
    result = brought(store, JOAN)
    assert result.batch
    reversal = store.reverse("undo an import", store.read(undo.act_of, result.batch)).result
    undone = store.read(undo.undone_words, reversal)
    assert undone.words() == "Taken back: 1 person, 1 referral, 1 place."
    for table in (Participant, Referral, Place, Consent, Practice, Referrer, Programme, ImportBatch, ImportRow):
        assert every(store, table) == []
    assert store.write("note", undo.mark_undone, batch=result.batch).act is None
    with pytest.raises(Refused, match="taken back already"):
        store.read(undo.act_of, result.batch)


ROWS = st.lists(
    st.builds(
        Incoming,
        number=st.just(0),
        given=st.sampled_from(["Joan", "Joann", "Rhys", "Łukasz"]),
        family=st.sampled_from(["Singh", "Hughes", ""]),
        born=st.sampled_from([None, date(1951, 4, 3), date(1964, 1, 1)]),
        phone=st.sampled_from(["", "07700 900001"]),
        nhs_number=st.sampled_from(["", "9990000018"]),
        referrer=st.sampled_from(["", "Jo Marsh", "jo marsh"]),
        programme=st.sampled_from(["", "Clay", "clay "]),
        status=st.sampled_from(Status),
        received_year=st.sampled_from([None, 2025]),
        refers=st.booleans(),
        tell_practice=st.sampled_from(Answer),
        doubts=st.sampled_from([(), ("Check this.",)]),
    ),
    max_size=8,
).map(lambda rows: [replace(row, number=place + 2) for place, row in enumerate(rows)])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(ROWS, st.lists(st.sampled_from(Choice), min_size=8, max_size=8))
def test_any_list_comes_in_as_foreseen_twice_without_change_and_goes_again(
    store: Store, rows: list[Incoming], choices: list[Choice]
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
