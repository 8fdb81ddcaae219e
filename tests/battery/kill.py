"""Kill the program at random moments of real work, and look for anything lost or half done.

`python -m tests.battery.kill N` kills N times (200 if not told) and prints what it found; `--seed` repeats a run.
"""

import argparse
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from artsrx.db.keys import vault
from tests.battery import verdict, workload

# A fresh record every so often: the whole history is played again after each kill.
KILLS_PER_RECORD = 20
PIECES = 200
LONGEST_WAIT = 60.0
WORKERS = 2


class Victim:
    """A process that works on a record until it is killed."""

    def __init__(self, folder: Path, unlocked: vault.Unlocked, seed: int) -> None:
        if hasattr(os, "fork"):
            # A fork has everything imported already: a kill costs a tenth of a second and not a whole start.
            self.reader, writer = os.pipe()
            self._pid = os.fork()
            if self._pid == 0:
                _work_and_exit(folder, unlocked, writer, seed)
            os.close(writer)
            self._process = None
        else:
            words = ["--key", unlocked.key.hex(), "--staff", str(unlocked.staff_id), "--seed", str(seed)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.battery.workload", str(folder), *words, "--pieces", str(PIECES)],
                stdout=subprocess.PIPE,
            )
            self.reader = self._process.stdout.fileno()

    def kill(self) -> bytes:
        """Kill it with no chance to say goodbye, and return what it had said."""
        if self._process is None:
            os.kill(self._pid, 9)
            os.waitpid(self._pid, 0)
        else:
            self._process.kill()
            self._process.wait()
        rest = b"".join(iter(lambda: os.read(self.reader, 1 << 16), b""))
        if self._process is None:
            os.close(self.reader)
        else:
            self._process.stdout.close()
        return rest


def _work_and_exit(folder: Path, unlocked: vault.Unlocked, writer: int, seed: int) -> None:
    try:
        workload.run(folder, unlocked, writer, seed, PIECES)
    except BaseException as error:
        workload.told_to(writer)({"failed": repr(error)})
    finally:
        os._exit(0)


def one_kill(folder: Path, unlocked: vault.Unlocked, told: verdict.Told, chance: random.Random) -> str:
    """Let work begin, kill it at a random moment, and say at what kind of moment that was."""
    victim = Victim(folder, unlocked, chance.getrandbits(32))
    heard = b""
    wanted = 0 if chance.random() < 0.15 else chance.randint(1, 25)
    deadline = time.monotonic() + LONGEST_WAIT
    while heard.count(b"\n") < wanted and time.monotonic() < deadline:
        if select.select([victim.reader], [], [], 1.0)[0]:
            more = os.read(victim.reader, 1 << 16)
            if not more:
                break
            heard += more
    time.sleep(chance.random() ** 2 * 0.03)
    heard += victim.kill()
    lines = heard.split(b"\n")
    for line in lines[:-1]:
        told.hear(line)
    log = folder / "record.db-wal"
    if told.doing or told.next_password:
        return "in the middle of a save"
    return "with a log to recover" if log.exists() and log.stat().st_size else "at rest"


def kill_times(kills: int, seed: int, home: Path) -> tuple[Counter[str], list[str]]:
    """Kill so often, each time on the record as the kill before left it; the moments met, and everything wrong."""
    chance = random.Random(seed)
    moments: Counter[str] = Counter()
    wrong: list[str] = []
    template = home / "template.artsrx"
    template.mkdir()
    unlocked = workload.make_record(template)
    for number in range(kills):
        folder = home / f"record {number // KILLS_PER_RECORD}.artsrx"
        if number % KILLS_PER_RECORD == 0:
            shutil.copytree(template, folder)
            told = verdict.Told()
        moments[one_kill(folder, unlocked, told, chance)] += 1
        found = verdict.troubles(folder, unlocked, told)
        wrong += [f"kill {number} (seed {seed}): {trouble}" for trouble in found]
        if found:
            break
        if number % KILLS_PER_RECORD == KILLS_PER_RECORD - 1 or number == kills - 1:
            moments["saves looked for"] += len(told.acts)
            moments["backups looked for"] += len(told.backups)
            shutil.rmtree(folder)
    return moments, wrong


def main() -> int:
    """Share the kills between the processors, print the sum, and return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(24))
    parser.add_argument("--alone", action="store_true", help="in this process only")
    asked = parser.parse_args()
    if asked.alone or asked.kills < WORKERS:
        with tempfile.TemporaryDirectory() as home:
            moments, wrong = kill_times(asked.kills, asked.seed, Path(home))
        for moment, count in sorted(moments.items()):
            print(f"{moment}: {count}", flush=True)
        print(*wrong, sep="\n", flush=True)
        return 1 if wrong else 0
    share = [asked.kills // WORKERS + (worker < asked.kills % WORKERS) for worker in range(WORKERS)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.battery.kill", str(kills), "--seed", str(asked.seed + worker), "--alone"],
            stdout=subprocess.PIPE, text=True,
        )
        for worker, kills in enumerate(share)
    ]  # fmt: skip
    moments, wrong = Counter(), []
    for process in processes:
        for line in process.communicate()[0].splitlines():
            moment, _, count = line.rpartition(": ")
            if count.isdigit() and not moment.startswith("kill "):
                moments[moment] += int(count)
            elif line:
                wrong.append(line)
    if not wrong and any(process.returncode for process in processes):
        wrong = ["the battery itself failed"]
    print(f"{asked.kills} kills, seed {asked.seed}:", ", ".join(f"{count} {what}" for what, count in moments.items()))
    print(*(wrong or ["nothing acknowledged was lost, and nothing was half done"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
