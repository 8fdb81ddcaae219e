"""Rows as JSON and back, so that the journal can say what was there before and put it back."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, Enum, LargeBinary, Table

from artsrx.db.schema.columns import Id, Moment, Row

Pack = Callable[[Any], Any]

# Made once: json.dumps would make an encoder anew for each of an import's hundreds of thousands of values.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def _plain(value: Any) -> Any:
    return value


def _pair(column: Column[Any]) -> tuple[Pack, Pack]:
    """How a column's value becomes JSON, and how it comes back; None stays None."""
    kind = column.type
    if isinstance(kind, Id):
        return lambda value: value.hex, UUID
    if isinstance(kind, DateTime | Moment):
        return datetime.isoformat, datetime.fromisoformat
    if isinstance(kind, Date):
        return date.isoformat, date.fromisoformat
    if isinstance(kind, Enum):
        return str, kind.python_type
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode(), base64.b64decode
    return _plain, _plain


@cache
def kept_columns(table: Table) -> tuple[Column[Any], ...]:
    """The columns that the journal keeps: all but those that are worked out from the others."""
    return tuple(column for column in table.columns if not column.info.get("derived"))


@cache
def _packers(table: Table) -> dict[str, tuple[Pack, Pack]]:
    return {column.name: _pair(column) for column in kept_columns(table)}


def pack(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The kept columns of one row, as plain JSON values."""
    packed = {}
    for name, (out, _back) in _packers(table).items():
        value = values[name]
        packed[name] = None if value is None else out(value)
    return packed


def pack_one(table: Table, name: str, value: Any) -> Any:
    """One value of column `name`, as a plain JSON value."""
    return None if value is None else _packers(table)[name][0](value)


def unpack(table: Table, packed: Mapping[str, Any]) -> dict[str, Any]:
    """The row that `pack` was given, without its derived columns."""
    return {name: unpack_one(table, name, value) for name, value in packed.items()}


def unpack_one(table: Table, name: str, value: Any) -> Any:
    """The value that `pack_one` was given."""
    return None if value is None else _packers(table)[name][1](value)


def row_key(table: Table, values: Mapping[str, Any]) -> bytes:
    """The primary key of a row as bytes: 16 for each of its columns."""
    return b"".join(values[column.name].bytes for column in table.primary_key.columns)


def key_values(table: Table, key: bytes) -> dict[str, UUID]:
    """The primary key that `row_key` made, by column."""
    names = [column.name for column in table.primary_key.columns]
    return {name: UUID(bytes=key[16 * place : 16 * place + 16]) for place, name in enumerate(names)}


def as_text(value: Any) -> str:
    """JSON in one form only, so that equal values have equal digests."""
    return _ENCODE(value)


def table_named(name: str) -> Table:
    """The table of that name in this version's schema; raises `KeyError` when there is none."""
    return Row.metadata.tables[name]
