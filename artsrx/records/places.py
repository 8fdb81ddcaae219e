"""Places: one person on one programme; given to many at once, left with a reason, moved, and walk-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, OutcomeForm, Participant, Place, Programme, Referral
from artsrx.domain.dates import long_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.identifiers import new_id
from artsrx.domain.names import split_name
from artsrx.domain.vocabulary import Mark
from artsrx.records import attendance, people, sessions
from artsrx.records.attendance import PlaceFacts
from artsrx.records.naming import born_words, full_name
from artsrx.records.place_standing import is_held
from artsrx.records.programmes import programme_row
from artsrx.records.referral_standing import could_have_a_place, is_open, standing
from artsrx.records.rows import get_or_refuse


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One person on a programme: as they are called, when they joined and left, and what the registers say."""

    id: UUID
    participant: UUID
    given: str
    family: str
    known_as: str
    joined_on: date | None
    left_on: date | None
    left_because: str
    walk_in: bool
    forms: int
    facts: PlaceFacts

    @property
    def left(self) -> bool:
        """Whether they have a day or a reason for leaving; a reason alone says that the day is not known."""
        return self.left_on is not None or bool(self.left_because)

    @property
    def name(self) -> str:
        """What the person is called on lists."""
        return called(self.given, self.family, self.known_as)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be given a place, by their id; `waiting` says that a referral of theirs is waiting for one."""

    id: UUID
    given: str
    family: str
    known_as: str
    born: str
    has_place: bool
    waiting: bool

    @property
    def name(self) -> str:
        """What the person is called on lists."""
        return called(self.given, self.family, self.known_as)


def called(given: str, family: str, known_as: str) -> str:
    """A name for lists: what the person likes to be called, then the family name."""
    return full_name(known_as or given, family)


def give(
    tx: Session,
    *,
    programme: UUID,
    participants: Sequence[UUID],
    joined_on: date,
    today: date,
    over_capacity: bool = False,
) -> tuple[UUID, ...]:
    """Give places to many people at once, and return the new places; whoever has one already is passed over.

    Each place goes through the latest referral that is not closed, which becomes accepted if it was waiting for an
    answer. Raises `Refused` (field "capacity") when there is not room for all, unless `over_capacity`; then nobody
    is given one.
    """
    row = programme_row(tx, programme)
    _open(row)
    holders = _holders(tx, programme, joined_on)
    wanted = [person for person in dict.fromkeys(participants) if person not in holders]
    if row.capacity is not None and not over_capacity:
        _check_room(row.capacity, len(holders), len(wanted))
    given = []
    for person in wanted:
        get_or_refuse(tx, Participant, person, _("One of these people is no longer in the record."))
        given.append(_place(tx, programme, person, joined_on, today))
    tx.flush()
    return tuple(given)


def walk_in(tx: Session, *, session: UUID, name: str = "", participant: UUID | None = None, today: date) -> UUID:
    """Put somebody who simply came on the register, present, and return their place; capacity never turns them away.

    Either the `name` of somebody new, as written ("Ada Lovelace", "Lovelace, Ada"; what else stands beside it becomes a
    note about them), or somebody already in the record. Raises `Refused` (field "name") without a name, or when they are
    on this register already.
    """
    meeting = sessions.session_row(tx, session)
    if not attendance.stands(meeting):
        raise Refused(_("This session was cancelled. Let it take place first."), field="name")
    day = meeting.starts_at.date()
    if participant is None:
        taken = split_name(name)
        if not taken.full:
            raise Refused(_("Please type a name: one is enough."), field="name")
        participant = people.add(
            tx, on=today, given=taken.given, family=taken.family, known_as=taken.known_as, notes=taken.note
        )
    elif participant in _holders(tx, meeting.programme_id, day):
        raise Refused(_("They are on this register already."), field="name")
    place = _place(tx, meeting.programme_id, participant, day, today, walk_in=True)
    tx.add(Attendance(session_id=session, place_id=place, mark=Mark.PRESENT, note=""))
    tx.flush()
    return place


def leave(tx: Session, *, place: UUID, on: date, because: str = "") -> None:
    """Say that somebody left a programme, with the last day and the reason.

    Raises `Refused` (field "on") for a day before they joined or before they last came.
    """
    row = place_row(tx, place)
    if row.joined_on is not None and on < row.joined_on:
        raise Refused(_("That is before they joined."), field="on")
    _first, last = _came_between(tx, place)
    if last is not None and on < last:
        raise Refused(_("They came on {day}, after that.").format(day=long_date(last)), field="on")
    row.left_on = on
    row.left_because = because.strip()


def rejoin(tx: Session, *, place: UUID) -> None:
    """Take back that somebody left."""
    row = place_row(tx, place)
    row.left_on = None
    row.left_because = ""


def change_joined(tx: Session, *, place: UUID, on: date) -> None:
    """Change the day somebody joined; refused (field "on") after they left or after a session they came to."""
    row = place_row(tx, place)
    if row.left_on is not None and on > row.left_on:
        raise Refused(_("That is after they left."), field="on")
    first, _last = _came_between(tx, place)
    if first is not None and on > first:
        raise Refused(_("They came on {day}, before that.").format(day=long_date(first)), field="on")
    _check_unique(tx, row, on)
    row.joined_on = on


def move(tx: Session, *, place: UUID, programme: UUID, on: date, because: str = "", today: date) -> UUID:
    """Move somebody to another programme: they leave this one the day before and have a place there from `on`.

    A place that was never on a register goes there without leaving a trace behind. Returns the place they have
    there. The other programme's capacity holds. Raises `Refused` as `give` and `leave` do, and when they have a
    place there already.
    """
    row = place_row(tx, place)
    other = programme_row(tx, programme)
    _open(other)
    holders = _holders(tx, programme, on)
    if row.participant_id in holders:
        raise Refused(_("They have a place on {name} already.").format(name=other.name), field="programme")
    if other.capacity is not None:
        _check_room(other.capacity, len(holders), 1)
    if _is_unused(tx, place):
        row.programme_id, row.joined_on = programme, on
        tx.flush()
        return row.id
    last = max(row.joined_on or date.min, date.fromordinal(on.toordinal() - 1))
    leave(tx, place=place, on=last, because=because or _("Moved to {name}").format(name=other.name))
    there = _place(tx, programme, row.participant_id, on, today, referral=row.referral_id)
    tx.flush()
    return there


def remove(tx: Session, *, place: UUID) -> None:
    """Take away a place given by mistake; refused once it is on a register or has a form: then the person leaves."""
    row = place_row(tx, place)
    if not _is_unused(tx, place):
        raise Refused(_("There are marks or forms on this place. Say that the person left instead."))
    tx.delete(row)


def place_row(tx: Session, place: UUID) -> Place:
    """The row of a place, for commands; raises `Refused` when it has been removed."""
    return get_or_refuse(tx, Place, place, _("This place has been removed meanwhile."))


def programme_of(tx: Session, *, place: UUID) -> UUID | None:
    """The programme of a place; None where there is no such place."""
    found_id: UUID | None = tx.scalar(select(Place.programme_id).where(Place.id == place))
    return found_id


def places_of(tx: Session, *, programme: UUID, today: date, with_left: bool = True) -> tuple[PlaceLine, ...]:
    """Everybody on a programme in the order of their names, those who left last, with what the registers say."""
    facts = attendance.place_facts(tx, programme=programme)
    forms = (
        select(func.count()).where(OutcomeForm.place_id == Place.id).correlate(Place).scalar_subquery().label("forms")
    )
    statement = (
        select(
            Place.id, Place.participant_id.label("participant"), Participant.given, Participant.family,
            Participant.known_as, Place.joined_on, Place.left_on, Place.left_because, Place.walk_in, forms,
        )
        .join(Participant, Participant.id == Place.participant_id)
        .where(Place.programme_id == programme)
        .order_by(~is_held(today), Participant.sort_name, Participant.family, Participant.given, Place.id)
    )  # fmt: skip
    if not with_left:
        statement = statement.where(is_held(today))
    return tuple(PlaceLine(**row._mapping, facts=facts[row.id]) for row in tx.execute(statement))


def candidates(
    tx: Session, *, programme: UUID, participants: Sequence[UUID] | None = None, today: date, limit: int = 200
) -> tuple[Candidate, ...]:
    """People who could be given a place on a programme: those named (found by the find box), else those who wait.

    Without `participants` these are the people with a referral that is waiting or unanswered, the oldest first.
    """
    waiting = select(Referral.id).where(Referral.participant_id == Participant.id, could_have_a_place())
    has_place = select(Place.id).where(
        Place.participant_id == Participant.id, Place.programme_id == programme, is_held(today)
    )
    statement = select(
        Participant.id, Participant.given, Participant.family, Participant.known_as, Participant.born,
        Participant.born_year, has_place.correlate(Participant).exists().label("has_place"),
        waiting.correlate(Participant).exists().label("waiting"),
    ).limit(limit)  # fmt: skip
    if participants is None:
        statement = statement.where(waiting.correlate(Participant).exists()).order_by(
            Participant.added_on, Participant.sort_name, Participant.id
        )
        rows: Sequence[Any] = tx.execute(statement).all()
    else:
        at = {person: number for number, person in enumerate(participants)}
        rows = sorted(tx.execute(statement.where(Participant.id.in_(list(at)))), key=lambda row: at[row.id])
    return tuple(
        Candidate(
            id=row.id,
            given=row.given,
            family=row.family,
            known_as=row.known_as,
            born=born_words(row.born, row.born_year),
            has_place=row.has_place,
            waiting=row.waiting,
        )
        for row in rows
    )


def _place(
    tx: Session,
    programme: UUID,
    participant: UUID,
    joined_on: date,
    today: date,
    *,
    walk_in: bool = False,
    referral: UUID | None = None,
) -> UUID:
    if referral is None:
        referral = _accepted_referral(tx, participant, today)
    place = Place(
        id=new_id(),
        participant_id=participant,
        programme_id=programme,
        referral_id=referral,
        joined_on=joined_on,
        walk_in=walk_in and referral is None,
    )
    tx.add(place)
    tx.flush()
    return place.id


def _accepted_referral(tx: Session, participant: UUID, today: date) -> UUID | None:
    latest = tx.scalars(
        select(Referral)
        .where(Referral.participant_id == participant, is_open())
        .order_by(Referral.received_on.desc().nulls_last(), Referral.id.desc())
        .limit(1)
    ).one_or_none()
    if latest is None:
        return None
    now = standing(latest.status, placed=True)
    if now != latest.status:
        latest.status, latest.status_on = now, today
    return latest.id


def _open(programme: Programme) -> None:
    if programme.closed_on is not None:
        raise Refused(_("{name} is closed. Open it again first.").format(name=programme.name), field="programme")


def _holders(tx: Session, programme: UUID, on: date) -> set[UUID]:
    rows = tx.scalars(select(Place.participant_id).where(Place.programme_id == programme, is_held(on)))
    return set(rows)


def _check_room(capacity: int, held: int, wanted: int) -> None:
    free = max(0, capacity - held)
    if wanted <= free:
        return
    if free == 0:
        words = _("This programme is full.")
    else:
        words = ngettext("There is room for {free} more person.", "There is room for {free} more people.", free)
    raise Refused(words.format(free=free), field="capacity")


def _check_unique(tx: Session, place: Place, joined_on: date) -> None:
    same = select(Place.id).where(
        Place.programme_id == place.programme_id,
        Place.participant_id == place.participant_id,
        Place.joined_on == joined_on,
        Place.id != place.id,
    )
    if tx.scalar(same) is not None:
        raise Refused(_("They have had a place on this programme from that same day."), field="on")


def _came_between(tx: Session, place: UUID) -> tuple[date | None, date | None]:
    day = attendance.session_day()
    came = (
        select(func.min(day).label("first"), func.max(day).label("last"))
        .select_from(Attendance)
        .join(ArtsSession, ArtsSession.id == Attendance.session_id)
        .where(Attendance.place_id == place, attendance.attended())
    )
    row = tx.execute(came).one()
    return row.first, row.last


def _is_unused(tx: Session, place: UUID) -> bool:
    marked = select(Attendance.place_id).where(Attendance.place_id == place).limit(1)
    filled = select(OutcomeForm.id).where(OutcomeForm.place_id == place).limit(1)
    return tx.scalar(marked) is None and tx.scalar(filled) is None
