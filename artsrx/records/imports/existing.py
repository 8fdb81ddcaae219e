"""What the record already holds of the people that a list is about: their referrals, programmes and answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Consent, Place, Practice, Programme, Referral, Referrer
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.domain.vocabulary import Answer, Purpose, answer_words, purpose_words
from artsrx.records.imports.incoming import IncomingRow

CHUNK = 500

ReferralKey = tuple[date | None, int | None, str]
"""The day a referral was received, or the year alone, and the folded name of who sent it."""


@dataclass(slots=True)
class PersonFacts:
    """One person's referrals, the programmes they have or had a place on, and their answers by purpose."""

    referrals: list[ReferralKey] = field(default_factory=list)
    programmes: set[UUID] = field(default_factory=set)
    answers: dict[Purpose, Answer] = field(default_factory=dict)

    def copy(self) -> "PersonFacts":
        """The same facts, to be added to without changing these."""
        return PersonFacts(list(self.referrals), set(self.programmes), dict(self.answers))

    def has_referral(self, row: IncomingRow) -> bool:
        """Whether the row's referral is there: the same sender and day, or a year that fits the day.

        A row that is no referral adds nothing to somebody known but a place, if it names a programme.
        """
        if not row.refers:
            return not row.programme
        on, year, sender = referral_key(row)
        return any(sender == other and _fits(on, year, day, only) for day, only, other in self.referrals)

    def contradictions(self, row: IncomingRow) -> tuple[str, ...]:
        """Where the row's answers differ from the record's; the record's stand."""
        found = []
        for purpose, answer in answers_of(row):
            there = self.answers.get(purpose)
            if there is not None and there is not answer:
                words = _("{purpose}: this row says {new}, the record says {old}. The record stays as it is.")
                found.append(
                    words.format(purpose=purpose_words(purpose), new=answer_words(answer), old=answer_words(there))
                )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ExistingRecord:
    """What a list meets in the record: practices, referrers and programmes by folded name, and the people it is about."""

    practices: dict[str, UUID]
    referrers: dict[str, UUID]
    programmes: dict[str, UUID]
    facts: dict[UUID, PersonFacts]


def existing_record(tx: Session, participants: Iterable[UUID]) -> ExistingRecord:
    """What a list meets that is about these people of the record."""
    return ExistingRecord(_names(tx, Practice), _names(tx, Referrer), _names(tx, Programme), facts_of(tx, participants))


def _names(tx: Session, table: type[Practice] | type[Referrer] | type[Programme]) -> dict[str, UUID]:
    """Every row's id by its folded name; of two with one name the first."""
    found: dict[str, UUID] = {}
    for row in tx.execute(select(table.id, table.name).order_by(table.id)):
        found.setdefault(fold_name(row.name), row.id)
    return found


def answers_of(row: IncomingRow) -> tuple[tuple[Purpose, Answer], ...]:
    """What the row says about each consent; nothing for one that was not asked."""
    both = ((Purpose.PRACTICE, row.tell_practice), (Purpose.REFERRER, row.tell_referrer))
    return tuple((purpose, answer) for purpose, answer in both if answer is not Answer.NOT_ASKED)


def referral_key(row: IncomingRow) -> ReferralKey:
    """By what the row's referral is told from others of the same person."""
    return row.received_on, row.received_year, fold_name(row.referrer)


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """`fold`, remembered: a list names the same few senders again and again."""
    return fold(name)


def _fits(on: date | None, year: int | None, other_on: date | None, other_year: int | None) -> bool:
    if on and other_on:
        return on == other_on
    return (on.year if on else year) == (other_on.year if other_on else other_year)


def facts_of(tx: Session, participants: Iterable[UUID]) -> dict[UUID, PersonFacts]:
    """The facts of each of these people."""
    ids = list(participants)
    facts = {participant: PersonFacts() for participant in ids}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for row in tx.execute(
            select(Referral.participant_id, Referral.received_on, Referral.received_year, Referrer.name)
            .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
            .where(Referral.participant_id.in_(chunk))
        ):
            facts[row.participant_id].referrals.append((row.received_on, row.received_year, fold_name(row.name or "")))
        for place in tx.execute(
            select(Place.participant_id, Place.programme_id).where(Place.participant_id.in_(chunk))
        ):
            facts[place.participant_id].programmes.add(place.programme_id)
        for said in tx.execute(
            select(Consent.participant_id, Consent.purpose, Consent.answer).where(Consent.participant_id.in_(chunk))
        ):
            facts[said.participant_id].answers[said.purpose] = said.answer
    return facts
