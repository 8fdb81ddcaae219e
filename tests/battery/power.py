"""Cut the power at any point of recorded real work, in every way a disk may forget, and look for anything lost.

`python -m tests.battery.power N` weighs N states (2,000 if not told); `--synchronous OFF` is the control that must fail. Needs
Linux and a C compiler, for the recorder.
"""

import argparse
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from artsrx.db.backups.integrity import troubles_of
from artsrx.db.connection import connect
from artsrx.db.keys import vault
from artsrx.domain.errors import StoreError
from tests.battery import verdict, workload
from tests.battery.disk import Disk, read_trace

PIECES = 60
# Every so many states the whole verdict is given, history replayed and all; the others get the short one.
WHOLE_EVERY = 25
RECORD_FILES = ("record.artsrx/record.db", "record.artsrx/record.db-wal")


@dataclass(frozen=True, slots=True)
class State:
    """What a power cut left: the files under `folder`, every line that had been told by then, and where it was cut.

    `unsure` says whether a part of the watched files was not surely on the disk yet.
    """

    folder: Path
    told: list[bytes]
    where: str
    unsure: bool


def why_not() -> str:
    """Why no power cut can be simulated here; "" if one can."""
    if not sys.platform.startswith("linux"):
        return "the recorder is for Linux"
    return "" if shutil.which("cc") else "there is no C compiler"


def recorded(home: Path, command: list[str]) -> bytes:
    """Run a command under the recorder: everything that it did to files under `home/disk`, in order."""
    recorder, trace = home / "recorder.so", home / "trace"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", recorder, source, "-lpthread"], check=True)
    known = {"LD_PRELOAD": str(recorder), "ARTSRX_TRACED": str(home / "disk"), "ARTSRX_TRACE": str(trace)}
    subprocess.run(command, check=True, env={**os.environ, **known})
    return trace.read_bytes()


def states_of(
    home: Path, command: list[str], seed: int, states: int, *, late: bool = False, watched: tuple[str, ...] = ()
) -> Iterator[State]:
    """Run a command on the files in `home/disk` under the recorder, and give so many states that a power cut could leave.

    They come in their order; the middle and the end are always among them. With `late` half of them are cut in the last tenth
    of the steps: what is only prepared before is moved into its place there.
    """
    shutil.copytree(home / "disk", home / "start")
    disk = Disk(home / "start")
    steps = list(read_trace(recorded(home, command), disk))
    chance, end = random.Random(seed), len(steps)
    anywhere = chance.choices(range(1, end + 1), k=(states // 2 if late else states) - 2)
    last = chance.choices(range(end - end // 10, end + 1), k=states - states // 2) if late else []
    done, told = 0, b""
    for cut in sorted([*anywhere, end // 2, *last, end]):
        for step in steps[done:cut]:
            if step.what == "told":
                told += step.content
            else:
                disk.take(step)
        done = cut
        scratch = home / "after"
        write_out(scratch, *disk.after_a_cut(chance))
        where = f"cut after step {cut} of {end} (seed {seed})"
        yield State(scratch, told.split(b"\n")[:-1], where, disk.unsure_of(watched))
        shutil.rmtree(scratch)


def memory() -> Path | None:
    """A place in memory for what is written and thrown away thousands of times, where there is one."""
    place = Path("/dev/shm")
    return place if place.is_dir() else None


def weigh(home: Path, seed: int, states: int, synchronous: str = "FULL") -> tuple[int, list[str]]:
    """Weigh so many states of one run of random work: how many met a half-written record, and everything wrong."""
    folder = home / "disk" / "record.artsrx"
    folder.mkdir(parents=True)
    unlocked = workload.make_record(folder)
    words = ["--key", unlocked.key.hex(), "--staff", str(unlocked.staff_id), "--seed", str(seed)]
    words += ["--pieces", str(PIECES), "--synchronous", synchronous, "--tell", str(home / "disk" / "told")]
    command = [sys.executable, "-m", "tests.battery.workload", str(folder), *words]
    told, heard, unsure = verdict.Told(), 0, 0
    wrong: list[str] = []
    for number, state in enumerate(states_of(home, command, seed, states, watched=RECORD_FILES)):
        for line in state.told[heard:]:
            told.hear(line)
        heard = len(state.told)
        unsure += state.unsure
        judge = verdict.troubles if number % WHOLE_EVERY == 0 else _short_verdict
        found = judge(state.folder / folder.name, unlocked, copy.deepcopy(told))
        wrong += [f"{state.where}: {trouble}" for trouble in found]
    return unsure, wrong


def write_out(scratch: Path, files: dict[str, bytes], folders: set[str]) -> None:
    """Put the files that a power cut left under `scratch`."""
    scratch.mkdir()
    for folder in sorted(folders):
        (scratch / folder).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).write_bytes(content)


class _Raw:
    """A raw connection where a transaction is expected."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def connection(self) -> "_Raw":
        return self

    def execute(self, query: Any) -> Any:
        return self._raw.execute(str(query))

    def exec_driver_sql(self, text: str, values: tuple[Any, ...]) -> Any:
        found = self._raw.execute(text, values).fetchone()
        return type("One", (), {"scalar": lambda self: found and found[0]})()


def _short_verdict(folder: Path, unlocked: vault.Unlocked, told: verdict.Told) -> list[str]:
    found = list(told.failures)
    try:
        found += verdict._wrong_password(folder, unlocked, told)
        with closing(connect(folder / "record.db", unlocked.key)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            found += troubles_of(raw)
            found += verdict._lost_acts(_Raw(raw), told) + verdict._lost_facts(_Raw(raw), told)
        found += verdict._wrong_backups(folder, told)
    except StoreError as error:
        found.append(f"it does not open: {error.words}")
    except dbapi2.Error as error:
        found.append(f"it cannot be read: {error}")
    return found


def main() -> int:
    """Weigh the states that the command line asks for, print the sum, and return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("states", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(24))
    parser.add_argument("--synchronous", default="FULL", choices=["FULL", "NORMAL", "OFF"])
    asked = parser.parse_args()
    if reason := why_not():
        print(reason)
        return 2
    with tempfile.TemporaryDirectory(dir=memory()) as home:
        unsure, wrong = weigh(Path(home), asked.seed, asked.states, asked.synchronous)
    print(f"{asked.states} power cuts, {unsure} of them with part of the record not yet on the disk:")
    print(*(wrong[:20] or ["nothing acknowledged was lost, and nothing was half done"]), sep="\n")
    print(f"{len(wrong)} troubles")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
