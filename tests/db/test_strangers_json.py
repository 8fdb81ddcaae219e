"""Whatever a short file of a record or a backup holds, it is read or refused in words, and nothing falls over."""

import json
import zipfile
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artsrx.db.backups import backup as backing
from artsrx.db.backups import bundle
from artsrx.db.backups.restore import backup_facts
from artsrx.db.finding import find_records
from artsrx.db.folder.lock import Held, RecordLock
from artsrx.db.folder.own_json import LARGEST_NUMBER, of_shape, read_json
from artsrx.db.folder.staging import finish_restore, will_lie_at
from artsrx.db.keys import attempts, key_file, vault
from artsrx.domain.errors import Refused, StoreError

PASSWORD = "otter lamp gravel window"
STAFF = uuid4()
# What was told: to put it into words must not fall over either.
SAID: list[str] = []

RAW = [
    b"",
    b"\0",
    b"{",
    b"[" * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    b"9" * 5_000,
    b"-1e999",
    b"NaN",
    b'{"a": 1, "a": 2}',
    b'"\\ud800"',
    b'{"\\ud800": 1}',
    b"\xef\xbb\xbf{}",
    '{"artsrx": "keys"}'.encode("utf-16"),
    b"\xff\xfe\xfd",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'""',
]
TEXTS = st.one_of(
    st.text(),
    st.sampled_from(
        ["..", "../x", "", "\0", "z" * 64, "00" * 32, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
    ),
)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(1 << 70), 1 << 70),
        st.floats(),
        TEXTS,
        st.just(10**400),
        st.just("\ud800"),
    ),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(TEXTS, inside, max_size=3)),
    max_leaves=8,
)
MANY = settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def spoilt(good):
    """`good` with any one part of it, however deep, taken out, doubled or put in place of by anything."""

    def places(value, path=()):
        yield path
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for name, one in inside:
            yield from places(one, (*path, name))

    def put(value, path, new):
        if not path:
            return new
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[path[0]] = put(copy[path[0]], path[1:], new)
        return copy

    def drop(value, path):
        return put(value, path[:-1], [one for one in get(value, path[:-1]) if one != path[-1]]) if path else None

    def get(value, path):
        return get(value[path[0]], path[1:]) if path else value

    every = list(places(good))
    return st.one_of(
        st.builds(lambda path, new: put(good, path, new), st.sampled_from(every), VALUES),
        st.builds(lambda path: drop(good, path), st.sampled_from(every)),
    )


def signed(body):
    """As keys that somebody has signed who knows how: the digest is right, whatever the rest is."""
    if not isinstance(body, dict):
        return json.dumps(body).encode()
    try:
        return json.dumps({"artsrx": "keys", "format": 1, "digest": key_file._digest(body), **body}).encode()
    except TypeError:
        return json.dumps(body).encode()


def use_keys(folder):
    """Everything that is done with keys; it works, or says in words why not."""
    found = find_records(folder.parent)
    assert len(found) == 1
    try:
        keys = key_file.read_keys(folder)
        for person in (*keys.people(), key_file.Person(STAFF, "")):
            with pytest.raises((Refused, StoreError)):
                vault.unlock(folder, person.id, "kettle moss hinge anvil")
        with pytest.raises((Refused, StoreError)):
            vault.unlock_with_code(folder, "0" * 40)
        backing.last_good(folder)
        assert backing.backup_name(keys.record, keys.timeline, 1, datetime.now(UTC)).count("/") == 0
    except StoreError as error:
        SAID.append(error.words)


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: repr(raw[:20]))
@pytest.mark.parametrize("name", ["keys.json", "attempts.json", "lock", "restoring/ready"])
def test_no_bytes_make_anything_fall_over(kept, name, raw):
    (kept.folder / "restoring").mkdir()
    (kept.folder / name).write_bytes(raw)
    if name == "keys.json":
        (kept.folder / "keys.json.copy").write_bytes(raw)
        (found,) = find_records(kept.folder.parent)
        assert "damaged" in found.trouble
        return
    use_keys(kept.folder)
    assert attempts.seconds_to_wait(kept.folder, kept.unlocked.staff_id) == 0
    RecordLock.take(kept.folder).release()
    finish_restore(kept.folder)
    assert kept.names() == ["Ada", "Ben"]


@MANY
@given(data=st.data())
def test_keys_of_any_shape_are_read_or_refused(kept, data):
    good = json.loads((kept.folder / "keys.json").read_bytes()) if not hasattr(kept, "good") else kept.good
    kept.good = good
    body = {name: value for name, value in good.items() if name not in ("artsrx", "format", "digest")}
    content = signed(data.draw(spoilt(body)))
    for name in ("keys.json", "keys.json.copy"):
        (kept.folder / name).write_bytes(content)
    (kept.folder / "attempts.json").unlink(missing_ok=True)
    use_keys(kept.folder)


@MANY
@given(content=spoilt({str(STAFF): {"failures": 5, "last": "2026-05-05T12:00:00+00:00"}}))
def test_attempts_of_any_shape_make_nobody_wait_longer_than_the_longest(tmp_path, content):
    (tmp_path / "attempts.json").write_text(json.dumps(content))
    assert 0 <= attempts.seconds_to_wait(tmp_path, STAFF) <= 300
    attempts.note_failure(tmp_path, STAFF)
    attempts.forget_failures(tmp_path, STAFF)
    assert attempts.seconds_to_wait(tmp_path, STAFF) == 0


