"""Is a record whole? The checks that a copy has to pass before it counts, and all of them together on a record in use."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from artsrx.db.connection import connect, open_engine
from artsrx.db.folder.layout import RECORD_NAME
from artsrx.db.journal import verify
from artsrx.domain.i18n import _


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: `troubles` in words, none if all is well; `rows` counts the entries of each table."""

    troubles: tuple[str, ...]
    rows: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def check_record(folder: Path, key: bytes) -> Findings:
    """Check everything that can be checked: each page of the file, its order, its links, and the chain of its history.

    Changes nothing that was saved. Raises `StoreError` if the record cannot be opened at all.
    """
    db_file = folder / RECORD_NAME
    with closing(connect(db_file, key)) as connection:
        # The page check reads the file and not the log: after a power cut in the middle of writing the log back, a page
        # of the file may be torn that the log still has whole.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        troubles = list(troubles_of(connection))
        if troubles:
            return Findings(tuple(troubles), {})
        rows = row_counts(connection)
    if broken := _broken_chain(db_file, key):
        troubles.append(broken)
    return Findings(tuple(troubles), rows)


def _broken_chain(db_file: Path, key: bytes) -> str | None:
    engine = open_engine(db_file, key)
    try:
        with engine.connect() as connection:
            return verify(connection)
    finally:
        engine.dispose()


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
