"""Opening fails closed: no plain file, no short key, no new file by accident."""

import os
import sqlite3
from pathlib import Path

import pytest

from artsrx.db.connection import connect, open_engine
from artsrx.domain.errors import StoreError

KEY = os.urandom(32)


def test_a_new_file_is_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("INSERT INTO t VALUES ('Rhys Hughes')")
    written = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    connection.close()
    assert b"SQLite format" not in written
    assert b"Rhys" not in written


def test_the_settings_that_make_saved_mean_saved(tmp_path: Path) -> None:
    connection = connect(tmp_path / "r.db", KEY, create=True)
    found = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    connection.close()
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 33])
def test_a_key_of_the_wrong_length_is_a_bug_and_not_a_passphrase(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "r.db", key, create=True)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be opened"):
        connect(tmp_path / "r.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_not_taken_for_a_new_record(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    file.touch()
    with pytest.raises(StoreError, match="could not be read"):
        connect(file, KEY)
    assert file.read_bytes() == b""


def test_a_plain_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    plain = sqlite3.connect(file)
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="not encrypted"):
        connect(file, KEY)
    assert file.read_bytes() == before


def test_another_key_or_damage_is_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    connection = connect(file, KEY, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(StoreError, match="could not be read"):
        connect(file, os.urandom(32))


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be opened"):
        connect(tmp_path / "nowhere" / "r.db", KEY, create=True)


def test_the_engine_reads_one_snapshot(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "r.db", KEY, create=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    with engine.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
        with engine.begin() as writer:
            writer.exec_driver_sql("INSERT INTO t VALUES (1)")
        assert reader.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    engine.dispose()
