"""A year's impact figures among 1,000,000 attendances, against the same statements sent straight to the database."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event, insert

from artsrx.db.connection import open_engine
from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    OutcomeForm,
    Participant,
    Place,
    Practice,
    Programme,
    Referral,
)
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, Point, Route, SessionState, Status
from artsrx.reports.impact.figures import figures
from benchmarks.measured import Measured, side_by_side

# Five years of 400 courses of 25 weeks with 20 people each.
YEARS, COURSES, WEEKS, PEOPLE = 5, 400, 25, 20
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
KEY = b"k" * 32


def measure() -> Iterator[Measured]:
    """Count the last year both ways in turn, each with its own connection."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        home.mkdir()
        staff = new_id()
        Store.create(home, KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
        engine = open_engine(home / "record.db", KEY)
        with engine.begin() as connection:
            fill(connection)
        store = Store.open(home, KEY, staff_id=staff)
        asked = _statements(store)
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            connection.rollback()
            ours, plain = side_by_side(lambda: _count(store), lambda: _bare(raw, asked), times=3)
        engine.dispose()
        store.close()
    marks = YEARS * COURSES * WEEKS * PEOPLE
    yield Measured(f"a year's figures among {marks:,} attendances", ours, "bare SQL", plain, 2)


def _count(store: Store) -> object:
    """The year's figures as the report asks for them."""
    return store.read(figures, start=FIRST, end=LAST, as_at=LAST)


def _statements(store: Store) -> list[tuple[str, Any]]:
    """What the figures ask the database."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, words: str, values: Any, _context: Any, _many: bool) -> None:
        sent.append((words, values))

    event.listen(Engine, "before_cursor_execute", note)
    _count(store)
    event.remove(Engine, "before_cursor_execute", note)
    return [(words, values) for words, values in sent if not words.startswith("BEGIN")]


def _bare(raw: Any, asked: list[tuple[str, Any]]) -> list[Any]:
    """The same statements in one snapshot, every row fetched."""
    raw.execute("BEGIN")
    rows = [raw.execute(words, values).fetchall() for words, values in asked]
    raw.execute("ROLLBACK")
    return rows


def fill(connection: Connection) -> None:
    """Write the courses with their people, referrals, registers and forms."""
    chance = random.Random(11)
    practices = [{"id": new_id(), "name": f"Practice {number}"} for number in range(30)]
    connection.execute(insert(Practice), practices)
    for number in range(YEARS * COURSES):
        first = datetime(2021 + number // COURSES, 1, 4, 10) + timedelta(days=number % COURSES % 170)
        for table, rows in _course(number, first, chance, [practice["id"] for practice in practices]):
            connection.execute(insert(table), rows)


def _course(
    number: int, first: datetime, chance: random.Random, practices: list[Any]
) -> list[tuple[type[Row], list[dict[str, Any]]]]:
    """The rows of one course, parents first."""
    programme, day = new_id(), first.date()
    people, referrals, places = ([new_id() for _ in range(PEOPLE)] for _ in range(3))
    sessions = [new_id() for _ in range(WEEKS)]
    marks = list(Mark)
    return [
        (Programme, [{"id": programme, "name": f"Course {number}", "needed": 15}]),
        (Participant, [_person(person, chance, day) for person in people]),
        (Referral, [_referral(*pair, chance.choice(practices), day) for pair in zip(referrals, people, strict=True)]),
        (
            ArtsSession,
            [
                {
                    "id": session,
                    "programme_id": programme,
                    "starts_at": first + timedelta(weeks=week),
                    "state": SessionState.PLANNED,
                }
                for week, session in enumerate(sessions)
            ],
        ),
        (
            Place,
            [
                {"id": place, "participant_id": person, "programme_id": programme, "referral_id": referral,
                 "joined_on": day}
                for place, person, referral in zip(places, people, referrals, strict=True)
            ],
        ),
        (
            Attendance,
            [
                {"session_id": session, "place_id": place, "mark": chance.choices(marks, (70, 6, 8, 10, 6))[0]}
                for session in sessions
                for place in places
            ],
        ),
        (OutcomeForm, [form for place in places for form in _forms(place, day, chance)]),
    ]  # fmt: skip


def _person(person: UUID, chance: random.Random, day: date) -> dict[str, Any]:
    born = date(chance.randint(1930, 2005), chance.randint(1, 12), chance.randint(1, 28))
    return {"id": person, "given": "Ada", "family": "Young", "born": born, "added_on": day}


def _referral(referral: UUID, person: UUID, practice: UUID, day: date) -> dict[str, Any]:
    return {
        "id": referral, "participant_id": person, "practice_id": practice, "route": Route.FORMAL,
        "received_on": day, "status": Status.ACCEPTED, "status_on": day,
    }  # fmt: skip


def _forms(place: UUID, day: date, chance: random.Random) -> list[dict[str, Any]]:
    """A start form, and an end form from two in three."""
    points = [(Point.START, 0), (Point.END, WEEKS)] if chance.random() < 0.67 else [(Point.START, 0)]
    return [
        {"id": new_id(), "place_id": place, "instrument": "swemwbs", "point": point.value,
         "done_on": day + timedelta(weeks=weeks), "answers": {f"q{key}": chance.randint(1, 5) for key in range(1, 8)}}
        for point, weeks in points
    ]  # fmt: skip
