"""The questions that an impact report asks the database, each answered by one grouped statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, String, and_, case, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, Participant, Place, Practice, Programme, Referral
from artsrx.records import attendance
from artsrx.records.referral_standing import is_open, is_true, standing_now, unanswered

BandKey = int
"""The age at which a fine age band begins."""

FINE_BANDS: tuple[BandKey, ...] = (0, 25, 40, 55, 65, 75, 85)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: a period, both days included, some programmes (None is all), and its own date."""

    start: date
    end: date
    programmes: tuple[UUID, ...] | None
    as_at: date

    @property
    def until(self) -> date:
        """The last day on which anything can have happened that the report counts."""
        return min(self.end, self.as_at)

    def programme(self, column: Any) -> ColumnElement[bool]:
        """Whether a programme's id is among those chosen."""
        return literal(True) if self.programmes is None else column.in_(self.programmes)


class Stated(StrEnum):
    """The classes that a spreadsheet's own status words fall in."""

    NOTHING = "nothing"
    COMPLETED = "completed"
    STARTED = "started"
    WAITING = "waiting"
    CLOSED = "closed"
    OTHER = "other"


# The order decides: "did not complete" is no completion, "DNA x2 then stopped" no start.
_STATED = (
    (Stated.CLOSED, ("dna", "did not", "didn't", "not ", "no answer", "no contact", "no reply", "declin", "refus",
                     "withdr", "stopped", "dropped", "ref back", "referred back", "left")),
    (Stated.COMPLETED, ("complet", "finish")),
    (Stated.WAITING, ("w/l", "wait")),
    (Stated.STARTED, ("start", "attend", "coming", "active")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of the period: was it held or cancelled, to how many places was it offered, how many came."""

    programme: UUID
    name: str
    day: date
    held: bool
    cancelled: bool
    visitors: int
    offered: int
    came: int


@dataclass(frozen=True, slots=True)
class TookPart:
    """Who came at least once: how many in all, on each programme, and by the fine age band (None: not recorded)."""

    people: int
    by_programme: dict[UUID, int]
    ages: dict[BandKey | None, int]


def active(scope: Scope) -> Select[UUID]:
    """The ids of places that stand on a register of the period."""
    return (
        select(Attendance.place_id)
        .join(ArtsSession, ArtsSession.id == Attendance.session_id)
        .where(attendance.between(scope.start, scope.until), scope.programme(ArtsSession.programme_id))
        .distinct()
    )


def received(scope: Scope) -> ColumnElement[bool]:
    """Whether a referral counts: received on a day of the period, and not entered in error."""
    return and_(Referral.received_on.between(scope.start, scope.end), of_scope(scope))


def of_scope(scope: Scope) -> ColumnElement[bool]:
    """Whether a referral is a true one that led to a place on the chosen programmes."""
    rules = [is_true()]
    if scope.programmes is not None:
        places = select(Place.referral_id).where(Place.programme_id.in_(scope.programmes))
        rules.append(Referral.id.in_(places.where(Place.referral_id.is_not(None))))
    return and_(*rules)


def referrals(tx: Session, scope: Scope) -> Sequence[Any]:
    """Referrals of the period, grouped: practice, status, unanswered, stated class, started, staying, completed, and n.

    The status is the one that a referral has come to, places counted in.
    """
    ours = select(Referral.id).where(received(scope))
    counted = (
        attendance.per_place(until=scope.as_at)
        .where(Place.referral_id.in_(ours), scope.programme(Place.programme_id))
        .subquery()
    )
    came, done = attendance.started(counted.c.attended), attendance.completed(counted.c.attended)
    steps = (
        select(
            Place.referral_id,
            func.max(case((came, 1), else_=0)).label("started"),
            func.max(case((and_(came, attendance.goes_on(scope.as_at)), 1), else_=0)).label("staying"),
            func.max(case((and_(came, done), 1), else_=0)).label("completed"),
        )
        .join(counted, counted.c.place_id == Place.id)
        .join(Programme, Programme.id == Place.programme_id)
        .group_by(Place.referral_id)
        .subquery()
    )
    columns = (
        func.coalesce(Practice.name, "").label("practice"),
        standing_now().label("status"),
        unanswered().label("unanswered"),
        _stated().label("stated"),
        func.coalesce(steps.c.started, 0).label("started"),
        case((is_open(), func.coalesce(steps.c.staying, 0)), else_=0).label("staying"),
        func.coalesce(steps.c.completed, 0).label("completed"),
    )
    each = (
        select(*columns)
        .select_from(Referral)
        .outerjoin(Practice, Practice.id == Referral.practice_id)
        .outerjoin(steps, steps.c.referral_id == Referral.id)
        .where(received(scope))
        .subquery()
    )
    return tx.execute(select(*each.c, func.count().label("n")).group_by(*each.c)).all()


def _stated() -> ColumnElement[str]:
    """The class of a referral's stated words."""
    words = func.lower(Referral.stated_before)
    cases: list[tuple[ColumnElement[bool], Any]] = [(words == "", Stated.NOTHING.value)]
    for stated, parts in _STATED:
        cases.append((or_(*(words.contains(part, autoescape=True) for part in parts)), stated.value))
    return case(*cases, else_=Stated.OTHER.value)


def year_only(tx: Session, scope: Scope) -> int:
    """How many referrals have only a year, one that the period touches."""
    touched = Referral.received_year.between(scope.start.year, scope.end.year)
    statement = select(func.count()).select_from(Referral)
    return tx.scalars(statement.where(Referral.received_on.is_(None), touched, of_scope(scope))).one()


def meetings(tx: Session, scope: Scope) -> tuple[Meeting, ...]:
    """The sessions of the period up to the report date, in order of time, with what their registers add up to."""
    came = case((attendance.attended(), 1))
    counted = (
        attendance.offers(
            ArtsSession.id.label("session_id"),
            func.count().label("offered"),
            func.count(came).label("came"),
            since=scope.start,
            until=scope.until,
        )
        .where(scope.programme(ArtsSession.programme_id))
        .group_by(ArtsSession.id)
        .subquery()
    )
    rows = tx.execute(
        select(
            ArtsSession.programme_id, Programme.name, ArtsSession.starts_at, ArtsSession.visitors,
            attendance.held().label("held"), (~attendance.stands()).label("cancelled"),
            func.coalesce(counted.c.offered, 0).label("offered"), func.coalesce(counted.c.came, 0).label("came"),
        )
        .join(Programme, Programme.id == ArtsSession.programme_id)
        .outerjoin(counted, counted.c.session_id == ArtsSession.id)
        .where(attendance.between(scope.start, scope.until), scope.programme(ArtsSession.programme_id))
        .order_by(ArtsSession.starts_at, ArtsSession.id)
    )  # fmt: skip
    return tuple(
        Meeting(
            programme=row.programme_id,
            name=row.name,
            day=row.starts_at.date(),
            held=row.held,
            cancelled=row.cancelled,
            visitors=row.visitors,
            offered=row.offered,
            came=row.came,
        )
        for row in rows
    )


def took_part(tx: Session, scope: Scope) -> TookPart:
    """Everybody who came to a session of the period, counted in one statement."""
    came = (
        attendance.offers(Place.programme_id, Place.participant_id, since=scope.start, until=scope.until)
        .where(attendance.attended(), scope.programme(Place.programme_id))
        .distinct()
        .cte("came")
    )
    banded = select(_band(scope.end).label("band")).where(Participant.id.in_(select(came.c.participant_id))).subquery()
    n = func.count().label("n")
    by_programme = select(
        literal("programme", String).label("kind"), came.c.programme_id, literal(None, Integer).label("band"), n
    )
    by_age = (
        select(literal("age", String), literal(None, Place.programme_id.type), banded.c.band, n)
        .select_from(banded)
        .group_by(banded.c.band)
    )
    rows = tx.execute(union_all(by_programme.group_by(came.c.programme_id), by_age)).all()
    ages = {row.band: row.n for row in rows if row.kind == "age"}
    programmes = {row.programme_id: row.n for row in rows if row.kind == "programme"}
    return TookPart(sum(ages.values()), programmes, ages)


def _band(day: date) -> ColumnElement[int | None]:
    """The fine age band of a participant on a day; with only a year of birth, as if born on 1 July of it."""
    cases: list[tuple[ColumnElement[bool], Any]] = [
        (and_(Participant.born.is_(None), Participant.born_year.is_(None)), null())
    ]
    for age in reversed(FINE_BANDS):
        latest = _years_before(day, age)
        in_year = latest.year - (latest < date(latest.year, 7, 1))
        by_year = and_(Participant.born.is_(None), Participant.born_year <= in_year)
        cases.append((or_(Participant.born <= latest, by_year), age))
    return case(*cases, else_=null())


def _years_before(day: date, years: int) -> date:
    """The same day some years before, as far as the calendar goes; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=max(day.year - years, date.min.year))
    except ValueError:
        return day.replace(year=day.year - years, day=28)
