"""A small world to count in: rows written at once, every one of them as a test wants it."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from artsrx.db.audit import add_many
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
    Referrer,
)
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, Point, Route, SessionState, Status
from artsrx.reports.impact.figures import ImpactFigures, figures
from artsrx.reports.impact.gaps import gaps
from artsrx.reports.report import Gap

START, END, AS_AT = date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 10)
TABLES: tuple[type[Row], ...] = (
    Practice, Referrer, Participant, Referral, Programme, ArtsSession, Place, Attendance, OutcomeForm,
)  # fmt: skip


class World:
    """Rows gathered by table; `save` writes them into a store."""

    def __init__(self) -> None:
        self.rows: dict[type[Row], list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Row], **values: Any) -> UUID:
        row = {"id": new_id(), **values}
        self.rows[table].append(row)
        return row["id"]

    def practice(self, name: str) -> UUID:
        return self.add(Practice, name=name)

    def person(self, born: date | None = date(1960, 5, 5), **values: Any) -> UUID:
        return self.add(Participant, **{"given": "Ada", "family": "Young", "born": born, "added_on": START, **values})

    def programme(self, name: str = "Clay for All", needed: int | None = 2, **values: Any) -> UUID:
        return self.add(Programme, name=name, needed=needed, **values)

    def session(self, programme: UUID, day: date, *, cancelled: bool = False, visitors: int = 0) -> UUID:
        state = SessionState.CANCELLED if cancelled else SessionState.PLANNED
        return self.add(
            ArtsSession,
            programme_id=programme,
            starts_at=datetime.combine(day, time(14)),
            state=state,
            visitors=visitors,
        )

    def referral(self, person: UUID, on: date | None = date(2026, 4, 2), **values: Any) -> UUID:
        facts = {
            "participant_id": person, "received_on": on, "route": Route.FORMAL,
            "status": Status.ACCEPTED, "status_on": START, **values,
        }  # fmt: skip
        return self.add(Referral, **facts)

    def place(self, person: UUID, programme: UUID, referral: UUID | None = None, **values: Any) -> UUID:
        facts = {"joined_on": date(2026, 4, 1), **values}
        return self.add(Place, participant_id=person, programme_id=programme, referral_id=referral, **facts)

    def mark(self, session: UUID, place: UUID, mark: Mark = Mark.PRESENT) -> None:
        self.rows[Attendance].append({"session_id": session, "place_id": place, "mark": mark})

    def form(self, place: UUID, point: Point, day: date, answers: dict[str, int], instrument: str = "swemwbs") -> UUID:
        return self.add(OutcomeForm, place_id=place, point=point, done_on=day, answers=answers, instrument=instrument)

    def save(self, store: Store) -> None:
        def fill(tx: Any) -> None:
            for table in TABLES:
                add_many(tx, table, self.rows[table])

        store.write("Fill", fill)

    def figures(self, store: Store, **values: Any) -> ImpactFigures:
        """Save and count; saved rows are not saved twice."""
        self.save(store)
        self.rows.clear()
        return store.read(figures, **{"start": START, "end": END, "as_at": AS_AT, **values})

    def gaps(self, store: Store, **values: Any) -> dict[str, Gap]:
        self.save(store)
        self.rows.clear()
        found = store.read(gaps, **{"start": START, "end": END, "as_at": AS_AT, **values})
        return {gap.key: gap for gap in found}


def wellbeing(score: int) -> dict[str, int]:
    """A complete SWEMWBS form whose raw sum is `score`, 7 to 35."""
    each, more = divmod(score, 7)
    return {f"q{number}": each + (number <= more) for number in range(1, 8)}


def many(people: int, *, seed: int = 3) -> World:
    """A world of some people on three programmes, drawn at random: registers, referrals, forms, ages."""
    import random

    draw, world = random.Random(seed), World()
    practices = [world.practice(name) for name in ("Hillcrest Practice", "Canal Street", "Abbey Road")]
    names = ("Clay for All", "Łukasz’s Choir", "Drawing in the Garden of the Old Bishop’s Palace, Tuesdays")
    programmes = [world.programme(name, needed) for name, needed in zip(names, (3, 4, None), strict=True)]
    sessions = {
        programme: [world.session(programme, date(2026, 4, 7 + 7 * week)) for week in range(3)]
        + [world.session(programme, date(2026, 5, 5 + 7 * week), cancelled=week == 1) for week in range(4)]
        for programme in programmes
    }
    world.session(programmes[0], date(2026, 9, 1))  # goes on after the report
    for _number in range(people):
        born = draw.choice((None, date(draw.randint(1935, 2003), draw.randint(1, 12), draw.randint(1, 28))))
        person = world.person(born, born_year=draw.choice((None, 1950)) if born is None else None)
        referral = world.referral(
            person,
            date(2026, draw.randint(3, 6), draw.randint(1, 28)),
            practice_id=draw.choice((*practices, None)),
            status=draw.choice(list(Status)),
            stated_before=draw.choice(("", "", "started", "Completed!", "DNA x2 then stopped", "W/L", "see file")),
        )
        if draw.random() < 0.2:
            continue
        programme = draw.choice(programmes)
        left = draw.choice((None, None, date(2026, 5, 10)))
        place = world.place(person, programme, referral, left_on=left, joined_on=draw.choice((None, START)))
        for session in sessions[programme]:
            if draw.random() < 0.8:
                world.mark(session, place, draw.choice([*Mark, Mark.PRESENT, Mark.PRESENT]))
        if draw.random() < 0.8:
            world.form(place, Point.START, date(2026, 4, 7), wellbeing(draw.randint(7, 30)))
            world.form(place, Point.START, date(2026, 4, 7), _ons4(draw), "ons4")
        if draw.random() < 0.6:
            world.form(place, Point.END, date(2026, draw.randint(5, 7), 9), wellbeing(draw.randint(12, 35)))
            world.form(place, Point.END, date(2026, 6, 9), _ons4(draw), "ons4")
    return world


def _ons4(draw: Any) -> dict[str, int]:
    keys = draw.sample(("satisfied", "worthwhile", "happy", "anxious"), draw.randint(1, 4))
    return {key: draw.randint(0, 10) for key in keys}
