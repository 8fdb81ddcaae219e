"""Referrals: received with or without a new person, and answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant, Referral, Referrer
from artsrx.domain import dates
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import Route, Status
from artsrx.records import people, referrers
from artsrx.records.rows import get_or_refuse

FIELDS = ("received", "reason", "notes")
# A decision against somebody is one that they or the referrer may ask about.
NEEDS_REASON = (Status.DECLINED_BY_US, Status.REFERRED_BACK)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who is referred when they are not in the record yet; fields as typed."""

    given: str = ""
    family: str = ""
    known_as: str = ""
    born: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What `receive` made: the referral and the person it is about."""

    referral: UUID
    participant: UUID


def receive(
    tx: Session,
    *,
    person: UUID | NewPerson,
    on: date,
    received: str = "",
    route: Route = Route.FORMAL,
    referrer: UUID | None = None,
    practice: UUID | None = None,
    reason: str = "",
) -> Received:
    """Note a referral, and the person too if they are new, on the day `on`.

    `received` is the day as typed, empty for `on`. The practice is the referrer's unless another is given. Raises
    `Refused` beside the field that cannot be kept; then nothing is added.
    """
    day = _read_received(received, on)
    if isinstance(person, NewPerson):
        participant = people.add(
            tx,
            on=on,
            given=person.given,
            family=person.family,
            known_as=person.known_as,
            born=person.born,
            phone=person.phone,
        )
    else:
        participant = get_or_refuse(tx, Participant, person, _("This person is no longer in the record.")).id
    if practice is None and referrer is not None:
        practice = get_or_refuse(tx, Referrer, referrer, _("This referrer has been removed meanwhile.")).practice_id
    referral = Referral(
        id=new_id(),
        participant_id=participant,
        referrer_id=referrer,
        practice_id=practice,
        route=route,
        received_on=day,
        reason=reason.strip(),
        status=Status.RECEIVED,
        status_on=day,
    )
    tx.add(referral)
    tx.flush()
    return Received(referral.id, participant)


def take_in(
    tx: Session,
    *,
    person: UUID | NewPerson,
    on: date,
    received: str = "",
    route: Route = Route.FORMAL,
    referrer: str = "",
    practice: str = "",
    reason: str = "",
) -> Received:
    """As `receive`, with referrer and practice by name as typed: known ones are found, new ones added, in the same act."""
    at = referrers.find_or_add_practice(tx, name=practice)
    by = referrers.find_or_add(tx, name=referrer, practice=at)
    return receive(tx, person=person, on=on, received=received, route=route, referrer=by, practice=at, reason=reason)


def name_referrer(tx: Session, *, referral: UUID, referrer: str, practice: str) -> None:
    """Say by name who sent it and from which practice; known ones are found, new ones added, blanks take away."""
    row = _referral(tx, referral)
    row.practice_id = referrers.find_or_add_practice(tx, name=practice)
    row.referrer_id = referrers.find_or_add(tx, name=referrer, practice=row.practice_id)


def change(tx: Session, *, referral: UUID, field: str, value: str, on: date) -> None:
    """Set the day it came ("received"), the reason or the notes from what was typed on the day `on`."""
    if field not in FIELDS:
        raise ValueError(field)
    row = _referral(tx, referral)
    if field == "received":
        row.received_on, row.received_year = _read_received(value, on), None
    else:
        setattr(row, field, value.strip())


def set_route(tx: Session, *, referral: UUID, route: Route) -> None:
    """Say by what route it came."""
    _referral(tx, referral).route = route


def set_status(tx: Session, *, referral: UUID, status: Status, on: date, reason: str = "") -> None:
    """Say where a referral stands since the day `on`; declining and referring back need a reason in words."""
    if status in NEEDS_REASON and not reason.strip():
        raise Refused(_("Please say why, in words you could read to them."), field="reason")
    row = _referral(tx, referral)
    if row.received_on and on < row.received_on:
        raise Refused(_("This is before the referral came in."), field="on")
    row.status, row.status_on, row.status_reason = status, on, reason.strip()


def _read_received(text: str, on: date) -> date:
    day = dates.typed_date(text, today=on, field="received") or on
    if day > on:
        raise Refused(_("This day has not come yet."), field="received")
    return day


def _referral(tx: Session, referral: UUID) -> Referral:
    return get_or_refuse(tx, Referral, referral, _("This referral has been removed meanwhile."))
