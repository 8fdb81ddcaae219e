"""Alembic revisions"""

from pathlib import Path
from typing import TYPE_CHECKING

from artsrx.db.connection import open_engine
from artsrx.db.revisions import REVISIONS, newer
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

# The table that Alembic itself would make.
STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
APPLICATION_ID = 0x41527852  # "ARxR": tells a record from any other encrypted file


def start_fresh(engine: "Engine") -> None:
    """Makes this version's tables, triggers and stamp in an empty file."""
    from artsrx.db.schema import journal_tables, tables
    from artsrx.db.schema.columns import Row

    assert {journal_tables.ACT, tables.Participant.__table__} <= set(
        Row.metadata.tables.values()
    )  # both have been imported
    with engine.begin() as connection:
        Row.metadata.create_all(connection)
        connection.exec_driver_sql(STAMP)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[-1],))
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def bring_up_to_date(db_file: Path, key: bytes) -> "Engine":
    """An engine over the record, migrated on a verified copy first if an older version wrote it.

    Raises `StoreError` for a file that is no record, and for one that a newer version wrote; neither is changed.
    """
    engine = open_engine(db_file, key)
    try:
        stamp = _revision_of(engine)
    except BaseException:
        engine.dispose()
        raise
    if stamp == REVISIONS[-1]:
        return engine
    engine.dispose()
    if stamp is None:
        raise StoreError(
            _("This file is not an ArtsRx record."),
            _("It was not changed."),
            _("Choose the record's own folder, or restore a backup."),
        )
    if stamp not in REVISIONS:
        raise newer()
    # Alembic takes longer to import than everything else here, so only when there is work.
    from artsrx.db.migrations.upgrade import upgrade

    upgrade(db_file, key)
    return open_engine(db_file, key)


def open_to_read(db_file: Path, key: bytes) -> "Engine | None":
    """An engine that only reads a record of this very version, where nothing can be written; None for any other.

    Raises `StoreError` if that cannot be read either.
    """
    engine = open_engine(db_file, key, reading=True)
    try:
        stamp = _revision_of(engine)
    except BaseException:
        engine.dispose()
        raise
    if stamp == REVISIONS[-1]:
        return engine
    engine.dispose()
    return None


def _revision_of(engine: "Engine") -> str | None:
    """The revision that the file was written at; None for a file that is no record."""
    with engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            return None
        stamp: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return stamp
