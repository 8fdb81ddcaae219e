"""One process per record; the second is told who, where and since when."""

import json
import os
import platform
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from artsrx.db.folder.lock import Held, Holder, RecordLock, door_name, read_holder
from artsrx.domain.errors import StoreError

CHILD = """
import sys, time
from pathlib import Path
from artsrx.db.folder.lock import Held, RecordLock
try:
    held = RecordLock.take(Path(sys.argv[1]), "Priya")
    print("taken", flush=True)
    sys.stdin.read()
    held.release()
except Held as error:
    print(error.happened, flush=True)
"""


def child(folder):
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def end(process):
    process.stdin.close()
    process.stdout.close()
    process.wait(30)


def test_the_second_is_told_about_the_first(tmp_path):
    process = child(tmp_path)
    assert process.stdout.readline() == "taken\n"
    with pytest.raises(Held) as held:
        RecordLock.take(tmp_path, "Ada")
    now = datetime.now().astimezone()
    assert held.value.holder.staff == "Priya"
    assert held.value.holder.pid == process.pid
    assert held.value.holder.on_this_computer and not held.value.left_behind
    if held.value.holder.since.astimezone().date() == now.date():
        since = held.value.holder.since.astimezone().strftime("%H:%M")
        assert held.value.happened == f"This record is already open by Priya on {platform.node()} since {since}."
    end(process)
    RecordLock.take(tmp_path).release()


def test_a_dead_process_leaves_nothing_behind(tmp_path):
    process = child(tmp_path)
    assert process.stdout.readline() == "taken\n"
    process.send_signal(signal.SIGKILL)
    end(process)
    assert read_holder(tmp_path).pid == process.pid
    with RecordLock.take(tmp_path) as mine:
        assert mine.holder.pid == os.getpid()


def test_within_one_process_too(tmp_path):
    with RecordLock.take(tmp_path, "Ada") as first:
        assert read_holder(tmp_path) == first.holder
        with pytest.raises(Held):
            RecordLock.take(tmp_path)
        first.signed_on("Priya")
        assert read_holder(tmp_path).staff == "Priya"
    assert read_holder(tmp_path) is None
    first.release()


def _left(folder, host="DESK-2", since="2026-05-05T13:02:00+00:00", staff="Priya"):
    told = {"user": "pshah", "host": host, "pid": 4, "since": since, "staff": staff}
    (folder / "lock").write_text(json.dumps(told))


def test_another_computer_is_never_taken_over_by_itself(tmp_path):
    _left(tmp_path)
    before = (tmp_path / "lock").read_bytes()
    with pytest.raises(Held, match=r"by Priya on DESK-2 since \d\d:02 on 5 May 2026") as held:
        RecordLock.take(tmp_path)
    assert held.value.left_behind and "all the same" in held.value.todo
    assert (tmp_path / "lock").read_bytes() == before
    somebody_else = Holder("x", "DESK-3", 1, datetime.now(UTC), "")
    with pytest.raises(Held):
        RecordLock.take(tmp_path, even_if=somebody_else)
    RecordLock.take(tmp_path, even_if=held.value.holder).release()
    RecordLock.take(tmp_path).release()


def test_nobody_signed_on_yet_is_named_by_the_computers_user(tmp_path):
    _left(tmp_path, staff="")
    with pytest.raises(Held, match="by pshah on DESK-2"):
        RecordLock.take(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"since": 3}', '{"since": "2026-05-05", "more": 1}'])
def test_a_lock_file_that_says_nothing(tmp_path, content):
    (tmp_path / "lock").write_text(content)
    assert read_holder(tmp_path) is None
    RecordLock.take(tmp_path).release()


def test_a_holder_that_cannot_be_read_is_still_a_holder(tmp_path):
    with RecordLock.take(tmp_path):
        (tmp_path / "lock").write_text("")
        with pytest.raises(Held, match="another window") as held:
            RecordLock.take(tmp_path)
        assert held.value.holder is None


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="could not be used"):
        RecordLock.take(tmp_path / "none")


def test_each_record_has_its_own_door(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    assert door_name(tmp_path / "a") == door_name(tmp_path / "b" / ".." / "a") != door_name(tmp_path / "b")

    def nobody():
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert door_name(tmp_path).startswith("artsrx-")
