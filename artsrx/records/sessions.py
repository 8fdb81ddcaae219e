"""Sessions: the meetings of a programme; add, move, cancel, a stand-in facilitator, and the lists of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, Place, Programme
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.domain.names import tidy
from artsrx.domain.vocabulary import SessionState
from artsrx.records import attendance
from artsrx.records.rows import get_or_refuse

USUAL_MINUTES = 120
LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in a list: `expected` people, of whom `marked` have a mark and `came` were present or late.

    `venue` and `facilitator` are the session's own or the programme's; `stand_in` says that the facilitator is not
    the programme's.
    """

    id: UUID
    programme: UUID
    programme_name: str
    starts_at: datetime
    minutes: int
    venue: str
    facilitator: str
    stand_in: bool
    state: SessionState
    cancelled_because: str
    visitors: int
    expected: int
    marked: int
    came: int

    @property
    def cancelled(self) -> bool:
        """Whether the session does not take place."""
        return not attendance.stands(self)

    @property
    def held(self) -> bool:
        """Whether it took place: not cancelled, and somebody is on its register or was counted."""
        return attendance.was_held(cancelled=self.cancelled, marked=self.marked, visitors=self.visitors)

    @property
    def blank(self) -> bool:
        """Whether it stands and nothing is on its register (yet)."""
        return not self.cancelled and not self.held


def add(tx: Session, *, programme: UUID, starts_at: datetime, minutes: int = USUAL_MINUTES) -> UUID:
    """Add one session at a local time and return its id; refused when the programme meets then already."""
    get_or_refuse(tx, Programme, programme, _("This programme has been removed meanwhile."))
    _check_minutes(minutes)
    session = ArtsSession(
        id=new_id(),
        programme_id=programme,
        starts_at=starts_at,
        minutes=minutes,
        state=SessionState.PLANNED,
        visitors=0,
    )
    _check_free(tx, session)
    tx.add(session)
    tx.flush()
    return session.id


def move(tx: Session, *, session: UUID, starts_at: datetime, minutes: int | None = None) -> None:
    """Put a session at another time, with its register; refused when the programme meets then already.

    A session that somebody was marked at cannot move before the day they joined or after the day they left.
    """
    row = session_row(tx, session)
    row.starts_at = starts_at
    if minutes is not None:
        _check_minutes(minutes)
        row.minutes = minutes
    _check_free(tx, row)
    marked = select(func.count()).select_from(Attendance).join(Place, Place.id == Attendance.place_id)
    if tx.scalar(marked.where(Attendance.session_id == session, ~attendance.expected(starts_at.date()))):
        raise Refused(_("Somebody on this register had no place on that day."), field="starts_at")


def change(tx: Session, *, session: UUID, venue: str | None = None, notes: str | None = None) -> None:
    """Change the venue (empty for the programme's own) or the notes of one session."""
    row = session_row(tx, session)
    if venue is not None:
        row.venue = tidy(venue)
    if notes is not None:
        row.notes = notes.strip()


def stand_in(tx: Session, *, session: UUID, facilitator: str) -> None:
    """Say who leads one session instead of the programme's facilitator; empty for the programme's own again."""
    session_row(tx, session).facilitator = tidy(facilitator)


def cancel(tx: Session, *, session: UUID, because: str = "") -> None:
    """Cancel one session, with a reason: it never counts against anybody, and marks already made are kept aside."""
    row = session_row(tx, session)
    row.state = SessionState.CANCELLED
    row.cancelled_because = because.strip()


def reinstate(tx: Session, *, session: UUID) -> None:
    """Let a cancelled session take place after all, with the marks it had."""
    row = session_row(tx, session)
    row.state = SessionState.PLANNED
    row.cancelled_because = ""


def remove(tx: Session, *, session: UUID) -> None:
    """Take away a session that was made by mistake; refused when its register has been marked."""
    row = session_row(tx, session)
    if tx.scalar(select(func.count()).where(Attendance.session_id == session)):
        raise Refused(_("This register has been marked. Cancel the session instead."))
    tx.delete(row)


