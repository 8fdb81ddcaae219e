"""What will happen to each row, before anything does."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import (
    ImportRow,
    Participant,
)
from artsrx.db.store import Store
from artsrx.domain.vocabulary import Answer
from artsrx.records.imports import plan as planning
from artsrx.records.imports import write
from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.imports.plan import Action, Choice
from artsrx.records.imports.write import Fate
from tests.records.imports.lists import JOAN, RHYS, actions, brought, near, planned


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
    plan = planned(store, IncomingRow(3, problem="There is no name in this row."), JOAN)
    assert actions(plan) == [Action.REJECTED, Action.NEW]
    assert [row.words for row in plan.rejected] == ["There is no name in this row."]
    result = store.write("in", write.bring_in, plan).result
    assert [row.fate for row in result.rows] == [Fate.REJECTED, Fate.ADDED]
    assert result.counts["rejected"] == 1


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
    plan = planned(store, replace(RHYS, phone=JOAN.phone), IncomingRow(8, "Wei", "Jones", phone=JOAN.phone))
    assert actions(plan) == [Action.NEW, Action.NEW]
    assert plan.rows[0].doubts == ("The same phone number as Joan Singh (the record).",)
    assert planned(
        store, IncomingRow(3, "Ann", "Lee", phone="07700 900001"), IncomingRow(4, "Wei", "Jones", phone="07700 900001")
    ).rows[1].doubts == ("The same phone number as Ann Lee (row 3).",)


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


def test_what_was_brought_in_is_listed(store: Store) -> None:
    first = brought(store, JOAN)
    plan = planned(store, RHYS)
    now = datetime(2030, 1, 1, tzinfo=UTC)
    second = store.write("in", write.bring_in, plan, now=now).result
    found = store.read(planning.imported_lists)
    assert [batch.id for batch in found] == [second.batch, first.batch]
    assert (found[0].file_name, found[0].brought_in_at, found[0].counts["people"], found[0].undone_at) == (
        "log.xlsx", now, 1, None,
    )  # fmt: skip
