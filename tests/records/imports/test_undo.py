"""Taking an import back: what was reversed, what stayed and why."""

import pytest
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
from artsrx.domain.vocabulary import Answer
from artsrx.records.imports import undo
from artsrx.records.imports.incoming import IncomingRow
from tests.records.imports.lists import JOAN, RHYS, TODAY, brought, every


def test_taking_back_tells_what_stayed_and_why(store: Store) -> None:
    result = brought(store, JOAN, RHYS, IncomingRow(7, "Mei", "Smith", programme="Choir", tell_practice=Answer.NO))
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
