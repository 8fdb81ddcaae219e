"""Kills and power cuts lose nothing that was acknowledged; what would lose something is caught by the same tests."""

import copy
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from artsrx.db.connection import connect
from artsrx.db.keys import crypto
from artsrx.db.store import Store
from artsrx.records import people
from tests.battery import power, verdict, workload

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.battery, pytest.mark.timeout(6 * 3600)]

needs_recorder = pytest.mark.skipif(bool(power.why_not()), reason=power.why_not() or "it can be simulated")


def module(*words):
    """Run one of the harnesses in a process of its own, unmeasured: it is the one that is killed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    print(done.stdout, done.stderr)
    return done


def test_killed_at_random_moments(kills):
    done = module("tests.battery.kill", kills)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing acknowledged was lost" in done.stdout
    assert "in the middle of a save" in done.stdout


@needs_recorder
def test_the_power_goes(kills):
    done = module("tests.battery.power", kills * 6)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing acknowledged was lost" in done.stdout


@needs_recorder
@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_the_same_power_cuts_catch_a_weaker_setting(synchronous):
    done = module("tests.battery.power", 60, "--seed", 3, "--synchronous", synchronous)
    assert done.returncode == 1
    assert "was acknowledged and is not there" in done.stdout


@needs_recorder
def test_the_power_goes_in_a_restore(kills):
    done = module("tests.battery.restoring", kills)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "new, old" in done.stdout


@needs_recorder
def test_the_same_power_cuts_catch_a_restore_that_does_not_wait_for_the_disk():
    assert module("tests.battery.restoring", 60, "--seed", 3, "--lying").returncode == 1


@needs_recorder
def test_the_power_goes_in_an_upgrade(kills):
    done = module("tests.battery.upgrading", kills)
    assert done.returncode == 0, done.stdout + done.stderr
    for moment in ("new", "old", "with half a copy"):
        assert re.search(rf"[1-9]\d* {moment}", done.stdout), done.stdout


@needs_recorder
def test_the_same_power_cuts_catch_an_upgrade_that_does_not_wait_for_the_disk():
    assert module("tests.battery.upgrading", 60, "--seed", 3, "--lying").returncode == 1


# --- the verdict itself: each broken promise is seen


@pytest.fixture(scope="module", autouse=True)
def settings_put_back():
    """The workload makes keys with cheap settings; other tests look at those we ship."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto, "MEMORY_KIB", crypto.MEMORY_KIB)
        patch.setattr(crypto, "PASSES", crypto.PASSES)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("battery") / "record.artsrx"
    folder.mkdir()
    return folder, workload.make_record(folder)


@pytest.fixture
def worked(made, tmp_path):
    """A record after some honest work, and what was told of it."""
    import shutil

    template, unlocked = made
    folder = Path(shutil.copytree(template, tmp_path / "record.artsrx"))
    told = verdict.Told()
    lines = tmp_path / "told"
    descriptor = os.open(lines, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    workload.run(folder, unlocked, descriptor, seed=5, pieces=40)
    os.close(descriptor)
    for line in lines.read_bytes().splitlines():
        told.hear(line)
    assert len(told.acts) > 10 and told.backups and not told.failures
    return folder, unlocked, told


def test_honest_work_is_found_right(worked):
    folder, unlocked, told = worked
    assert verdict.troubles(folder, unlocked, told) == []
    told.hear(b'{"doing": "cut sho')
    assert told.doing is None


def test_a_lost_save_is_seen(worked):
    folder, unlocked, told = worked
    told.hear(b'{"saved": "a save that never was", "act": 999, "facts": []}')
    assert "act 999" in verdict.troubles(folder, unlocked, told)[0]


def test_a_lost_value_is_seen(worked):
    folder, unlocked, told = worked
    key = next(key for key in told.facts if "given" in key)
    told.facts[key] = "Somebody else"
    assert "was saved as 'Somebody else'" in verdict.troubles(folder, unlocked, told)[0]


def test_half_a_save_is_seen(worked):
    folder, unlocked, told = worked
    keys = [key for key in told.facts if "mark" in key][:2]
    import json

    told.doing = {
        "doing": "two marks",
        "facts": [[json.loads(keys[0]), told.facts[keys[0]]], [json.loads(keys[1]), "something else"]],
    }
    told.facts[keys[0]] = "it was another"
    assert "half done" in verdict.troubles(folder, unlocked, told)[0]


def test_a_save_that_nobody_made_is_seen(worked):
    folder, unlocked, told = worked
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    store.write("stray", people.add, on=workload.TODAY, given="Stray")
    store.close()
    assert "nobody made" in verdict.troubles(folder, unlocked, copy.deepcopy(told))[0]
    told.doing = {"doing": "stray", "facts": []}
    assert verdict.troubles(folder, unlocked, told) == []


def test_rows_that_the_history_does_not_know_are_seen(worked):
    folder, unlocked, told = worked
    raw = connect(folder / "record.db", unlocked.key)
    raw.execute("UPDATE participant SET notes = 'slipped in' WHERE given = 'Ada'")
    raw.execute("UPDATE participant SET notes = 'slipped in' WHERE id = (SELECT min(id) FROM participant)")
    raw.close()
    assert "not as the history says" in verdict.troubles(folder, unlocked, told)[0]


def test_a_spoilt_backup_is_seen(worked):
    folder, unlocked, told = worked
    first, *_others = told.backups
    path = folder / "backups" / first
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert first in verdict.troubles(folder, unlocked, told)[0]


def test_a_lost_password_is_seen(worked):
    folder, unlocked, told = worked
    told.password = "another one altogether"
    assert verdict.troubles(folder, unlocked, told) == ["no acknowledged password opens it"]


def test_a_disk_forgets_only_what_was_not_synced(tmp_path):
    from tests.battery.disk import Disk, Step

    (tmp_path / "old").write_bytes(b"old")
    chance = random.Random(1)
    disk = Disk(tmp_path)
    for step in (
        Step("write", 0, where=0, content=b"new"),
        Step("sync", 0),
        Step("write", 0, where=3, content=b"er" * 600),
    ):
        disk.take(step)
    seen = {disk.after_a_cut(chance)[0]["old"] for _ in range(200)}
    assert all(content.startswith(b"new") for content in seen)
    assert {b"new", b"new" + b"er" * 600} < seen
    assert len(seen) > 4
