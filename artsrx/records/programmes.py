"""Programmes: what people come to, with a course made in one go and the completion rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Place, Programme
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.domain.names import tidy
from artsrx.records import attendance, sessions
from artsrx.records.place_standing import is_held
from artsrx.records.rows import get_or_refuse

FIELDS = ("name", "artform", "venue", "facilitator", "capacity", "needed", "needed_of", "notes")
_TIDIED = ("name", "artform", "venue", "facilitator")
# What a line says of the programme itself; the rest is counted.
_OWN = ("id", "name", "venue", "facilitator", "capacity", "closed_on")
_NUMBERS = ("capacity", "needed", "needed_of")


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One line of the list: `people` have a place now, `next_at` is the next session that stands."""

    id: UUID
    name: str
    venue: str
    facilitator: str
    people: int
    capacity: int | None
    sessions: int
    held: int
    first_at: datetime | None
    last_at: datetime | None
    next_at: datetime | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ProgrammeList:
    """A page of the list and how many there are in all."""

    lines: tuple[ProgrammeLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """One programme as its page shows it; `people` have a place on the day asked about."""

    id: UUID
    name: str
    artform: str
    venue: str
    facilitator: str
    capacity: int | None
    needed: int | None
    needed_of: int | None
    notes: str
    closed_on: date | None
    people: int


def add(tx: Session, /, *, name: str, **fields: Any) -> UUID:
    """Add a programme and return its id; `fields` are those of `FIELDS`.

    Raises `Refused` for an empty or a taken name, and for numbers that make no sense.
    """
    programme = Programme(id=new_id(), name="")
    _set(tx, programme, {"name": name, **fields})
    tx.add(programme)
    tx.flush()
    return programme.id


def make_course(
    tx: Session, /, *, name: str, starts: Sequence[datetime], minutes: int = sessions.USUAL_MINUTES, **fields: Any
) -> UUID:
    """Add a programme together with all its sessions and return its id.

    `starts` are local times, in any order; `minutes` is how long each session lasts; `fields` are those of `FIELDS`.
    Raises `Refused` when there is no date, when a date comes twice, and as `add` does.
    """
    if not starts:
        raise Refused(_("A course needs at least one date."), field="starts")
    if len(set(starts)) < len(starts):
        raise Refused(_("The same date and time is there twice."), field="starts")
    if fields.get("needed") is not None and fields.get("needed_of") is None:
        fields["needed_of"] = len(starts)
    programme = add(tx, name=name, **fields)
    for start in sorted(starts):
        sessions.add(tx, programme=programme, starts_at=start, minutes=minutes)
    return programme


def change(tx: Session, /, *, programme: UUID, **fields: Any) -> None:
    """Change some of `FIELDS` of a programme; refused as `add` does."""
    _set(tx, programme_row(tx, programme), fields)


def close(tx: Session, *, programme: UUID, on: date) -> None:
    """Close a programme: it leaves the list of what is running, nobody loses anything, and it can be opened again."""
    programme_row(tx, programme).closed_on = on


def reopen(tx: Session, *, programme: UUID) -> None:
    """Open a closed programme again."""
    programme_row(tx, programme).closed_on = None


def remove(tx: Session, *, programme: UUID) -> None:
    """Take away a programme that was made by mistake, with its sessions; refused once anybody has had a place on it."""
    row = programme_row(tx, programme)
    if tx.scalar(select(func.count()).where(Place.programme_id == programme)):
        raise Refused(_("People have places on {name}. Close it instead.").format(name=row.name))
    for session in tx.scalars(select(ArtsSession).where(ArtsSession.programme_id == programme)).all():
        tx.delete(session)
    tx.flush()
    tx.delete(row)


def programme_row(tx: Session, programme: UUID) -> Programme:
    """The row of a programme, for commands; raises `Refused` when it has been removed."""
    return get_or_refuse(tx, Programme, programme, _("This programme has been removed meanwhile."))


def programme_list(
    tx: Session,
    *,
    today: date,
    text: str = "",
    with_closed: bool = False,
    offset: int = 0,
    limit: int = 200,
    sort: str = "next_at",
    descending: bool = False,
) -> ProgrammeList:
    """A page of programmes whose name, artform, venue or facilitator holds `text`.

    `sort` is a field of `ProgrammeLine` (an unknown one is a `KeyError`); empty values come last. `people` are
    those with a place today.
    """
    tests: list[ColumnElement[bool]] = []
    if text.strip():
        named = (Programme.name, Programme.artform, Programme.venue, Programme.facilitator)
        tests.append(or_(*(field.icontains(text.strip(), autoescape=True) for field in named)))
    if not with_closed:
        tests.append(Programme.closed_on.is_(None))
    total = tx.scalar(select(func.count()).select_from(Programme).where(*tests)) or 0
    page = _page(sort, today, descending=descending).where(*tests).offset(offset).limit(limit).cte("page")
    rows = tx.execute(_lines(page, today))
    return ProgrammeList(tuple(ProgrammeLine(**row._mapping) for row in rows), total)


def programme_names(tx: Session, *, limit: int = 500) -> tuple[tuple[UUID, str], ...]:
    """The id and name of every programme, closed ones too, by name; nothing is counted, so it is quick."""
    statement = select(Programme.id, Programme.name).order_by(func.lower(Programme.name), Programme.id).limit(limit)
    return tuple((row.id, row.name) for row in tx.execute(statement))


def _page(sort: str, today: date, *, descending: bool) -> Select[*tuple[Any, ...]]:
    """The ids of the programmes and their places in the list. What is not sorted by is not counted here."""
    rows = select(Programme.id)
    if sort in _OWN:
        by: ColumnElement[Any] = getattr(Programme, sort)
    elif sort == "people":
        people = _people(today).subquery()
        rows, by = rows.outerjoin(people, people.c.programme_id == Programme.id), func.coalesce(people.c.people, 0)
    else:
        met = (_next(today) if sort == "next_at" else _met(today)).subquery()
        rows, by = rows.outerjoin(met, met.c.programme_id == Programme.id), met.c[sort]
        if sort in ("sessions", "held"):
            by = func.coalesce(by, 0)
    folded = func.lower(by) if sort in _TIDIED else by
    order = folded.desc() if descending else folded.asc()
    keys = (order.nulls_last(), func.lower(Programme.name), Programme.id)
    return rows.add_columns(func.row_number().over(order_by=keys).label("place")).order_by(*keys)


def _lines(page: CTE, today: date) -> Select[*tuple[Any, ...]]:
    """The lines of a page; sessions and people of its programmes alone are counted."""
    of_page = select(page.c.id)
    met = _met(today).where(ArtsSession.programme_id.in_(of_page)).subquery()
    people = _people(today).where(Place.programme_id.in_(of_page)).subquery()
    return (
        select(
            Programme.id,
            Programme.name,
            Programme.venue,
            Programme.facilitator,
            func.coalesce(people.c.people, 0).label("people"),
            Programme.capacity,
            func.coalesce(met.c.sessions, 0).label("sessions"),
            func.coalesce(met.c.held, 0).label("held"),
            met.c.first_at,
            met.c.last_at,
            met.c.next_at,
            Programme.closed_on,
        )
        .join(page, page.c.id == Programme.id)
        .outerjoin(met, met.c.programme_id == Programme.id)
        .outerjoin(people, people.c.programme_id == Programme.id)
        .order_by(page.c.place)
    )


def _met(today: date) -> Select[*tuple[Any, ...]]:
    """What the sessions of each programme that has any come to."""
    stands = attendance.stands()
    ahead = and_(stands, ArtsSession.starts_at >= attendance.start_of(today))
    return select(
        ArtsSession.programme_id,
        func.count().filter(stands).label("sessions"),
        func.count().filter(attendance.held()).label("held"),
        func.min(ArtsSession.starts_at).filter(stands).label("first_at"),
        func.max(ArtsSession.starts_at).filter(stands).label("last_at"),
        func.min(ArtsSession.starts_at).filter(ahead).label("next_at"),
    ).group_by(ArtsSession.programme_id)


def _next(today: date) -> Select[*tuple[Any, ...]]:
    """The next session of each programme that has one. Of all sessions few are still to come, and only those are read."""
    coming = select(ArtsSession.id).where(ArtsSession.starts_at >= attendance.start_of(today))
    return (
        select(ArtsSession.programme_id, func.min(ArtsSession.starts_at).label("next_at"))
        .where(ArtsSession.id.in_(coming), attendance.stands())
        .group_by(ArtsSession.programme_id)
    )


def _people(today: date) -> Select[*tuple[Any, ...]]:
    """How many people have a place on each programme that has any."""
    return select(Place.programme_id, func.count().label("people")).where(is_held(today)).group_by(Place.programme_id)


def programme_page(tx: Session, *, programme: UUID, today: date) -> ProgrammePage:
    """Everything about one programme but its sessions and people; `Refused` when it has been removed."""
    row = programme_row(tx, programme)
    people = tx.scalar(select(func.count()).where(Place.programme_id == programme, is_held(today))) or 0
    return ProgrammePage(
        id=row.id,
        name=row.name,
        artform=row.artform,
        venue=row.venue,
        facilitator=row.facilitator,
        capacity=row.capacity,
        needed=row.needed,
        needed_of=row.needed_of,
        notes=row.notes,
        closed_on=row.closed_on,
        people=people,
    )


def _set(tx: Session, programme: Programme, fields: dict[str, Any]) -> None:
    for field, value in fields.items():
        if field not in FIELDS:
            raise TypeError(f"a programme has no {field}")
        if field in _TIDIED:
            value = tidy(value)
        if field in _NUMBERS and value is not None and value < 1:
            raise Refused(_("This must be 1 or more, or left empty."), field=field)
        if field == "name":
            _free_name(tx, programme, value)
        setattr(programme, field, value)
    needed, out_of = programme.needed, programme.needed_of
    if needed is not None and out_of is not None and needed > out_of:
        raise Refused(
            _("Finished cannot mean {needed} of {sessions}.").format(needed=needed, sessions=out_of), field="needed"
        )


def _free_name(tx: Session, programme: Programme, name: str) -> None:
    if not name:
        raise Refused(_("A programme needs a name."), field="name")
    taken = select(Programme.id).where(func.lower(Programme.name) == name.lower(), Programme.id != programme.id)
    with tx.no_autoflush:
        if tx.scalar(taken) is not None:
            raise Refused(
                _("There is already a programme called {name}. Add the term or the year.").format(name=name),
                field="name",
            )
