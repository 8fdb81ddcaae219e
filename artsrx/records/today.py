"""What wants somebody's attention today, each line with the place where it is done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, Note, Participant, Place, Programme
from artsrx.records import attendance, sessions
from artsrx.records.forms import FormDue, forms_due
from artsrx.records.naming import full_name
from artsrx.records.place_standing import is_on_programme
from artsrx.records.referral_list import ReferralFilter, ReferralLine, referral_list
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
    """Somebody to ring: they missed `missed` sessions in a row, the last on `missed_on`.

    `came_on` is the day they last came, None when they have not come yet: then they never started; else they stopped.
    """

    participant: UUID
    place: UUID
    name: str
    phone: str
    programme: str
    missed: int
    missed_on: date
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
    answers = referral_list(tx, as_at=as_at, which=ReferralFilter.UNANSWERED, descending=False, limit=limit)
    overdue = referral_list(tx, as_at=as_at, which=ReferralFilter.OVERDUE, limit=1)
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
        overdue=overdue.total,
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
    missed = attendance.missed_in_a_row(*limits, before=before).subquery()
    statement = (
        select(
            Place.id, Place.participant_id, Participant.given, Participant.family, Participant.phone,
            Programme.name.label("programme"), missed.c.missed,
        )
        .join(missed, missed.c.place_id == Place.id)
        .join(Participant, Participant.id == Place.participant_id)
        .join(Programme, Programme.id == Place.programme_id)
        .where(attendance.keeps_missing(missed.c.missed), is_on_programme(as_at))
        .order_by(missed.c.missed.desc(), Participant.sort_name, Place.id)
    )  # fmt: skip
    rows = tx.execute(statement).all()
    last = _last_days(tx, [row.id for row in rows], before)
    noted = _noted(tx, [row.participant_id for row in rows])
    found = []
    for row in rows:
        missed_on, came_on = last[row.id]
        if noted.get(row.participant_id, date.min) < missed_on:
            check = Check(
                participant=row.participant_id,
                place=row.id,
                name=full_name(row.given, row.family),
                phone=row.phone,
                programme=row.programme,
                missed=row.missed,
                missed_on=missed_on,
                came_on=came_on,
            )
            found.append(check)
    return tuple(found)


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


def _last_days(tx: Session, places: list[UUID], before: datetime) -> dict[UUID, tuple[date, date | None]]:
    """The day each place last missed and the day it last came."""
    rows = tx.execute(
        select(
            Attendance.place_id,
            func.max(ArtsSession.starts_at).filter(attendance.missed()).label("missed_at"),
            func.max(ArtsSession.starts_at).filter(attendance.attended()).label("came_at"),
        )
        .join(ArtsSession, ArtsSession.id == Attendance.session_id)
        .where(Attendance.place_id.in_(places), ArtsSession.starts_at < before)
        .group_by(Attendance.place_id)
    )
    return {row.place_id: (row.missed_at.date(), row.came_at and row.came_at.date()) for row in rows}


def _noted(tx: Session, people: list[UUID]) -> dict[UUID, date]:
    """The day of the latest note about each person."""
    statement = (
        select(Note.participant_id, func.max(Note.written_on).label("on"))
        .where(Note.participant_id.in_(people))
        .group_by(Note.participant_id)
    )
    return {row.participant_id: row.on for row in tx.execute(statement)}
