"""The chain: every way of tampering shows, and erasing does not."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from artsrx.db import journal
from artsrx.db.schema.journal_tables import ACT, ENTRY, VALUE
from artsrx.db.schema.tables import Participant
from artsrx.db.store import Store, add_many
from artsrx.domain.errors import StoreError


def people(tx: Session) -> None:
    add_many(tx, Participant, [{"given": f"P{n}", "added_on": date(2026, 5, 5)} for n in range(journal.CHUNK + 1)])


@pytest.fixture
def full(store: Store) -> Store:
    for _ in range(3):
        store.write("import", people)
    return store


def forced(store: Store, *statements: str) -> None:
    """Changes the journal as somebody with the key and a hex editor would: without its triggers."""
    with store._engine.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_full_journal_is_sound(full: Store) -> None:
    assert full.check() is None
    assert full.sequence == 4


@pytest.mark.parametrize(
    ("statement", "act"),
    [
        ("UPDATE journal_act SET label = 'x' WHERE sequence = 3", 3),
        ("UPDATE journal_act SET hash = zeroblob(32) WHERE sequence = 2", 2),
        ("DELETE FROM journal_act WHERE sequence = 2", 3),
        ("UPDATE journal_entry SET change = 'set' WHERE act = 3 AND sequence % 7 = 0", 3),
        ("UPDATE journal_entry SET digest = zeroblob(32) WHERE sequence = 5", 2),
        ("DELETE FROM journal_entry WHERE sequence = 5", 2),
        ("UPDATE journal_value SET before_after = '[null,{}]' WHERE entry = 5", 2),
        ("DELETE FROM journal_act WHERE sequence = 4", 4),
    ],
)
def test_tampering_is_found_and_named(full: Store, statement: str, act: int) -> None:
    forced(full, statement)
    words = full.check()
    assert words
    assert f"from act {act} on" in words


def test_removing_the_last_act_whole_leaves_a_sound_chain_as_its_docstring_says(full: Store) -> None:
    forced(full, "DELETE FROM journal_entry WHERE act = 4", "DELETE FROM journal_act WHERE sequence = 4")
    assert full.check() is None


def test_erased_values_leave_the_chain_sound(full: Store) -> None:
    with full._engine.begin() as connection:
        connection.execute(VALUE.delete().where(VALUE.c.entry % 2 == 0))
    assert full.check() is None
    entries = full.read(lambda tx: journal.entries_of(tx.connection(), 2))
    assert {entry.known for entry in entries} == {True, False}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_act SET label = 'x'",
        "DELETE FROM journal_act",
        "UPDATE journal_entry SET change = 'set'",
        "DELETE FROM journal_entry",
        "UPDATE journal_value SET before_after = ''",
    ],
)
def test_triggers_refuse_every_change(full: Store, statement: str) -> None:
    def tamper(tx: Session) -> Any:
        return tx.connection().exec_driver_sql(statement)

    with pytest.raises(StoreError) as caught:
        full.write("tamper", tamper)
    assert isinstance(caught.value.__cause__, DBAPIError)
    assert "cannot be changed" in str(caught.value.__cause__)


def test_equal_values_have_unequal_digests(full: Store) -> None:
    digests = full.read(lambda tx: tx.connection().execute(select(ENTRY.c.digest)).scalars().all())
    assert len(set(digests)) == len(digests)


def test_an_act_that_is_not_there_is_none(store: Store) -> None:
    assert store.read(lambda tx: journal.act_numbered(tx.connection(), 7)) is None


def test_a_row_of_the_journal_names_its_staff(store: Store) -> None:
    staff: UUID = store.read(lambda tx: tx.connection().execute(select(ACT.c.staff_id)).scalar_one())
    assert staff == store.staff_id
