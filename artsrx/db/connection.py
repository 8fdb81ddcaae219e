"""The one way to open the encrypted file: key first, fail closed, and the settings that make saved mean saved."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from artsrx.db.error_words import not_opened, unreadable
from artsrx.db.folder.layout import WAL_SUFFIX
from artsrx.db.folder.plain_files import open_own
from artsrx.db.keys.crypto import KEY_BYTES
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

PLAIN_HEADER = b"SQLite format 3\x00"
CACHE_KIBIBYTES = 65536


def connect(db_file: Path, key: bytes, *, create: bool = False, reading: bool = False) -> Any:
    """A keyed SQLCipher connection to `db_file`, in autocommit, with every setting made.

    With `reading` nothing is written, and no file beside it is needed: for a disk that is full or takes nothing.
    `key` is the 32-byte data key. Without `create` a missing file is an error, never a new file. Raises `StoreError` when the
    file is missing, not encrypted, or cannot be read with this key (a wrong key and damage look the same: the vault's key
    check tells them apart).
    """
    _require_key(key)
    if not create:
        _refuse_unusable(db_file)
    try:
        name = _as_read(db_file) if reading else os.fspath(db_file)
        connection = dbapi2.connect(name, uri=reading, check_same_thread=False, isolation_level=None)
    except dbapi2.Error as error:
        raise not_opened(error) from error
    try:
        if reading:
            # Before the log is looked at: then its index is kept in memory and not in a file.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        give_key(connection, key)
        if reading:
            connection.execute("PRAGMA query_only = ON")
        else:
            _make_saved_mean_saved(connection)
    except dbapi2.DatabaseError as error:
        connection.close()
        raise not_opened(error) from error
    return connection


def _as_read(db_file: Path) -> str:
    """How SQLite is to open a file that it may not write beside: as one that cannot change, unless it has a log to be read."""
    log = db_file.with_name(db_file.name + WAL_SUFFIX)
    return db_file.absolute().as_uri() + ("" if log.exists() and log.stat().st_size else "?mode=ro&immutable=1")


@contextmanager
def reading_copy(path: Path, key: bytes) -> Iterator[Any]:
    """A keyed connection to a copy that nobody else has open: reads only, and leaves nothing beside it.

    Raises `dbapi2.Error` if it cannot be read with `key`, `ValueError` if it is not encrypted.
    """
    _require_key(key)
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise ValueError("a copy of a record must be encrypted")
    with closing(
        dbapi2.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True, isolation_level=None)
    ) as raw:
        give_key(raw, key)
        yield raw


def give_key(connection: Any, key: bytes) -> None:
    """Key a raw connection, quietly. Raises `dbapi2.Error` if the file exists and the key does not fit."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _require_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        # SQLCipher would silently take a key of another length as a passphrase.
        raise ValueError("the data key must be 32 bytes")


def _make_saved_mean_saved(connection: Any) -> None:
    # FULL and not NORMAL: in WAL, NORMAL lost acknowledged work in a third of simulated power cuts.
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        f"cache_size = -{CACHE_KIBIBYTES}",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _refuse_unusable(db_file: Path) -> None:
    try:
        with os.fdopen(open_own(db_file, os.O_RDONLY), "rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise StoreError(
            _("The record's file could not be opened: {reason}.").format(reason=error.strerror),
            _("Nothing was changed."),
            _("Check that the folder is still where it was, or restore a backup."),
        ) from error
    if not head:
        # An empty file would be taken for a new database, and written to.
        raise unreadable()
    if head == PLAIN_HEADER:
        raise StoreError(
            _("This record is not encrypted, so it is not one that ArtsRx made."),
            _("It was not opened and nothing was changed."),
            _("Restore a backup, or ask whoever gave you this folder."),
        )


def open_engine(db_file: Path, key: bytes, *, create: bool = False, reading: bool = False) -> "Engine":
    """A SQLAlchemy engine over `connect`: at most two connections (one to read only), explicit BEGIN, parameters kept out of error texts."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(db_file, key, create=create, reading=reading),
        poolclass=QueuePool,
        pool_size=1 if reading else 2,
        max_overflow=0,
        hide_parameters=True,
    )

    def begin(connection: Any) -> None:
        mode = "BEGIN" if reading else connection.get_execution_options().get("artsrx_begin", "BEGIN")
        connection.exec_driver_sql(mode)

    event.listen(engine, "begin", begin)
    return engine
