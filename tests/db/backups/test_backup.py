"""A backup counts only when it was read again; old ones go by a rule that never takes the last good one."""

import hashlib
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from artsrx.db.backups import backup as making
from artsrx.db.backups import bundle, integrity
from artsrx.db.backups.backup import back_up, backups_in, keep_until, last_good
from artsrx.db.backups.retention import BackupFile, backup_name, may_go, read_name
from artsrx.db.connection import give_key, reading_copy
from artsrx.db.keys import key_file, vault
from artsrx.domain.errors import StoreError

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def left_in(folder):
    return sorted(path.name for path in (folder / "backups").iterdir())


def test_a_backup_is_one_file_that_says_what_it_is(kept):
    made = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    assert left_in(kept.folder) == [made.path.name]
    assert made.fresh and not made.shrunk and made.sequence == 3 and made.made == NOON
    assert made.rows["participant"] == 2
    assert last_good(kept.folder) == (NOON, made.path)
    with zipfile.ZipFile(made.path) as box:
        assert sorted(box.namelist()) == ["keys.json", "manifest.json", "record.db"]
        assert not box.read("record.db").startswith(b"SQLite format 3")
        assert b"Ada" not in box.read("record.db")
        assert json.loads(box.read("keys.json"))["organisation"] == "Riverside Arts"
    assert not list(kept.folder.glob("*-wal"))


def test_a_backup_of_an_open_record_holds_what_was_saved(kept):
    store = kept.open()
    made = back_up(kept.folder, kept.key, sequence=store.sequence)
    store.close()
    assert made.rows["participant"] == 2


def test_nothing_changed_means_the_last_one_still_counts(kept):
    first = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    again = back_up(kept.folder, kept.key, sequence=3, now=NOON + timedelta(hours=1))
    assert (again.path, again.fresh, again.made) == (first.path, False, NOON)


def test_new_keys_make_a_new_backup(kept):
    back_up(kept.folder, kept.key, sequence=3, now=NOON)
    vault.rename_organisation(kept.folder, "Brook Arts")
    again = back_up(kept.folder, kept.key, sequence=3, now=NOON + timedelta(hours=1))
    assert again.fresh and len(left_in(kept.folder)) == 2


