"""Taking back an earlier act: what was reversed, what was kept, and what could not be, each with its reason."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db import journal
from artsrx.db.partial_undo import WhyStays
from artsrx.db.schema.columns import Row
from artsrx.db.schema.journal_tables import ENTRY, VALUE
from artsrx.db.schema.tables import Note, Participant, Place, Practice, Programme, Referral, Referrer
from artsrx.db.store import Store, add_many
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from tests.conftest import KEY

TODAY = date(2026, 5, 5)
STATED = {"route": "formal", "status": "received", "status_on": TODAY}


def bring_in(tx: Session) -> dict[str, UUID]:
    """Two people at one practice, referred by one link worker to one programme."""
    ids = {name: new_id() for name in ("practice", "referrer", "programme", "ann", "bo", "ann's", "bo's", "place")}
    add_many(tx, Practice, [{"id": ids["practice"], "name": "Hillcrest Practice"}])
    add_many(tx, Referrer, [{"id": ids["referrer"], "name": "Jo", "practice_id": ids["practice"]}])
    add_many(tx, Programme, [{"id": ids["programme"], "name": "Clay"}])
    add_many(tx, Participant, [{"id": ids[name], "given": name, "added_on": TODAY} for name in ("ann", "bo")])
    referrals = [
        {"id": ids[f"{name}'s"], "participant_id": ids[name], "referrer_id": ids["referrer"], **STATED}
        for name in ("ann", "bo")
    ]
    add_many(tx, Referral, referrals)
    add_many(tx, Place, [{"id": ids["place"], "participant_id": ids["ann"], "programme_id": ids["programme"]}])
    return ids


@pytest.fixture
def brought(store: Store) -> tuple[int, dict[str, UUID]]:
    change = store.write("import", bring_in)
    assert change.act
    return change.act, change.result


def named(rows: Any, ids: dict[str, UUID]) -> set[str]:
    back = {value.bytes: name for name, value in ids.items()}
    return {back[key] for _table, key in rows}


def test_what_nobody_touched_goes_entirely(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    act, ids = brought
    result = store.reverse("undo import", act).result
    assert named(result.put_back, ids) == set(ids)
    assert (result.kept, result.could_not) == ((), ())
    assert store.read(lambda tx: tx.scalars(select(Participant.id)).all()) == []
    store.undo()
    assert len(store.read(lambda tx: tx.scalars(select(Participant.id)).all())) == 2
    assert store.check() is None


def test_a_person_edited_since_stays_with_what_belongs_to_them_and_what_they_need(
    store: Store, brought: tuple[int, dict[str, UUID]]
) -> None:
    act, ids = brought

    def edit(tx: Session) -> None:
        tx.get_one(Participant, ids["ann"]).phone = "07700 900123"

    store.write("change phone", edit)
    result = store.reverse("undo import", act).result
    assert named(result.put_back, ids) == {"bo", "bo's"}
    kept = {name: why for row, why in result.kept for name in named([row], ids)}
    assert kept["ann"] == WhyStays.EDITED
    assert kept["ann's"] == kept["place"] == WhyStays.OWNER_STAYS
    assert kept["programme"] == kept["referrer"] == kept["practice"] == WhyStays.NEEDED


def test_a_person_with_something_added_since_stays(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    act, ids = brought
    store.write("note", lambda tx: tx.add(Note(participant_id=ids["bo"], written_on=TODAY, words="rang")))
    result = store.reverse("undo import", act).result
    kept = {name: why for row, why in result.kept for name in named([row], ids)}
    assert kept["bo"] == WhyStays.REFERRED_TO
    assert "ann" in named(result.put_back, ids)


def test_what_is_gone_or_erased_could_not_be_reversed(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    act, ids = brought

    def remove(tx: Session) -> None:
        tx.delete(tx.get_one(Referral, ids["bo's"]))
        number = select(ENTRY.c.sequence).where(ENTRY.c.row_key == ids["ann's"].bytes)
        tx.connection().execute(VALUE.delete().where(VALUE.c.entry.in_(number)))

    store.write("remove referral", remove)
    result = store.reverse("undo import", act).result
    could_not = {name: why for row, why in result.could_not for name in named([row], ids)}
    assert could_not == {"bo's": WhyStays.REMOVED, "ann's": WhyStays.ERASED}
    assert store.check() is None


def test_an_act_whose_values_were_erased_cannot_be_undone(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    with store._engine.begin() as connection:
        connection.execute(VALUE.delete())
    with pytest.raises(Refused, match="changed since"):
        store.undo()


def test_a_field_that_the_act_set_is_set_back(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    _act, ids = brought

    def edit(tx: Session) -> None:
        tx.get_one(Participant, ids["ann"]).phone = "07700 900123"

    act = store.write("change phone", edit).act
    assert act
    assert store.reverse("undo import", act).result.put_back == (("participant", ids["ann"].bytes),)
    assert store.read(lambda tx: tx.scalar(select(Participant.phone).where(Participant.id == ids["ann"]))) == ""


def test_there_must_be_such_an_act(store: Store) -> None:
    with pytest.raises(Refused, match="cannot be found"):
        store.reverse("undo import", 99)


def test_the_act_that_added_a_row_is_known(store: Store, brought: tuple[int, dict[str, UUID]]) -> None:
    act, ids = brought
    found = store.read(lambda tx: journal.act_that_added(tx.connection(), table="participant", key=ids["ann"].bytes))
    assert found == act
    assert store.read(lambda tx: journal.act_that_added(tx.connection(), table="participant", key=b"x")) is None


def everything(tx: Session) -> dict[str, list[Any]]:
    """Every row of every table but the journal's."""
    tables = [table for table in Row.metadata.sorted_tables if not table.name.startswith("journal")]
    return {table.name: sorted(map(str, tx.execute(select(table)).all())) for table in tables}