@MANY
@given(
    content=spoilt({"user": "ada", "host": "elsewhere", "pid": 1, "since": "2026-05-05T12:00:00+00:00", "staff": ""})
)
def test_a_lock_of_any_shape_is_taken_or_told(tmp_path, content):
    (tmp_path / "lock").write_text(json.dumps(content))
    try:
        taken = RecordLock.take(tmp_path)
    except Held as error:
        SAID.append(error.words)
    else:
        assert (tmp_path / "lock").read_bytes()
        taken.release()


@MANY
@given(content=spoilt({"aside": "20260505-120000", "place": ["keys.json", "record.db"]}))
def test_a_plan_of_any_shape_moves_nothing_out(tmp_path, content):
    folder = tmp_path / "Record.artsrx"
    (folder / "restoring").mkdir(parents=True, exist_ok=True)
    (folder / "restoring" / "keys.json").write_bytes(b"staged")
    (folder / "restoring" / "ready").write_text(json.dumps(content))
    will_lie_at(folder, "keys.json")
    finish_restore(folder)
    assert not (folder / "restoring").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["Record.artsrx"]


@MANY
@given(data=st.data())
def test_a_manifest_of_any_shape_is_read_or_refused(kept, data):
    if not hasattr(kept, "made"):
        kept.made = backing.back_up(kept.folder, kept.key, sequence=3).path
        with zipfile.ZipFile(kept.made) as box:
            kept.parts = {name: box.read(name) for name in box.namelist()}
    content = data.draw(spoilt(json.loads(kept.parts["manifest.json"])))
    target = kept.folder.parent / "any.artsrxbackup"
    with zipfile.ZipFile(target, "w") as box:
        for name, part in (kept.parts | {"manifest.json": json.dumps(content).encode()}).items():
            box.writestr(name, part)
    try:
        made = backup_facts(target).made
        assert made.astimezone() == made
    except StoreError as error:
        SAID.append(error.words)


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: repr(raw[:20]))
def test_nor_does_a_manifest_of_any_bytes(kept, raw):
    made = backing.back_up(kept.folder, kept.key, sequence=3).path
    with zipfile.ZipFile(made) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    for name in ("manifest.json", "keys.json"):
        with zipfile.ZipFile(made, "w") as box:
            for part, content in (parts | {name: raw}).items():
                box.writestr(part, content)
        with pytest.raises(StoreError, match="not a whole"):
            bundle.read_manifest(made)
    pin = made.with_name(made.name + ".keep")
    pin.write_bytes(raw)
    assert backing._is_kept(pin, datetime(2026, 5, 5, tzinfo=UTC)) is True


@MANY
@given(content=st.binary(max_size=200))
def test_a_backup_of_any_bytes_is_refused(tmp_path, content):
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(10)):
        (tmp_path / "any").write_bytes(start + content)
        with pytest.raises(StoreError):
            bundle.read_manifest(tmp_path / "any")
        assert bundle.record_digest(tmp_path / "any") == ""


def test_a_shape_is_exact():
    assert of_shape({"a": [1, 2], "b": "c"}, {"a": [int], "b": str}) == {"a": [1, 2], "b": "c"}
    wrong = [
        ({"a": 1}, {"b": int}),
        (1, {"a": int}),
        ("a", [str]),
        (True, int),
        (1.5, int),
        (-1, int),
        (LARGEST_NUMBER + 1, int),
    ]
    for value, shape in wrong:
        with pytest.raises(ValueError, match=r"."):
            of_shape(value, shape)
    with pytest.raises(ValueError, match="number of ours"):
        read_json(b"1.5")


def test_what_is_too_new_is_said_to_be_so(kept):
    whole = json.loads((kept.folder / "keys.json").read_bytes())
    with pytest.raises(StoreError, match="newer"):
        key_file.parse(json.dumps(whole | {"format": 2}).encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda keys: keys["slots"][0].update(id=keys["slots"][0]["id"].upper()),
        lambda keys: keys["slots"][0].update(nonce="0"),
        lambda keys: keys["slots"][0]["lock"].update(salt="AB" * 16),
        lambda keys: keys.update(timeline="../../"),
        lambda keys: keys.update(record="00"),
    ],
)
def test_keys_that_somebody_signed_are_looked_at_all_the_same(kept, change):
    keys = json.loads((kept.folder / "keys.json").read_bytes())
    for name in ("artsrx", "format", "digest"):
        del keys[name]
    assert key_file.parse(signed(keys)) is not None
    change(keys)
    assert key_file.parse(signed(keys)) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"artsrx": "keys"}, "not a whole"),
        ({"made": "0001-01-01T00:00:00+00:00"}, "not a whole"),
        ({"format": 2}, "newer"),
    ],
)
def test_a_manifest_of_something_else(kept, change, said):
    made = backing.back_up(kept.folder, kept.key, sequence=3).path
    with zipfile.ZipFile(made) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    told = json.loads(parts["manifest.json"]) | change
    with zipfile.ZipFile(made, "w") as box:
        for part, content in (parts | {"manifest.json": json.dumps(told).encode()}).items():
            box.writestr(part, content)
    with pytest.raises(StoreError, match=said):
        bundle.read_manifest(made)
