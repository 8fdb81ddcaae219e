"""Records of every version open here, and newer or foreign ones are left alone."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import inspect

from artsrx.db.connection import connect, open_engine
from artsrx.db.migrations import APPLICATION_ID, REVISIONS
from artsrx.db.migrations import upgrade as upgrading
from artsrx.db.migrations.upgrade import upgrade
from artsrx.db.store import Store
from artsrx.domain.errors import StoreError
from tests.conftest import KEY

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("practice") as batch:
        batch.add_column(sa.Column("town", sa.String(), nullable=False, server_default=""))
    {more}
"""


def execute(file: Path, *statements: str) -> None:
    connection = connect(file, KEY)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """This version's revisions in a folder of their own, to which a test adds another."""
    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    for file in (upgrading.SCRIPTS / "versions").glob("r*.py"):
        (folder / "versions" / file.name).write_text(file.read_text())
    return folder


def shape(file: Path) -> dict[str, Any]:
    """The names and kinds of everything in the file, apart from how it is written down."""
    engine = open_engine(file, KEY)
    look = inspect(engine)
    found: dict[str, Any] = {}
    for table in look.get_table_names():
        columns = [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)]
        checks = sorted((c["name"], " ".join(str(c["sqltext"]).split())) for c in look.get_check_constraints(table))
        links = sorted((f["name"], f["constrained_columns"], f["referred_table"]) for f in look.get_foreign_keys(table))
        indexes = sorted((i["name"], i["column_names"]) for i in look.get_indexes(table))
        unique = sorted((u["name"], u["column_names"]) for u in look.get_unique_constraints(table))
        found[table] = (columns, look.get_pk_constraint(table), checks, links, indexes, unique)
    with engine.connect() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        )
        found["triggers"] = [tuple(row) for row in triggers]
        rowless = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%' ORDER BY name"
        )
        found["rowless"] = [tuple(row) for row in rowless]
    engine.dispose()
    return found


def test_the_revisions_end_in_the_schema_of_today(record: tuple[Path, UUID], tmp_path: Path) -> None:
    file = tmp_path / "migrated.db"
    connect(file, KEY, create=True).close()
    execute(file, "CREATE TABLE t (x)", "DROP TABLE t")
    upgrade(file, KEY)
    assert shape(file) == shape(record[0] / "record.db")
    connection = connect(file, KEY)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISIONS[-1],)]
    connection.close()


def test_an_older_record_is_migrated_on_a_copy_and_the_old_one_kept(record: tuple[Path, UUID], scripts: Path) -> None:
    file = record[0] / "record.db"
    (scripts / "versions" / "r0002.py").write_text(NEXT.format(more=""))
    execute(file, "INSERT INTO practice VALUES (zeroblob(16), 'Hillcrest', '', '')")
    before = file.read_bytes()
    upgrade(file, KEY, scripts=scripts)
    connection = connect(file, KEY)
    assert connection.execute("SELECT name, town FROM practice").fetchall() == [("Hillcrest", "")]
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()
    assert (record[0] / "record.db.before-upgrade").read_bytes() == before
    assert sorted(path.name for path in record[0].iterdir()) == ["record.db", "record.db.before-upgrade"]


@pytest.mark.parametrize(
    "more",
    [
        "op.execute('nonsense')",
        "op.execute('INSERT INTO place VALUES (zeroblob(16), zeroblob(16), zeroblob(16), NULL, NULL, NULL, 1, 0)')",
    ],
)
def test_a_migration_that_fails_or_does_not_add_up_changes_nothing(
    record: tuple[Path, UUID], scripts: Path, more: str
) -> None:
    file = record[0] / "record.db"
    (scripts / "versions" / "r0002.py").write_text(NEXT.format(more=more))
    before = file.read_bytes()
    with pytest.raises(StoreError, match="could not be brought up to date"):
        upgrade(file, KEY, scripts=scripts)
    assert file.read_bytes() == before
    assert [path.name for path in record[0].iterdir()] == ["record.db"]


def test_an_older_record_is_upgraded_when_opened(record: tuple[Path, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, staff_id = record
    execute(folder / "record.db", "UPDATE alembic_version SET version_num = '0000'")
    monkeypatch.setattr("artsrx.db.migrations.REVISIONS", ("0000", *REVISIONS))
    asked: list[Path] = []

    def note(file: Path, _key: bytes) -> None:
        asked.append(file)

    monkeypatch.setattr(upgrading, "upgrade", note)
    Store.open(folder, KEY, staff_id=staff_id).close()
    assert asked == [folder / "record.db"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer version"),
        ("PRAGMA application_id = 7", "not an ArtsRx record"),
    ],
)
def test_a_newer_or_foreign_file_is_left_alone(record: tuple[Path, UUID], statement: str, words: str) -> None:
    folder, staff_id = record
    execute(folder / "record.db", statement)
    before = hashlib.sha256((folder / "record.db").read_bytes()).digest()
    with pytest.raises(StoreError, match=words):
        Store.open(folder, KEY, staff_id=staff_id)
    assert hashlib.sha256((folder / "record.db").read_bytes()).digest() == before
