"""The referrals there are, in pages: where they stand, and who is waiting for an answer until when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Organisation, Participant, Place, Practice, Programme, Referral, Referrer
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.domain.vocabulary import CLOSED, Route, Status
from artsrx.records.naming import born_words, full_name, matches, query_words, second_line
from artsrx.records.referral_standing import is_open, unanswered


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral; `due_on` is the day by which the referrer should have an answer, None once they have one.

    `stated_before` is what a spreadsheet said before ArtsRx; `programmes` are the places that came of the referral.
    """

    id: UUID
    participant_id: UUID
    name: str
    person_line: str
    referrer_id: UUID | None
    referrer: str
    practice_id: UUID | None
    practice: str
    route: Route
    received_on: date | None
    received_year: int | None
    reason: str
    status: Status
    status_on: date
    status_reason: str
    stated_before: str
    notes: str
    due_on: date | None
    programmes: str

    @property
    def open(self) -> bool:
        """Whether something is still to come of it."""
        return self.status not in CLOSED

    def days_left(self, today: date) -> int | None:
        """How many days there are to answer the referrer, less than none once it is late; None once they have an answer."""
        return None if self.due_on is None else (self.due_on - today).days


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One page of the list, and how many referrals there are on all its pages."""

    rows: tuple[ReferralLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AnswersDue:
    """The first answers that somebody waits for, how many there are in all, and how many of those are overdue."""

    rows: tuple[ReferralLine, ...]
    total: int
    overdue: int


class ReferralFilter(StrEnum):
    """Which referrals the list shows."""

    ALL = "all"
    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


def referral_filter_words(which: ReferralFilter) -> str:
    """The choice as it is shown."""
    return {
        ReferralFilter.ALL: _("All referrals"),
        ReferralFilter.UNANSWERED: _("Not answered yet"),
        ReferralFilter.OVERDUE: _("Answer overdue"),
        ReferralFilter.WAITING: _("Waiting for a place"),
        ReferralFilter.OPEN: _("Open"),
        ReferralFilter.CLOSED: _("Closed"),
    }[which]


def answer_days(tx: Session) -> int:
    """How many days the organisation takes at most to answer a referrer."""
    return tx.scalars(select(Organisation.answer_days)).one()


def referral_list(
    tx: Session,
    *,
    as_at: date,
    text: str = "",
    which: ReferralFilter = ReferralFilter.ALL,
    referrer: UUID | None = None,
    participant: UUID | None = None,
    offset: int = 0,
    limit: int = 200,
    sort: str = "received_on",
    descending: bool = True,
) -> ReferralPage:
    """One page of referrals, sorted and filtered by the database; `text` is looked for in the person's name, and in the
    referrer's.

    `sort` is received_on, name, referrer, practice, route, status or status_on; `as_at` is today, for what is overdue.
    """
    days = answer_days(tx)
    tests = [_is_called(tx, text), *_which(which, as_at - timedelta(days=days))]
    if referrer is not None:
        tests.append(Referral.referrer_id == referrer)
    if participant is not None:
        tests.append(Referral.participant_id == participant)
    counted = select(func.count()).select_from(Referral)
    if text:
        counted = counted.join(Participant, Participant.id == Referral.participant_id)
    else:
        tests = tests[1:]
    total = tx.scalar(counted.where(*tests)) or 0
    key = _SORTS[sort]
    order = [(key.desc() if descending else key.asc()).nulls_last(), Referral.id]
    page = _lines().where(*tests).order_by(*order).offset(offset).limit(limit)
    return ReferralPage(_as_lines(tx, page, days), total)


def answers_due(tx: Session, *, as_at: date, limit: int) -> AnswersDue:
    """What `referral_list` says of those not answered and those overdue, longest waiting first, in one look at each referral."""
    days = answer_days(tx)
    late = Referral.received_on < as_at - timedelta(days=days)
    waiting = (
        select(Referral.id, func.count().over().label("total"), func.count().filter(late).over().label("overdue"))
        .where(unanswered())
        # By two keys and not NULLS LAST: nearly all are answered, and the index by day would fetch each row on its own.
        .order_by(Referral.received_on.is_(None), Referral.received_on, Referral.id)
        .limit(limit)
    )
    rows = tx.execute(waiting).all()
    if not rows:
        return AnswersDue((), 0, 0)
    lines = {line.id: line for line in _as_lines(tx, _lines().where(Referral.id.in_([row.id for row in rows])), days)}
    return AnswersDue(tuple(lines[row.id] for row in rows), rows[0].total, rows[0].overdue)


def referral_line(tx: Session, referral: UUID) -> ReferralLine | None:
    """One referral as the list shows it; None when there is none (any more)."""
    lines = _as_lines(tx, _lines().where(Referral.id == referral), answer_days(tx))
    return lines[0] if lines else None


def _is_called(tx: Session, text: str) -> Any:
    """Whether the person, or else the referrer, is called so; referrers are few, so they are folded as they are read."""
    words = query_words(text)
    rows = tx.execute(select(Referrer.id, Referrer.name)) if words else ()
    senders = [row.id for row in rows if all(word in fold(row.name) for word in words)]
    return or_(matches(words), Referral.referrer_id.in_(senders))


def _which(which: ReferralFilter, overdue: date) -> list[Any]:
    tests: dict[ReferralFilter, list[Any]] = {
        ReferralFilter.ALL: [],
        ReferralFilter.UNANSWERED: [unanswered()],
        ReferralFilter.OVERDUE: [unanswered(), Referral.received_on < overdue],
        ReferralFilter.WAITING: [Referral.status == Status.WAITING],
        ReferralFilter.OPEN: [is_open()],
        ReferralFilter.CLOSED: [~is_open()],
    }
    return tests[which]


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Referral,
            Participant.given,
            Participant.family,
            Participant.born,
            Participant.born_year,
            Referrer.name.label("referrer"),
            Practice.name.label("practice"),
            unanswered().label("unanswered"),
        )
        .join(Participant, Participant.id == Referral.participant_id)
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .outerjoin(Practice, Practice.id == Referral.practice_id)
    )


def _as_lines(tx: Session, statement: Select[*tuple[Any, ...]], days: int) -> tuple[ReferralLine, ...]:
    rows = tx.execute(statement).all()
    placed = _programmes_of(tx, [row.Referral.id for row in rows])
    return tuple(_line(row, days, placed.get(row.Referral.id, "")) for row in rows)


def _line(row: Any, days: int, programmes: str) -> ReferralLine:
    referral: Referral = row.Referral
    due = referral.received_on + timedelta(days=days) if row.unanswered and referral.received_on else None
    return ReferralLine(
        id=referral.id,
        participant_id=referral.participant_id,
        name=full_name(row.given, row.family),
        person_line=second_line(born_words(row.born, row.born_year)),
        referrer_id=referral.referrer_id,
        referrer=row.referrer or "",
        practice_id=referral.practice_id,
        practice=row.practice or "",
        route=referral.route,
        received_on=referral.received_on,
        received_year=referral.received_year,
        reason=referral.reason,
        status=referral.status,
        status_on=referral.status_on,
        status_reason=referral.status_reason,
        stated_before=referral.stated_before,
        notes=referral.notes,
        due_on=due,
        programmes=programmes,
    )


def _programmes_of(tx: Session, referrals: list[UUID]) -> dict[UUID, str]:
    """The programmes on which each referral led to a place."""
    statement = (
        select(Place.referral_id, Programme.name)
        .join(Programme, Programme.id == Place.programme_id)
        .where(Place.referral_id.in_(referrals))
        .order_by(Place.joined_on)
    )
    names: defaultdict[Any, list[str]] = defaultdict(list)
    for row in tx.execute(statement):
        names[row.referral_id].append(row.name)
    return {referral: ", ".join(programmes) for referral, programmes in names.items()}


_SORTS: dict[str, Any] = {
    "received_on": Referral.received_on,
    "name": Participant.sort_name,
    "referrer": Referrer.name,
    "practice": Practice.name,
    "route": Referral.route,
    "status": Referral.status,
    "status_on": Referral.status_on,
}
