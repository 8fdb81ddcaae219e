"""One person: who they are, what they said yes to, and the places they have had."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant, Place, Practice, Programme
from artsrx.records.consents import ConsentAnswer, consents_of
from artsrx.records.naming import full_name


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """One place of a person; `left_on` is None while they are on the programme, and where nobody knows when they left."""

    id: UUID
    programme_id: UUID
    programme: str
    joined_on: date | None
    left_on: date | None
    left_because: str

    @property
    def left(self) -> bool:
        """Whether they have a day or a reason for leaving; a reason alone says that the day is not known."""
        return self.left_on is not None or bool(self.left_because)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything about one person but the timeline; either `born`, `born_year` or neither is known."""

    id: UUID
    given: str
    family: str
    known_as: str
    born: date | None
    born_year: int | None
    phone: str
    email: str
    postcode: str
    nhs_number: str
    contact_note: str
    emergency_contact: str
    access_needs: str
    notes: str
    practice_id: UUID | None
    practice: str
    added_on: date
    consents: tuple[ConsentAnswer, ...]
    places: tuple[PlaceFact, ...]

    @property
    def name(self) -> str:
        """Given and family name."""
        return full_name(self.given, self.family)


def person_page(tx: Session, participant: UUID) -> PersonPage | None:
    """Everything about one person but the timeline; None when there is no such person (any more)."""
    row = tx.execute(
        select(Participant, Practice.name.label("practice"))
        .outerjoin(Practice, Practice.id == Participant.practice_id)
        .where(Participant.id == participant)
    ).one_or_none()
    if row is None:
        return None
    own = {field.name for field in fields(PersonPage)} - {"practice", "consents", "places"}
    return PersonPage(
        **{name: getattr(row.Participant, name) for name in own},
        practice=row.practice or "",
        consents=consents_of(tx, participant),
        places=places(tx, participant),
    )


def places(tx: Session, participant: UUID) -> tuple[PlaceFact, ...]:
    """The places of one person: those they have now first, then the latest."""
    statement = (
        select(
            Place.id,
            Place.programme_id,
            Programme.name.label("programme"),
            Place.joined_on,
            Place.left_on,
            Place.left_because,
        )
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.participant_id == participant)
    )
    facts = [PlaceFact(**row._mapping) for row in tx.execute(statement)]
    facts.sort(key=lambda fact: fact.joined_on or date.min, reverse=True)
    return tuple(sorted(facts, key=lambda fact: fact.left))
