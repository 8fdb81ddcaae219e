"""Outcome forms: entered from paper, changed, taken away, and the list of those that are due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, OutcomeForm, Participant, Place, Programme
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Point
from artsrx.instruments import instrument as known_instrument
from artsrx.records import attendance
from artsrx.records.place_standing import has_left, is_held
from artsrx.records.places import called, place_row
from artsrx.records.rows import get_or_refuse


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form of a place; `answers` has a value for each question answered.

    `scores` are by measure key, None where the form was returned and cannot be scored. `twice` says that there is another
    form of the same instrument at the same point, which nobody has resolved yet.
    """

    id: UUID
    place: UUID
    instrument: str
    point: Point
    done_on: date
    answers: Mapping[str, int]
    scores: Mapping[str, float] | None
    twice: bool

    @property
    def complete(self) -> bool:
        """Whether every question has an answer."""
        return len(self.answers) == len(known_instrument(self.instrument).questions)


class Why(StrEnum):
    """Why a form is due."""

    STARTED = "started"
    COMPLETED = "completed"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FormDue:
    """A form that somebody still owes: at the start once they came, at the end once they finished, left or it ended."""

    place: UUID
    participant: UUID
    given: str
    family: str
    known_as: str
    programme: UUID
    programme_name: str
    point: Point
    why: Why

    @property
    def name(self) -> str:
        """What the person is called on lists."""
        return called(self.given, self.family, self.known_as)


def enter(
    tx: Session,
    *,
    place: UUID,
    instrument: str,
    point: Point,
    done_on: date,
    answers: Mapping[str, object],
    today: date,
) -> UUID:
    """Keep one form and return its id; a second one at the same point is kept too and shown as unresolved.

    `answers` maps question keys to numbers as typed, blanks left out or empty. Raises `Refused` for an answer that the
    question does not take (its field is the question's key), for a form without any answer and for a day still to come
    (field "done_on").
    """
    place_row(tx, place)
    checked = _check_answers(instrument, answers)
    _check_day(done_on, today)
    form = OutcomeForm(
        id=new_id(), place_id=place, instrument=known_instrument(instrument).key, point=point, done_on=done_on,
        answers=checked,
    )  # fmt: skip
    tx.add(form)
    tx.flush()
    return form.id


def change(
    tx: Session,
    *,
    form: UUID,
    today: date,
    point: Point | None = None,
    done_on: date | None = None,
    answers: Mapping[str, object] | None = None,
) -> None:
    """Correct the point, the day or all the answers of a form; refused as `enter` does."""
    row = form_row(tx, form)
    if point is not None:
        row.point = point
    if done_on is not None:
        _check_day(done_on, today)
        row.done_on = done_on
    if answers is not None:
        row.answers = _check_answers(row.instrument, answers)


def remove(tx: Session, *, form: UUID) -> None:
    """Take a form away, for example one of two at the same point; Undo brings it back."""
    tx.delete(form_row(tx, form))


def form_row(tx: Session, form: UUID) -> OutcomeForm:
    """The row of a form, for commands; raises `Refused` when it has been removed."""
    return get_or_refuse(tx, OutcomeForm, form, _("This form has been removed meanwhile."))


def place_of(tx: Session, *, form: UUID) -> UUID:
    """The place that a form belongs to; raises `Refused` when the form has been removed."""
    return form_row(tx, form).place_id


def forms_of(tx: Session, *, place: UUID) -> tuple[FormLine, ...]:
    """All forms of a place in the order they were filled in."""
    return _lines(tx, (place,))


def forms_of_programme(tx: Session, *, programme: UUID) -> dict[UUID, tuple[FormLine, ...]]:
    """All forms of a programme by place, each place's in the order they were filled in."""
    places = tx.scalars(select(Place.id).where(Place.programme_id == programme)).all()
    gathered: dict[UUID, list[FormLine]] = {}
    for line in _lines(tx, places):
        gathered.setdefault(line.place, []).append(line)
    return {place: tuple(lines) for place, lines in gathered.items()}


