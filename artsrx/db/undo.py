"""Takes an act back: every row is put as it was before, if it is still as the act left it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from artsrx.db.derived import derived
from artsrx.db.journal import ActWriter, JournalEntry, RowChange
from artsrx.db.row_codec import key_values, pack, table_named, unpack
from artsrx.db.schema.columns import Row
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

CHUNK = 500

RowKey = tuple[str, bytes]
PackedRow = dict[str, Any]


@dataclass(slots=True)
class NetChange:
    """What an act did to one row in all: `before` and `after` are whole packed rows, or None where the row was not there.

    Where the row was there both times they hold only the fields that changed.
    """

    table: Table
    key: bytes
    before: PackedRow | None
    after: PackedRow | None
    known: bool = True

    @property
    def name(self) -> RowKey:
        """The row, as (table name, key)."""
        return self.table.name, self.key


def net_changes(entries: Iterable[JournalEntry]) -> list[NetChange]:
    """The entries of an act folded into one net change for each row."""
    rows: dict[RowKey, NetChange] = {}
    for entry in entries:
        name = (entry.table, entry.key)
        if name not in rows:
            rows[name] = _first(entry)
        else:
            _fold(rows[name], entry)
    return [net for net in rows.values() if net.before != net.after or not net.known]


def _first(entry: JournalEntry) -> NetChange:
    table = table_named(entry.table)
    if entry.change is RowChange.SET:
        return NetChange(table, entry.key, {entry.field: entry.before}, {entry.field: entry.after}, entry.known)
    return NetChange(table, entry.key, entry.before, entry.after, entry.known)


def _fold(net: NetChange, entry: JournalEntry) -> None:
    net.known = net.known and entry.known
    if entry.change is RowChange.SET:
        assert net.after is not None  # a row that is not there cannot be set
        if net.before is not None and entry.field not in net.after:
            net.before[entry.field] = entry.before
        net.after = {**net.after, entry.field: entry.after}
    elif entry.change is RowChange.REMOVE:
        net.before = None if net.before is None else {**(entry.before or {}), **net.before}
        net.after = None
    else:
        net.after = entry.after


def take_back(connection: Connection, changes: Sequence[NetChange], writer: ActWriter) -> None:
    """Puts every row as it was before; raises `Refused` when one is no longer as the act left it."""
    now = rows_now(connection, changes)
    for net in changes:
        if not net.known or not is_as_left(net, now.get(net.name)):
            raise Refused(_("This has changed since, so it cannot be undone by itself."))
    _apply(connection, changes, now, writer)


def rows_now(connection: Connection, changes: Sequence[NetChange]) -> dict[RowKey, PackedRow]:
    """The rows as they are now, packed and whole; a row that is not there is left out."""
    found: dict[RowKey, PackedRow] = {}
    by_table: dict[Table, list[bytes]] = defaultdict(list)
    for net in changes:
        by_table[net.table].append(net.key)
    for table, keys in by_table.items():
        for row in _rows(connection, table, keys):
            values = dict(row._mapping)
            key = b"".join(values[column.name].bytes for column in table.primary_key.columns)
            found[table.name, key] = pack(table, values)
    return found


def _rows(connection: Connection, table: Table, keys: Sequence[bytes]) -> Iterator[Any]:
    columns = table.primary_key.columns.values()
    if len(columns) > 1:
        for key in keys:
            values = key_values(table, key)
            yield from connection.execute(
                select(table).where(and_(*(table.c[name] == value for name, value in values.items())))
            )
        return
    for start in range(0, len(keys), CHUNK):
        wanted = [key_values(table, key)[columns[0].name] for key in keys[start : start + CHUNK]]
        yield from connection.execute(select(table).where(columns[0].in_(wanted)))


def is_as_left(net: NetChange, now: PackedRow | None) -> bool:
    """Whether a row is still as the act left it; `now` is the row as `rows_now` gives it, None if it is not there."""
    if net.after is None or now is None:
        return net.after is None and now is None
    return all(now[name] == value for name, value in net.after.items())


def _apply(
    connection: Connection, changes: Sequence[NetChange], now: dict[RowKey, PackedRow], writer: ActWriter
) -> None:
    """Puts rows back parents first, then sets fields, then takes rows away children first."""
    order = {table.name: place for place, table in enumerate(Row.metadata.sorted_tables)}
    ranked = sorted(changes, key=lambda net: order[net.table.name])
    back = [net for net in ranked if net.after is None]
    changed = [net for net in ranked if net.after is not None and net.before is not None]
    away = [net for net in reversed(ranked) if net.before is None]
    for table, group in _by_table(back):
        connection.execute(table.insert(), [_full(table, net.before or {}) for net in group])
        writer.write(JournalEntry(table.name, net.key, "", RowChange.ADD, None, net.before) for net in group)
    for net in changed:
        _set_back(connection, net, now[net.name])
        writer.write(_set_entries(net))
    for table, group in _by_table(away):
        connection.exec_driver_sql(_delete(table), [_driver_key(table, net.key) for net in group])
        writer.write(JournalEntry(table.name, net.key, "", RowChange.REMOVE, now[net.name], None) for net in group)


def _by_table(ranked: Iterable[NetChange]) -> Iterator[tuple[Table, list[NetChange]]]:
    groups: dict[Table, list[NetChange]] = {}
    for net in ranked:
        groups.setdefault(net.table, []).append(net)
    yield from groups.items()


def _full(table: Table, packed: PackedRow) -> PackedRow:
    values = unpack(table, packed)
    return {**values, **derived(table.name, values)}


def _set_back(connection: Connection, net: NetChange, now: PackedRow) -> None:
    before = net.before or {}
    names = [*before, *(column.name for column in net.table.columns if column.info.get("derived"))]
    values = _full(net.table, {**now, **before})
    where = and_(*(net.table.c[name] == value for name, value in key_values(net.table, net.key).items()))
    connection.execute(net.table.update().where(where).values({name: values[name] for name in names}))


def _set_entries(net: NetChange) -> Iterator[JournalEntry]:
    after = net.after or {}
    for name, value in (net.before or {}).items():
        yield JournalEntry(net.table.name, net.key, name, RowChange.SET, after[name], value)


def _delete(table: Table) -> str:
    where = " AND ".join(f"{column.name} = ?" for column in table.primary_key.columns)
    return f"DELETE FROM {table.name} WHERE {where}"  # names come from the schema


def _driver_key(table: Table, key: bytes) -> tuple[bytes, ...]:
    return tuple(value.bytes for value in key_values(table, key).values())
