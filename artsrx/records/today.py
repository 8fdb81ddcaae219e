"""What wants somebody's attention today, each line with the place where it is done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, Note, Participant, Place, Programme
from artsrx.records import attendance, sessions
from artsrx.records.forms import FormDue, forms_due
from artsrx.records.naming import full_name
from artsrx.records.place_standing import is_on_programme
from artsrx.records.referral_list import ReferralLine, answers_due
from artsrx.records.sessions import SessionLine

# A register further back than this will not be filled in from memory.
UNMARKED_DAYS = 28
# Whoever missed the last sessions of a term that ended long ago is no longer news.
RECENT_DAYS = 35
LOOK_BACK_DAYS = 120
AHEAD_DAYS = 7
# After three months a form is history; the list of what a report lacks still names it.
FORM_DAYS = 90


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody to ring: they missed `missed` sessions in a row.

    `came_on` is the day they last came, None when they have not come yet: then they never started; else they stopped.
    """

    participant: UUID
    place: UUID
    name: str
    phone: str
    programme: str
    missed: int
    came_on: date | None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the first screen shows; lists are cut at `limit`, the totals are not.

    `unmarked` are past registers with people expected and nothing marked. `new` means that there is nobody in the
    record and nothing to come to yet.
    """

    day: date
    sessions: tuple[SessionLine, ...]
    coming: tuple[SessionLine, ...]
    unmarked: tuple[SessionLine, ...]
    answers: tuple[ReferralLine, ...]
    answers_total: int
    overdue: int
    checks: tuple[Check, ...]
    checks_total: int
    forms: tuple[FormDue, ...]
    forms_total: int
    new: bool


def today(tx: Session, *, as_at: date, limit: int = 8) -> Today:
    """What wants attention on the day `as_at`; answers that are overdue come first."""
    answers = answers_due(tx, as_at=as_at, limit=limit)
    checks = people_to_check(tx, as_at=as_at)
    forms = forms_due(tx, as_at=as_at, since=as_at - timedelta(days=FORM_DAYS))
    return Today(
        day=as_at,
        sessions=sessions.sessions_on(tx, day=as_at),
        coming=sessions.sessions_ahead(
            tx, since=as_at + timedelta(days=1), until=as_at + timedelta(days=AHEAD_DAYS), limit=limit
        ),
        unmarked=sessions.unmarked_sessions(
            tx, since=as_at - timedelta(days=UNMARKED_DAYS), until=as_at - timedelta(days=1), limit=limit
        ),
        answers=answers.rows,
        answers_total=answers.total,
        overdue=answers.overdue,
        checks=checks[:limit],
        checks_total=len(checks),
        forms=forms[:limit],
        forms_total=len(forms),
        new=tx.scalar(select(Participant.id).limit(1)) is None and tx.scalar(select(Programme.id).limit(1)) is None,
    )


def people_to_check(tx: Session, *, as_at: date) -> tuple[Check, ...]:
    """People who missed two sessions or more in a row on a programme they are on, most missed first.

    Who has a note written since they last missed has been checked on, and is left out; so is a programme that has not met
    for five weeks.
    """
    before = attendance.start_of(as_at + timedelta(days=1))
    meeting = select(ArtsSession.programme_id).where(
        ArtsSession.starts_at >= attendance.start_of(as_at - timedelta(days=RECENT_DAYS)),
        ArtsSession.starts_at < before,
    )
    limits = (
        Place.programme_id.in_(meeting),
        Place.id.not_in(_came_lately(as_at, before)),
        # Sessions are taken from their own index, so that ten years of registers are not read to see the last weeks.
        ArtsSession.starts_at >= attendance.start_of(as_at - timedelta(days=LOOK_BACK_DAYS)),
    )
    row_of_missed = attendance.missed_in_a_row(*limits, before=before).subquery()
    statement = (
        select(
            Place.id, Place.participant_id, Participant.given, Participant.family, Participant.phone,
            Programme.name.label("programme"), row_of_missed.c.missed,
            _last(attendance.missed(), before).label("missed_at"),
            _last(attendance.attended(), before).label("came_at"),
            _noted_on().label("noted_on"),
        )
        .join(row_of_missed, row_of_missed.c.place_id == Place.id)
        .join(Participant, Participant.id == Place.participant_id)
        .join(Programme, Programme.id == Place.programme_id)
        .where(attendance.keeps_missing(row_of_missed.c.missed), is_on_programme(as_at))
        .order_by(row_of_missed.c.missed.desc(), Participant.sort_name, Place.id)
    )  # fmt: skip
    return tuple(
        Check(
            participant=row.participant_id,
            place=row.id,
            name=full_name(row.given, row.family),
            phone=row.phone,
            programme=row.programme,
            missed=row.missed,
            came_on=row.came_at and row.came_at.date(),
        )
        for row in tx.execute(statement)
        if row.noted_on is None or row.noted_on < row.missed_at.date()
    )


def _came_lately(as_at: date, before: datetime) -> Select[Any]:
    """The places that came to one of their programme's last two sessions: they cannot have missed two since.

    Most people did, and the marks of the others alone are quick to read.
    """
    back = func.row_number().over(partition_by=ArtsSession.programme_id, order_by=ArtsSession.starts_at.desc())
    latest = (
        select(ArtsSession.id, back.label("back"))
        .where(
            attendance.stands(),
            ArtsSession.starts_at >= attendance.start_of(as_at - timedelta(days=LOOK_BACK_DAYS)),
            ArtsSession.starts_at < before,
        )
        .subquery()
    )
    sessions_lately = select(latest.c.id).where(latest.c.back <= attendance.MISSED_TO_CHECK)
    return select(Attendance.place_id).where(Attendance.session_id.in_(sessions_lately), attendance.attended())


def _last(marked: ColumnElement[bool], before: datetime) -> ColumnElement[datetime]:
    """When a place was last marked so, before a moment; None where it never was."""
    return (
        select(func.max(ArtsSession.starts_at))
        .join(Attendance, Attendance.session_id == ArtsSession.id)
        .where(Attendance.place_id == Place.id, marked, ArtsSession.starts_at < before)
        .correlate(Place)
        .scalar_subquery()
    )


def _noted_on() -> ColumnElement[date]:
    """The day of the latest note about the person who has a place; None where there is none."""
    latest = select(func.max(Note.written_on)).where(Note.participant_id == Place.participant_id)
    return latest.correlate(Place).scalar_subquery()
