"""A person's consents: one answer for each purpose, with the day it was given."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Consent, Participant
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Answer, Purpose
from artsrx.records.rows import get_or_refuse


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What somebody said about one purpose; `on` is None while they have not been asked or nobody noted the day."""

    purpose: Purpose
    answer: Answer
    on: date | None
    remark: str


def consents_of(tx: Session, participant: UUID) -> tuple[ConsentAnswer, ...]:
    """The answers of one person for every purpose, in the order of `Purpose`; not asked where there is no row."""
    statement = select(Consent.purpose, Consent.answer, Consent.answered_on, Consent.remark)
    rows = tx.execute(statement.where(Consent.participant_id == participant))
    known = {
        row.purpose: ConsentAnswer(purpose=row.purpose, answer=row.answer, on=row.answered_on, remark=row.remark)
        for row in rows
    }
    return tuple(known.get(purpose, ConsentAnswer(purpose, Answer.NOT_ASKED, None, "")) for purpose in Purpose)


def consent_of(tx: Session, participant: UUID, purpose: Purpose) -> ConsentAnswer:
    """The answer of one person for one purpose."""
    return next(fact for fact in consents_of(tx, participant) if fact.purpose is purpose)


def answers(tx: Session, participant: UUID) -> dict[Purpose, Answer]:
    """The answers of one person, ready for `artsrx.domain.consents.may`."""
    return {fact.purpose: fact.answer for fact in consents_of(tx, participant)}


def answer(
    tx: Session, *, participant: UUID, purpose: Purpose, answer: Answer, on: date | None, remark: str = ""
) -> None:
    """Note what a person said about `purpose` on the day `on`.

    Not asked takes the day and the remark away. Raises `Refused` when the person is gone, or a yes has no day: a yes
    that nobody can date is not one that can be shown to anybody.
    """
    get_or_refuse(tx, Participant, participant, _("This person is no longer in the record."))
    if answer is Answer.YES and on is None:
        raise Refused(_("Please give the day on which they said yes."), field="on")
    asked = answer is not Answer.NOT_ASKED
    row = tx.scalar(select(Consent).where(Consent.participant_id == participant, Consent.purpose == purpose))
    if row is None:
        row = Consent(participant_id=participant, purpose=purpose, answer=answer)
        tx.add(row)
    row.answer = answer
    row.answered_on = on if asked else None
    row.remark = remark.strip() if asked else ""
