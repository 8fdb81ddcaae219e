"""From the click to the unlock window, in time and memory, against a bare window; and from Enter to a working Today."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from artsrx.cli import main as verb
from artsrx.db.connection import open_engine
from artsrx.db.keys import key_file, vault
from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import ArtsSession, Attendance, Participant, Place, Programme
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark
from benchmarks.measured import Measured, megabytes
from benchmarks.painted_window import PASSWORD

PROGRAMMES, PEOPLE, WEEKS = 100, 20, 10
SECRET = "bench clay studio lantern"
TIMES = 7


def measure() -> Iterator[Measured]:
    """Both windows in turn, each in a fresh process; then three times the way from Enter to Today."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        _record(home / "Bench.artsrx", env)
        ours: list[Painted] = []
        bare: list[Painted] = []
        for number in range(TIMES):
            for taken, kind in [(ours, "ours"), (bare, "bare")] if number % 2 else [(bare, "bare"), (ours, "ours")]:
                started = time.time()
                when, memory = painted(kind, env)
                taken.append((when - started, memory))
        # The first start of each finds nothing compiled, and ours does not know yet how the system looks.
        (unlock, unlock_size), (plain, plain_size) = (_typical(taken[1:]) for taken in (ours, bare))
        yield Measured("click to unlock window", unlock, "a bare window", plain, most=1.5)
        enter, today_size = _typical([painted("today", env) for _ in range(3)])
        yield Measured(f"Enter to Today, {PROGRAMMES * PEOPLE:,} people", enter, within=1.0)
        sizes = {"with the unlock window": unlock_size, f"with Today, {PROGRAMMES * PEOPLE:,} people": today_size}
        for what, size in sizes.items():
            yield Measured(f"memory {what}", size, "a bare window", plain_size, show=megabytes)


Painted = tuple[float, float]
"""A moment or a length in seconds, and the bytes of memory at that moment."""


def _typical(taken: list[Painted]) -> Painted:
    return median(one[0] for one in taken), median(one[1] for one in taken)


def environment(home: Path) -> dict[str, str]:
    """A home of its own, so that nobody's records or settings are seen; compiled modules are kept as usual."""
    names = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ARTSRX_HOME")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **{name: str(home) for name in names}, PASSWORD: SECRET}


def painted(kind: str, env: dict[str, str]) -> Painted:
    """What such a window prints."""
    words = [sys.executable, "-m", "benchmarks.painted_window", kind]
    done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
    when, memory = done.stdout.split()[-2:]
    return float(when), float(memory)


def _record(folder: Path, env: dict[str, str]) -> None:
    """A record in which a hundred groups of twenty meet every week, the last of them today."""
    os.environ[PASSWORD] = env[PASSWORD]
    with redirect_stdout(StringIO()):
        assert verb(["new", str(folder), "--organisation", "Bench", "--staff", "Jan"]) == 0
    unlocked = vault.unlock(folder, key_file.people(folder)[0].id, SECRET)
    engine = open_engine(folder / "record.db", unlocked.key)
    first = datetime.combine(date.today() - timedelta(weeks=WEEKS - 1), datetime.min.time()) + timedelta(hours=14)
    with engine.begin() as connection:
        for number in range(PROGRAMMES):
            for table, rows in _programme(number, first + timedelta(days=number % 7)):
                connection.execute(insert(table), rows)
    engine.dispose()


def _programme(number: int, first: datetime) -> list[tuple[type[Row], list[dict[str, Any]]]]:
    """One group with its people, weekly sessions, and marks for those that have been."""
    programme, people, places = new_id(), _ids(PEOPLE), _ids(PEOPLE)
    sessions = [(session, first + timedelta(weeks=week)) for week, session in enumerate(_ids(WEEKS))]
    held = [session for session, starts in sessions if starts.date() < date.today()]
    return [
        (Programme, [{"id": programme, "name": f"Course {number}", "needed": 6, "needed_of": WEEKS}]),
        (Participant, [
            {"id": person, "given": "Ada", "family": f"Young {number} {line}", "added_on": first.date()}
            for line, person in enumerate(people)
        ]),
        (Place, [
            {"id": place, "participant_id": person, "programme_id": programme, "joined_on": first.date()}
            for place, person in zip(places, people, strict=True)
        ]),
        (ArtsSession, [
            {"id": session, "programme_id": programme, "starts_at": starts} for session, starts in sessions
        ]),
        (Attendance, [
            {"session_id": session, "place_id": place, "mark": Mark.PRESENT, "note": ""}
            for session in held for place in places
        ]),
    ]  # fmt: skip


def _ids(count: int) -> list[UUID]:
    return [new_id() for _ in range(count)]
