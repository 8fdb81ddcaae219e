"""What a register says, worked out in one place: expected, held, offered, attended, started, missed, completed, goes on.

Nothing here is ever typed by anybody. A session *stands* when it was not cancelled, and was *held* when its register
also has at least one mark or a head-count. A place is *expected* at it from the day the person joined to the day they
left. It was *offered* to a place when it was held, the place was expected and was not marked "not expected"; where the
day of joining is not known, only sessions on which the register names the person count. *Attended* is an offered
session marked present or late. Reports and screens share these expressions, so that they can never disagree.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from artsrx.db.schema.tables import ArtsSession, Attendance, Place, Programme
from artsrx.domain.vocabulary import ATTENDED, MISSED, Mark, SessionState
from artsrx.records.place_standing import has_left, is_closed, is_held

# After two missed in a row somebody should ring (reference/peers.md, A3: the usual practice of the field).
MISSED_TO_CHECK = 2


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

    @property
    def keeps_missing(self) -> bool:
        """Whether so many were missed in a row that somebody should ring."""
        return bool(keeps_missing(self.missed_in_a_row))


NOTHING_YET = PlaceFacts()


def is_completed(attended: int, needed: int | None) -> bool:
    """Whether `attended` sessions meet a rule of `needed`; without a rule nothing is completed."""
    return needed is not None and attended >= needed


def keeps_missing(missed: Any) -> Any:
    """Whether so many sessions missed in a row are a reason to ring: of a number, or of a column in a query."""
    return missed >= MISSED_TO_CHECK


def was_held(*, cancelled: bool, marked: int, visitors: int) -> bool:
    """What `held` says of a session whose marks have been counted."""
    return not cancelled and (marked > 0 or visitors > 0)


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time())


def session_day() -> ColumnElement[date]:
    """The day of a session, in a query that has `ArtsSession`."""
    return func.date(ArtsSession.starts_at, type_=Date)


def stands(session: Any = ArtsSession) -> Any:
    """Whether a session was not cancelled: of a row or a line that has its state, or in a query that has `ArtsSession`."""
    return session.state != SessionState.CANCELLED


def held() -> ColumnElement[bool]:
    """Whether a session was held, in a query that has `ArtsSession`."""
    any_mark = aliased(Attendance)
    marked = select(any_mark.session_id).where(any_mark.session_id == ArtsSession.id).correlate(ArtsSession).exists()
    return and_(stands(), or_(ArtsSession.visitors > 0, marked))


def unmarked() -> ColumnElement[bool]:
    """Whether a session stands and somebody was expected, but nothing is on its register, in a query with `ArtsSession`."""
    somebody = select(Place.id).where(Place.programme_id == ArtsSession.programme_id, expected())
    return and_(stands(), ~held(), somebody.correlate(ArtsSession).exists())


def between(since: date | None, until: date | None) -> ColumnElement[bool]:
    """Whether a session lies in a period, both days included, in a query that has `ArtsSession`."""
    limits = []
    if since is not None:
        limits.append(ArtsSession.starts_at >= start_of(since))
    if until is not None:
        limits.append(ArtsSession.starts_at < start_of(until + timedelta(days=1)))
    return and_(True, *limits)


def expected(on: Any = None, place: Any = Place) -> ColumnElement[bool]:
    """Whether a place is expected at a session: joined by its day and not left before it.

    In a query that has `Place` and `ArtsSession`; or, with the day `on`, in one that has `Place` (or has its columns as
    `place`, in a statement that is made of plain columns).
    """
    # The moment of a session is compared as it stands: its day would be worked out anew for each row of a year.
    joined = place.joined_on <= (ArtsSession.starts_at if on is None else on)
    return and_(or_(place.joined_on.is_(None), joined), is_held(session_day() if on is None else on, place))


def offered() -> ColumnElement[bool]:
    """Whether a held session was offered, in a query with `Place`, `ArtsSession` and an outer-joined `Attendance`."""
    named = or_(Place.joined_on.is_not(None), Attendance.mark.is_not(None))
    return and_(expected(), named, Attendance.mark.is_distinct_from(Mark.NOT_EXPECTED))


def attended() -> ColumnElement[bool]:
    """Whether the mark says that the person came, in a query that has `Attendance`."""
    return _is_one_of(Attendance.mark, ATTENDED)


def missed() -> ColumnElement[bool]:
    """Whether the mark says that the person did not come, in a query that has `Attendance`."""
    return _is_one_of(Attendance.mark, MISSED)


def _is_one_of(mark: Any, marks: tuple[Mark, ...]) -> ColumnElement[bool]:
    # Not IN: its list is written out anew at each execution, which takes longer than opening a register should.
    return or_(*(mark == one for one in marks))


def started(times: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody who came so many times has started."""
    return times > 0


def completed(times: ColumnElement[int]) -> ColumnElement[bool]:
    """What `is_completed` says of somebody who came so many times, in a query that has `Programme`."""
    return and_(Programme.needed.is_not(None), times >= Programme.needed)


def meets_again(as_at: date) -> ColumnElement[bool]:
    """Whether a programme meets on a day or later, in a query that has `Programme`."""
    ahead = select(ArtsSession.programme_id).where(ArtsSession.starts_at >= start_of(as_at), stands())
    return Programme.id.in_(ahead.correlate(None))


def runs_on(as_at: date) -> ColumnElement[bool]:
    """Whether a programme is open and meets again, on a day or later, in a query that has `Programme`."""
    return and_(~is_closed(as_at), meets_again(as_at))


def goes_on(as_at: date) -> ColumnElement[bool]:
    """Whether somebody comes and their programme meets again, on a day or later, in a query with `Place` and `Programme`."""
    return and_(~has_left(as_at), runs_on(as_at))


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


def times_attended(until: date) -> ColumnElement[int]:
    """How often a place came up to a day: what `per_place` counts as attended, in a query that has `Place`.

    A mark that says so makes its session one that was held and offered, so nothing else on the register is looked at.
    """
    return (
        select(func.count())
        .select_from(Attendance)
        .join(ArtsSession, ArtsSession.id == Attendance.session_id)
        .where(Attendance.place_id == Place.id, attended(), stands(), expected(), between(None, until))
        .correlate(Place)
        .scalar_subquery()
    )


def sessions_so_far(until: date) -> ColumnElement[int]:
    """How many sessions of a programme stand up to a day, in a query that has `Programme`: nobody came more often."""
    return (
        select(func.count())
        .where(ArtsSession.programme_id == Programme.id, stands(), between(None, until))
        .correlate(Programme)
        .scalar_subquery()
    )


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
        .where(stands(), ArtsSession.starts_at < before, *limits)
        .subquery()
    )
    since_last = or_(seen.c.last_at.is_(None), seen.c.starts_at > seen.c.last_at)
    return (
        select(seen.c.place_id, func.count().label("missed"))
        .where(_is_one_of(seen.c.mark, MISSED), since_last)
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
            offered=row.offered or 0,
            attended=row.attended or 0,
            started_on=_day(row.started_at),
            last_on=_day(row.last_at),
            missed_in_a_row=row.missed or 0,
            needed=row.needed,
        )
        for row in rows
    }


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