def test_the_last_one_is_made_again_when_it_has_gone_bad(kept):
    first = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    content = bytearray(first.path.read_bytes())
    content[len(content) // 2] ^= 1
    first.path.write_bytes(content)
    again = back_up(kept.folder, kept.key, sequence=3, now=NOON + timedelta(hours=1))
    assert again.fresh


def test_a_backup_of_nought_bytes_is_not_the_last_good_one(kept):
    assert last_good(kept.folder) is None
    good = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    later = good.path.with_name(good.path.name.replace("0000000003", "0000000004"))
    later.write_bytes(b"")
    assert last_good(kept.folder).path == good.path
    assert [found.path for found in backups_in(kept.folder / "backups")] == [later, good.path]


def test_what_a_crash_left_is_cleared_and_other_files_are_not(kept):
    home = kept.folder / "backups"
    home.mkdir()
    (home / "half.db.part").write_bytes(b"x")
    (home / "holiday.jpg").write_bytes(b"x")
    made = back_up(kept.folder, kept.key, sequence=3)
    assert left_in(kept.folder) == sorted([made.path.name, "holiday.jpg"])


def _worse(monkeypatch, change):
    """Let something happen to the copy between writing it and reading it again."""
    real = making._copy_record

    def copy(source, target, key):
        rows = real(source, target, key)
        change(target, key)
        return rows

    monkeypatch.setattr(making, "_copy_record", copy)


def _flip(target, key):
    content = bytearray(target.read_bytes())
    content[5000] ^= 1
    target.write_bytes(content)


def _forget_a_row(target, key):
    connection = dbapi2.connect(target, isolation_level=None)
    give_key(connection, key)
    connection.execute("DELETE FROM participant WHERE id = (SELECT min(id) FROM participant)")
    connection.close()


@pytest.mark.parametrize("change", [_flip, _forget_a_row, lambda target, key: target.write_bytes(b"")])
def test_a_copy_that_reads_back_badly_never_counts(kept, monkeypatch, change):
    good = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    _worse(monkeypatch, change)
    with pytest.raises(StoreError, match="backup could not be made") as error:
        back_up(kept.folder, kept.key, sequence=4, now=NOON + timedelta(days=1))
    assert "from before" in error.value.safe
    assert left_in(kept.folder) == [good.path.name]


def test_a_file_that_reads_back_badly_never_counts(kept, monkeypatch):
    monkeypatch.setattr(making, "record_digest", lambda path: "")
    with pytest.raises(StoreError, match="did not read back"):
        back_up(kept.folder, kept.key, sequence=3)
    assert left_in(kept.folder) == []


def test_a_full_disk_leaves_the_backups_from_before(kept, monkeypatch):
    good = back_up(kept.folder, kept.key, sequence=3, now=NOON)

    def full(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "flush", full)
    with pytest.raises(StoreError, match="No space left on device"):
        back_up(kept.folder, kept.key, sequence=4, now=NOON + timedelta(days=1))
    assert left_in(kept.folder) == [good.path.name]


def test_a_damaged_record_makes_no_backup(kept):
    content = bytearray((kept.folder / "record.db").read_bytes())
    content[9000] ^= 1
    (kept.folder / "record.db").write_bytes(content)
    with pytest.raises(StoreError, match="backup could not be made"):
        back_up(kept.folder, kept.key, sequence=3)
    assert left_in(kept.folder) == []


# --- the shrink guard


def _empty_record(kept):
    connection = dbapi2.connect(kept.folder / "record.db", isolation_level=None)
    give_key(connection, kept.key)
    connection.execute("DELETE FROM participant")
    connection.close()


def test_a_backup_that_shrank_keeps_the_one_before(kept, monkeypatch):
    kept.add_people(*(f"Person {number}" for number in range(30)))
    full = back_up(kept.folder, kept.key, sequence=33, now=NOON)
    _empty_record(kept)
    monkeypatch.setattr(making, "may_go", lambda found, now: list(found))
    assert back_up(kept.folder, kept.key, sequence=34, now=NOON + timedelta(hours=1)).shrunk
    later = back_up(kept.folder, kept.key, sequence=35, now=NOON + timedelta(days=800))
    assert not later.shrunk and full.path.exists()
    back_up(kept.folder, kept.key, sequence=36, now=NOON + timedelta(days=801))
    assert full.path.name in left_in(kept.folder)


def test_a_backup_before_an_import_is_kept_for_its_days(kept, monkeypatch):
    pinned = back_up(kept.folder, kept.key, sequence=3, keep_days=90, now=NOON)
    monkeypatch.setattr(making, "may_go", lambda found, now: list(found))
    back_up(kept.folder, kept.key, sequence=4, now=NOON + timedelta(days=90))
    assert pinned.path.exists()
    back_up(kept.folder, kept.key, sequence=5, now=NOON + timedelta(days=91))
    assert not pinned.path.exists() and len(left_in(kept.folder)) == 1


@pytest.mark.parametrize("content", ["", "3", '"soon"', "[]"])
def test_a_pin_that_cannot_be_read_still_pins(tmp_path, content):
    pin = tmp_path / "x.keep"
    pin.write_text(content)
    assert making._is_kept(pin, NOON)
    keep_until(tmp_path / "y", date(2026, 5, 4))
    assert not making._is_kept(tmp_path / "y.keep", NOON)


def test_nothing_goes_unless_the_newest_is_whole(kept, monkeypatch):
    made = back_up(kept.folder, kept.key, sequence=3, now=NOON)
    monkeypatch.setattr(making, "may_go", lambda found, now: list(found))
    made.path.write_bytes(b"")
    making._delete_old(kept.folder / "backups", key_file.read_keys(kept.folder), made.path, NOON)
    assert made.path.exists()


# --- the rule


def fake(sequence, made, timeline="000001"):
    path = Path(backup_name("0" * 24 + "abcdef01", timeline, sequence, made))
    return BackupFile(path, "abcdef01", timeline, sequence, made.replace(microsecond=0))


def test_a_name_reads_back():
    name = backup_name("0" * 24 + "abcdef01", "00beef", 12, NOON)
    assert name == "abcdef01-00beef-0000000012-20260505-120000.artsrxbackup"
    assert read_name(Path("x") / name) == BackupFile(Path("x") / name, "abcdef01", "00beef", 12, NOON)
    assert read_name(Path("holiday.artsrxbackup")) is None
    assert read_name(Path(name.replace("20260505", "20261399"))) is None


def test_a_year_of_backups_comes_down_to_the_rule():
    kept = []
    for hour in range(0, 24 * 400, 6):
        kept.append(fake(hour + 1, NOON + timedelta(hours=hour)))
        gone = may_go(kept, kept[-1].made)
        kept = [backup for backup in kept if backup not in gone]
    ages = [kept[-1].made - backup.made for backup in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    days = {(kept[-1].made - timedelta(days=age)).date() for age in range(14)}
    assert days <= {backup.made.date() for backup in kept}
    assert max(ages) > timedelta(days=300)
    assert len(kept) <= 9 + 14 + 10 + 12


def test_nothing_goes_while_the_clock_is_behind():
    backups = [fake(number, NOON + timedelta(minutes=number)) for number in range(100)]
    assert may_go(backups, NOON) == []


def test_each_timeline_keeps_its_newest():
    old = [fake(900 + number, NOON - timedelta(days=800 + number), "00aaaa") for number in range(3)]
    gone = may_go([*old, fake(5, NOON)], NOON)
    assert old[2] not in gone
    assert [backup.timeline for backup in gone] in ([], ["00aaaa"], ["00aaaa", "00aaaa"])


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 3)), min_size=1, max_size=200))
def test_the_newest_by_change_never_goes_whatever_the_clock_did(steps):
    kept: list[BackupFile] = []
    for sequence, (minutes, line) in enumerate(steps):
        made = NOON + timedelta(minutes=minutes)
        kept.append(fake(sequence, made, f"{line:06x}"))
        gone = may_go(kept, made)
        kept = [backup for backup in kept if backup not in gone]
        for timeline in {backup.timeline for backup in kept}:
            seen = [number for number, (_, other) in enumerate(steps[: sequence + 1]) if f"{other:06x}" == timeline]
            assert max(backup.sequence for backup in kept if backup.timeline == timeline) == seen[-1]
    assert bool(kept) == bool(steps)


