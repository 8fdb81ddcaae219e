"""Opening a register among 1,000,000 attendances, against the same statements sent straight to the database."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event, insert

from artsrx.db.connection import open_engine
from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import ArtsSession, Attendance, Participant, Place, Programme
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, SessionState
from artsrx.records.register import register
from benchmarks.measured import Measured, timed

# A thousand groups of twenty people that met every week for a year.
PROGRAMMES, SESSIONS, PEOPLE = 1_000, 50, 20
OPENED = 300
KEY = b"k" * 32
Statement = tuple[str, Any]
Way = tuple[list[float], Callable[[], object]]


def measure() -> Iterator[Measured]:
    """Open 300 registers, each of another programme and for the first time, both ways in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        home.mkdir()
        staff = new_id()
        Store.create(home, KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
        engine = open_engine(home / "record.db", KEY)
        chosen = _fill(engine)
        engine.dispose()
        store = Store.open(home, KEY, staff_id=staff)
        statements = [_statements(store, session) for session in chosen]
        store.close()
        # Opened anew, so that neither way finds its pages read and decrypted already: so it is each morning.
        store, bare = Store.open(home, KEY, staff_id=staff), open_engine(home / "record.db", KEY)
        ours, plain = _both(store, bare, chosen, statements)
        bare.dispose()
        store.close()
    yield Measured(
        f"open a register among {PROGRAMMES * SESSIONS * PEOPLE:,} attendances", ours, "bare SQL", plain, 1.5
    )


def _both(store: Store, bare: Engine, chosen: list[UUID], statements: list[list[Statement]]) -> tuple[float, float]:
    """Seconds for one register each way; each connection reads and decrypts its own pages."""
    with bare.connect() as connection:
        raw = connection.connection.driver_connection
        connection.rollback()
        ours: list[float] = []
        plain: list[float] = []
        for number, (session, asked) in enumerate(zip(chosen, statements, strict=True)):
            ways: list[Way] = [
                (ours, partial(store.read, register, session=session)),
                (plain, partial(_bare, raw, asked)),
            ]
            for seconds, way in ways if number % 2 else reversed(ways):
                seconds.append(timed(way))
    # The lower quartile: what else the machine does in between is not counted.
    return quantiles(ours, n=4)[0], quantiles(plain, n=4)[0]


def _bare(raw: Any, asked: list[Statement]) -> list[Any]:
    """The same statements in one snapshot, every row fetched."""
    raw.execute("BEGIN")
    rows = [raw.execute(words, values).fetchall() for words, values in asked]
    raw.execute("ROLLBACK")
    return rows


def _statements(store: Store, session: UUID) -> list[Statement]:
    """What opening this register sends to the database."""
    sent: list[Statement] = []

    def note(_connection: Any, _cursor: Any, words: str, values: Any, _context: Any, _many: bool) -> None:
        sent.append((words, values))

    event.listen(Engine, "before_cursor_execute", note)
    store.read(register, session=session)
    event.remove(Engine, "before_cursor_execute", note)
    return [(words, values) for words, values in sent if not words.startswith("BEGIN")]


def _fill(engine: Engine) -> list[UUID]:
    """Write the programmes with their sessions, people and marks; the ids of sessions to open."""
    chance = random.Random(7)
    chosen: list[UUID] = []
    marks = list(Mark)
    with engine.begin() as connection:
        for number in range(PROGRAMMES):
            programme, people = new_id(), [new_id() for _ in range(PEOPLE)]
            places, sessions = [new_id() for _ in people], [new_id() for _ in range(SESSIONS)]
            starts = datetime(2020, 1, 6, 14) + timedelta(days=number)
            rows: list[tuple[type[Row], list[dict[str, Any]]]] = [
                (Programme, [{"id": programme, "name": f"Course {number}"}]),
                (
                    Participant,
                    [
                        {"id": person, "given": "Ada", "family": f"Young {line}", "added_on": date(2020, 1, 1)}
                        for line, person in enumerate(people)
                    ],
                ),
                (
                    ArtsSession,
                    [
                        {
                            "id": session,
                            "programme_id": programme,
                            "starts_at": starts + timedelta(weeks=week),
                            "state": SessionState.PLANNED,
                        }
                        for week, session in enumerate(sessions)
                    ],
                ),
                (
                    Place,
                    [
                        {"id": place, "participant_id": person, "programme_id": programme, "joined_on": starts.date()}
                        for place, person in zip(places, people, strict=True)
                    ],
                ),
                (
                    Attendance,
                    [
                        {
                            "session_id": session,
                            "place_id": place,
                            "mark": chance.choices(marks, (70, 6, 8, 10, 6))[0],
                            "note": "",
                        }
                        for session in sessions
                        for place in places
                    ],
                ),
            ]
            for table, values in rows:
                connection.execute(insert(table), values)
            if number % (PROGRAMMES // OPENED) == 0 and len(chosen) < OPENED:
                chosen.append(chance.choice(sessions))
    return chosen
