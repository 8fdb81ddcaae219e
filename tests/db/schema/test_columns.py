"""The column types on both kinds of database."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from artsrx.db.row_codec import table_named
from artsrx.db.schema.columns import Id, Moment
from artsrx.db.schema.tables import ArtsSession, Attendance, Consent, OutcomeForm, Participant, Referral
from artsrx.db.store import Store, add_many
from artsrx.domain.errors import StoreError
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Answer, Mark, Point, Purpose, Route, SessionState, Status

DAY = date(2026, 5, 5)
SQLITE, SERVER = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]


def test_an_id_is_sixteen_bytes_or_the_servers_own() -> None:
    key = uuid4()
    assert Id().process_bind_param(key, SQLITE) == key.bytes
    assert Id().process_result_value(key.bytes, SQLITE) == key
    assert Id().process_bind_param(key, SERVER) == key
    assert Id().process_result_value(key, SERVER) == key
    assert Id().process_bind_param(None, SQLITE) is Id().process_result_value(None, SQLITE) is None
    read = Id().result_processor(SQLITE, None)
    assert (read(key.bytes), read(None)) == (key, None)
    assert Id().result_processor(SERVER, None)(key) == key
    assert "id UUID" in str(CreateTable(table_named("staff")).compile(dialect=SERVER))
    assert "id BINARY(16)" in str(CreateTable(table_named("staff")).compile(dialect=SQLITE))


@pytest.mark.parametrize("moment", [None, datetime(2026, 5, 5, 12, tzinfo=UTC)])
def test_a_moment_keeps_its_zone(moment: Any) -> None:
    stored = Moment().process_bind_param(moment, SQLITE)
    assert Moment().process_result_value(stored, SQLITE) == moment


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 5, 5), SQLITE)


# -- closed lists -----------------------------------------------------------------------------------------------------

CLOSED_LISTS = [
    (ArtsSession, "state", SessionState),
    (Attendance, "mark", Mark),
    (OutcomeForm, "point", Point),
    (Consent, "answer", Answer),
    (Consent, "purpose", Purpose),
    (Referral, "route", Route),
    (Referral, "status", Status),
]


@pytest.mark.parametrize(("table", "name", "words"), CLOSED_LISTS, ids=lambda part: getattr(part, "__name__", part))
def test_a_closed_list_is_plain_words_with_a_check(table: Any, name: str, words: type[StrEnum]) -> None:
    said = str(CreateTable(table.__table__).compile(dialect=SQLITE))
    listed = ", ".join(f"'{word.value}'" for word in words)
    assert f"{name} VARCHAR NOT NULL" in said
    assert f"CONSTRAINT ck_{table.__tablename__}_{name} CHECK ({name} IN ({listed}))" in said


def a_referral(tx: Session, **facts: Any) -> UUID:
    person, referral = new_id(), new_id()
    add_many(tx, Participant, [{"id": person, "given": "Ann", "added_on": DAY}])
    values = {"route": Route.SELF, "status": Status.WAITING, "status_on": DAY, **facts}
    add_many(tx, Referral, [{"id": referral, "participant_id": person, **values}])
    return referral


def stored(store: Store, statement: str) -> list[Any]:
    return store.read(lambda tx: tx.connection().exec_driver_sql(statement).scalars().all())


def test_a_member_goes_in_as_its_word_and_comes_back_as_a_member(store: Store) -> None:
    referral = store.write("Add", a_referral).result
    assert stored(store, "SELECT status FROM referral") == ["waiting"]
    assert store.read(lambda tx: tx.get(Referral, referral).status) is Status.WAITING
    (row,) = store.read(lambda tx: tx.execute(select(Referral.__table__)).all())
    assert (row.status, row.route) == (Status.WAITING, Route.SELF) and isinstance(row.status, Status)


def test_a_word_that_is_not_in_the_list_is_refused_before_it_is_sent_and_by_the_file(store: Store) -> None:
    with pytest.raises(LookupError):
        store.write("Add", a_referral, status="lost")

    def spoil(tx: Session) -> None:
        tx.get(Referral, referral).status = "lost"

    referral = store.write("Add", a_referral).result
    with pytest.raises(StatementError, match="lost"):
        store.write("Spoil", spoil)

    def by_hand(tx: Session) -> None:
        tx.connection().exec_driver_sql("UPDATE referral SET status = 'lost'")

    with pytest.raises(StoreError) as said:
        store.write("Spoil", by_hand)
    assert "ck_referral_status" in str(said.value.__cause__)


def test_the_journal_holds_plain_words_and_undo_gives_members_back(store: Store) -> None:
    def answer(tx: Session) -> None:
        tx.get(Referral, referral).status = Status.ACCEPTED

    referral = store.write("Add", a_referral).result
    store.write("Answer", answer)
    pairs = [json.loads(text) for text in stored(store, "SELECT before_after FROM journal_value")]
    assert ["waiting", "accepted"] in pairs
    added = [after for _before, after in pairs if isinstance(after, dict) and "route" in after]
    assert [(row["route"], row["status"]) for row in added] == [("self", "waiting")]
    store.undo()
    assert store.read(lambda tx: tx.get(Referral, referral).status) is Status.WAITING
    store.undo()
    store.redo()
    assert store.read(lambda tx: tx.get(Referral, referral).route) is Route.SELF