# --- files that are not backups


def _rebuilt(path, change):
    """The same backup with its parts changed, as somebody hostile could."""
    with zipfile.ZipFile(path) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    squeeze = change(parts) or zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", squeeze) as box:
        for name, content in parts.items():
            box.writestr(name, content)


def _manifest(**facts):
    def change(parts):
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | facts).encode()

    return change


def _other_keys(parts):
    parts["keys.json"] = b"{}"


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.update({"../evil": b""}),
        lambda parts: parts.pop("keys.json") and None,
        lambda parts: zipfile.ZIP_DEFLATED,
        _manifest(artsrx="pack"),
        _manifest(made="soon"),
        _manifest(more=1),
        _manifest(sequence="3"),
        _manifest(rows=[1]),
        _manifest(rows={"participant": "two"}),
        _manifest(format="x"),
        _manifest(keys_digest="00"),
        _other_keys,
        lambda parts: parts.update({"manifest.json": b"{"}),
        lambda parts: parts.update({"manifest.json": b"[]"}),
    ],
)
def test_what_is_not_a_whole_backup_is_told_so(kept, change):
    made = back_up(kept.folder, kept.key, sequence=3)
    _rebuilt(made.path, change)
    with pytest.raises(StoreError, match="not a whole ArtsRx backup"):
        bundle.read_manifest(made.path)


def test_keys_that_do_not_read_are_not_keys(kept):
    made = back_up(kept.folder, kept.key, sequence=3)
    _rebuilt(made.path, _other_keys)
    _rebuilt(made.path, _manifest(keys_digest=hashlib.sha256(b"{}").hexdigest()))
    with pytest.raises(StoreError, match="not a whole ArtsRx backup"):
        bundle.read_manifest(made.path)


def test_short_parts_are_short(kept, monkeypatch):
    made = back_up(kept.folder, kept.key, sequence=3)
    monkeypatch.setattr(bundle, "LARGEST_TEXT", 10)
    with pytest.raises(StoreError, match="not a whole"):
        bundle.read_manifest(made.path)


def test_a_backup_of_a_newer_artsrx(kept):
    made = back_up(kept.folder, kept.key, sequence=3)
    _rebuilt(made.path, _manifest(format=2))
    with pytest.raises(StoreError, match="newer ArtsRx"):
        bundle.read_manifest(made.path)


def test_nothing_and_something_else(tmp_path):
    with pytest.raises(StoreError, match="could not be read: No such file"):
        bundle.read_manifest(tmp_path / "none")
    assert bundle.record_digest(tmp_path / "none") == ""


def test_a_record_cut_out_of_a_hurt_backup(kept, tmp_path):
    made = back_up(kept.folder, kept.key, sequence=3)
    manifest = bundle.read_manifest(made.path)[0]
    _rebuilt(made.path, lambda parts: parts.update({"record.db": b"short"}))
    with pytest.raises(StoreError, match="not a whole"):
        bundle.unpack_record(made.path, manifest, tmp_path / "out")
    content = bytearray(made.path.read_bytes())
    content[content.index(b"short")] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(StoreError, match="not a whole"):
        bundle.unpack_record(made.path, manifest, tmp_path / "out again")


# --- soundness


def test_a_plain_copy_or_a_short_key_is_refused(tmp_path, kept):
    plain = dbapi2.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(ValueError, match="encrypted"), reading_copy(tmp_path / "plain.db", kept.key):
        pass
    with pytest.raises(ValueError, match="32 bytes"), reading_copy(kept.folder / "record.db", b"short"):
        pass


def test_each_kind_of_trouble_has_words():
    class Said:
        def __init__(self, rows):
            self.rows = rows

        def fetchall(self):
            if self.rows is None:
                raise dbapi2.DatabaseError
            return self.rows

    class Connection:
        def __init__(self, cipher, quick, keys):
            self.said = [Said(cipher), Said(quick), Said(keys)]

        def execute(self, sql):
            return self.said.pop(0)

    assert integrity.troubles_of(Connection([], [("ok",)], [])) == ()
    assert len(integrity.troubles_of(Connection([("page 3",)], [("row 3",)], [("t", 1, "u", 0)]))) == 3
    assert integrity.troubles_of(Connection(None, [], [])) == ("The file could not be read to its end.",)


def test_every_bit_counts(kept, tmp_path):
    """Flip bits all over a copy: each is found."""
    source = kept.folder / "record.db"
    content = source.read_bytes()
    copy = tmp_path / "copy.db"
    assert len(content) > 60
    for place in range(7, len(content), max(1, len(content) // 60)):
        copy.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        try:
            with reading_copy(copy, kept.key) as connection:
                assert integrity.troubles_of(connection)
        except dbapi2.Error:
            pass
