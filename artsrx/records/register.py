"""The register: everybody expected at one session, and the marks made on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.columns import Id
from artsrx.db.schema.tables import ArtsSession, Attendance, Participant, Place, Programme
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import ATTENDED, Mark
from artsrx.records import attendance, sessions
from artsrx.records.places import called, place_row
from artsrx.records.sessions import SessionLine

MOST_VISITORS = 9999


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One person on a register; `number` is their line, as on the printed page.

    `needs` are the access needs in full; `missed` is how many sessions they missed in a row before this one;
    `walk_in` says that they came without a referral.
    """

    number: int
    place: UUID
    participant: UUID
    given: str
    family: str
    known_as: str
    needs: str
    mark: Mark | None
    note: str
    missed: int
    walk_in: bool

    @property
    def name(self) -> str:
        """What the person is called on lists."""
        return called(self.given, self.family, self.known_as)

    @property
    def attended(self) -> bool:
        """Whether they are marked present or late."""
        return self.mark in ATTENDED

    @property
    def keeps_missing(self) -> bool:
        """Whether so many were missed in a row that somebody should ring."""
        return bool(attendance.keeps_missing(self.missed))


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A session and everybody expected at it; `before` and `after` are the neighbouring sessions of the programme.

    It is session `number` of `number_of` that stand; a cancelled one has the number 0.
    """

    session: SessionLine
    notes: str
    lines: tuple[RegisterLine, ...]
    number: int
    number_of: int
    before: UUID | None
    after: UUID | None

    def count(self, *marks: Mark | None) -> int:
        """How many lines have one of these marks; None counts the blank ones."""
        return sum(line.mark in marks for line in self.lines)

    @property
    def came(self) -> int:
        """How many are present or late, visitors not counted."""
        return self.count(*ATTENDED)

    @property
    def blank(self) -> int:
        """How many have no mark yet."""
        return self.count(None)


def short_words(text: str, limit: int = 60) -> str:
    """The first line of a text, cut between words to at most `limit` letters."""
    first = text.strip().split("\n", 1)[0].strip()
    if len(first) <= limit:
        return first
    cut = first[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;") + "…"


def register(tx: Session, *, session: UUID) -> RegisterPage:
    """Everybody expected at a session on its day, with their marks; `Refused` when the session has been removed.

    Whoever joined on or before the day and had not left is expected; whoever has a mark is on it in any case. The
    order is by name, with the walk-ins of the day itself at the end, so that nobody's line moves while the
    register is taken.
    """
    # Straight on the connection: plain columns need nothing of what the session adds.
    straight = tx.connection()
    row = straight.execute(_meeting(), {"session": session}).one_or_none()
    if row is None:
        raise Refused(_("This session has been removed meanwhile."))
    asked = {
        "session": session,
        "programme": row.programme_id,
        "starts_at": row.starts_at,
        "day": row.starts_at.date(),
    }
    lines = tuple(
        RegisterLine(number=number, **found._mapping)
        for number, found in enumerate(straight.execute(_lines(), asked), start=1)
    )
    return RegisterPage(
        session=_session_line(row, lines),
        notes=row.notes,
        lines=lines,
        number=row.number if attendance.stands(row) else 0,
        number_of=row.number_of,
        before=row.before,
        after=row.after,
    )


def _session_line(row: Any, lines: Sequence[RegisterLine]) -> SessionLine:
    return SessionLine(
        id=row.id,
        programme=row.programme_id,
        programme_name=row.name,
        starts_at=row.starts_at,
        minutes=row.minutes,
        venue=row.venue or row.usual_venue,
        facilitator=row.facilitator or row.usual_facilitator,
        stand_in=row.facilitator not in ("", row.usual_facilitator),
        state=row.state,
        cancelled_because=row.cancelled_because,
        visitors=row.visitors,
        expected=len(lines),
        marked=sum(line.mark is not None for line in lines),
        came=sum(line.attended for line in lines),
    )


# Both statements are built once: putting one together takes longer than the database needs to answer it.
@cache
def _meeting() -> Select[*tuple[Any, ...]]:
    """The session with the id `session`, and where it stands among those of its programme."""
    meeting, programme = ArtsSession.__table__.c, Programme.__table__.c
    asked = select(meeting.programme_id.label("wanted")).where(meeting.id == bindparam("session")).scalar_subquery()
    stands = case((attendance.stands(meeting), 1), else_=0)
    order = [meeting.starts_at, meeting.id]
    among = (
        select(
            meeting.id,
            func.sum(stands).over(order_by=order).label("number"),
            func.sum(stands).over().label("number_of"),
            func.lag(meeting.id, type_=Id()).over(order_by=order).label("before"),
            func.lead(meeting.id, type_=Id()).over(order_by=order).label("after"),
        )
        .where(meeting.programme_id == asked)
        .subquery()
        .c
    )
    statement: Select[*tuple[Any, ...]] = (
        select(
            meeting.id, meeting.programme_id, programme.name, meeting.starts_at, meeting.minutes, meeting.venue,
            programme.venue.label("usual_venue"), meeting.facilitator, programme.facilitator.label("usual_facilitator"),
            meeting.state, meeting.cancelled_because, meeting.visitors, meeting.notes,
            among.number, among.number_of, among.before, among.after,
        )
        .join(Programme.__table__, programme.id == meeting.programme_id)
        .where(meeting.id == bindparam("session"), among.id == meeting.id)
    )  # fmt: skip
    return statement


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    """A row for each line of the register of `session`, which is at `starts_at` on `day`, of `programme`."""
    programme, day = bindparam("programme", type_=Id), bindparam("day", type_=Date)
    starts_at = bindparam("starts_at", type_=DateTime)
    missed = attendance.missed_in_a_row(Place.programme_id == programme, before=starts_at).subquery()
    person, place, marked = Participant.__table__.c, Place.__table__.c, Attendance.__table__.c
    came_today = and_(place.walk_in, place.joined_on.is_not(None), place.joined_on == day)
    on_this = and_(marked.place_id == place.id, marked.session_id == bindparam("session"))
    statement: Select[*tuple[Any, ...]] = (
        select(
            place.id.label("place"), place.participant_id.label("participant"), person.given, person.family,
            person.known_as, person.access_needs.label("needs"), marked.mark,
            func.coalesce(marked.note, "").label("note"), func.coalesce(missed.c.missed, 0).label("missed"),
            place.walk_in,
        )
        .join(Participant.__table__, person.id == place.participant_id)
        .outerjoin(Attendance.__table__, on_this)
        .outerjoin(missed, missed.c.place_id == place.id)
        .where(place.programme_id == programme, or_(attendance.expected(day, place), marked.mark.is_not(None)))
        .order_by(case((came_today, 1), else_=0), case((came_today, ""), else_=person.sort_name), place.id)
    )  # fmt: skip
    return statement


def mark(tx: Session, *, session: UUID, place: UUID, mark: Mark | None) -> None:
    """Set one mark, or take it away with None (its note goes with it); refused as `mark_many` does."""
    mark_many(tx, session=session, marks={place: mark})


def mark_many(tx: Session, *, session: UUID, marks: Mapping[UUID, Mark | None]) -> int:
    """Set many marks at once and return how many of them changed anything.

    Raises `Refused` when the session is cancelled or removed, or when a place is not on this register.
    """
    row = sessions.session_row(tx, session)
    if not attendance.stands(row):
        raise Refused(_("This session was cancelled. Let it take place before you mark anybody."))
    have = _marks(tx, session)
    _check_expected(tx, row, [place for place, wanted in marks.items() if wanted is not None and place not in have])
    changed = 0
    for place, wanted in marks.items():
        now = have.get(place)
        if wanted is None and now is not None:
            tx.delete(now)
        elif wanted is not None and now is None:
            tx.add(Attendance(session_id=session, place_id=place, mark=wanted, note=""))
        elif wanted is not None and now is not None and now.mark != wanted:
            now.mark = wanted
        else:
            continue
        changed += 1
    tx.flush()
    return changed


def mark_the_rest(tx: Session, *, session: UUID, mark: Mark = Mark.PRESENT) -> int:
    """Give this mark to everybody who has none yet and return how many that were; no mark is ever overwritten."""
    blank = {line.place: mark for line in register(tx, session=session).lines if line.mark is None}
    return mark_many(tx, session=session, marks=blank)


def note(tx: Session, *, session: UUID, place: UUID, words: str) -> None:
    """Write a short note beside somebody's mark; refused (field "note") while there is no mark."""
    row = tx.get(Attendance, (session, place))
    if row is None:
        raise Refused(_("Mark the person first, then write the note."), field="note")
    row.note = words.strip()


def count_visitors(tx: Session, *, session: UUID, visitors: int) -> None:
    """Set how many more people came than the register names; refused (field "visitors") below 0 or above 9,999."""
    row = sessions.session_row(tx, session)
    if not 0 <= visitors <= MOST_VISITORS:
        raise Refused(_("The number of visitors is between 0 and 9,999."), field="visitors")
    row.visitors = visitors


def _marks(tx: Session, session: UUID) -> dict[UUID, Attendance]:
    rows = tx.scalars(select(Attendance).where(Attendance.session_id == session))
    return {row.place_id: row for row in rows}


def _check_expected(tx: Session, session: ArtsSession, places: Sequence[UUID]) -> None:
    expected = attendance.expected(session.starts_at.date())
    rows = select(Place.id).where(Place.id.in_(places), Place.programme_id == session.programme_id, expected)
    for place in set(places).difference(tx.scalars(rows)):
        place_row(tx, place)
        raise Refused(_("This person has no place on the programme on that day."))
