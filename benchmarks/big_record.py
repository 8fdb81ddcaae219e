"""A record of 100,000 participants and 1,000,000 attendances, invented, the same every time; or a small one for the tests."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from artsrx.db.connection import open_engine
from artsrx.db.derived import filled
from artsrx.db.folder.layout import RECORD_NAME
from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Note,
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

KEY = b"k" * 32
# A day in the middle of term, with some hundred courses running.
DAY = date(2025, 5, 20)
FIRST_YEAR = 2021
INSTRUMENT = "swemwbs"
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Size:
    """So many years of so many courses of so many weeks, with so many people each; and people who never came."""

    years: int = 5
    courses: int = 400
    weeks: int = 25
    people: int = 20
    never_came: int = 60_000

    @property
    def participants(self) -> int:
        """Everybody in the record."""
        return self.years * self.courses * self.people + self.never_came

    @property
    def attendances(self) -> int:
        """Every mark."""
        return self.years * self.courses * self.weeks * self.people


BIG = Size()


def make(home: Path, size: Size = BIG) -> Store:
    """Make the record in `home`, which must not exist yet, and open it."""
    home.mkdir()
    staff = new_id()
    Store.create(home, KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
    engine = open_engine(home / RECORD_NAME, KEY)
    with engine.begin() as connection:
        _fill(connection, size)
    engine.dispose()
    return Store.open(home, KEY, staff_id=staff)


def write(connection: Connection, table: type[Row], rows: Rows) -> None:
    """Put rows straight into a table, with its defaults and derived columns."""
    plain: Any = table.__table__
    if rows:
        connection.execute(insert(plain), [filled(plain, row) for row in rows])


def _fill(connection: Connection, size: Size) -> None:
    chance = random.Random(11)
    practices: Rows = [{"id": new_id(), "name": f"Practice {number}"} for number in range(30)]
    write(connection, Practice, practices)
    ids = [practice["id"] for practice in practices]
    for number in range(size.years * size.courses):
        first = datetime(FIRST_YEAR + number // size.courses, 1, 4, 10) + timedelta(days=number % size.courses % 170)
        for table, rows in _course(number, first, chance, ids, size):
            write(connection, table, rows)
    _never_came(connection, chance, ids, size)


def _never_came(connection: Connection, chance: random.Random, practices: list[UUID], size: Size) -> None:
    """People without a place; every two hundredth was referred of late and waits for an answer, or had none."""
    people: Rows = [
        {
            "id": new_id(), "given": chance.choice(("Dilys", "Ann", "Siân", "Tom")), "family": f"Marsh {number}",
            "born_year": chance.randint(1930, 2005), "added_on": DAY,
        }
        for number in range(size.never_came)
    ]  # fmt: skip
    write(connection, Participant, people)
    waiting = [
        _referral(new_id(), person["id"], chance.choice(practices), DAY - timedelta(days=chance.randint(0, 60)))
        | {"status": chance.choice((Status.RECEIVED, Status.CONTACT_ATTEMPTED, Status.DECLINED_BY_PERSON))}
        for person in people[::200]
    ]
    write(connection, Referral, waiting)


def _course(
    number: int, first: datetime, chance: random.Random, practices: list[UUID], size: Size
) -> list[tuple[type[Row], Rows]]:
    """The rows of one course, parents first."""
    programme, day = new_id(), first.date()
    people, referrals, places = ([new_id() for _ in range(size.people)] for _ in range(3))
    sessions = [new_id() for _ in range(size.weeks)]
    named: Rows = [{"id": programme, "name": f"Course {number}", "venue": f"Hall {number % 7}", "needed": 15}]
    return [
        (Programme, named),
        (Participant, [_person(person, chance, day) for person in people]),
        (Referral, [_referral(*pair, chance.choice(practices), day) for pair in zip(referrals, people, strict=True)]),
        (ArtsSession, [_session(session, programme, first, week, chance) for week, session in enumerate(sessions)]),
        (Place, [_place(*three, programme, day) for three in zip(places, people, referrals, strict=True)]),
        (Attendance, [
            {"session_id": session, "place_id": place, "mark": chance.choices(list(Mark), (70, 6, 8, 10, 6))[0]}
            for session in sessions for place in places
        ]),
        (OutcomeForm, [form for place in places for form in _forms(place, day, chance, size)]),
        (Note, [
            {"id": new_id(), "participant_id": person, "written_on": day + timedelta(weeks=week), "words": "Rang."}
            for person in people if (week := chance.randint(0, 3 * size.weeks)) < size.weeks
        ]),
    ]  # fmt: skip


def _session(session: UUID, programme: UUID, first: datetime, week: int, chance: random.Random) -> dict[str, Any]:
    # One in forty was cancelled; what was marked on its register before that counts no more.
    state = SessionState.CANCELLED if chance.random() < 0.025 else SessionState.PLANNED
    return {"id": session, "programme_id": programme, "starts_at": first + timedelta(weeks=week), "state": state}


def _person(person: UUID, chance: random.Random, day: date) -> dict[str, Any]:
    born = date(chance.randint(1930, 2005), chance.randint(1, 12), chance.randint(1, 28))
    return {"id": person, "given": "Ada", "family": "Young", "born": born, "added_on": day}


def _place(place: UUID, person: UUID, referral: UUID, programme: UUID, day: date) -> dict[str, Any]:
    return {
        "id": place, "participant_id": person, "programme_id": programme, "referral_id": referral, "joined_on": day,
    }  # fmt: skip


def _referral(referral: UUID, person: UUID, practice: UUID, day: date) -> dict[str, Any]:
    return {
        "id": referral, "participant_id": person, "practice_id": practice, "route": Route.FORMAL, "received_on": day,
        "status": Status.ACCEPTED, "status_on": day,
    }  # fmt: skip


def _forms(place: UUID, day: date, chance: random.Random, size: Size) -> Rows:
    """A start form, and an end form from two in three."""
    points = [(Point.START, 0), (Point.END, size.weeks)] if chance.random() < 0.67 else [(Point.START, 0)]
    return [
        {"id": new_id(), "place_id": place, "instrument": INSTRUMENT, "point": point,
         "done_on": day + timedelta(weeks=weeks), "answers": {f"q{key}": chance.randint(1, 5) for key in range(1, 8)}}
        for point, weeks in points
    ]  # fmt: skip