class UndoAndRedo(RuleBasedStateMachine):
    """However acts, undo and redo are mixed, the record is what it was after the same acts."""

    people: Bundle[UUID] = Bundle("people")
    template: tuple[Path, UUID]
    scratch: Path

    @initialize()
    def begin(self) -> None:
        """Opens a fresh record."""
        import shutil
        import tempfile

        folder, staff_id = self.template
        self.folder = Path(tempfile.mkdtemp(dir=self.scratch))
        shutil.copy(folder / "record.db", self.folder / "record.db")
        self.store = Store.open(self.folder, KEY, staff_id=staff_id)
        self.states = [self.store.read(everything)]
        self.ahead: list[dict[str, list[Any]]] = []

    def teardown(self) -> None:
        """Undoes everything, then does it all again."""
        if not hasattr(self, "store"):
            return
        last = self.states[-1]
        steps = len(self.states) - 1
        for _ in range(steps):
            self.store.undo()
        assert self.store.read(everything) == self.states[0]
        for _ in range(steps):
            self.store.redo()
        assert self.store.read(everything) == last
        assert self.store.check() is None
        self.store.close()

    def act(self, command: Any) -> Any:
        """Does one act and remembers the record after it."""
        change = self.store.write("act", command)
        if change.act:
            self.states.append(self.store.read(everything))
            self.ahead.clear()
        return change.result

    @rule(
        target=people,
        given=st.text(min_size=1, max_size=5),
        born=st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    )
    def add(self, given: str, born: date | None) -> UUID:
        """Adds somebody."""
        key = new_id()
        self.act(lambda tx: tx.add(Participant(id=key, given=given, born=born, added_on=TODAY)))
        return key

    @rule(person=people, field=st.sampled_from(["given", "phone", "notes"]), value=st.text(max_size=3))
    def change(self, person: UUID, field: str, value: str) -> None:
        """Changes a field of somebody who is still there."""

        def command(tx: Session) -> None:
            row = tx.get(Participant, person)
            if row:
                setattr(row, field, value)

        self.act(command)

    @rule(person=people)
    def remove(self, person: UUID) -> None:
        """Removes somebody and their notes."""

        def command(tx: Session) -> None:
            for note in tx.scalars(select(Note).where(Note.participant_id == person)):
                tx.delete(note)
            tx.flush()
            row = tx.get(Participant, person)
            if row:
                tx.delete(row)

        self.act(command)

    @rule(person=people, words=st.text(max_size=4))
    def note(self, person: UUID, words: str) -> None:
        """Writes a note about somebody who is still there."""

        def command(tx: Session) -> None:
            if tx.get(Participant, person):
                tx.add(Note(participant_id=person, written_on=TODAY, words=words))

        self.act(command)

    @rule()
    def undo(self) -> None:
        """Takes one step back."""
        if len(self.states) > 1:
            self.store.undo()
            self.ahead.append(self.states.pop())
            assert self.store.read(everything) == self.states[-1]

    @rule()
    def redo(self) -> None:
        """Takes one step forward."""
        if self.ahead:
            self.store.redo()
            self.states.append(self.ahead.pop())
            assert self.store.read(everything) == self.states[-1]


def test_undo_and_redo_always_add_up(empty_record: tuple[Path, UUID], tmp_path: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("Machine", (UndoAndRedo,), {"template": empty_record, "scratch": tmp_path})
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))  # type: ignore[no-untyped-call]


def test_every_reason_to_stay_is_a_sentence() -> None:
    sentences = {why.words for why in WhyStays}
    assert len(sentences) == len(WhyStays)
    assert all(words.endswith(".") for words in sentences)
