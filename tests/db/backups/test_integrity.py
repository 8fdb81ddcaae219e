"""A record is checked whole: each page, its order, its links and its history; checking changes nothing."""

from pathlib import Path

import pytest

from artsrx.db.backups.integrity import check_record
from artsrx.db.connection import connect
from artsrx.db.keys import key_file
from artsrx.domain.errors import StoreError


def test_a_sound_record(kept):
    findings = check_record(kept.folder, kept.key)
    assert findings.sound and findings.rows["participant"] == 2
    assert not list(kept.folder.glob("*-wal"))


def test_a_flipped_bit_is_found(kept):
    db_file: Path = kept.folder / "record.db"
    content = bytearray(db_file.read_bytes())
    content[9000] ^= 1
    db_file.write_bytes(content)
    findings = check_record(kept.folder, kept.key)
    assert not findings.sound and findings.rows == {}


def test_a_flipped_bit_anywhere_is_found(kept):
    """Each is a finding or a refusal in words, and the file is left as it was found."""
    db_file: Path = kept.folder / "record.db"
    whole = db_file.read_bytes()
    assert len(whole) > 40
    for place in range(5, len(whole), len(whole) // 40):
        hurt = bytearray(whole)
        hurt[place] ^= 1 << place % 8
        db_file.write_bytes(hurt)
        try:
            found = check_record(kept.folder, kept.key).troubles
        except StoreError as error:
            found = (error.happened,)
        assert found
        assert db_file.read_bytes() == hurt


def test_a_broken_history_is_found(kept):
    connection = connect(kept.folder / "record.db", kept.key)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute("UPDATE journal_act SET label = 'something else' WHERE sequence = 2")
    connection.close()
    findings = check_record(kept.folder, kept.key)
    assert "history does not add up" in findings.troubles[0] and findings.rows["participant"] == 2


def test_a_record_that_is_not_encrypted_or_not_there(kept):
    (kept.folder / "record.db").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(StoreError, match="not encrypted"):
        check_record(kept.folder, kept.key)
    (kept.folder / "record.db").unlink()
    with pytest.raises(StoreError, match="could not be opened"):
        check_record(kept.folder, kept.key)
    assert key_file.people(kept.folder)
