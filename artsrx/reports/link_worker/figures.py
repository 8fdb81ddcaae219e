"""What a note to the link worker may say about one person, and nothing that they have not consented to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant, Place, Practice, Programme, Referral, Referrer
from artsrx.domain.consents import why_not
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Point, Purpose, Status
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.instrument import Measure
from artsrx.records import attendance, consents, forms
from artsrx.records.attendance import NOTHING_YET, PlaceFacts
from artsrx.records.naming import full_name
from artsrx.records.organisation import organisation
from artsrx.records.place_standing import has_left
from artsrx.records.referral_standing import is_true, standing
from artsrx.records.referrals import NEEDS_REASON
from artsrx.records.rows import get_or_refuse


@dataclass(frozen=True, slots=True)
class Score:
    """One measure at the start and at its latest point since, with the days; either may be missing, not both."""

    measure: Measure
    start: float | None
    start_on: date | None
    latest: float | None
    latest_on: date | None


@dataclass(frozen=True, slots=True)
class PlaceNote:
    """One place that came of the referral: the programme, the days, what the registers and the forms say."""

    programme: str
    joined_on: date | None
    left_on: date | None
    left: bool
    facts: PlaceFacts
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class NoteFigures:
    """Everything that the note prints; empty text and None stand for what is not known and is not printed.

    `reader` is whom it is addressed to, line by line; `copy_to` the practice, if they may have a copy.
    """

    organisation: str
    address: str
    email: str
    phone: str
    sample: bool
    as_at: date
    participant: UUID
    reader: tuple[str, ...]
    copy_to: str
    name: str
    called: str
    born: date | None
    received_on: date | None
    received_year: int | None
    status: Status
    status_on: date
    status_reason: str
    places: tuple[PlaceNote, ...]
    permitted_on: date | None
    asked_of_reader: str
    next_step: str


def note(
    tx: Session,
    *,
    participant: UUID,
    as_at: date,
    asked_of_reader: str = "",
    next_step: str = "",
    referral: UUID | None = None,
    copy_to_practice: bool = False,
) -> NoteFigures:
    """The facts for a note about one person and one of their referrals (the latest, if none is named), as at a day.

    Raises `Refused` when the person is gone, when their consent to update the referrer is anything but yes, when a
    copy to the practice is wanted (or the note could go to nobody else) without theirs for that, and when there is
    nobody to write to.
    """
    person = get_or_refuse(tx, Participant, participant, _("This person is no longer in the record."))
    answers = consents.answers(tx, participant)
    _check(why_not(Purpose.REFERRER, answers))
    referred = _referral(tx, participant, referral)
    reader = _reader(referred)
    if copy_to_practice or not referred.referrer:
        _check(why_not(Purpose.PRACTICE, answers))
    about = organisation(tx)
    places = _places(tx, participant, referred.id, as_at)
    return NoteFigures(
        organisation=about.name,
        address=about.address,
        email=about.email,
        phone=about.phone,
        sample=about.sample,
        as_at=as_at,
        participant=participant,
        reader=reader,
        copy_to=_copy_to(tx, person, referred) if copy_to_practice else "",
        name=full_name(person.given, person.family) or person.known_as,
        called=person.known_as or person.given or person.family,
        born=person.born,
        received_on=referred.received_on,
        received_year=referred.received_year,
        status=standing(referred.status, placed=bool(places)),
        status_on=referred.status_on,
        # A referrer may ask why; other reasons are notes for ourselves.
        status_reason=referred.status_reason if referred.status in NEEDS_REASON else "",
        places=places,
        permitted_on=consents.consent_of(tx, participant, Purpose.REFERRER).on,
        asked_of_reader=asked_of_reader.strip(),
        next_step=next_step.strip(),
    )


def _check(reason: str) -> None:
    """Refuse if there is a reason to."""
    if reason:
        raise Refused(reason, "participant")


def _referral(tx: Session, participant: UUID, referral: UUID | None) -> Any:
    """The referral the note is about, with who sent it; the latest true one if none is named."""
    statement = (
        select(
            Referral.id, Referral.received_on, Referral.received_year, Referral.status, Referral.status_on,
            Referral.status_reason, Referrer.name.label("referrer"), Referrer.role, Practice.name.label("practice"),
            Practice.address,
        )
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(Practice, Practice.id == Referral.practice_id)
        .where(Referral.participant_id == participant, is_true())
        .order_by(Referral.received_on.desc().nulls_last(), Referral.id.desc())
    )  # fmt: skip
    if referral is not None:
        statement = statement.where(Referral.id == referral)
    row = tx.execute(statement.limit(1)).first()
    if row is None:
        raise Refused(_("There is no referral to answer: nobody sent them."), "participant")
    return row


def _reader(referred: Any) -> tuple[str, ...]:
    """Whom the note is addressed to, line by line."""
    lines = tuple(line for line in (referred.referrer, referred.role, referred.practice, referred.address) if line)
    if not (referred.referrer or referred.practice):
        raise Refused(_("The referral does not say who sent it, so there is nobody to write to."), "participant")
    return lines


def _copy_to(tx: Session, person: Participant, referred: Any) -> str:
    """The person's own practice, or the one that the referral names."""
    own = None if person.practice_id is None else tx.get(Practice, person.practice_id)
    name: str | None = referred.practice if own is None else own.name
    if not name:
        raise Refused(_("We do not know their practice, so there is nobody to send a copy to."), "participant")
    return name


def _places(tx: Session, participant: UUID, referral: UUID, as_at: date) -> tuple[PlaceNote, ...]:
    """The places that came of the referral, in the order they were joined."""
    facts = attendance.place_facts(tx, participant=participant, until=as_at)
    rows = tx.execute(
        select(Place.id, Programme.name, Place.joined_on, Place.left_on, has_left(as_at).label("left"))
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.referral_id == referral)
        .order_by(Place.joined_on.nulls_first(), Programme.name)
    ).all()
    return tuple(
        PlaceNote(
            programme=row.name,
            joined_on=row.joined_on,
            left_on=row.left_on if row.left else None,
            left=row.left,
            facts=facts.get(row.id, NOTHING_YET),
            scores=tuple(_scores(forms.forms_of(tx, place=row.id), as_at)),
        )
        for row in rows
    )


def _scores(lines: Iterable[forms.FormLine], as_at: date) -> Iterable[Score]:
    """The first and the latest score of each measure; two forms at one point are left out until one is chosen."""
    usable = [line for line in lines if line.scores and not line.twice and line.done_on <= as_at]
    for known in INSTRUMENTS:
        for measure in known.measures:
            having = [line for line in usable if line.instrument == known.key and measure.key in (line.scores or {})]
            start = next((line for line in having if line.point is Point.START), None)
            latest = next((line for line in reversed(having) if line.point is not Point.START), None)
            if having:
                yield Score(
                    measure,
                    _score(start, measure.key),
                    start.done_on if start else None,
                    _score(latest, measure.key),
                    latest.done_on if latest else None,
                )


def _score(line: forms.FormLine | None, key: str) -> float | None:
    """One score of a form, if there is one."""
    return None if line is None or line.scores is None else line.scores[key]
