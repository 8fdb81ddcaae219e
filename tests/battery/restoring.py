"""Restore a backup under the recorder, cut the power anywhere, and find one record whole and the other kept.

`python -m tests.battery.restoring N` weighs N states of it (300 if not told). Needs Linux and a C compiler.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from sqlalchemy import text

from artsrx.db.backups.backup import back_up
from artsrx.db.backups.integrity import check_record
from artsrx.db.backups.restore import restore
from artsrx.db.finding import find_records
from artsrx.db.folder.staging import asides
from artsrx.db.keys import key_file, vault
from artsrx.db.opening import hold
from artsrx.db.store import Store
from artsrx.domain.errors import StoreError
from artsrx.records import people
from tests.battery import power, workload

OLD, NEW = ["Ada", "Ben", "Cal", "Dee"], ["Ada", "Ben", "Cal", "Dee", "Eve"]


def prepare(folder: Path) -> tuple[vault.Unlocked, Path]:
    """A record with five people, and a backup from when there were four."""
    unlocked = workload.make_record(folder)
    backup = back_up(folder, unlocked.key, sequence=7).path
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    store.write("add a person", people.add, on=workload.TODAY, given="Eve")
    store.close()
    vault.add_staff(folder, unlocked, "Jan", workload.PASSWORDS[0])
    return unlocked, backup


def names(folder: Path, unlocked: vault.Unlocked) -> list[str]:
    """Who is in the record."""
    store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
    try:
        return store.read(lambda tx: sorted(tx.execute(text("SELECT given FROM participant")).scalars()))
    finally:
        store.close()


def everything(folder: Path) -> dict[Path, bytes | None]:
    """Each file and folder in a folder, with what it holds."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def weigh(home: Path, seed: int, states: int, *, lying: bool = False) -> tuple[set[str], list[str]]:
    """Weigh so many states of one restore: which records were found, and everything wrong."""
    folder = home / "disk" / "record.artsrx"
    folder.mkdir(parents=True)
    unlocked, backup = prepare(folder)
    words = [str(folder), "--backup", str(backup), "--key", unlocked.key.hex(), "--tell", str(home / "disk" / "told")]
    words += ["--lying"] if lying else []
    seen, wrong = set(), []
    command = [sys.executable, "-m", "tests.battery.restoring", *words]
    for state in power.states_of(home, command, seed, states, late=True):
        found = _found(state.folder, unlocked, bool(state.told), seen)
        wrong += [f"{state.where}: {trouble}" for trouble in found]
    return seen, wrong


def _found(home: Path, unlocked: vault.Unlocked, told: bool, seen: set[str]) -> list[str]:
    folder = home / "record.artsrx"
    try:
        before = everything(folder)
        if [record.folder for record in find_records(home) if not record.trouble] != [folder]:
            return ["there is no record to be found"]
        said = key_file.people(folder)
        if everything(folder) != before:
            return ["looking for records changed one"]
        with hold(folder):
            if key_file.people(folder) != said:
                return ["somebody else can open it than was said before it was opened"]
            vault.unlock(folder, unlocked.staff_id, workload.PASSWORDS[0])
            wrong = list(check_record(folder, unlocked.key).troubles)
            there = names(folder, unlocked)
        seen.add("old" if there == OLD else "new" if there == NEW else "neither")
        if there not in (OLD, NEW):
            wrong.append(f"neither record: {there}")
        if told and there != OLD:
            wrong.append("the restore was acknowledged and is not there")
        if there == OLD:
            aside = asides(folder)[0]
            vault.unlock(aside, unlocked.staff_id, workload.PASSWORDS[0])
            if names(aside, unlocked) != NEW:
                wrong.append("what was there before is not kept")
        if (folder / "restoring").exists():
            wrong.append("something was left unfinished")
    except StoreError as error:
        return [f"it does not open: {error.words}"]
    except Exception as error:
        return [f"it fails: {error!r}"]
    return wrong


def main() -> int:
    """Do the restore that the recorder watches (with --backup), or weigh what power cuts leave of one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", nargs="?", default="300")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(24))
    parser.add_argument("--backup", type=Path)
    parser.add_argument("--key", type=bytes.fromhex)
    parser.add_argument("--tell", type=Path)
    parser.add_argument("--lying", action="store_true", help="the control: the disk says written and has not")
    asked = parser.parse_args()
    if asked.backup:
        if asked.lying:
            os.fsync = lambda descriptor: None
        restore(asked.backup, Path(asked.what), key=asked.key)
        workload.told_to(os.open(asked.tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))({"restored": True})
        return 0
    if reason := power.why_not():
        print(reason)
        return 2
    with tempfile.TemporaryDirectory(dir=power.memory()) as home:
        seen, wrong = weigh(Path(home), asked.seed, int(asked.what), lying=asked.lying)
    print(f"{asked.what} power cuts in a restore, after which the record was: {', '.join(sorted(seen))}")
    print(*(wrong[:20] or ["one record was always whole, and the other kept"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