def forms_due(
    tx: Session,
    *,
    as_at: date,
    programme: UUID | None = None,
    since: date | None = None,
    places: Select[UUID] | None = None,
) -> tuple[FormDue, ...]:
    """The forms that are due on a day, by programme and name, whatever the instrument.

    Who has come at least once and has no start form owes one. Who has come and then completed, left, or whose course has
    ended (closed, or its last session is past) and has no end form owes that. With `since` only programmes that have met
    since that day are looked at, and only people who have not left before it; `places` selects the ids of those looked at.
    """
    tests: list[Any] = [] if since is None else [is_held(since)]
    if places is not None:
        tests.append(Place.id.in_(places))
    course = _courses(as_at, programme, since)
    has_start, has_end, left = _has(Point.START), _has(Point.END), has_left(as_at)
    over = or_(left, ~course.c.runs_on, course.c.far)
    statement = (
        select(
            Place.id, Place.participant_id, Participant.given, Participant.family, Participant.known_as,
            Place.programme_id, course.c.name, course.c.needed, course.c.runs_on,
            left.label("left"), has_start.label("has_start"), has_end.label("has_end"),
            attendance.times_attended(as_at).label("attended"),
        )
        .join(course, course.c.id == Place.programme_id)
        .join(Participant, Participant.id == Place.participant_id)
        .where(*tests, or_(~has_start, and_(~has_end, over)))
        .order_by(course.c.name, course.c.id, Participant.sort_name, Place.id)
    )  # fmt: skip
    rows: Sequence[Any] = tx.execute(statement).all()
    return tuple(due for row in rows for due in _due(row))


def _courses(as_at: date, programme: UUID | None, since: date | None) -> CTE:
    """The programmes looked at, worked out before their places are: whether each runs on, and is far enough on.

    Nobody can have completed one that has met less often than it asks for; most that run are not there yet.
    """
    tests: list[Any] = [] if programme is None else [Programme.id == programme]
    if since is not None:
        tests.append(Programme.id.in_(select(ArtsSession.programme_id).where(attendance.between(since, as_at))))
    far = attendance.completed(attendance.sessions_so_far(as_at))
    columns = (Programme.id, Programme.name, Programme.needed)
    rows = select(*columns, attendance.runs_on(as_at).label("runs_on"), far.label("far")).where(*tests)
    return rows.cte("course").prefix_with("MATERIALIZED")


def _due(row: Any) -> Iterable[FormDue]:
    facts = attendance.PlaceFacts(attended=row.attended, needed=row.needed)
    if not facts.started:
        return
    if not row.has_start:
        yield _form_due(row, Point.START, Why.STARTED)
    why = _why_ended(facts, row)
    if why is not None and not row.has_end:
        yield _form_due(row, Point.END, why)


def _form_due(row: Any, point: Point, why: Why) -> FormDue:
    return FormDue(
        place=row.id,
        participant=row.participant_id,
        given=row.given,
        family=row.family,
        known_as=row.known_as,
        programme=row.programme_id,
        programme_name=row.name,
        point=point,
        why=why,
    )


def _why_ended(facts: attendance.PlaceFacts, row: Any) -> Why | None:
    if facts.completed:
        return Why.COMPLETED
    if row.left:
        return Why.LEFT
    return None if row.runs_on else Why.ENDED


def at_the_same_point() -> ColumnElement[int]:
    """How many forms of one instrument a place has at one point, in a query that has `OutcomeForm`: of two, neither counts.

    Nobody has said yet which of them does.
    """
    same = (OutcomeForm.place_id, OutcomeForm.instrument, OutcomeForm.point)
    return func.count().over(partition_by=same)


def _has(point: Point) -> Any:
    return (
        select(OutcomeForm.id)
        .where(OutcomeForm.place_id == Place.id, OutcomeForm.point == point)
        .correlate(Place)
        .exists()
    )


def _lines(tx: Session, places: Sequence[UUID]) -> tuple[FormLine, ...]:
    rows = tx.execute(
        select(
            OutcomeForm.id,
            OutcomeForm.place_id,
            OutcomeForm.instrument,
            OutcomeForm.point,
            OutcomeForm.done_on,
            OutcomeForm.answers,
            at_the_same_point().label("times"),
        )
        .where(OutcomeForm.place_id.in_(places))
        .order_by(OutcomeForm.done_on, OutcomeForm.id)
    )
    return tuple(
        FormLine(
            id=row.id,
            place=row.place_id,
            instrument=row.instrument,
            point=row.point,
            done_on=row.done_on,
            answers=row.answers,
            scores=known_instrument(row.instrument).scores(row.answers),
            twice=row.times > 1,
        )
        for row in rows
    )


def _check_answers(instrument: str, answers: Mapping[str, object]) -> dict[str, int]:
    checked = known_instrument(instrument).check(answers)
    if not checked:
        raise Refused(_("There is no answer on this form yet."), field="answers")
    return checked


def _check_day(done_on: date, today: date) -> None:
    if done_on > today:
        raise Refused(_("This day is still to come."), field="done_on")