def session_row(tx: Session, session: UUID) -> ArtsSession:
    """The row of a session, for commands; raises `Refused` when it has been removed."""
    return get_or_refuse(tx, ArtsSession, session, _("This session has been removed meanwhile."))


def session_list(
    tx: Session,
    *,
    programme: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    offset: int = 0,
    limit: int = 200,
) -> tuple[SessionLine, ...]:
    """The sessions of a programme, or of all, in a period with both days included, in the order they take place."""
    within = [attendance.between(since, until)]
    if programme is not None:
        within.append(ArtsSession.programme_id == programme)
    return _lines(tx, _in_order().where(*within).offset(offset).limit(limit))


def sessions_on(tx: Session, *, day: date) -> tuple[SessionLine, ...]:
    """All sessions of one day, in order."""
    return session_list(tx, since=day, until=day)


def sessions_ahead(tx: Session, *, since: date, until: date, limit: int) -> tuple[SessionLine, ...]:
    """The first sessions of a period that stand, in order."""
    return _lines(tx, _in_order().where(attendance.between(since, until), attendance.stands()).limit(limit))


def unmarked_sessions(tx: Session, *, since: date, until: date, limit: int) -> tuple[SessionLine, ...]:
    """The last sessions of a period with people expected and nothing on the register, the latest first."""
    latest = select(ArtsSession.id).order_by(ArtsSession.starts_at.desc(), ArtsSession.id.desc())
    return _lines(tx, latest.where(attendance.between(since, until), attendance.unmarked()).limit(limit))[::-1]


def _in_order() -> Select[Any]:
    """The ids of sessions in the order they take place."""
    return select(ArtsSession.id).order_by(ArtsSession.starts_at, ArtsSession.id)


def _lines(tx: Session, page: Select[Any]) -> tuple[SessionLine, ...]:
    expected = (
        select(func.count())
        .select_from(Place)
        .where(Place.programme_id == ArtsSession.programme_id, attendance.expected())
        .correlate(ArtsSession)
        .scalar_subquery()
    )
    marks = select(func.count()).where(Attendance.session_id == ArtsSession.id).correlate(ArtsSession)
    statement = (
        select(
            ArtsSession.id,
            ArtsSession.programme_id.label("programme"),
            Programme.name.label("programme_name"),
            ArtsSession.starts_at,
            ArtsSession.minutes,
            case((ArtsSession.venue != "", ArtsSession.venue), else_=Programme.venue).label("venue"),
            case((ArtsSession.facilitator != "", ArtsSession.facilitator), else_=Programme.facilitator).label(
                "facilitator"
            ),
            and_(ArtsSession.facilitator != "", ArtsSession.facilitator != Programme.facilitator).label("stand_in"),
            ArtsSession.state,
            ArtsSession.cancelled_because,
            ArtsSession.visitors,
            expected.label("expected"),
            marks.scalar_subquery().label("marked"),
            marks.where(attendance.attended()).scalar_subquery().label("came"),
        )
        .join(Programme, Programme.id == ArtsSession.programme_id)
        .where(ArtsSession.id.in_(select(page.subquery().c.id)))
        .order_by(ArtsSession.starts_at, Programme.name, ArtsSession.id)
    )
    return tuple(SessionLine(**row._mapping) for row in tx.execute(statement))


def _check_minutes(minutes: int) -> None:
    if not 0 < minutes <= LONGEST_MINUTES:
        raise Refused(_("A session lasts between 1 minute and 24 hours."), field="minutes")


def _check_free(tx: Session, session: ArtsSession) -> None:
    same = select(ArtsSession.id).where(
        ArtsSession.programme_id == session.programme_id,
        ArtsSession.starts_at == session.starts_at,
        ArtsSession.id != session.id,
    )
    with tx.no_autoflush:
        if tx.scalar(same.limit(1)) is not None:
            raise Refused(_("This programme already meets at that time."), field="starts_at")
