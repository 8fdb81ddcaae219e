"""The append-only journal: who changed what, when, from what, to what; and the chain that shows if anybody tampered.

An act's hash covers the act before it, its own facts and the digests of every entry, so that the chain still verifies when
values have been erased (`db/schema/journal_tables.py`).
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from artsrx.db.row_codec import as_text
from artsrx.db.schema.journal_tables import ACT, ENTRY, SALT_BYTES, VALUE
from artsrx.domain.i18n import _

START = b"\x00" * 32
CHUNK = 2000

ACT_FACTS = (ACT.c.sequence, ACT.c.kind, ACT.c.of_act, ACT.c.label)


class ActKind(StrEnum):
    """What sort of act it was; the values are what records on disk say, so they stay whatever the names become."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    # Not to be undone: what a record starts with, and what has happened outside it.
    FIXED = "found"


class RowChange(StrEnum):
    """What happened to a row; the values are what records on disk say."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of one row: `field` is empty for a whole row; `before` and `after` are packed values.

    `before` is None where the row was added, `after` where it was removed. `known` is False where the values were erased.
    """

    table: str
    key: bytes
    field: str
    change: RowChange
    before: Any
    after: Any
    known: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """The facts of one act; `of_act` is the number of the act that an undo or a redo is of."""

    sequence: int
    kind: ActKind
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

    def write(self, entries: Iterable[JournalEntry]) -> None:
        """Adds entries to the act, in the order given."""
        chunk: list[JournalEntry] = []
        for entry in entries:
            chunk.append(entry)
            if len(chunk) == CHUNK:
                self._write(chunk)
                chunk = []
        if chunk:
            self._write(chunk)

    def _write(self, chunk: list[JournalEntry]) -> None:
        salts = os.urandom(SALT_BYTES * len(chunk))
        rows, values = [], []
        for place, entry in enumerate(chunk):
            salt = salts[SALT_BYTES * place : SALT_BYTES * (place + 1)]
            text = as_text([entry.before, entry.after])
            digest = hashlib.sha256(salt + text.encode()).digest()
            number = self._next_entry + place
            # The plain word: the driver looks for an adapter for each value of any other type.
            change = entry.change.value
            self._content.update(_entry_facts(entry.table, entry.key, entry.field, change, digest))
            rows.append((number, self.sequence, entry.table, entry.key, entry.field, change, digest))
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
    query = ACT.select().where(ACT.c.day == day, ACT.c.staff_id == staff_id).order_by(ACT.c.sequence)
    rows = connection.execute(query.with_only_columns(*ACT_FACTS))
    return [_act_in(row) for row in rows]


def _act_in(row: Any) -> Act:
    return Act(row.sequence, ActKind(row.kind), row.of_act, row.label)


def has_acts(connection: Any) -> bool:
    """Whether anybody has done anything, apart from what the record started with."""
    query = ACT.select().with_only_columns(ACT.c.sequence).where(ACT.c.kind == ActKind.DO).limit(1)
    return connection.execute(query).first() is not None


def last_act(connection: Any) -> int:
    """The number of the latest act; 0 when there is none."""
    return connection.execute(select(func.max(ACT.c.sequence))).scalar() or 0


def act_numbered(connection: Any, sequence: int) -> Act | None:
    """The act with that number, if there is one."""
    row = connection.execute(ACT.select().with_only_columns(*ACT_FACTS).where(ACT.c.sequence == sequence)).first()
    return _act_in(row) if row else None


def entries_of(connection: Any, act: int) -> list[JournalEntry]:
    """The entries of one act, in order, with their values where they have not been erased."""
    return list(entries(connection, ENTRY.c.act == act))


def act_that_added(connection: Any, *, table: str, key: bytes) -> int | None:
    """The number of the first act that added that row, if the journal has one."""
    query = (
        ENTRY.select()
        .with_only_columns(ENTRY.c.act)
        .where(ENTRY.c.table_name == table, ENTRY.c.row_key == key, ENTRY.c.change == RowChange.ADD)
        .order_by(ENTRY.c.sequence)
        .limit(1)
    )
    number: int | None = connection.execute(query).scalar()
    return number


def rows_touched_after(connection: Any, act: int) -> set[tuple[str, bytes]]:
    """The rows that any later act added, set or removed, as (table, key)."""
    query = ENTRY.select().with_only_columns(ENTRY.c.table_name, ENTRY.c.row_key).where(ENTRY.c.act > act).distinct()
    return {(row.table_name, bytes(row.row_key)) for row in connection.execute(query)}


def entries(connection: Any, where: Any) -> Iterator[JournalEntry]:
    """The entries that an SQL condition holds for, in order, with their values where they have not been erased."""
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
        change = RowChange(row.change)
        yield JournalEntry(row.table_name, bytes(row.row_key), row.field, change, before, after, known)


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
