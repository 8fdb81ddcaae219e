"""Sees every row that a command changes, and refuses what it could not see."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table, event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from artsrx.db.derived import derived, filled
from artsrx.db.journal import ActWriter, JournalEntry, RowChange
from artsrx.db.row_codec import kept_columns, pack, pack_one, row_key
from artsrx.db.schema.columns import Row

WITNESS = "artsrx_witness"


class ReadSession(Session):
    """A transaction that may only look: a change in it is a bug and raises `RuntimeError`."""


class WriteSession(Session):
    """A transaction whose every change is written to the journal as it is flushed."""


@event.listens_for(ReadSession, "before_flush")
def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:
    raise RuntimeError("a query must not change rows")


@event.listens_for(WriteSession, "do_orm_execute")
@event.listens_for(ReadSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("change rows through objects, or add_many: the journal does not see bulk statements")


@event.listens_for(Row, "before_insert", propagate=True)
@event.listens_for(Row, "before_update", propagate=True)
def _derive(mapper: Mapper[Any], _connection: Any, row: Any) -> None:
    if not any(column.info.get("derived") for column in mapper.columns):
        return
    for name, value in derived(mapper.local_table.name, _Values(row)).items():  # type: ignore[attr-defined]  # a Table here
        setattr(row, name, value)


class _Values:
    """A row's attributes read by name; a column not yet set reads as its default would be stored."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getitem__(self, name: str) -> Any:
        value = getattr(self._row, name)
        column = inspect(type(self._row)).columns[name]
        return "" if value is None and column.default is not None else value


@event.listens_for(WriteSession, "after_flush")
def _witness(session: Session, _context: Any) -> None:
    writer: ActWriter = session.info[WITNESS]
    writer.write(_entries_of(session))


def _entries_of(session: Session) -> Iterable[JournalEntry]:
    # Removals last: whoever reverses the act puts rows back before it takes any away.
    for row in session.new:
        yield _whole_row(row, RowChange.ADD)
    for row in session.dirty:
        yield from _set_fields(row)
    for row in session.deleted:
        yield _whole_row(row, RowChange.REMOVE)


def _whole_row(row: Any, change: RowChange) -> JournalEntry:
    table = row.__table__
    values = {column.name: getattr(row, column.name) for column in table.columns}
    packed = pack(table, values)
    before, after = (None, packed) if change is RowChange.ADD else (packed, None)
    return JournalEntry(table.name, row_key(table, values), "", change, before, after)


def _set_fields(row: Any) -> Iterable[JournalEntry]:
    table, state = row.__table__, inspect(row)
    key = row_key(table, {column.name: getattr(row, column.name) for column in table.primary_key.columns})
    for column in kept_columns(table):
        history = state.attrs[column.name].history
        if not history.has_changes():
            continue
        before = pack_one(table, column.name, history.deleted[0])
        after = pack_one(table, column.name, history.added[0])
        yield JournalEntry(table.name, key, column.name, RowChange.SET, before, after)


def add_many(tx: Session, row_class: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds new rows in bulk, with one whole-row journal entry each.

    `rows` maps column names to Python values; what is left out takes its default. For imports and samples: thousands of rows in
    one act. Rows that refer to each other are added parents first.
    """
    if not rows:
        return
    tx.flush()
    table: Any = row_class.__table__
    full = [filled(table, row) for row in rows]
    connection = tx.connection()
    words, binders = _insertion(table, connection.dialect)
    # Straight to the driver: working out the parameters of a quarter of a million rows takes longer than writing them.
    connection.exec_driver_sql(
        words, [tuple([row[name] if bind is None else bind(row[name]) for name, bind in binders]) for row in full]
    )
    writer: ActWriter = tx.info[WITNESS]
    writer.write(
        JournalEntry(table.name, row_key(table, row), "", RowChange.ADD, None, pack(table, row)) for row in full
    )


@lru_cache(maxsize=64)
def _insertion(table: Table, dialect: Dialect) -> tuple[str, tuple[tuple[str, Callable[[Any], Any] | None], ...]]:
    """The words that insert a whole row of a table, and for each column what makes a value fit for the database."""
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join("?" for _column in table.columns)
    binders = tuple(
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns
    )
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})", binders
