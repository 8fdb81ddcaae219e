"""What of an earlier act can still be taken back, and why the rest stays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Table, select

from artsrx.db.row_codec import key_values
from artsrx.db.schema.columns import Row
from artsrx.db.undo import CHUNK, NetChange, PackedRow, RowKey, is_as_left, rows_now
from artsrx.domain.i18n import _

# A row that belongs to a person or a place goes and stays with it; a shared row (a practice, a programme) does not.
OWNERS = ("participant_id", "place_id")


class WhyStays(Enum):
    """Why a row was not put back as it was."""

    EDITED = "edited"
    REFERRED_TO = "referred to"
    NEEDED = "needed"
    OWNER_STAYS = "owner stays"
    REMOVED = "removed"
    ERASED = "erased"

    @property
    def words(self) -> str:
        """The reason in a sentence."""
        return {
            WhyStays.EDITED: _("Somebody has edited it since."),
            WhyStays.REFERRED_TO: _("Something added since belongs to it."),
            WhyStays.NEEDED: _("Something that stays belongs to it."),
            WhyStays.OWNER_STAYS: _("It belongs to somebody who stays."),
            WhyStays.REMOVED: _("It has been removed since."),
            WhyStays.ERASED: _("Its history was erased."),
        }[self]


@dataclass(frozen=True, slots=True)
class Reversal:
    """What taking an act back did: rows put back; rows kept, and rows that could not be reversed, each with the reason."""

    put_back: tuple[RowKey, ...] = ()
    kept: tuple[tuple[RowKey, WhyStays], ...] = ()
    could_not: tuple[tuple[RowKey, WhyStays], ...] = ()


@dataclass(slots=True)
class _Staying:
    kept: dict[RowKey, WhyStays] = field(default_factory=dict)
    could_not: dict[RowKey, WhyStays] = field(default_factory=dict)

    def names(self) -> set[RowKey]:
        return self.kept.keys() | self.could_not.keys()


def divide(
    connection: Connection, changes: Sequence[NetChange], touched_after: set[RowKey]
) -> tuple[list[NetChange], Reversal]:
    """Divides an act's rows into those that can be taken back and those that stay, each with its reason.

    A row stays when somebody has changed it since, when something added since refers to it, when it belongs to a person or place
    that stays, or when a row that stays refers to it. Returns the rows to take back and the `Reversal` that will be true then.
    """
    staying = _Staying()
    now = rows_now(connection, changes)
    mine = {net.name for net in changes}
    for net in changes:
        _judge(net, now.get(net.name), touched_after, staying)
    for name in _referred_to(connection, changes, mine):
        staying.kept.setdefault(name, WhyStays.REFERRED_TO)
    _spread(changes, now, staying)
    stays = staying.names()
    going = [net for net in changes if net.name not in stays]
    kept = {name: why for name, why in staying.kept.items() if name not in staying.could_not}
    done = tuple(net.name for net in going)
    return going, Reversal(done, tuple(kept.items()), tuple(staying.could_not.items()))


def _judge(net: NetChange, now: PackedRow | None, touched_after: set[RowKey], staying: _Staying) -> None:
    if not net.known:
        staying.could_not[net.name] = WhyStays.ERASED
    elif net.after is not None and now is None:
        staying.could_not[net.name] = WhyStays.REMOVED
    elif net.name in touched_after or not is_as_left(net, now):
        staying.kept[net.name] = WhyStays.EDITED


def _referred_to(connection: Connection, changes: Sequence[NetChange], mine: set[RowKey]) -> Iterator[RowKey]:
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


def _spread(changes: Sequence[NetChange], now: dict[RowKey, PackedRow], staying: _Staying) -> None:
    """What stays holds what it needs, and a person or place that stays holds what belongs to it."""
    mine = {net.name for net in changes}
    links = {net.name: list(_links(net.table, now.get(net.name, {}))) for net in changes}
    moved = True
    while moved:
        stays = staying.names()
        moved = False
        for net in changes:
            for name, parent in links[net.name]:
                if net.name in stays and parent in mine and parent not in stays:
                    staying.kept[parent] = WhyStays.NEEDED
                    moved = True
                elif name in OWNERS and parent in stays and net.name not in stays:
                    staying.kept[net.name] = WhyStays.OWNER_STAYS
                    moved = True


def _links(table: Table, row: PackedRow) -> Iterator[tuple[str, RowKey]]:
    for link in table.foreign_keys:
        value = row.get(link.parent.name)
        if value is not None:
            yield link.parent.name, (link.column.table.name, bytes.fromhex(value))
