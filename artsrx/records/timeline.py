"""Everything that happened with one person, in the order of its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Note,
    OutcomeForm,
    Participant,
    Permission,
    Place,
    Practice,
    Programme,
    Referral,
    Referrer,
    Sending,
    Staff,
)
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import (
    Answer,
    Mark,
    Point,
    Purpose,
    Route,
    Status,
    answer_words,
    mark_words,
    point_words,
    purpose_words,
    route_words,
    status_words,
)
from artsrx.instruments import INSTRUMENTS
from artsrx.records import attendance


class Kind(StrEnum):
    """What an entry is about; the id of the entry is of this kind."""

    ADDED = "added"
    REFERRAL = "referral"
    STATUS = "status"
    PERMISSION = "permission"
    PLACE = "place"
    LEFT = "left"
    SESSION = "session"
    FORM = "form"
    NOTE = "note"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `on` is None when nobody noted the day.

    `id` is the referral, place, session, note and so on that `kind` says; `place` is the place behind a session or form.
    """

    kind: Kind
    id: UUID
    on: date | None
    title: str
    words: str
    place: UUID | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of entries, the newest first, and how many there are on all its pages."""

    entries: tuple[Entry, ...]
    total: int


def timeline(tx: Session, participant: UUID, *, offset: int = 0, limit: int = 100) -> TimelinePage:
    """What happened with one person, the newest first and what has no day last."""
    entries: list[Entry] = []
    for part in (_added, _referrals, _permissions, _places, _sessions, _forms, _notes, _sendings):
        entries.extend(part(tx, participant))
    order = list(Kind)
    entries.sort(key=lambda entry: (entry.on or date.min, order.index(entry.kind), entry.id), reverse=True)
    return TimelinePage(tuple(entries[offset : offset + limit]), len(entries))


def score_words(instrument: str, answers: dict[str, int]) -> str:
    """The scores of a form in one line: "Mental wellbeing (SWEMWBS) 19.98"; or that it could not be scored."""
    known = next(one for one in INSTRUMENTS if one.key == instrument)
    scores = known.scores(answers)
    if scores is None:
        return _("Returned, not scored: some answers are missing")
    parts = (f"{known.measure(key).name} {score:.{known.measure(key).decimals}f}" for key, score in scores.items())
    return " · ".join(parts)


def _lines(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _report_words(report: str) -> str:
    """What a report that was sent is called, by its key; another way of sending says itself what it was."""
    return {"link-worker": _("Note to the link worker"), "impact": _("Impact report")}.get(report, report)


def _added(tx: Session, participant: UUID) -> Iterator[Entry]:
    for on in tx.scalars(select(Participant.added_on).where(Participant.id == participant)):
        yield Entry(Kind.ADDED, participant, on, _("Added to ArtsRx"), "")


def _referrals(tx: Session, participant: UUID) -> Iterator[Entry]:
    statement = (
        select(Referral, Referrer.name, Practice.name)
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(Practice, Practice.id == Referral.practice_id)
        .where(Referral.participant_id == participant)
    )
    for referral, referrer, practice in tx.execute(statement):
        before = referral.stated_before and _("Stated before ArtsRx: “{words}”").format(words=referral.stated_before)
        sent = _("Referred by {name}").format(name=referrer) if referrer else route_words(Route(referral.route))
        year = str(referral.received_year or "") if referral.received_on is None else ""
        words = _lines(year, practice or "", referral.reason, before, referral.notes)
        yield Entry(Kind.REFERRAL, referral.id, referral.received_on, sent, words)
        if referral.status != Status.RECEIVED:
            title = _("Referral: {status}").format(status=status_words(Status(referral.status)))
            yield Entry(Kind.STATUS, referral.id, referral.status_on, title, referral.status_reason)


def _permissions(tx: Session, participant: UUID) -> Iterator[Entry]:
    rows = tx.execute(
        select(Permission.id, Permission.answered_on, Permission.purpose, Permission.answer, Permission.remark).where(
            Permission.participant_id == participant, Permission.answer != Answer.NOT_ASKED.value
        )
    )
    for row in rows:
        answer = answer_words(Answer(row.answer))
        title = _("{question}: {answer}").format(question=purpose_words(Purpose(row.purpose)), answer=answer)
        yield Entry(Kind.PERMISSION, row.id, row.answered_on, title, row.remark)


def _places(tx: Session, participant: UUID) -> Iterator[Entry]:
    statement = (
        select(Place, Programme.name)
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id == participant)
    )
    for place, programme in tx.execute(statement):
        how = _("Came without a referral") if place.walk_in else ""
        title = _("A place on {programme}").format(programme=programme)
        yield Entry(Kind.PLACE, place.id, place.joined_on, title, how, place.id)
        if place.left_on:
            title = _("Left {programme}").format(programme=programme)
            yield Entry(Kind.LEFT, place.id, place.left_on, title, place.left_because, place.id)


def _sessions(tx: Session, participant: UUID) -> Iterator[Entry]:
    rows = tx.execute(
        select(
            ArtsSession.id, ArtsSession.starts_at, Programme.name, Attendance.mark, Attendance.note, Attendance.place_id
        )
        .join(Attendance, Attendance.session_id == ArtsSession.id)
        .join(Place, Place.id == Attendance.place_id)
        .join(Programme, Programme.id == ArtsSession.programme_id)
        .where(Place.participant_id == participant, attendance.stands())
    )
    for session, starts_at, programme, mark, note, place in rows:
        title = _("{programme}: {mark}").format(programme=programme, mark=mark_words(Mark(mark)))
        yield Entry(Kind.SESSION, session, starts_at.date(), title, note, place)


def _forms(tx: Session, participant: UUID) -> Iterator[Entry]:
    statement = (
        select(OutcomeForm, Programme.name)
        .join(Place, Place.id == OutcomeForm.place_id)
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id == participant)
    )
    for form, programme in tx.execute(statement):
        title = _("{point} form: {name}").format(point=point_words(Point(form.point)), name=form.instrument.upper())
        words = _lines(score_words(form.instrument, form.answers), programme)
        yield Entry(Kind.FORM, form.id, form.done_on, title, words, form.place_id)


def _notes(tx: Session, participant: UUID) -> Iterator[Entry]:
    rows = tx.execute(select(Note.id, Note.written_on, Note.words).where(Note.participant_id == participant))
    for row in rows:
        yield Entry(Kind.NOTE, row.id, row.written_on, _("Note"), row.words)


def _sendings(tx: Session, participant: UUID) -> Iterator[Entry]:
    rows = tx.execute(
        select(Sending.id, Sending.sent_at, Sending.report, Sending.how, Staff.name)
        .outerjoin(Staff, Staff.id == Sending.staff_id)
        .where(Sending.participant_id == participant)
    )
    for row in rows:
        by = _("by {name}").format(name=row.name) if row.name else ""
        yield Entry(
            Kind.SENDING, row.id, row.sent_at.astimezone().date(), _report_words(row.report), _lines(row.how, by)
        )
