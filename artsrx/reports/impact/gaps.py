"""What is missing before an impact report is made: each with a count, plain words and a way to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession, Attendance, OutcomeForm, Participant, Place, Programme, Referral
from artsrx.domain.i18n import ngettext
from artsrx.domain.vocabulary import Point
from artsrx.instruments import INSTRUMENTS
from artsrx.records import attendance
from artsrx.records.forms import at_the_same_point, forms_due
from artsrx.records.referral_standing import unanswered
from artsrx.reports.impact.counting import Scope, active, of_scope, received
from artsrx.reports.report import Gap, GapTarget


def gaps(
    tx: Session, *, start: date, end: date, programmes: tuple[UUID, ...] | None = None, as_at: date
) -> tuple[Gap, ...]:
    """Everything that is missing for a report on this period, most telling first; nothing when all is there."""
    scope = Scope(start, end, programmes, as_at)
    found = (
        _gap("registers", "session", _unmarked(tx, scope)),
        _gap("blanks", "session", _partly_marked(tx, scope)),
        *_forms_due(tx, scope),
        _gap("twice", "place", _twice(tx, scope)),
        _gap("unscored", "form", _unscored(tx, scope)),
        _gap("birth", "participant", _without_birth(tx, scope)),
        _gap("year", "referral", _undated(tx, scope)),
        _gap("answers", "referral", _unanswered(tx, scope)),
        _gap("practice", "referral", _without_practice(tx, scope)),
        _gap("rules", "programme", _without_rule(tx, scope)),
    )
    return tuple(gap for gap in found if gap.count)


def _gap(key: str, target: GapTarget, ids: Iterable[UUID]) -> Gap:
    listed = tuple(ids)
    return Gap(key, len(listed), _words(key, len(listed)), target, listed)


def _words(key: str, n: int) -> str:
    """What is missing, in a sentence."""
    return {
        "registers": ngettext(
            "{n} session has no register yet.", "{n} sessions have no register yet.", n
        ),
        "blanks": ngettext(
            "{n} register is only partly filled in.", "{n} registers are only partly filled in.", n
        ),
        "start": ngettext(
            "{n} person who came has no start form.", "{n} people who came have no start form.", n
        ),
        "end": ngettext(
            "{n} person who finished or left has no end form.", "{n} people who finished or left have no end form.", n
        ),
        "twice": ngettext(
            "{n} person has two forms at the same point: please remove one.",
            "{n} people have two forms at the same point: please remove one of each.",
            n,
        ),
        "unscored": ngettext(
            "{n} form has blanks and cannot be scored.", "{n} forms have blanks and cannot be scored.", n
        ),
        "birth": ngettext(
            "{n} person who took part has no date of birth.", "{n} people who took part have no date of birth.", n
        ),
        "year": ngettext(
            "{n} referral has no full date: it is counted apart.",
            "{n} referrals have no full date: they are counted apart.",
            n,
        ),
        "answers": ngettext(
            "{n} referral has not been answered.", "{n} referrals have not been answered.", n
        ),
        "practice": ngettext(
            "{n} referral does not say from which practice.", "{n} referrals do not say from which practice.", n
        ),
        "rules": ngettext(
            "{n} programme does not say when it counts as completed.",
            "{n} programmes do not say when they count as completed.",
            n,
        ),
    }[key].format(n=n)  # fmt: skip


def _sessions(scope: Scope) -> Any:
    """The ids of the sessions of the period that were not cancelled and are past, in order of time."""
    return (
        select(ArtsSession.id)
        .where(
            attendance.between(scope.start, scope.until),
            attendance.stands(),
            scope.programme(ArtsSession.programme_id),
        )
        .order_by(ArtsSession.starts_at, ArtsSession.id)
    )


def _unmarked(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Sessions at which somebody was expected and nothing is noted."""
    ids: Iterable[UUID] = tx.scalars(_sessions(scope).where(attendance.unmarked()))
    return ids


def _partly_marked(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Sessions whose register has marks and blanks."""
    blank = (
        attendance.offers(ArtsSession.id, since=scope.start, until=scope.until)
        .where(Attendance.mark.is_(None), scope.programme(ArtsSession.programme_id))
        .distinct()
    )
    marked = select(Attendance.session_id).where(Attendance.session_id == ArtsSession.id).correlate(ArtsSession)
    ids: Iterable[UUID] = tx.scalars(_sessions(scope).where(marked.exists(), ArtsSession.id.in_(blank)))
    return ids


def _forms_due(tx: Session, scope: Scope) -> Iterable[Gap]:
    """Start and end forms that people on the registers of the period owe."""
    due = forms_due(tx, as_at=scope.as_at, places=active(scope))
    for point in (Point.END, Point.START):
        yield _gap(point.value, "place", (form.place for form in due if form.point is point))


def _in_period(scope: Scope) -> Any:
    """A select of forms of the period from which a caller takes columns."""
    return (
        select(OutcomeForm.id)
        .join(Place, Place.id == OutcomeForm.place_id)
        .where(OutcomeForm.done_on.between(scope.start, scope.end), scope.programme(Place.programme_id))
    )


def _twice(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Places with two forms of one instrument at the start, or at the end."""
    counted = (
        select(OutcomeForm.place_id, at_the_same_point().label("times"))
        .where(OutcomeForm.point.in_([Point.START, Point.END]))
        .subquery()
    )
    twice = select(counted.c.place_id).where(counted.c.times > 1)
    places = _in_period(scope).with_only_columns(OutcomeForm.place_id).where(OutcomeForm.place_id.in_(twice))
    ids: Iterable[UUID] = tx.scalars(places.distinct())
    return ids


def _unscored(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Forms of the period that cannot be scored."""
    known = {instrument.key: instrument for instrument in INSTRUMENTS}
    rows = tx.execute(_in_period(scope).add_columns(OutcomeForm.instrument, OutcomeForm.answers))
    return [row.id for row in rows if known[row.instrument].scores(row.answers) is None]


def _without_birth(tx: Session, scope: Scope) -> Iterable[UUID]:
    """People who came in the period and of whom not even the year of birth is known."""
    came = attendance.offers(Place.participant_id, since=scope.start, until=scope.until).where(
        attendance.attended(), scope.programme(Place.programme_id)
    )
    return tx.scalars(
        select(Participant.id)
        .where(Participant.born.is_(None), Participant.born_year.is_(None), Participant.id.in_(came))
        .order_by(Participant.sort_name, Participant.id)
    )


def _undated(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Referrals without a day: with a year that the period touches, or without any."""
    touched = or_(Referral.received_year.is_(None), Referral.received_year.between(scope.start.year, scope.end.year))
    undated = select(Referral.id).where(Referral.received_on.is_(None), touched, of_scope(scope))
    return tx.scalars(undated.order_by(Referral.id))


def _unanswered(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Referrals of the period that still wait for an answer."""
    statement = select(Referral.id).where(received(scope), unanswered())
    return tx.scalars(statement.order_by(Referral.received_on, Referral.id))


def _without_practice(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Referrals of the period without a practice."""
    return tx.scalars(
        select(Referral.id)
        .where(received(scope), Referral.practice_id.is_(None))
        .order_by(Referral.received_on, Referral.id)
    )


def _without_rule(tx: Session, scope: Scope) -> Iterable[UUID]:
    """Programmes with a session in the period and no rule of completion."""
    met = _sessions(scope).with_only_columns(ArtsSession.programme_id).order_by(None)
    return tx.scalars(
        select(Programme.id).where(Programme.needed.is_(None), Programme.id.in_(met)).order_by(Programme.name)
    )
