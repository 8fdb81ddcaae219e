"""A small record in which everything that can be odd is odd now and then, the same every time for one seed."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Note,
    OutcomeForm,
    Participant,
    Place,
    Programme,
    Referral,
)
from artsrx.db.store import Store, add_many
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Mark, Point, Route, SessionState, Status

DAY = date(2026, 5, 26)
Lines = list[dict[str, Any]]


@dataclass
class RandomRecord:
    """The rows of each table as they were written."""

    programmes: Lines = field(default_factory=list)
    people: Lines = field(default_factory=list)
    referrals: Lines = field(default_factory=list)
    places: Lines = field(default_factory=list)
    sessions: Lines = field(default_factory=list)
    marks: Lines = field(default_factory=list)
    forms: Lines = field(default_factory=list)
    notes: Lines = field(default_factory=list)

    def write(self, store: Store) -> None:
        """Put all of it into an empty record."""
        tables = {
            Programme: self.programmes, Participant: self.people, Referral: self.referrals, Place: self.places,
            ArtsSession: self.sessions, Attendance: self.marks, OutcomeForm: self.forms, Note: self.notes,
        }  # fmt: skip
        for table, lines in tables.items():
            store.write("bring in", add_many, table, lines)

    def of(self, place: dict[str, Any]) -> list[tuple[dict[str, Any], Mark]]:
        """The sessions at which a place has a mark, with the mark, the first session first."""
        by_id = {session["id"]: session for session in self.sessions}
        found = [(by_id[mark["session_id"]], mark["mark"]) for mark in self.marks if mark["place_id"] == place["id"]]
        return sorted(found, key=lambda pair: pair[0]["starts_at"])


def make(seed: int) -> RandomRecord:
    """Nine programmes of up to nine weeks around DAY, and thirty people on some of them."""
    chance = random.Random(seed)
    made = RandomRecord()

    def day(most: int = 150, *, ahead: int = 20) -> date:
        return DAY + timedelta(days=chance.randint(-most, ahead))

    for number in range(30):
        made.people.append({
            "id": new_id(), "given": chance.choice(["Ada", "Bo", "Cy", "Di", "Jean-Paul", "Jean"]),
            "family": chance.choice(["Young", "Mann", "Paul", f"Reed {number}", "Annson"]),
            "born": date(chance.randint(1930, 1960), 4, chance.randint(1, 3)) if number % 3 else None,
            "phone": chance.choice(["", "07700 900111", "07700 900222"]), "added_on": DAY,
        })  # fmt: skip
    for number in range(9):
        programme = {
            "id": new_id(), "name": chance.choice(["Clay", "clay", "Choir", "Dance"]) + f" {number % 4}",
            "venue": chance.choice(["", "Hall", "hall", "Mill"]), "capacity": chance.choice([None, 6, 12]),
            "needed": chance.choice([None, 1, 2, 4]), "needed_of": 9,
            "closed_on": day() if chance.random() < 0.2 else None,
        }  # fmt: skip
        made.programmes.append(programme)
        _sessions(made, programme, chance)
        for person in chance.sample(made.people, chance.randint(0, 8)):
            _place(made, programme, person, chance, day)
    for person in made.people:
        if chance.random() < 0.3:
            made.referrals.append(_referral(person, chance, day))
        if chance.random() < 0.3:
            made.notes.append({"id": new_id(), "participant_id": person["id"], "words": "Rang.", "written_on": day()})
    return made


def _sessions(made: RandomRecord, programme: dict[str, Any], chance: random.Random) -> None:
    first = datetime(DAY.year, DAY.month, DAY.day, chance.choice([0, 10, 14])) - timedelta(weeks=chance.randint(0, 20))
    for week in range(chance.randint(0, 9)):
        state = SessionState.CANCELLED if chance.random() < 0.15 else SessionState.PLANNED
        visitors = chance.choice([0, 0, 0, 3])
        starts = first + timedelta(weeks=week)
        made.sessions.append({
            "id": new_id(), "programme_id": programme["id"], "starts_at": starts, "state": state, "visitors": visitors,
        })  # fmt: skip


def _place(
    made: RandomRecord, programme: dict[str, Any], person: dict[str, Any], chance: random.Random, day: Any
) -> None:
    joined = None if chance.random() < 0.2 else day(60)
    left = day(40) if chance.random() < 0.25 else None
    referral = None
    if chance.random() < 0.5:
        referral = _referral(person, chance, day)
        made.referrals.append(referral)
    place = {
        "id": new_id(), "participant_id": person["id"], "programme_id": programme["id"], "joined_on": joined,
        "referral_id": referral and referral["id"], "left_on": left,
        "left_because": chance.choice(["", "", "", "Moved away"]),
    }  # fmt: skip
    made.places.append(place)
    for session in (one for one in made.sessions if one["programme_id"] == programme["id"]):
        # Marks made before a session moved, or on one that was cancelled afterwards, are in records too.
        if chance.random() < 0.8:
            mark = chance.choices(list(Mark), (4, 1, 2, 2, 1))[0]
            made.marks.append({"session_id": session["id"], "place_id": place["id"], "mark": mark})
    for point in Point:
        if chance.random() < 0.4:
            made.forms.append({
                "id": new_id(), "place_id": place["id"], "instrument": "swemwbs", "point": point, "done_on": DAY,
                "answers": {"q1": 3},
            })  # fmt: skip


def _referral(person: dict[str, Any], chance: random.Random, day: Any) -> dict[str, Any]:
    return {
        "id": new_id(), "participant_id": person["id"], "route": Route.FORMAL, "status": chance.choice(list(Status)),
        "received_on": day() if chance.random() < 0.8 else None, "status_on": DAY,
        "stated_before": chance.choice(["", "", "no answer"]),
    }  # fmt: skip
