"""The register: everybody expected at one session, and the marks made on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.tables import ArtsSession, Attendance, Participant, Place
from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import ATTENDED, Mark, SessionState
from artsrx.domain.words import _
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


def short_words(text: str, limit: int = 40) -> str:
    """The first line of a text, cut between words to at most `limit` letters."""
    first = text.strip().split("\n", 1)[0].strip()
    if len(first) <= limit:
        return first
    cut = first[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;") + "…"


def register(tx: Session, *, session: UUID) -> RegisterPage:
    """Everybody expected at a session on its day, with their marks; raises `Refused` when the session has been
    removed.

    Whoever joined on or before the day and had not left is expected; whoever has a mark is on it in any case. The
    order is by name, with the walk-ins of the day itself at the end, so that nobody's line moves while the
    register is taken.
    """
    row = sessions.session_row(tx, session)
    found: Sequence[Any] = tx.execute(register_select(session, row.programme_id, row.starts_at)).all()
    lines = tuple(
        RegisterLine(*(number, *line[:6], Mark(line[6]) if line[6] else None, *line[7:]))
        for number, line in enumerate(found, start=1)
    )
    return RegisterPage(sessions.session_line(tx, session=session), row.notes, lines, *_neighbours(tx, row))


def register_select(session: UUID, programme: UUID, starts_at: datetime) -> Select[*tuple[Any, ...]]:
    """The one statement behind `register`: a row for each line, in its order."""
    day = starts_at.date()
    missed = attendance.missed_in_a_row(Place.programme_id == programme, before=starts_at).subquery()
    joined = or_(Place.joined_on.is_(None), Place.joined_on <= day)
    expected = and_(joined, or_(Place.left_on.is_(None), Place.left_on >= day))
    came_today = and_(Place.walk_in, func.coalesce(Place.joined_on, date.min) == day)
    statement: Select[*tuple[Any, ...]] = (
        select(
            Place.id, Place.participant_id, Participant.given, Participant.family, Participant.known_as,
            Participant.access_needs, Attendance.mark, func.coalesce(Attendance.note, ""),
            func.coalesce(missed.c.missed, 0), Place.walk_in,
        )
        .join(Participant, Participant.id == Place.participant_id)
        .outerjoin(Attendance, and_(Attendance.place_id == Place.id, Attendance.session_id == session))
        .outerjoin(missed, missed.c.place_id == Place.id)
        .where(Place.programme_id == programme, or_(expected, Attendance.mark.is_not(None)))
        .order_by(
            came_today, case((came_today, ""), else_=Participant.sort_name), Place.id,
        )
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
    if row.state == SessionState.CANCELLED.value:
        raise Refused(_("This session was cancelled. Let it take place before you mark anybody."))
    have = _marks(tx, session)
    changed = 0
    for place, wanted in marks.items():
        now = have.get(place)
        if wanted is None and now is not None:
            tx.delete(now)
        elif wanted is not None and now is None:
            _check_expected(tx, row, place)
            tx.add(Attendance(session_id=session, place_id=place, mark=wanted.value, note=""))
        elif wanted is not None and now is not None and now.mark != wanted:
            now.mark = wanted.value
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


def _check_expected(tx: Session, session: ArtsSession, place: UUID) -> None:
    row, day = place_row(tx, place), session.starts_at.date()
    joined = row.joined_on is None or row.joined_on <= day
    if row.programme_id != session.programme_id or not joined or (row.left_on is not None and row.left_on < day):
        raise Refused(_("This person has no place on the programme on that day."))


def _neighbours(tx: Session, row: ArtsSession) -> tuple[int, int, UUID | None, UUID | None]:
    same = (
        select(ArtsSession.id, ArtsSession.state)
        .where(ArtsSession.programme_id == row.programme_id)
        .order_by(ArtsSession.starts_at, ArtsSession.id)
    )
    found = list(tx.execute(same))
    ids = [one.id for one in found]
    stands = [one.id for one in found if one.state != SessionState.CANCELLED.value]
    at = ids.index(row.id)
    number = stands.index(row.id) + 1 if row.id in stands else 0
    before, after = ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None
    return number, len(stands), before, after
