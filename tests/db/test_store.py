"""The store: all or nothing, one act, one change; undo and redo from the journal."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from artsrx.db import journal
from artsrx.db import store as store_module
from artsrx.db.audit import WriteSession
from artsrx.db.schema.tables import Attendance, Note, Organisation, Participant, Practice, Staff
from artsrx.db.store import Change, Store, add_many
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.identifiers import new_id
from tests.conftest import KEY

TODAY = date(2026, 5, 5)


def add_person(tx: Session, /, given: str = "Zoë", **values: Any) -> UUID:
    person = Participant(id=new_id(), given=given, added_on=TODAY, **values)
    tx.add(person)
    return person.id


def set_phone(tx: Session, /, person: UUID, phone: str) -> None:
    found = tx.get(Participant, person)
    assert found
    found.phone = phone


def names(tx: Session) -> list[str]:
    return list(tx.scalars(select(Participant.given).order_by(Participant.given)))


def test_a_new_record_has_its_organisation_and_first_member_of_staff(store: Store) -> None:
    assert store.read(lambda tx: tx.scalar(select(Organisation.name))) == "Riverside Arts"
    assert store.read(lambda tx: tx.execute(select(Staff.id, Staff.name)).one()) == (store.staff_id, "Jan")
    assert store.undo_label is None


def test_a_record_is_never_made_over_another(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    with pytest.raises(StoreError, match="already a record"):
        Store.create(folder, KEY, staff_id=staff_id, staff_name="Jan", organisation="Other")


def test_a_change_is_told_once_with_its_tables_after_it_was_kept(store: Store) -> None:
    heard: list[Change[Any]] = []
    store.on_change.append(heard.append)
    change = store.write("add participant", add_person)
    assert heard == [change]
    assert change.tables == {Participant}
    assert store.read(names) == ["Zoë"]


def test_a_command_that_changes_nothing_is_no_act_and_no_news(store: Store) -> None:
    heard: list[Change[Any]] = []
    store.on_change.append(heard.append)
    before = store.sequence
    assert store.write("look", names).act is None
    assert (heard, store.sequence, store.undo_label) == ([], before, None)


def test_a_refused_command_keeps_nothing(store: Store) -> None:
    def half(tx: Session) -> None:
        add_person(tx)
        tx.flush()
        raise Refused("no")

    with pytest.raises(Refused):
        store.write("add", half)
    assert store.read(names) == []


def test_a_query_may_not_change_rows_and_nobody_may_change_them_in_bulk(store: Store) -> None:
    with pytest.raises(RuntimeError, match="must not change"):
        store.read(lambda tx: (add_person(tx), tx.flush()))
    for statement in (update(Participant).values(phone=""), insert(Participant).values(given="x")):
        with pytest.raises(RuntimeError, match="bulk"):
            store.write("bulk", lambda tx, statement=statement: tx.execute(statement))


def test_undo_and_redo_walk_back_and_forth_by_name(store: Store) -> None:
    person = store.write("add participant", add_person).result
    store.write("change phone", set_phone, person, "07700 900123")
    assert (store.undo_label, store.redo_label) == ("change phone", None)
    store.undo()
    assert (store.undo_label, store.redo_label) == ("add participant", "change phone")
    assert store.undo().tables == {Participant}
    assert store.read(names) == []
    with pytest.raises(Refused, match="nothing to undo"):
        store.undo()
    store.redo()
    store.redo()
    assert store.read(lambda tx: tx.scalar(select(Participant.phone))) == "07700 900123"
    with pytest.raises(Refused, match="nothing to redo"):
        store.redo()
    assert store.check() is None


def test_a_new_act_ends_redo(store: Store) -> None:
    store.write("add participant", add_person)
    store.undo()
    store.write("add participant", add_person, "Ann")
    assert store.redo_label is None


def test_undo_survives_a_restart_and_ends_at_midnight(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    first = Store.open(folder, KEY, staff_id=staff_id)
    first.write("add participant", add_person)
    first.close()
    again = Store.open(folder, KEY, staff_id=staff_id)
    assert again.undo_label == "add participant"
    again.clock = lambda: datetime.now(UTC) + timedelta(days=1)
    assert again.undo_label is None
    again.close()


def test_one_undoes_only_what_one_did_oneself(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    mine = Store.open(folder, KEY, staff_id=staff_id)
    person = mine.write("add participant", add_person).result
    mine.close()
    theirs = Store.open(folder, KEY, staff_id=new_id())
    assert theirs.undo_label is None
    theirs.write("change phone", set_phone, person, "07700 900123")
    theirs.close()
    mine = Store.open(folder, KEY, staff_id=staff_id)
    with pytest.raises(Refused, match="changed since"):
        mine.undo()
    mine.close()


def test_an_act_on_which_something_now_stands_is_not_undone(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    mine = Store.open(folder, KEY, staff_id=staff_id)
    person = mine.write("add participant", add_person).result
    mine.close()
    theirs = Store.open(folder, KEY, staff_id=new_id())
    theirs.write("note", lambda tx: tx.add(Note(participant_id=person, written_on=TODAY, words="rang")))
    theirs.close()
    mine = Store.open(folder, KEY, staff_id=staff_id)
    with pytest.raises(Refused, match="belongs to it"):
        mine.undo()
    assert mine.read(names) == ["Zoë"]
    mine.close()


def test_removing_is_undone_with_every_value(store: Store) -> None:
    logo = b"\x89PNG"
    facts = {"born": date(1951, 4, 3), "phone": "07700 900123", "family": "Ó Briain"}
    person = store.write("add participant", add_person, "Zoë", **facts).result

    def remove(tx: Session) -> None:
        tx.delete(tx.get_one(Participant, person))
        tx.get_one(Organisation, tx.scalars(select(Organisation.id)).one()).logo = logo

    store.write("remove participant", remove)
    store.undo()
    row = store.read(
        lambda tx: tx.execute(select(Participant.born, Participant.find_text, Participant.sort_name)).one()
    )
    assert row == (date(1951, 4, 3), "zoe o briain 07700900123 1951", "o briain zoe")
    assert store.read(lambda tx: tx.scalar(select(Organisation.logo))) is None
    store.redo()
    assert store.read(lambda tx: tx.scalar(select(Organisation.logo))) == logo
    assert store.read(names) == []


def test_a_setting_that_ends_as_it_began_leaves_no_trace(store: Store) -> None:
    person = store.write("add participant", add_person, phone="1").result
    before = store.sequence
    store.write("change phone", set_phone, person, "1")
    assert store.sequence == before


def test_add_many_is_one_act_like_any_other(store: Store) -> None:
    rows = [{"given": f"P{number}", "added_on": TODAY, "born_year": 1950} for number in range(1200)]
    store.write("import", lambda tx: (add_many(tx, Participant, rows), add_many(tx, Participant, [])))
    assert store.read(lambda tx: tx.scalar(select(Participant.find_text).where(Participant.given == "P7"))) == "p7 1950"
    store.undo()
    assert store.read(names) == []
    assert store.check() is None


def test_what_a_record_starts_with_and_what_happened_outside_it_is_kept_and_not_undone(store: Store) -> None:
    """On disk their kind is "found", as it has been from the first version on."""
    before = store.sequence
    store.seed("sample", add_person)
    store.note("note that a letter went out", add_person)
    assert store.sequence == before + 2
    assert store.undo_label is None
    kinds = store.read(lambda tx: tx.connection().exec_driver_sql("SELECT kind FROM journal_act").scalars().all())
    assert set(kinds) == {"found"}


def test_a_record_is_untouched_until_somebody_does_something(store: Store) -> None:
    store.seed("sample", add_person)
    assert store.untouched
    store.write("add participant", add_person, "Ann")
    assert not store.untouched


def test_close_leaves_one_file(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    opened = Store.open(folder, KEY, staff_id=staff_id)
    opened.write("add participant", add_person)
    opened.close()
    assert [file.name for file in folder.iterdir()] == ["record.db"]


class Fault(OperationalError):
    """A disk fault, as the driver reports it."""

    def __init__(self, code: int) -> None:
        cause = Exception("fault")
        cause.sqlite_errorcode = code  # type: ignore[attr-defined]
        super().__init__("COMMIT", None, cause)


def test_a_commit_that_failed_but_was_kept_counts_as_saved(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = WriteSession.commit

    def kept_after_all(tx: Session) -> None:
        real(tx)  # type: ignore[arg-type]
        raise Fault(10)

    monkeypatch.setattr(WriteSession, "commit", kept_after_all)
    assert store.write("add participant", add_person).act
    assert store.read(names) == ["Zoë"]


def test_a_commit_that_failed_and_was_lost_says_not_saved(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(tx: Session) -> None:
        raise Fault(13)

    monkeypatch.setattr(WriteSession, "commit", lost)
    with pytest.raises(StoreError, match="disk is full") as caught:
        store.write("add participant", add_person)
    assert "not saved" in caught.value.safe
    assert store.read(names) == []


def test_when_nobody_can_tell_nobody_claims_to(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(tx: Session) -> None:
        raise Fault(10)

    def unreadable(*_args: Any, **_kwargs: Any) -> None:
        raise StoreError("happened", "safe", "todo")

    monkeypatch.setattr(WriteSession, "commit", lost)
    monkeypatch.setattr(store, "read", unreadable)
    with pytest.raises(StoreError, match="could not tell"):
        store.write("add participant", add_person)


def test_a_look_up_that_fails_says_so_in_words(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.read(lambda tx: tx.connection().exec_driver_sql("SELECT * FROM nowhere"))
    assert caught.value.safe == "Nothing was changed."


def test_an_undo_that_the_disk_refuses_is_a_store_error(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("add participant", add_person)

    def lost(tx: Session) -> None:
        raise Fault(13)

    monkeypatch.setattr(WriteSession, "commit", lost)
    with pytest.raises(StoreError, match="disk is full"):
        store.undo()


def test_two_acts_touching_a_row_twice_are_one_net_change(store: Store) -> None:
    def twice(tx: Session) -> UUID:
        person = Participant(id=new_id(), given="A", added_on=TODAY)
        tx.add(person)
        tx.flush()
        person.phone = "1"
        tx.flush()
        person.phone = "2"
        return person.id

    person = store.write("add participant", twice).result

    def there_and_back(tx: Session) -> None:
        found = tx.get_one(Participant, person)
        found.phone, found.notes = "3", "x"
        tx.flush()
        found.phone = "2"
        tx.flush()
        tx.delete(found)
        tx.flush()
        passing = Practice(name="Hillcrest Practice")
        tx.add(passing)
        tx.flush()
        tx.delete(passing)

    store.write("remove participant", there_and_back)
    store.undo()
    row = store.read(lambda tx: tx.execute(select(Participant.phone, Participant.notes)).one())
    assert row == ("2", "")
    store.undo()
    assert store.read(names) == []


def test_a_row_removed_and_put_back_in_one_act_is_set_back(store: Store) -> None:
    person = store.write("add participant", add_person).result

    def swap(tx: Session) -> None:
        tx.delete(tx.get_one(Participant, person))
        tx.flush()
        tx.add(Participant(id=person, given="Other", added_on=TODAY))

    store.write("swap", swap)
    store.undo()
    assert store.read(names) == ["Zoë"]


def test_marks_are_keyed_by_session_and_place(store: Store) -> None:
    from artsrx.db.schema.tables import ArtsSession, Place, Programme

    def course(tx: Session) -> tuple[UUID, UUID]:
        ids = [new_id() for _ in range(4)]
        add_many(tx, Programme, [{"id": ids[0], "name": "Clay"}])
        add_many(tx, ArtsSession, [{"id": ids[1], "programme_id": ids[0], "starts_at": datetime(2026, 5, 5, 14)}])
        add_many(tx, Participant, [{"id": ids[2], "given": "A", "added_on": TODAY}])
        add_many(tx, Place, [{"id": ids[3], "participant_id": ids[2], "programme_id": ids[0]}])
        return ids[1], ids[3]

    session, place = store.write("course", course).result
    store.write(
        "mark 1 person present", lambda tx: tx.add(Attendance(session_id=session, place_id=place, mark="present"))
    )

    def late(tx: Session) -> None:
        tx.get_one(Attendance, (session, place)).mark = "late"

    store.write("mark late", late)
    store.undo()
    assert store.read(lambda tx: tx.scalar(select(Attendance.mark))) == "present"
    store.undo()
    assert store.read(lambda tx: tx.scalar(select(Attendance.mark))) is None


def test_the_signature_is_of_the_local_day(store: Store) -> None:
    store.clock = lambda: datetime(2026, 5, 5, 12, tzinfo=UTC)
    store.write("add participant", add_person)
    acts = store.read(lambda tx: journal.acts_of_day(tx.connection(), staff_id=store.staff_id, day="2026-05-05"))
    assert [act.label for act in acts] == ["add participant"]


def full(*_args: Any) -> None:
    raise Fault(13)


def test_a_record_that_the_disk_has_no_room_for_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "start_fresh", full)
    with pytest.raises(StoreError, match="disk is full"):
        Store.create(tmp_path, KEY, staff_id=new_id(), staff_name="Jan", organisation="Riverside Arts")


def test_a_disk_that_fails_on_opening_is_said_in_words(
    record: tuple[Path, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "bring_up_to_date", full)
    with pytest.raises(StoreError, match="disk is full"):
        Store.open(record[0], KEY, staff_id=record[1])
