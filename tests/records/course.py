"""A course of six weeks with some people on it, made as a user makes it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from artsrx.db.store import Store
from artsrx.domain.vocabulary import Mark
from artsrx.records import people, places, programmes, register, sessions

TODAY = date(2026, 6, 1)
FIRST = datetime(2026, 5, 5, 14)


@dataclass
class Course:
    store: Store
    programme: UUID
    sessions: list[UUID]
    places: list[UUID]
    people: list[UUID]

    def marks(self, place: int, marks: str) -> None:
        """Mark one place at each session in turn: P, L, T, A, N, or a dot for no mark."""
        letters = {"P": Mark.PRESENT, "L": Mark.LATE, "T": Mark.TOLD_US, "A": Mark.ABSENT, "N": Mark.NOT_EXPECTED}
        for session, letter in zip(self.sessions, marks, strict=False):
            if letter != ".":
                self.store.write("Mark", register.mark, session=session, place=self.places[place], mark=letters[letter])


def person(store: Store, given: str, family: str = "", **fields: str) -> UUID:
    return store.write("Add", people.add, on=TODAY, given=given, family=family, **fields).result


def course(store: Store, names: str = "Ada Ben Cal", weeks: int = 6, **fields: object) -> Course:
    starts = [FIRST + timedelta(weeks=week) for week in range(weeks)]
    fields = {"name": "Clay for All", "venue": "Town Hall", "facilitator": "Mo", **fields}
    made = store.write("Make", programmes.make_course, starts=starts, minutes=90, **fields).result
    who = [person(store, name, "Young") for name in names.split()]
    given = store.write(
        "Give", places.give, programme=made, participants=who, joined_on=FIRST.date(), today=TODAY, over_capacity=True
    ).result
    lines = store.read(sessions.session_list, programme=made)
    return Course(store, made, [line.id for line in lines], list(given), who)


def session_line(store: Store, session: UUID) -> sessions.SessionLine:
    """One session as the lists show it."""
    return next(line for line in store.read(sessions.session_list) if line.id == session)
