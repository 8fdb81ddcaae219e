"""Records of every version open here, and newer or foreign ones are left alone."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select

from artsrx.db.backups.integrity import row_counts
from artsrx.db.connection import connect, open_engine
from artsrx.db.migrations import APPLICATION_ID
from artsrx.db.migrations import upgrade as upgrading
from artsrx.db.migrations.upgrade import upgrade
from artsrx.db.revisions import REVISIONS, refuse_newer
from artsrx.db.schema.tables import Participant
from artsrx.db.store import Store
from artsrx.domain.errors import StoreError
from tests.conftest import KEY
from tests.older import PEOPLE, PRIYA, REBUILDING, copy_scripts, make_older_record

NEXT = """
import sqlalchemy as sa
from alembic import op

STRAY = (
    "INSERT INTO place (id, participant_id, programme_id, left_because, walk_in) "
    "VALUES (zeroblob(16), zeroblob(16), zeroblob(16), 1, 0)"
)
WRITABLE = "PRAGMA writable_schema = ON"
MISFIT = "UPDATE sqlite_master SET sql = replace(sql, '(name', '(address') WHERE name = 'ix_practice'"
revision = "next"
down_revision = "{last}"
{names}


def upgrade():
    with op.batch_alter_table("practice") as batch:
        batch.add_column(sa.Column("town", sa.String(), nullable=False, server_default=""))
    {more}
"""


def write_next(scripts: Path, more: str = "", names: str = "") -> None:
    """A revision after the last, which does `more` besides and says `names` of itself."""
    (scripts / "versions" / "next.py").write_text(NEXT.format(last=REVISIONS[-1], more=more, names=names))


def execute(file: Path, *statements: str) -> None:
    connection = connect(file, KEY)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def revision(file: Path) -> str:
    connection = connect(file, KEY)
    (stamp,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return stamp


def counts(file: Path) -> dict[str, int]:
    connection = connect(file, KEY)
    found = row_counts(connection)
    connection.close()
    return found


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """This version's revisions in a folder of their own, to which a test adds another."""
    return copy_scripts(tmp_path / "scripts")


def shape(file: Path) -> dict[str, Any]:
    """The names and kinds of everything in the file, apart from how it is written down and in which order columns stand."""
    engine = open_engine(file, KEY)
    look = inspect(engine)
    found: dict[str, Any] = {}
    for table in look.get_table_names():
        columns = sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table))
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
    write_next(scripts)
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
    ("more", "why"),
    [
        ("op.execute('nonsense')", "syntax error"),
        ("op.execute(STRAY)",
         "2 rows refer to rows that are not there"),
        ("op.execute('DELETE FROM staff')", "staff had 1 rows and has 0"),
        ("op.execute('DELETE FROM staff'); op.execute('COMMIT'); op.execute('BEGIN')", "staff had 1 rows and has 0"),
        ("op.rename_table('staff', 'team')", "staff had 1 rows and has 0 team had 0 rows and has 1"),
        ("op.create_table('team', sa.Column('id', sa.Integer())); op.execute('INSERT INTO team VALUES (1)')",
         "team had 0 rows and has 1"),
        ("op.execute('DROP TABLE journal_value')", "journal_value had"),
        ("op.create_index('ix_practice', 'practice', ['name']); op.execute(WRITABLE); op.execute(MISFIT)",
         "an index does not fit its table"),
    ],
)  # fmt: skip
def test_a_migration_that_fails_or_does_not_add_up_changes_nothing(
    record: tuple[Path, UUID], scripts: Path, more: str, why: str
) -> None:
    file = record[0] / "record.db"
    write_next(scripts, more)
    execute(file, "INSERT INTO practice VALUES (zeroblob(16), 'Hillcrest', '', '')")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="could not be brought up to date") as error:
        upgrade(file, KEY, scripts=scripts)
    assert why in str(error.value.__cause__)
    assert file.read_bytes() == before
    assert [path.name for path in record[0].iterdir()] == ["record.db"]


def test_a_record_that_is_up_to_date_opens_without_alembic(record: tuple[Path, UUID]) -> None:
    code = (
        "import sys; from pathlib import Path; from uuid import UUID; from artsrx.db.store import Store; "
        "Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), staff_id=UUID(sys.argv[3])).close(); "
        "print('alembic' in sys.modules)"
    )
    words = [sys.executable, "-c", code, str(record[0]), KEY.hex(), str(record[1])]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ("op.execute('DELETE FROM staff')", "RECOUNTED = ('staff',)"),
        ("op.rename_table('staff', 'team')", "RENAMED = {'staff': 'team'}"),
        ("op.rename_table('staff', 'team'); op.execute('DELETE FROM team')",
         "RENAMED = {'staff': 'team'}; RECOUNTED = ('team',)"),
        ("op.create_table('team', sa.Column('id', sa.Integer())); op.execute('INSERT INTO team VALUES (1)')", "RECOUNTED = ('team',)"),
        ("op.create_table('team', sa.Column('id', sa.Integer()))", ""),
    ],
)  # fmt: skip
def test_a_revision_may_say_which_tables_it_renames_or_counts_anew(
    record: tuple[Path, UUID], scripts: Path, more: str, names: str
) -> None:
    file = record[0] / "record.db"
    write_next(scripts, more, names)
    upgrade(file, KEY, scripts=scripts)
    assert revision(file) == "next"


