"""On which days somebody came."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from artsrx.db.schema.tables import ArtsSession, Attendance, Participant, Place
from artsrx.records import attendance
from artsrx.reports.periods import Period


@dataclass(frozen=True)
class Times:
    """The days, and how the letter is to be written."""

    participant: UUID
    name: str
    as_at: date
    days: tuple[date, ...]
    warm: bool
    greeting: str
    dates: bool


def times(
    tx: Any, *, participant: UUID, period: Period, programmes: tuple[UUID, ...] | None, as_at: date, **choices: Any
) -> Times:
    """The days of one person in a period."""
    person = tx.get(Participant, participant)
    came = (
        select(ArtsSession.starts_at)
        .join(Attendance, Attendance.session_id == ArtsSession.id)
        .join(Place, Place.id == Attendance.place_id)
        .where(Place.participant_id == participant, attendance.attended(), attendance.between(period.start, period.end))
        .order_by(ArtsSession.starts_at)
    )
    if programmes is not None:
        came = came.where(Place.programme_id.in_(programmes))
    days = tuple(starts_at.date() for starts_at in tx.scalars(came))
    return Times(participant, f"{person.given} {person.family}", as_at, days, **choices)
