"""Is this file whole? The checks that a copy has to pass before it counts, on a connection of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from artsrx.db.connection import KEY_BYTES, PLAIN_HEADER
from artsrx.domain.i18n import _


def troubles_of(connection: Any) -> tuple[str, ...]:
    """What is wrong with the file behind a keyed connection, in words; empty when it is sound."""
    found = []
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            found.append(_("A part of the file was changed or worn out on the disk."))
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            found.append(_("The file's inner order is broken."))
        if strays := connection.execute("PRAGMA foreign_key_check").fetchall():
            found.append(_("{n} entries belong to something that is not there.").format(n=len(strays)))
    except dbapi2.Error:
        found.append(_("The file could not be read to its end."))
    return tuple(found)


def row_counts(connection: Any) -> dict[str, int]:
    """How many rows each table has, by its name."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


@contextmanager
def reading_copy(path: Path, key: bytes) -> Iterator[Any]:
    """A connection to a copy that nobody else has open: reads only, and leaves nothing beside it.

    Raises `dbapi2.Error` if it cannot be read with `key`, `ValueError` if it is not encrypted.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the data key must be 32 bytes")
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise ValueError("a copy of a record must be encrypted")
    connection = dbapi2.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        give_key(connection, key)
        yield connection
    finally:
        connection.close()


def give_key(connection: Any, key: bytes) -> None:
    """Key a raw connection, quietly. Raises `dbapi2.Error` if the file exists and the key does not fit."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
