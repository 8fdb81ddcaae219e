"""A record as an older version of ArtsRx wrote it, to see what becomes of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import UUID

from artsrx.db.connection import connect
from artsrx.db.folder.layout import BEFORE_UPGRADE_SUFFIX
from artsrx.db.migrations import APPLICATION_ID
from artsrx.db.migrations.upgrade import SCRIPTS, upgrade
from artsrx.db.revisions import REVISIONS

OLDEST = "0001"
ROWS = Path(__file__).with_name("data") / "record-0001.sql"
PRIYA = UUID("01920000-0000-7000-8000-0000000000aa")
PEOPLE = ["Ada", "Ben", "Cleo", "Dee"]

NEXT = "next"
# Makes anew the tables that most others refer to, and changes what is in one of them.
REBUILDING = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"


def upgrade():
    for table in ("participant", "programme", "place"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("added_later", sa.String(), nullable=False, server_default="yes"))
    op.execute("UPDATE participant SET notes = 'brought up to date'")
"""


def copy_scripts(folder: Path) -> Path:
    """This version's revisions in a folder of their own, to which another can be added."""
    (folder / "versions").mkdir(parents=True)
    for path in (SCRIPTS / "env.py", *(SCRIPTS / "versions").glob("r*.py")):
        (folder / path.relative_to(SCRIPTS)).write_text(path.read_text("utf-8"), "utf-8")
    return folder


def make_older_record(db_file: Path, key: bytes) -> None:
    """Make the record of revision 0001: the tables by its own script, then the rows that it wrote."""
    with closing(connect(db_file, key, create=True)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    upgrade(db_file, key, target=OLDEST)
    db_file.with_name(db_file.name + BEFORE_UPGRADE_SUFFIX).unlink()
    with closing(connect(db_file, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # the rows stand in the order of the tables' names
        connection.executescript(ROWS.read_text("utf-8"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
