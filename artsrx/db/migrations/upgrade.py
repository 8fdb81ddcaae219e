"""Brings an older record up to date on a verified copy, and swaps it in only when everything adds up."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from artsrx.db.connection import connect, open_engine
from artsrx.db.folder.atomic import copy_whole, put_in_place
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _

SCRIPTS = Path(__file__).parent


def upgrade(db_file: Path, key: bytes, *, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Migrates the record at `db_file` to the revision `target`, keeping the old file beside it as `<name>.before-upgrade`.

    Every connection must be closed and the log checkpointed. Works on a copy: a failure, at whatever moment, leaves the record as
    it was and raises `StoreError`.
    """
    copy = db_file.with_name(db_file.name + ".upgrading")
    copy.unlink(missing_ok=True)
    try:
        _copy(db_file, copy, key)
        _migrate(copy, key, scripts, target)
        _verify(copy, key)
    except Exception as error:
        copy.unlink(missing_ok=True)
        raise StoreError(
            _("The record could not be brought up to date for this version of ArtsRx."),
            _("It is as it was: the work was done on a copy."),
            _("Go on with the version that you used before, and tell us what happened."),
        ) from error
    old = db_file.with_name(db_file.name + ".before-upgrade")
    copy_whole(db_file, old)
    put_in_place(copy, db_file)


def _copy(db_file: Path, copy: Path, key: bytes) -> None:
    connection = connect(db_file, key)
    try:
        connection.execute("VACUUM INTO ?", (os.fspath(copy),))
    finally:
        connection.close()


def _migrate(copy: Path, key: bytes, scripts: Path, target: str) -> None:
    directory = ScriptDirectory(os.fspath(scripts))
    config = Config()
    engine = open_engine(copy, key)
    try:
        with engine.connect() as connection:
            # Off before the transaction begins: a table rebuilt with them on deleted the rows that referred to it.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]

        with (
            engine.begin() as connection,
            EnvironmentContext(config, directory, fn=_steps(directory, target)) as environment,
        ):
            environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
            environment.run_migrations()
    finally:
        engine.dispose()


def _steps(directory: ScriptDirectory, target: str) -> Callable[..., Any]:
    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs(target, revision)

    return steps


def _verify(copy: Path, key: bytes) -> None:
    """Raises `ValueError` when the migrated copy is not sound; leaves no log beside it."""
    connection = connect(copy, key)
    try:
        for pragma, sound in (
            ("cipher_integrity_check", []),
            ("integrity_check", [("ok",)]),
            ("foreign_key_check", []),
        ):
            if connection.execute(f"PRAGMA {pragma}").fetchall() != sound:
                raise ValueError(pragma)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
