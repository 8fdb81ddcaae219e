"""Takes an act back: every row is put as it was before, if it is still as the act left it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from artsrx.db.journal import ActWriter, Entry
from artsrx.db.row_codec import derived, key_values, pack, table_named, unpack
from artsrx.db.schema.columns import Row
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

CHUNK = 500
# A row that belongs to a person or a place goes and stays with it; a shared row (a practice, a programme) does not.
OWNERS = ("participant_id", "place_id")

RowKey = tuple[str, bytes]
Image = dict[str, Any]


@dataclass(slots=True)
class Net:
    """What an act did to one row in all: `before` and `after` are whole packed rows, or None where the row was not there.

    Where the row was there both times they hold only the fields that changed.
    """

    table: Table
    key: bytes
    before: Image | None
    after: Image | None
    known: bool = True

    @property
    def name(self) -> RowKey:
        """The row, as (table name, key)."""
        return self.table.name, self.key


@dataclass(frozen=True, slots=True)
class Reversal:
    """What taking an act back did: rows put back; rows kept, and rows that could not be reversed, each with the reason."""

    put_back: tuple[RowKey, ...] = ()
    kept: tuple[tuple[RowKey, str], ...] = ()
    could_not: tuple[tuple[RowKey, str], ...] = ()


def nets(entries: Iterable[Entry]) -> list[Net]:
    """The entries of an act folded into one net change for each row."""
    rows: dict[RowKey, Net] = {}
    for entry in entries:
        name = (entry.table, entry.key)
        if name not in rows:
            rows[name] = _first(entry)
        else:
            _fold(rows[name], entry)
    return [net for net in rows.values() if net.before != net.after or not net.known]


def _first(entry: Entry) -> Net:
    table = table_named(entry.table)
    if entry.change == "set":
        return Net(table, entry.key, {entry.field: entry.before}, {entry.field: entry.after}, entry.known)
    return Net(table, entry.key, entry.before, entry.after, entry.known)


def _fold(net: Net, entry: Entry) -> None:
    net.known = net.known and entry.known
    if entry.change == "set":
        assert net.after is not None  # a row that is not there cannot be set
        if net.before is not None and entry.field not in net.after:
            net.before[entry.field] = entry.before
        net.after = {**net.after, entry.field: entry.after}
    elif entry.change == "remove":
        net.before = None if net.before is None else {**(entry.before or {}), **net.before}
        net.after = None
    else:
        net.after = entry.after


def take_back(connection: Connection, changes: Sequence[Net], writer: ActWriter) -> None:
    """Puts every row as it was before; raises `Refused` when one is no longer as the act left it."""
    now = current(connection, changes)
    for net in changes:
        if not net.known or not _as_left(net, now.get(net.name)):
            raise Refused(_("This has changed since, so it cannot be undone by itself."))
    _apply(connection, changes, now, writer)


def current(connection: Connection, changes: Sequence[Net]) -> dict[RowKey, Image]:
    """The rows as they are now, packed and whole; a row that is not there is left out."""
    found: dict[RowKey, Image] = {}
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


def _as_left(net: Net, now: Image | None) -> bool:
    if net.after is None or now is None:
        return net.after is None and now is None
    return all(now[name] == value for name, value in net.after.items())


def _apply(connection: Connection, changes: Sequence[Net], now: dict[RowKey, Image], writer: ActWriter) -> None:
    """Puts rows back parents first, then sets fields, then takes rows away children first."""
    order = {table.name: place for place, table in enumerate(Row.metadata.sorted_tables)}
    ranked = sorted(changes, key=lambda net: order[net.table.name])
    back = [net for net in ranked if net.after is None]
    changed = [net for net in ranked if net.after is not None and net.before is not None]
    away = [net for net in reversed(ranked) if net.before is None]
    for table, group in _by_table(back):
        connection.execute(table.insert(), [_full(table, net.before or {}) for net in group])
        writer.write(Entry(table.name, net.key, "", "add", None, net.before) for net in group)
    for net in changed:
        _set_back(connection, net, now[net.name])
        writer.write(_set_entries(net))
    for table, group in _by_table(away):
        connection.exec_driver_sql(_delete(table), [_driver_key(table, net.key) for net in group])
        writer.write(Entry(table.name, net.key, "", "remove", now[net.name], None) for net in group)


def _by_table(ranked: Iterable[Net]) -> Iterator[tuple[Table, list[Net]]]:
    groups: dict[Table, list[Net]] = {}
    for net in ranked:
        groups.setdefault(net.table, []).append(net)
    yield from groups.items()


def _full(table: Table, packed: Image) -> Image:
    values = unpack(table, packed)
    return {**values, **derived(table.name, values)}


def _set_back(connection: Connection, net: Net, now: Image) -> None:
    before = net.before or {}
    names = [*before, *(column.name for column in net.table.columns if column.info.get("derived"))]
    values = _full(net.table, {**now, **before})
    where = and_(*(net.table.c[name] == value for name, value in key_values(net.table, net.key).items()))
    connection.execute(net.table.update().where(where).values({name: values[name] for name in names}))


def _set_entries(net: Net) -> Iterator[Entry]:
    after = net.after or {}
    for name, value in (net.before or {}).items():
        yield Entry(net.table.name, net.key, name, "set", after[name], value)


def _delete(table: Table) -> str:
    where = " AND ".join(f"{column.name} = ?" for column in table.primary_key.columns)
    return f"DELETE FROM {table.name} WHERE {where}"  # names come from the schema


def _driver_key(table: Table, key: bytes) -> tuple[bytes, ...]:
    return tuple(value.bytes for value in key_values(table, key).values())


@dataclass(slots=True)
class _Sorting:
    kept: dict[RowKey, str] = field(default_factory=dict)
    could_not: dict[RowKey, str] = field(default_factory=dict)


def sort_out(connection: Connection, changes: Sequence[Net], touched_after: set[RowKey]) -> tuple[list[Net], Reversal]:
    """Divides an act's rows into those that can be taken back and those that stay, each with its reason in words.

    A row stays when somebody has changed it since, when something added since refers to it, when it belongs to a person or place
    that stays, or when a row that stays refers to it. Returns the rows to take back and the `Reversal` that will be true then.
    """
    sorting = _Sorting()
    now = current(connection, changes)
    mine = {net.name for net in changes}
    for net in changes:
        _judge(net, now.get(net.name), touched_after, sorting)
    for name in _referred_to(connection, changes, mine):
        sorting.kept.setdefault(name, _("Something added since belongs to it."))
    _spread(changes, now, sorting)
    stays = sorting.kept.keys() | sorting.could_not.keys()
    going = [net for net in changes if net.name not in stays]
    kept = {name: words for name, words in sorting.kept.items() if name not in sorting.could_not}
    done = tuple(net.name for net in going)
    return going, Reversal(done, tuple(kept.items()), tuple(sorting.could_not.items()))


def _judge(net: Net, now: Image | None, touched_after: set[RowKey], sorting: _Sorting) -> None:
    if not net.known:
        sorting.could_not[net.name] = _("Its history was erased.")
    elif net.after is not None and now is None:
        sorting.could_not[net.name] = _("It has been removed since.")
    elif net.name in touched_after or not _as_left(net, now):
        sorting.kept[net.name] = _("Somebody has edited it since.")


def _referred_to(connection: Connection, changes: Sequence[Net], mine: set[RowKey]) -> Iterator[RowKey]:
    """The added rows that a row from outside the act refers to."""
    added: dict[str, list[bytes]] = defaultdict(list)
    for net in changes:
        if net.before is None:
            added[net.table.name].append(net.key)
    for table in Row.metadata.sorted_tables:
        for link in table.foreign_keys:
            keys = added.get(link.column.table.name, [])
            for start in range(0, len(keys), CHUNK):
                yield from _outside(connection, table, link, keys[start : start + CHUNK], mine)


def _outside(
    connection: Connection, table: Table, link: Any, keys: Sequence[bytes], mine: set[RowKey]
) -> Iterator[RowKey]:
    parent: Table = link.column.table
    wanted = [key_values(parent, key)[link.column.name] for key in keys]
    for row in connection.execute(
        select(*table.primary_key.columns, link.parent.label("parent")).where(link.parent.in_(wanted))
    ):
        *key, value = row
        if (table.name, b"".join(part.bytes for part in key)) not in mine:
            yield parent.name, value.bytes


def _spread(changes: Sequence[Net], now: dict[RowKey, Image], sorting: _Sorting) -> None:
    """What stays holds what it needs, and a person or place that stays holds what belongs to it."""
    mine = {net.name for net in changes}
    links = {net.name: list(_links(net.table, now.get(net.name, {}))) for net in changes}
    moved = True
    while moved:
        stays = sorting.kept.keys() | sorting.could_not.keys()
        moved = False
        for net in changes:
            for name, parent in links[net.name]:
                if net.name in stays and parent in mine and parent not in stays:
                    sorting.kept[parent] = _("Something that stays belongs to it.")
                    moved = True
                elif name in OWNERS and parent in stays and net.name not in stays:
                    sorting.kept[net.name] = _("It belongs to somebody who stays.")
                    moved = True


def _links(table: Table, image: Image) -> Iterator[tuple[str, RowKey]]:
    for link in table.foreign_keys:
        value = image.get(link.parent.name)
        if value is not None:
            yield link.parent.name, (link.column.table.name, bytes.fromhex(value))
