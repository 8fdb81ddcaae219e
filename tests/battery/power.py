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
from tests.battery.disk import Disk, Step, read_trace

PIECES = 60
# Every so many states the whole verdict is given, history replayed and all; the others get the short one.
WHOLE_EVERY = 25
RECORD_FILES = ("record.artsrx/record.db", "record.artsrx/record.db-wal")


@dataclass(frozen=True, slots=True)
class State:
    """What a power cut left: the files under `folder`, whether the work had been acknowledged, and where it was cut."""

    folder: Path
    told: bool
    where: str


def why_not() -> str:
    """Why no power cut can be simulated here; "" if one can."""
    if not sys.platform.startswith("linux"):
        return "the recorder is for Linux"
    return "" if shutil.which("cc") else "there is no C compiler"


def record_a_run(home: Path, seed: int, synchronous: str) -> tuple[Path, vault.Unlocked, Disk, list[Step]]:
    """Do random work under the recorder: the folder's name, the keys, the disk at the start and every step."""
    traced = home / "disk"
    folder = traced / "record.artsrx"
    folder.mkdir(parents=True)
    unlocked = workload.make_record(folder)
    start = home / "start"
    shutil.copytree(traced, start)
    words = ["--key", unlocked.key.hex(), "--staff", str(unlocked.staff_id), "--seed", str(seed)]
    words += ["--pieces", str(PIECES), "--synchronous", synchronous, "--tell", str(traced / "told")]
    trace = recorded(home, traced, [sys.executable, "-m", "tests.battery.workload", str(folder), *words])
    disk = Disk(start)
    steps = list(read_trace(trace, disk))
    return folder.relative_to(traced), unlocked, disk, steps


def recorded(home: Path, traced: Path, command: list[str]) -> bytes:
    """Run a command under the recorder: everything that it did to files under `traced`, in order."""
    recorder, trace = home / "recorder.so", home / "trace"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", recorder, source, "-lpthread"], check=True)
    known = {"LD_PRELOAD": str(recorder), "ARTSRX_TRACED": str(traced), "ARTSRX_TRACE": str(trace)}
    subprocess.run(command, check=True, env={**os.environ, **known})
    return trace.read_bytes()


def states_of(home: Path, traced: Path, command: list[str], seed: int, states: int) -> Iterator[State]:
    """Run a command under the recorder, and give so many of the states that a power cut in it could leave, in their order.

    Half of them are cut in the last tenth of the steps: what is only prepared before is moved into its place there. The middle
    and the end are always among them.
    """
    shutil.copytree(traced, home / "start")
    disk = Disk(home / "start")
    steps = list(read_trace(recorded(home, traced, command), disk))
    chance = random.Random(seed)
    done, told = 0, False
    end = len(steps)
    anywhere = chance.choices(range(1, end + 1), k=states // 2 - 1)
    late = chance.choices(range(end - end // 10, end + 1), k=states - states // 2 - 1)
    for cut in sorted([*anywhere, end // 2, *late, end]):
        for step in steps[done:cut]:
            told = told or step.what == "told"
            if step.what != "told":
                disk.take(step)
        done = cut
        scratch = home / "after"
        write_out(scratch, *disk.after_a_cut(chance))
        yield State(scratch, told, f"cut after step {cut} of {len(steps)} (seed {seed})")
        shutil.rmtree(scratch)


def memory() -> Path | None:
    """A place in memory for what is written and thrown away thousands of times, where there is one."""
    place = Path("/dev/shm")
    return place if place.is_dir() else None


def weigh(home: Path, seed: int, states: int, synchronous: str = "FULL") -> tuple[int, int, list[str]]:
    """Weigh so many states of one recorded run: how many steps it had, how many states met a half-written record, and everything
    wrong."""
    inner, unlocked, disk, steps = record_a_run(home, seed, synchronous)
    chance = random.Random(seed)
    cuts = sorted(chance.choices(range(1, len(steps) + 1), k=states))
    told, done, unsure = verdict.Told(), 0, 0
    wrong: list[str] = []
    rest = b""
    for number, cut in enumerate(cuts):
        for step in steps[done:cut]:
            if step.what == "told":
                *lines, rest = (rest + step.content).split(b"\n")
                for line in lines:
                    told.hear(line)
            else:
                disk.take(step)
        done = cut
        unsure += disk.unsure_of(RECORD_FILES)
        scratch = home / "after"
        write_out(scratch, *disk.after_a_cut(chance))
        judge = verdict.troubles if number % WHOLE_EVERY == 0 else _short_verdict
        found = judge(scratch / inner, unlocked, copy.deepcopy(told))
        wrong += [f"cut after step {cut} of {len(steps)} (seed {seed}): {trouble}" for trouble in found]
        shutil.rmtree(scratch)
    return len(steps), unsure, wrong


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
        steps, unsure, wrong = weigh(Path(home), asked.seed, asked.states, asked.synchronous)
    print(
        f"{asked.states} power cuts in a run of {steps} steps, {unsure} of them with part of the record not yet on the disk:"
    )
    print(*(wrong[:20] or ["nothing acknowledged was lost, and nothing was half done"]), sep="\n")
    print(f"{len(wrong)} troubles")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
