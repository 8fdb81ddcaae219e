"""Brings an older record up to date on a verified copy, and swaps it in only when everything adds up.

Each table must have as many rows afterwards as before. A revision that means otherwise says so in its file: `RENAMED` maps the
old name of a table to the new one, `RECOUNTED` names the tables whose number of rows it changes.
"""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from artsrx.db.backups.integrity import row_counts, troubles_of
from artsrx.db.connection import connect, open_engine
from artsrx.db.folder.atomic import copy_whole, flush, put_in_place
from artsrx.db.folder.layout import BEFORE_UPGRADE_SUFFIX, SHM_SUFFIX, UPGRADING_SUFFIX, WAL_SUFFIX
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

SCRIPTS = Path(__file__).parent
STAMP_TABLE = "alembic_version"


def upgrade(db_file: Path, key: bytes, *, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Migrates the record at `db_file` to the revision `target`, keeping the old file beside it as `<name>.before-upgrade`.

    Every connection to it must be closed. Works on a copy: a failure, or a pulled plug at whatever moment, leaves the record as
    it was or as it is to be, whole. Raises `StoreError`.
    """
    copy = db_file.with_name(db_file.name + UPGRADING_SUFFIX)
    try:
        _clear_away(copy)
        before = _copy(db_file, copy, key)
        steps = _migrate(copy, key, scripts, target)
        _require_whole(copy, key, before, steps)
        copy_whole(db_file, db_file.with_name(db_file.name + BEFORE_UPGRADE_SUFFIX))
        put_in_place(copy, db_file)
    except Exception as error:
        _clear_away(copy)
        raise StoreError(
            _("The record could not be brought up to date for this version of ArtsRx."),
            _("Nothing in it is lost: the work was done on a copy."),
            _("Go on with the version that you used before, and tell us what happened."),
        ) from error


def _clear_away(copy: Path) -> None:
    # The log as well: beside the next copy it would be taken for that one's.
    for suffix in ("", WAL_SUFFIX, SHM_SUFFIX):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _copy(db_file: Path, copy: Path, key: bytes) -> dict[str, int]:
    """Copies the record as it is; how many rows each of its tables has."""
    with closing(connect(db_file, key)) as connection:
        counts = row_counts(connection)
        connection.execute("VACUUM INTO ?", (os.fspath(copy),))
    _require_no_log(db_file)
    # SQLite does not wait for the disk here.
    flush(copy)
    return counts


def _require_no_log(db_file: Path) -> None:
    # Closing the last connection writes the log back and removes it. One that stayed would be mixed into another file.
    if db_file.with_name(db_file.name + WAL_SUFFIX).exists():
        raise OSError("the record is in use")


def _migrate(copy: Path, key: bytes, scripts: Path, target: str) -> Sequence[Script]:
    """Runs every step up to `target` in one transaction; the steps, in order."""
    config = Config()
    config.set_main_option("script_location", os.fspath(scripts).replace("%", "%%"))
    engine = open_engine(copy, key)
    try:
        with engine.connect() as connection:
            # Off before the transaction begins: a table rebuilt with them on deleted the rows that referred to it.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            with connection.begin():
                before = _revision(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, target)
                after = _revision(connection)
                if strays := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise ValueError(f"{len(strays)} rows refer to rows that are not there")
    finally:
        engine.dispose()
    return [*ScriptDirectory.from_config(config).iterate_revisions(after, before)][::-1]


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or "base"


def _require_whole(copy: Path, key: bytes, before: dict[str, int], steps: Sequence[Script]) -> None:
    """Raises `ValueError` when the migrated copy is not sound or has lost rows; leaves no log beside it."""
    with closing(connect(copy, key)) as connection:
        troubles = list(troubles_of(connection))
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            troubles.append("an index does not fit its table")
        troubles += _miscounted(before, row_counts(connection), steps)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if troubles:
        raise ValueError(" ".join(troubles))
    _require_no_log(copy)


def _miscounted(before: dict[str, int], after: dict[str, int], steps: Sequence[Script]) -> list[str]:
    """Each table whose number of rows is not the one from before, unless a step says that it changes it."""
    expected = dict(before)
    recounted = {STAMP_TABLE}
    for step in steps:
        for old, new in getattr(step.module, "RENAMED", {}).items():
            expected[new] = expected.pop(old)
            if old in recounted:
                recounted.add(new)
        recounted |= set(getattr(step.module, "RECOUNTED", ()))
    return [
        f"{table} had {expected.get(table, 0)} rows and has {after.get(table, 0)}"
        for table in sorted((expected.keys() | after.keys()) - recounted)
        if expected.get(table, 0) != after.get(table, 0)
    ]