def test_what_one_revision_says_holds_under_the_name_that_the_next_one_gives(
    record: tuple[Path, UUID], scripts: Path
) -> None:
    file = record[0] / "record.db"
    write_next(scripts, "op.execute('DELETE FROM staff')", "RECOUNTED = ('staff',)")
    after = NEXT.replace('"next"', '"after"').replace("{last}", "next").replace('"town"', '"county"')
    more, names = "op.rename_table('staff', 'team')", "RENAMED = {'staff': 'team'}"
    (scripts / "versions" / "after.py").write_text(after.format(more=more, names=names))
    upgrade(file, KEY, scripts=scripts)
    assert revision(file) == "after"


def test_what_an_upgrade_left_that_was_cut_short_is_not_taken_for_the_new_copy(
    record: tuple[Path, UUID], scripts: Path
) -> None:
    file = record[0] / "record.db"
    write_next(scripts)
    for name in ("record.db.upgrading", "record.db.upgrading-wal", "record.db.upgrading-shm"):
        (record[0] / name).write_bytes(b"what a pulled plug left")
    upgrade(file, KEY, scripts=scripts)
    assert revision(file) == "next"
    assert sorted(path.name for path in record[0].iterdir()) == ["record.db", "record.db.before-upgrade"]


def test_a_record_that_is_in_use_is_not_swapped(record: tuple[Path, UUID], scripts: Path) -> None:
    file = record[0] / "record.db"
    write_next(scripts)
    busy = connect(file, KEY)
    busy.execute("UPDATE staff SET name = 'Jan Smit'")
    with pytest.raises(StoreError, match="could not be brought up to date") as error:
        upgrade(file, KEY, scripts=scripts)
    assert "in use" in str(error.value.__cause__)
    busy.close()
    assert revision(file) == REVISIONS[-1]
    assert [path.name for path in record[0].iterdir()] == ["record.db"]


def test_a_disk_that_says_no_leaves_the_record_as_it_was(
    record: tuple[Path, UUID], scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_paths: Path) -> None:
        raise OSError(28, "No space left on device")

    file = record[0] / "record.db"
    write_next(scripts)
    before = file.read_bytes()
    for name in ("flush", "copy_whole", "put_in_place"):
        with monkeypatch.context() as patch:
            patch.setattr(upgrading, name, full)
            with pytest.raises(StoreError, match="could not be brought up to date"):
                upgrade(file, KEY, scripts=scripts)
        assert file.read_bytes() == before
        assert not list(record[0].glob("*.upgrading*"))


def test_the_oldest_record_opens_with_everything_in_it(tmp_path: Path) -> None:
    """Made by the script and with the rows of revision 0001, brought here by every revision since."""
    file = tmp_path / "record.db"
    make_older_record(file, KEY)
    old = dict(counts(file))
    store = Store.open(tmp_path, KEY, staff_id=PRIYA)
    names = store.read(lambda tx: sorted(tx.scalars(select(Participant.given)).all()))
    assert names == PEOPLE
    assert store.check() is None
    assert store.sequence == old["journal_act"]
    # The history speaks of the tables by the names that they had; it can be taken back all the same.
    taken_back = [store.reverse("take back", act).result.put_back for act in range(store.sequence, 2, -1)]
    assert sum(map(len, taken_back)) == 21
    assert store.read(lambda tx: sorted(tx.scalars(select(Participant.given)).all())) == PEOPLE[:2]
    assert store.check() is None
    store.close()
    assert revision(file) == REVISIONS[-1]
    assert (tmp_path / "record.db.before-upgrade").exists() == (len(REVISIONS) > 1)


def test_a_table_made_anew_keeps_what_refers_to_it(tmp_path: Path, scripts: Path) -> None:
    file = tmp_path / "record.db"
    make_older_record(file, KEY)
    old = counts(file)
    (scripts / "versions" / "next.py").write_text(REBUILDING)
    upgrade(file, KEY, scripts=scripts)
    assert counts(file)["attendance"] == old["attendance"] == 2
    connection = connect(file, KEY)
    assert connection.execute("SELECT DISTINCT notes, added_later FROM participant").fetchall() == [
        ("brought up to date", "yes")
    ]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_every_revision_is_known_in_its_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrading.SCRIPTS))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


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


def test_a_record_without_its_stamp_is_left_alone(record: tuple[Path, UUID]) -> None:
    folder, staff_id = record
    execute(folder / "record.db", "DROP TABLE alembic_version")
    with pytest.raises(StoreError, match="computer reported a fault"):
        Store.open(folder, KEY, staff_id=staff_id)
    assert not list(folder.glob("*-wal"))


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


def test_what_has_no_revision_at_all_is_not_called_newer():
    import sqlite3

    raw = sqlite3.connect(":memory:")
    assert refuse_newer(raw) is None
    raw.close()
