"""What a register says, worked out in one place: held, offered, attended, started, missed in a row, completed.

Nothing here is ever typed by anybody. A session was *held* when it was not cancelled and its register has at least
one mark or a head-count. It was *offered* to a place when it was held between the day the person joined and the
day they left and they were not marked "not expected"; where the day of joining is not known, only sessions on
which the register names the person count. *Attended* is an offered session marked present or late. Reports and
screens share these expressions, so that they can never disagree.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from artsrx.db.schema.tables import ArtsSession, Attendance, Place, Programme
from artsrx.domain.vocabulary import ATTENDED, MISSED, Mark, SessionState


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the registers say of one place up to a day."""

    offered: int = 0
    attended: int = 0
    started_on: date | None = None
    last_on: date | None = None
    missed_in_a_row: int = 0
    needed: int | None = None

    @property
    def started(self) -> bool:
        """Whether the person has come at least once."""
        return self.attended > 0

    @property
    def completed(self) -> bool:
        """Whether the programme's rule is met; a programme without a rule is never completed."""
        return is_completed(self.attended, self.needed)


NOTHING_YET = PlaceFacts()


def is_completed(attended: int, needed: int | None) -> bool:
    """Whether `attended` sessions meet a rule of `needed`; without a rule nothing is completed."""
    return needed is not None and attended >= needed


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def session_day() -> ColumnElement[date]:
    """The day of a session, in a query that has `ArtsSession`."""
    return func.date(ArtsSession.starts_at, type_=Date)


def held() -> ColumnElement[bool]:
    """Whether a session was held, in a query that has `ArtsSession`."""
    any_mark = aliased(Attendance)
    marked = select(any_mark.session_id).where(any_mark.session_id == ArtsSession.id).correlate(ArtsSession).exists()
    return and_(ArtsSession.state != SessionState.CANCELLED.value, or_(ArtsSession.visitors > 0, marked))


def between(since: date | None, until: date | None) -> ColumnElement[bool]:
    """Whether a session lies in a period, both days included, in a query that has `ArtsSession`."""
    limits = []
    if since is not None:
        limits.append(ArtsSession.starts_at >= start_of(since))
    if until is not None:
        limits.append(ArtsSession.starts_at < start_of(until + timedelta(days=1)))
    return and_(True, *limits)


def expected() -> ColumnElement[bool]:
    """Whether a place is expected at a session, in a query that has both: joined by that day and not left before it."""
    day = session_day()
    joined = or_(Place.joined_on.is_(None), Place.joined_on <= day)
    return and_(joined, or_(Place.left_on.is_(None), Place.left_on >= day))


def offered() -> ColumnElement[bool]:
    """Whether a held session was offered, in a query with `Place`, `ArtsSession` and an outer-joined `Attendance`."""
    joined = case(
        (Place.joined_on.is_(None), Attendance.mark.is_not(None)),
        else_=ArtsSession.starts_at >= Place.joined_on,
    )
    not_left = or_(Place.left_on.is_(None), session_day() <= Place.left_on)
    return and_(joined, not_left, func.coalesce(Attendance.mark, "") != Mark.NOT_EXPECTED.value)


def attended() -> ColumnElement[bool]:
    """Whether the mark says that the person came, in a query that has `Attendance`."""
    # Not IN: its list is written out anew at each execution, which takes longer than opening a register should.
    return or_(*(Attendance.mark == mark.value for mark in ATTENDED))


def offers(*columns: Any, since: date | None = None, until: date | None = None) -> Select[Any]:
    """A select with one row for each session offered to each place, from which a caller takes its own columns and
    groups.

    `Place`, `Programme`, `ArtsSession` and `Attendance` (None where the register is blank) may be named in `columns`.
    """
    return (
        select(*columns)
        .select_from(Place)
        .join(Programme, Programme.id == Place.programme_id)
        .join(ArtsSession, ArtsSession.programme_id == Place.programme_id)
        .outerjoin(Attendance, and_(Attendance.session_id == ArtsSession.id, Attendance.place_id == Place.id))
        .where(held(), offered(), between(since, until))
    )


def per_place(*, since: date | None = None, until: date | None = None) -> Select[Any]:
    """A select of place_id, offered, attended, started_at and last_at, for each place that was offered anything."""
    came = case((attended(), ArtsSession.starts_at))
    return offers(
        Place.id.label("place_id"),
        func.count().label("offered"),
        func.count(came).label("attended"),
        func.min(came).label("started_at"),
        func.max(came).label("last_at"),
        since=since,
        until=until,
    ).group_by(Place.id)


def missed_in_a_row(*limits: ColumnElement[bool], before: datetime | ColumnElement[datetime]) -> Select[Any]:
    """A select of place_id and missed: marks of told us or absent since the person last came, before a moment.

    Sessions that were cancelled, left blank or marked not expected neither count nor break the row. `limits`
    narrow the places (on `Place`); only places that missed at least one are in the result.
    """
    last = func.max(case((attended(), ArtsSession.starts_at))).over(partition_by=Attendance.place_id)
    seen = (
        select(Attendance.place_id, Attendance.mark, ArtsSession.starts_at, last.label("last_at"))
        .select_from(Place)
        .join(Attendance, Attendance.place_id == Place.id)
        .join(ArtsSession, ArtsSession.id == Attendance.session_id)
        .where(ArtsSession.state != SessionState.CANCELLED.value, ArtsSession.starts_at < before, *limits)
        .subquery()
    )
    since_last = or_(seen.c.last_at.is_(None), seen.c.starts_at > seen.c.last_at)
    return (
        select(seen.c.place_id, func.count().label("missed"))
        .where(or_(*(seen.c.mark == mark.value for mark in MISSED)), since_last)
        .group_by(seen.c.place_id)
    )


def place_facts(
    tx: Session, *, programme: UUID | None = None, participant: UUID | None = None, until: date | None = None
) -> dict[UUID, PlaceFacts]:
    """The facts of each place of a programme, of a person, or of both, up to and including `until` (else all)."""
    limits = []
    if programme is not None:
        limits.append(Place.programme_id == programme)
    if participant is not None:
        limits.append(Place.participant_id == participant)
    before = datetime.max if until is None else start_of(until + timedelta(days=1))
    counted = per_place(until=until).where(*limits).subquery()
    missed = missed_in_a_row(*limits, before=before).subquery()
    rows = tx.execute(
        select(
            Place.id, Programme.needed, counted.c.offered, counted.c.attended, counted.c.started_at, counted.c.last_at,
            missed.c.missed,
        )
        .join(Programme, Programme.id == Place.programme_id)
        .outerjoin(counted, counted.c.place_id == Place.id)
        .outerjoin(missed, missed.c.place_id == Place.id)
        .where(*limits)
    )  # fmt: skip
    return {
        row.id: PlaceFacts(
            row.offered or 0, row.attended or 0, _day(row.started_at), _day(row.last_at), row.missed or 0, row.needed
        )
        for row in rows
    }


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
