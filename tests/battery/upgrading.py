"""Bring a record of the oldest version up to date under the recorder, cut the power anywhere, and find it whole, old or new.

`python -m tests.battery.upgrading N` weighs N states of it (300 if not told). Needs Linux and a C compiler.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from artsrx.db import connection
from artsrx.db.backups.integrity import check_record
from artsrx.db.connection import connect
from artsrx.db.folder.layout import BEFORE_UPGRADE_SUFFIX, RECORD_NAME, UPGRADING_SUFFIX
from artsrx.db.migrations import upgrade as upgrading
from artsrx.db.migrations.upgrade import upgrade
from artsrx.domain.errors import StoreError
from tests.battery import power, workload
from tests.older import NEXT, OLDEST, PEOPLE, REBUILDING, copy_scripts, make_older_record

KEY = b"k" * 32
# So often the upgrade is done again after a cut before which it was not done: it must come to its end this time.
AGAIN_EVERY = 10


def weigh(home: Path, seed: int, states: int, *, lying: bool = False) -> tuple[Counter[str], list[str]]:
    """Weigh so many states of one upgrade: how often it had come to what, and everything wrong."""
    folder = home / "disk" / "record.artsrx"
    folder.mkdir(parents=True)
    make_older_record(folder / RECORD_NAME, KEY)
    scripts = copy_scripts(home / "scripts")
    (scripts / "versions" / "next.py").write_text(REBUILDING)
    rows = _rows_before_and_after(home / "uncut", folder, scripts)
    words = [
        str(folder),
        "--scripts",
        str(scripts),
        "--tell",
        str(home / "disk" / "told"),
        *(["--lying"] if lying else []),
    ]
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    command = [sys.executable, "-m", "tests.battery.upgrading", *words]
    for state in power.states_of(home, command, seed, states, late=True):
        found = _wrong_in(state.folder / "record.artsrx", rows, bool(state.told), scripts, seen)
        wrong += [f"{state.where}: {trouble}" for trouble in found]
    return seen, wrong


def _rows_before_and_after(uncut: Path, folder: Path, scripts: Path) -> dict[str, dict[str, int]]:
    """How many rows each table has, by its name at the oldest revision and by its name at the next."""
    shutil.copytree(folder, uncut)
    before = check_record(uncut, KEY).rows
    upgrade(uncut / RECORD_NAME, KEY, scripts=scripts)
    after = check_record(uncut, KEY).rows
    assert sum(before.values()) == sum(after.values())
    return {OLDEST: before, NEXT: after}


def _wrong_in(
    folder: Path, rows: dict[str, dict[str, int]], told: bool, scripts: Path, seen: Counter[str]
) -> list[str]:
    db_file = folder / RECORD_NAME
    kept = db_file.with_name(db_file.name + BEFORE_UPGRADE_SUFFIX)
    seen["with half a copy"] += db_file.with_name(db_file.name + UPGRADING_SUFFIX).exists()
    try:
        revision, wrong = _wrong_with(folder, rows)
        if told and revision != NEXT:
            wrong.append("the upgrade was acknowledged and is not there")
        if revision == NEXT:
            (folder / "before").mkdir()
            kept.rename(folder / "before" / RECORD_NAME)
            before, wrong_before = _wrong_with(folder / "before", rows)
            wrong += [f"the record from before: {trouble}" for trouble in wrong_before]
            if before != OLDEST:
                wrong.append("what was there before is not kept")
        elif seen["old"] % AGAIN_EVERY == 0:
            upgrade(db_file, KEY, scripts=scripts)
            again, wrong_again = _wrong_with(folder, rows)
            wrong += [f"the second try: {trouble}" for trouble in wrong_again]
            if again != NEXT:
                wrong.append("the second try did not come to its end")
        seen["new" if revision == NEXT else "old"] += 1
    except StoreError as error:
        return [f"it does not open: {error.words}"]
    except Exception as error:
        return [f"it fails: {error!r}"]
    return wrong


def _wrong_with(folder: Path, rows: dict[str, dict[str, int]]) -> tuple[str, list[str]]:
    """The revision of a record, and what is damaged, lost or half done in it."""
    findings = check_record(folder, KEY)
    wrong = list(findings.troubles)
    with closing(connect(folder / RECORD_NAME, KEY)) as raw:
        (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        names = raw.execute("SELECT given FROM participant ORDER BY given").fetchall()
        columns = {column[1] for column in raw.execute("PRAGMA table_info(participant)")}
        notes = raw.execute("SELECT DISTINCT notes FROM participant").fetchall()
    if findings.rows != rows[revision]:
        wrong.append(f"rows are not as they were: {findings.rows}")
    if [given for (given,) in names] != PEOPLE:
        wrong.append(f"people are not who they were: {names}")
    done = {"added_later" in columns, notes == [("brought up to date",)]}
    if done != {revision == NEXT}:
        wrong.append(f"half done: {revision}, {columns}, {notes}")
    return revision, wrong


def main() -> int:
    """Do the upgrade that the recorder watches (with --scripts), or weigh what power cuts leave of one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", nargs="?", default="300")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(24))
    parser.add_argument("--scripts", type=Path)
    parser.add_argument("--tell", type=Path)
    parser.add_argument("--lying", action="store_true", help="the control: nobody waits for the disk")
    asked = parser.parse_args()
    if asked.scripts:
        if asked.lying:
            os.fsync = lambda descriptor: None
            workload.weaken("OFF")
            upgrading.connect = connection.connect
        upgrade(Path(asked.what) / RECORD_NAME, KEY, scripts=asked.scripts)
        workload.told_to(os.open(asked.tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))({"upgraded": True})
        return 0
    if reason := power.why_not():
        print(reason)
        return 2
    with tempfile.TemporaryDirectory(dir=power.memory()) as home:
        seen, wrong = weigh(Path(home), asked.seed, int(asked.what), lying=asked.lying)
    print(
        f"{asked.what} power cuts in an upgrade:", ", ".join(f"{count} {what}" for what, count in sorted(seen.items()))
    )
    print(*(wrong[:20] or ["the record was always whole, old or new, and the old one kept"]), sep="\n")
    print(f"{len(wrong)} troubles")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
