"""The column types and habits that every table shares."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BINARY, DateTime, Dialect, Enum, ForeignKey, MetaData, Uuid, types
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from artsrx.domain.identifiers import new_id

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Id(types.TypeDecorator[UUID]):
    """A UUID kept as 16 bytes where there is no type of its own: as text it would make the file half as large again."""

    impl = BINARY(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> types.TypeEngine[Any]:
        """The server's own UUID type on PostgreSQL, else 16 bytes."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(BINARY(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """A UUID as the database takes it."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """A UUID from what the database gives."""
        return value if value is None or dialect.name == "postgresql" else UUID(bytes=bytes(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The same without the two calls around it: lists and registers are half made of ids."""
        return super().result_processor(dialect, coltype) if dialect.name == "postgresql" else _uuid


def _uuid(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


class Moment(types.TypeDecorator[datetime]):
    """A moment in time, always aware: SQLite would drop the zone, so UTC is what is stored."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC without its zone; a moment without a zone is a bug and raises `ValueError`."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Row(DeclarativeBase):
    """What every table has in common."""

    metadata = MetaData(naming_convention=CONVENTION)


def column(*args: Any, **kwargs: Any) -> MappedColumn[Any]:
    """A column whose old value is always known: the journal writes what was there before."""
    return mapped_column(*args, active_history=True, **kwargs)


def one_of(words: type[StrEnum], name: str) -> Enum:
    """The type of a column called `name` that holds one of a closed list: members in Python, their plain words in the file.

    Anything else is refused before it is sent (`LookupError`), and by a check in the file itself.
    """
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        values_callable=_plain_words,
        # No longest length: another word in the list may be longer, and the table need not be made anew for it.
        length=None,
    )


def _plain_words(words: type[StrEnum]) -> list[str]:
    return [word.value for word in words]


def key() -> MappedColumn[UUID]:
    """The primary key: a UUIDv7 made by the program, so that rows of two computers never clash."""
    return mapped_column(Id, primary_key=True, default=new_id)


def link(target: str, *, primary_key: bool = False, nullable: bool = False, index: bool = True) -> Mapped[Any]:
    """A foreign key to `target` ("table.column"), indexed unless it is part of the primary key."""
    return mapped_column(
        Id,
        ForeignKey(target),
        primary_key=primary_key,
        nullable=nullable,
        index=index and not primary_key,
        active_history=True,
    )
