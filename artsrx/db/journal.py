"""The append-only journal: who changed what, when, from what, to what; and the chain that shows if anybody tampered.

Three tables. `journal_act` has one row for each act (an Add, a field, a mark, an import) and carries the chain: its hash covers
the act before it, its own facts and every entry. `journal_entry` has one row for each changed row or field, with a digest of its
values under a random salt. `journal_value` holds the salts and the values themselves: erasing a person deletes from it, the
chain still verifies, and what was erased can be neither read nor guessed. Triggers forbid every other change.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BINARY, DDL, Column, Index, Integer, LargeBinary, String, Table, event

from artsrx.db.row_codec import as_text
from artsrx.db.schema.columns import Id, Moment, Row
from artsrx.domain.i18n import _

SALT_BYTES = 16
START = b"\x00" * 32
CHUNK = 2000

ACT = Table(
    "journal_act",
    Row.metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Id, nullable=False),
    Column("done_at", Moment, nullable=False),
    Column("day", String, nullable=False),
    Column("device", Id, nullable=False),
    Column("staff_id", Id, nullable=False),
    Column("kind", String, nullable=False),
    Column("of_act", Integer),
    Column("label", String, nullable=False),
    Column("hash", BINARY(32), nullable=False),
    Index("ix_journal_act_day", "day", "staff_id"),
)
ENTRY = Table(
    "journal_entry",
    Row.metadata,
    Column("sequence", Integer, primary_key=True),
    Column("act", Integer, nullable=False, index=True),
    Column("table_name", String, nullable=False),
    Column("row_key", LargeBinary, nullable=False),
    Column("field", String, nullable=False),
    Column("change", String, nullable=False),
    Column("digest", BINARY(32), nullable=False),
    Index("ix_journal_entry_row", "table_name", "row_key"),
)
VALUE = Table(
    "journal_value",
    Row.metadata,
    Column("entry", Integer, primary_key=True),
    Column("salt", BINARY(SALT_BYTES), nullable=False),
    Column("before_after", String, nullable=False),
)

for _table, _acts in ((ACT, ("UPDATE", "DELETE")), (ENTRY, ("UPDATE", "DELETE")), (VALUE, ("UPDATE",))):
    for _act in _acts:
        event.listen(
            _table,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
                f"CREATE TRIGGER {_table.name}_no_{_act.lower()} BEFORE {_act} ON {_table.name} "
                "BEGIN SELECT RAISE(ABORT, 'the journal cannot be changed'); END"
            ).execute_if(dialect="sqlite"),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one row: `field` is empty for a whole row; `before` and `after` are packed values.

    `change` is "add" (before is None), "remove" (after is None) or "set". `known` is False where the values were erased.
    """

    table: str
    key: bytes
    field: str
    change: str
    before: Any
    after: Any
    known: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """The facts of one act: `kind` is "do", "undo", "redo" or "found" (what a record starts with, not undoable)."""

    sequence: int
    kind: str
    of_act: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who acts, on which device, and when.

    `done_at` is aware and for display only, never for ordering; `day` is the local calendar day as YYYY-MM-DD: undo reaches back
    to midnight.
    """

    staff_id: UUID
    device: UUID
    done_at: datetime
    day: str


class ActWriter:
    """Writes one act as it happens: entries in chunks, then the act itself with the hash over them all."""

    def __init__(self, connection: Any) -> None:
        """Takes its place at the end of the journal; `connection` is inside a write transaction."""
        self._connection = connection
        last = connection.execute(
            ACT.select().with_only_columns(ACT.c.sequence, ACT.c.hash).order_by(ACT.c.sequence.desc()).limit(1)
        ).first()
        self.sequence: int = last.sequence + 1 if last else 1
        self._previous: bytes = last.hash if last else START
        top = connection.exec_driver_sql("SELECT max(sequence) FROM journal_entry").scalar()
        self._next_entry: int = (top or 0) + 1
        self._content = hashlib.sha256()
        self.tables: set[str] = set()
        self.count = 0

    def write(self, entries: Iterable[Entry]) -> None:
        """Adds entries to the act, in the order given."""
        chunk: list[Entry] = []
        for entry in entries:
            chunk.append(entry)
            if len(chunk) == CHUNK:
                self._write(chunk)
                chunk = []
        if chunk:
            self._write(chunk)

    def _write(self, chunk: list[Entry]) -> None:
        salts = os.urandom(SALT_BYTES * len(chunk))
        rows, values = [], []
        for place, entry in enumerate(chunk):
            salt = salts[SALT_BYTES * place : SALT_BYTES * (place + 1)]
            text = as_text([entry.before, entry.after])
            digest = hashlib.sha256(salt + text.encode()).digest()
            number = self._next_entry + place
            self._content.update(_entry_facts(entry.table, entry.key, entry.field, entry.change, digest))
            rows.append((number, self.sequence, entry.table, entry.key, entry.field, entry.change, digest))
            values.append((number, salt, text))
            self.tables.add(entry.table)
        # Straight to the driver: an import writes a quarter of a million of these.
        self._connection.exec_driver_sql("INSERT INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.exec_driver_sql("INSERT INTO journal_value VALUES (?, ?, ?)", values)
        self._next_entry += len(chunk)
        self.count += len(chunk)

    def close(self, act: Act, act_id: UUID, by: Signature) -> None:
        """Writes the act itself: nothing may be added to it afterwards."""
        facts = _act_facts(act.sequence, act_id, by, act.kind, act.of_act, act.label)
        seal = hashlib.sha256(self._previous + facts + self._content.digest()).digest()
        self._connection.execute(
            ACT.insert(),
            {
                "sequence": act.sequence,
                "id": act_id,
                "done_at": by.done_at,
                "day": by.day,
                "device": by.device,
                "staff_id": by.staff_id,
                "kind": act.kind,
                "of_act": act.of_act,
                "label": act.label,
                "hash": seal,
            },
        )


def _entry_facts(table: str, key: bytes, field: str, change: str, digest: bytes) -> bytes:
    return (
        b"\x1f".join((table.encode(), key.hex().encode(), field.encode(), change.encode(), digest.hex().encode()))
        + b"\x1e"
    )


def _act_facts(sequence: int, act_id: UUID, by: Signature, kind: str, of_act: int | None, label: str) -> bytes:
    moment = by.done_at.timestamp()
    return as_text(
        [sequence, act_id.hex, f"{moment:.6f}", by.day, by.device.hex, by.staff_id.hex, kind, of_act, label]
    ).encode()


def acts_of_day(connection: Any, *, staff_id: UUID, day: str) -> list[Act]:
    """The acts of one member of staff on one day (YYYY-MM-DD), in order."""
    columns = (ACT.c.sequence, ACT.c.kind, ACT.c.of_act, ACT.c.label)
    rows = connection.execute(
        ACT.select()
        .with_only_columns(*columns)
        .where(ACT.c.day == day, ACT.c.staff_id == staff_id)
        .order_by(ACT.c.sequence)
    )
    return [Act(*row) for row in rows]


def has_acts(connection: Any) -> bool:
    """Whether anybody has done anything, apart from what the record started with."""
    return (
        connection.execute(ACT.select().with_only_columns(ACT.c.sequence).where(ACT.c.kind == "do").limit(1)).first()
        is not None
    )


def act_numbered(connection: Any, sequence: int) -> Act | None:
    """The act with that number, if there is one."""
    columns = (ACT.c.sequence, ACT.c.kind, ACT.c.of_act, ACT.c.label)
    row = connection.execute(ACT.select().with_only_columns(*columns).where(ACT.c.sequence == sequence)).first()
    return Act(*row) if row else None


def entries_of(connection: Any, act: int) -> list[Entry]:
    """The entries of one act, in order, with their values where they have not been erased."""
    return [entry for _number, entry in _entries(connection, ENTRY.c.act == act)]


def act_that_added(connection: Any, *, table: str, key: bytes) -> int | None:
    """The number of the first act that added that row, if the journal has one."""
    query = (
        ENTRY.select()
        .with_only_columns(ENTRY.c.act)
        .where(ENTRY.c.table_name == table, ENTRY.c.row_key == key, ENTRY.c.change == "add")
        .order_by(ENTRY.c.sequence)
        .limit(1)
    )
    number: int | None = connection.execute(query).scalar()
    return number


def rows_touched_after(connection: Any, act: int) -> set[tuple[str, bytes]]:
    """The rows that any later act added, set or removed, as (table, key)."""
    query = ENTRY.select().with_only_columns(ENTRY.c.table_name, ENTRY.c.row_key).where(ENTRY.c.act > act).distinct()
    return {(row.table_name, bytes(row.row_key)) for row in connection.execute(query)}


def _entries(connection: Any, where: Any) -> Iterator[tuple[int, Entry]]:
    query = (
        ENTRY.join(VALUE, VALUE.c.entry == ENTRY.c.sequence, isouter=True)
        .select()
        .with_only_columns(ENTRY, VALUE.c.before_after)
        .where(where)
        .order_by(ENTRY.c.sequence)
    )
    for row in connection.execute(query):
        known = row.before_after is not None
        before, after = json.loads(row.before_after) if known else (None, None)
        yield row.sequence, Entry(row.table_name, bytes(row.row_key), row.field, row.change, before, after, known)


def verify(connection: Any) -> str | None:
    """Walks the whole chain: None when it is sound, else where it first breaks, in plain words.

    `connection` is a SQLAlchemy connection. What it shows is an edit, a removal or a reordering by somebody who has no older copy
    to compare with; somebody with the key can rewrite the whole chain, which only a copy of its last hash elsewhere would show.
    """
    previous, expected = START, 1
    for act in connection.execute(ACT.select().order_by(ACT.c.sequence)):
        by = Signature(act.staff_id, act.device, act.done_at, act.day)
        content, broken = _content(connection, act.sequence)
        facts = _act_facts(act.sequence, act.id, by, act.kind, act.of_act, act.label)
        seal = hashlib.sha256(previous + facts + content).digest()
        if act.sequence != expected or broken or seal != bytes(act.hash):
            return _broken_words(act.sequence)
        previous, expected = bytes(act.hash), expected + 1
    strays = connection.exec_driver_sql("SELECT min(act) FROM journal_entry WHERE act >= ?", (expected,)).scalar()
    return None if strays is None else _broken_words(strays)


def _content(connection: Any, act: int) -> tuple[bytes, bool]:
    content, broken = hashlib.sha256(), False
    query = (
        ENTRY.join(VALUE, VALUE.c.entry == ENTRY.c.sequence, isouter=True)
        .select()
        .with_only_columns(ENTRY, VALUE.c.salt, VALUE.c.before_after)
        .where(ENTRY.c.act == act)
        .order_by(ENTRY.c.sequence)
    )
    for row in connection.execute(query):
        digest = bytes(row.digest)
        if row.salt is not None:
            broken |= hashlib.sha256(bytes(row.salt) + row.before_after.encode()).digest() != digest
        content.update(_entry_facts(row.table_name, bytes(row.row_key), row.field, row.change, digest))
    return content.digest(), broken


def _broken_words(sequence: int) -> str:
    return _("The history does not add up from act {number} on: something in it was changed outside ArtsRx.").format(
        number=sequence
    )
