"""Everything that happened with one person, in the order of its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Consent,
    Note,
    OutcomeForm,
    Participant,
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
    Status,
    answer_words,
    mark_words,
    point_words,
    purpose_words,
    route_words,
    status_words,
)
from artsrx.instruments import instrument as known_instrument
from artsrx.instruments.instrument import bands_note
from artsrx.records import attendance
from artsrx.records.naming import second_line


class TimelineKind(StrEnum):
    """What an entry is about; the id of the entry is of this kind."""

    ADDED = "added"
    REFERRAL = "referral"
    STATUS = "status"
    CONSENT = "consent"
    PLACE = "place"
    LEFT = "left"
    SESSION = "session"
    FORM = "form"
    NOTE = "note"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened; `on` is None when nobody noted the day.

    `id` is the referral, place, session, note and so on that `kind` says; `place` is the place behind a session or form.
    `source` says whose words stand after a score, where they do.
    The title of a SENDING is the key of the report that went out: only the reports know what they are called.
    """

    kind: TimelineKind
    id: UUID
    on: date | None
    title: str
    words: str = ""
    place: UUID | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of entries, the newest first, and how many there are on all its pages."""

    entries: tuple[TimelineEntry, ...]
    total: int


def timeline(tx: Session, participant: UUID, *, offset: int = 0, limit: int = 100) -> TimelinePage:
    """What happened with one person, the newest first and what has no day last."""
    entries: list[TimelineEntry] = []
    for part in (_added, _referrals, _consents, _places, _sessions, _forms, _notes, _sendings):
        entries.extend(part(tx, participant))
    return TimelinePage(_newest_first(entries)[offset : offset + limit], len(entries))


def referral_entries(tx: Session, participant: UUID) -> tuple[TimelineEntry, ...]:
    """The referrals of one person as their timeline shows them, in the same order."""
    return _newest_first(entry for entry in _referrals(tx, participant) if entry.kind is TimelineKind.REFERRAL)


def _newest_first(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    order = list(TimelineKind)
    return tuple(
        sorted(entries, key=lambda entry: (entry.on or date.min, order.index(entry.kind), entry.id), reverse=True)
    )


def score_words(instrument: str, answers: dict[str, int]) -> str:
    """The scores of a form in one line: "Life satisfaction 7 (high)"; or that it could not be scored."""
    known = known_instrument(instrument)
    scores = known.scores(answers)
    if scores is None:
        return _("Returned, not scored: some answers are missing")
    parts = ((known.measure(key), score) for key, score in scores.items())
    return " · ".join(f"{measure.name} {measure.words(score)}" for measure, score in parts)


def _added(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    for on in tx.scalars(select(Participant.added_on).where(Participant.id == participant)):
        yield TimelineEntry(kind=TimelineKind.ADDED, id=participant, on=on, title=_("Added to ArtsRx"))


def _referrals(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    statement = (
        select(Referral, Referrer.name.label("referrer"), Practice.name.label("practice"))
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(Practice, Practice.id == Referral.practice_id)
        .where(Referral.participant_id == participant)
    )
    for row in tx.execute(statement):
        referral: Referral = row.Referral
        before = referral.stated_before and _("Stated before ArtsRx: “{words}”").format(words=referral.stated_before)
        year = str(referral.received_year or "") if referral.received_on is None else ""
        yield TimelineEntry(
            kind=TimelineKind.REFERRAL,
            id=referral.id,
            on=referral.received_on,
            title=_("Referred by {name}").format(name=row.referrer) if row.referrer else route_words(referral.route),
            words=second_line(year, row.practice or "", referral.reason, before, referral.notes),
        )
        if referral.status != Status.RECEIVED:
            yield TimelineEntry(
                kind=TimelineKind.STATUS,
                id=referral.id,
                on=referral.status_on,
                title=_("Referral: {status}").format(status=status_words(referral.status)),
                words=referral.status_reason,
            )


def _consents(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    rows = tx.execute(
        select(Consent.id, Consent.answered_on, Consent.purpose, Consent.answer, Consent.remark).where(
            Consent.participant_id == participant, Consent.answer != Answer.NOT_ASKED
        )
    )
    for row in rows:
        asked, said = purpose_words(row.purpose), answer_words(row.answer)
        yield TimelineEntry(
            kind=TimelineKind.CONSENT,
            id=row.id,
            on=row.answered_on,
            title=_("{question}: {answer}").format(question=asked, answer=said),
            words=row.remark,
        )


def _places(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    statement = (
        select(Place, Programme.name.label("programme"))
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id == participant)
    )
    for row in tx.execute(statement):
        place: Place = row.Place
        yield TimelineEntry(
            kind=TimelineKind.PLACE,
            id=place.id,
            on=place.joined_on,
            title=_("A place on {programme}").format(programme=row.programme),
            words=_("Came without a referral") if place.walk_in else "",
            place=place.id,
        )
        if place.left_on or place.left_because:
            yield TimelineEntry(
                kind=TimelineKind.LEFT,
                id=place.id,
                on=place.left_on,
                title=_("Left {programme}").format(programme=row.programme),
                words=place.left_because,
                place=place.id,
            )


def _sessions(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    rows = tx.execute(
        select(
            ArtsSession.id, ArtsSession.starts_at, Programme.name, Attendance.mark, Attendance.note, Attendance.place_id
        )
        .join(Attendance, Attendance.session_id == ArtsSession.id)
        .join(Place, Place.id == Attendance.place_id)
        .join(Programme, Programme.id == ArtsSession.programme_id)
        .where(Place.participant_id == participant, attendance.stands())
    )
    for row in rows:
        yield TimelineEntry(
            kind=TimelineKind.SESSION,
            id=row.id,
            on=row.starts_at.date(),
            title=_("{programme}: {mark}").format(programme=row.name, mark=mark_words(row.mark)),
            words=row.note,
            place=row.place_id,
        )


def _forms(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    statement = (
        select(OutcomeForm, Programme.name.label("programme"))
        .join(Place, Place.id == OutcomeForm.place_id)
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id == participant)
    )
    for row in tx.execute(statement):
        form: OutcomeForm = row.OutcomeForm
        instrument = known_instrument(form.instrument)
        yield TimelineEntry(
            kind=TimelineKind.FORM,
            id=form.id,
            on=form.done_on,
            title=_("{point} form: {name}").format(point=point_words(form.point), name=instrument.short_name),
            words=second_line(score_words(form.instrument, form.answers), row.programme),
            place=form.place_id,
            source=bands_note(instrument.measures),
        )


def _notes(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    rows = tx.execute(select(Note.id, Note.written_on, Note.words).where(Note.participant_id == participant))
    for row in rows:
        yield TimelineEntry(kind=TimelineKind.NOTE, id=row.id, on=row.written_on, title=_("Note"), words=row.words)


def _sendings(tx: Session, participant: UUID) -> Iterator[TimelineEntry]:
    rows = tx.execute(
        select(Sending.id, Sending.sent_at, Sending.report, Sending.how, Staff.name)
        .outerjoin(Staff, Staff.id == Sending.staff_id)
        .where(Sending.participant_id == participant)
    )
    for row in rows:
        by = _("by {name}").format(name=row.name) if row.name else ""
        yield TimelineEntry(
            kind=TimelineKind.SENDING,
            id=row.id,
            on=row.sent_at.astimezone().date(),
            title=row.report,
            words=second_line(row.how, by),
        )
