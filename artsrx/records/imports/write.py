"""Bringing a list in: people, referrals, places and answers, all of them or none, in bulk."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from artsrx.db.schema.tables import (
    Consent,
    ImportBatch,
    ImportRow,
    Participant,
    Place,
    Practice,
    Programme,
    Referral,
    Referrer,
)
from artsrx.db.store import add_many
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id
from artsrx.domain.vocabulary import CLOSED, Purpose
from artsrx.records.imports.existing import PersonFacts, answers_of, fold_name, referral_key
from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.imports.plan import Action, Choice, Plan, PlannedRow, Twin, doubtful, seen

_COMPLETED = ("born", "phone", "email", "postcode", "nhs_number", "contact_note", "emergency_contact", "access_needs")
STEP = 2000
"""So many rows are written between two reports of how far it is."""
Tell = Callable[[int, int], object]


class Fate(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REFERRAL_ADDED = "referral added"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What became of one row, in words."""

    number: int
    name: str
    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was brought in: `batch` is None when nothing was new; `counts` by name; every row in words."""

    batch: UUID | None
    counts: dict[str, int]
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True, slots=True)
class _Decision:
    """Whose a row is (None when it is not brought in), what becomes of it, and that in words."""

    participant: UUID | None
    fate: Fate
    words: str


@dataclass(slots=True)
class _Names:
    """Rows known by a name: those in the record, and new ones made as names come up."""

    known: dict[str, UUID]
    new: dict[str, dict[str, Any]] = field(default_factory=dict)

    def id_of(self, name: str, **more: Any) -> UUID | None:
        """The id for a name (None for a blank); the fullest spelling and first other facts are kept for a new one."""
        key = fold_name(name)
        if not key:
            return None
        if key in self.known:
            return self.known[key]
        row = self.new.setdefault(key, {"id": new_id(), "name": name, **more})
        if row["name"][:1].islower():
            row["name"] = name
        for column, value in more.items():
            row[column] = row[column] or value
        found: UUID = row["id"]
        return found


def say_nothing(done: int, total: int) -> None:
    """Nobody asked how far it is."""


def bring_in(
    tx: Session,
    plan: Plan,
    *,
    choices: Mapping[int, Choice] | None = None,
    now: datetime | None = None,
    tell: Tell = say_nothing,
) -> ImportResult:
    """Bring in the rows of `plan`, with the choices made for those that ask (by row number; left out by default).

    `tell(done, total)` is called after each step of writing; what it raises (Cancel) takes everything back.
    Raises `Refused` when the record has changed since the plan was made. Nothing is written when no row is new.
    """
    if seen(tx) != plan.seen:
        raise Refused(_("The record has changed since this preview was made. Please look at the list again."))
    work = _Work(plan, choices or {})
    work.write(tx, now or datetime.now(UTC), tell)
    return work.result


def foreseen(plan: Plan, *, choices: Mapping[int, Choice] | None = None) -> ImportResult:
    """What `bring_in` would return for the same plan and choices; nothing is written."""
    return _Work(plan, choices or {}).result


class _Work:
    """The rows to write, gathered before the first of them is written."""

    def __init__(self, plan: Plan, choices: Mapping[int, Choice]) -> None:
        self._plan = plan
        self._choices = choices
        self._practices = _Names(plan.existing_record.practices)
        self._referrers = _Names(plan.existing_record.referrers)
        self._programmes = _Names(plan.existing_record.programmes)
        self._facts = {participant: facts.copy() for participant, facts in plan.existing_record.facts.items()}
        self._people: dict[int, UUID] = {}
        self._rows: dict[type[Any], list[dict[str, Any]]] = {
            table: [] for table in (Participant, Referral, Consent, Place, ImportRow)
        }
        self._gathered: dict[UUID, dict[str, Any]] = {}
        self._births: dict[UUID, date] = {}
        self._batch = new_id()
        self._results = [self._take(planned) for planned in plan.rows]
        self.result = self._result()

    def _take(self, planned: PlannedRow) -> ResultRow:
        """Decides one row and gathers what it comes to."""
        row = planned.row
        before = len(self._rows[Participant])
        decision = self._decide(planned)
        participant = decision.participant
        if participant is not None:
            self._people[row.number] = participant
            facts = self._facts.setdefault(participant, PersonFacts())
            # What is known of somebody already in the record is not touched: their notes go to the referral.
            new = len(self._rows[Participant]) > before
            referral = self._referral(row, participant, "" if new else row.notes) if row.refers else None
            facts.referrals += [referral_key(row)] if row.refers else []
            self._place(row, participant, referral, facts)
            self._answers(row, participant, facts)
            self._rows[ImportRow].append(
                {
                    "id": new_id(), "batch_id": self._batch, "number": row.number, "digest": planned.digest,
                    "participant_id": participant,
                }
            )  # fmt: skip
        return ResultRow(number=row.number, name=row.name, fate=decision.fate, words=decision.words)

    def _result(self) -> ImportResult:
        fates = Counter(row.fate for row in self._results)
        counts = {
            "rows": len(self._results),
            "people": len(self._rows[Participant]),
            "referrals": len(self._rows[Referral]),
            "places": len(self._rows[Place]),
            "doubtful": doubtful(self._plan.rows),
            "rejected": fates[Fate.REJECTED],
            "duplicates": fates[Fate.LEFT_OUT],
            "unchanged": fates[Fate.UNCHANGED],
        }
        return ImportResult(self._batch if self._rows[ImportRow] else None, counts, tuple(self._results))

    def write(self, tx: Session, now: datetime, tell: Tell) -> None:
        """Writes everything gathered, parents first; nothing when no row was new."""
        if self.result.batch is None:
            return
        for table, names in ((Practice, self._practices), (Referrer, self._referrers), (Programme, self._programmes)):
            add_many(tx, table, list(names.new.values()))
        incoming = self._plan.incoming
        batch = {
            "id": self._batch, "file_name": incoming.file_name, "file_digest": incoming.digest,
            "brought_in_at": now, "counts": self.result.counts,
        }  # fmt: skip
        add_many(tx, ImportBatch, [batch])
        done, total = 0, sum(map(len, self._rows.values()))
        for table, gathered in self._rows.items():
            for start in range(0, len(gathered), STEP):
                step = gathered[start : start + STEP]
                add_many(tx, table, step)
                done += len(step)
                tell(done, total)
        for participant, born in self._births.items():
            known = tx.get_one(Participant, participant)
            if known.born is None and known.born_year in (None, born.year):
                known.born, known.born_year = born, None

    def _decide(self, planned: PlannedRow) -> _Decision:
        """Whose the row is (a new person is gathered here), or why it is not brought in."""
        if planned.action is Action.REJECTED:
            return _Decision(None, Fate.REJECTED, planned.words)
        if planned.action is Action.UNCHANGED:
            return _Decision(None, Fate.UNCHANGED, planned.words)
        choice = {Action.NEW: Choice.DIFFERENT, Action.KNOWN: Choice.SAME, Action.REPEATED: Choice.LEAVE_OUT}.get(
            planned.action, self._choices.get(planned.row.number, Choice.LEAVE_OUT)
        )
        if choice is Choice.LEAVE_OUT:
            return _Decision(None, Fate.LEFT_OUT, planned.words)
        if choice is Choice.DIFFERENT or planned.twin is None:
            words = _("Added, with a referral.") if planned.row.refers else _("Added.")
            return _Decision(self._person(planned.row), Fate.ADDED, words)
        participant = self._twin(planned.twin)
        if participant is None:
            words = _("Left out with row {number}.").format(number=planned.twin.row)
            return _Decision(None, Fate.LEFT_OUT, words)
        self._complete(participant, planned.row)
        if self._facts[participant].has_referral(planned.row):
            record, above = _("The same person, and this is in the record already."), _("This is in the list already.")
            return _Decision(None, Fate.UNCHANGED, record if planned.twin.participant else above)
        return _Decision(participant, Fate.REFERRAL_ADDED, _("Added to somebody already in the record."))

    def _twin(self, twin: Twin) -> UUID | None:
        """The person a row is said to be about; None when the earlier row that it was compared with was left out."""
        return twin.participant or self._people.get(twin.row or 0)

    def _complete(self, participant: UUID, row: IncomingRow) -> None:
        """Keep what a second row says of somebody and the first left out: a fuller birth date, a telephone, access needs.

        Of somebody already in the record the birth date alone, where the record has its year or nothing.
        """
        gathered = self._gathered.get(participant)
        if gathered is None:
            if row.born:
                self._births.setdefault(participant, row.born)
            return
        for name in _COMPLETED:
            gathered[name] = gathered[name] or getattr(row, name)
        if gathered["born"]:
            gathered["born_year"] = None

    def _person(self, row: IncomingRow) -> UUID:
        practice = self._practices.id_of(row.practice) if row.own_practice else None
        person = new_id()
        self._rows[Participant].append(
            {
                "id": person, "given": row.given, "family": row.family, "known_as": row.known_as, "born": row.born,
                "born_year": row.born_year, "phone": row.phone, "email": row.email, "postcode": row.postcode,
                "nhs_number": row.nhs_number, "contact_note": row.contact_note,
                "emergency_contact": row.emergency_contact, "access_needs": row.access_needs, "notes": row.notes,
                "practice_id": practice, "added_on": self._plan.today,
            }
        )  # fmt: skip
        self._gathered[person] = self._rows[Participant][-1]
        return person

    def _referral(self, row: IncomingRow, participant: UUID, notes: str) -> UUID:
        """The referral, with the notes that have not gone to a new person's own."""
        practice = self._practices.id_of(row.practice)
        referral = new_id()
        if row.programme and not row.gives_place:
            notes = "\n".join(filter(None, (_("Asked for {programme}").format(programme=row.programme), notes)))
        self._rows[Referral].append(
            {
                "id": referral, "participant_id": participant, "route": row.route,
                "referrer_id": self._referrers.id_of(row.referrer, role=row.referrer_role), "practice_id": practice,
                "received_on": row.received_on, "received_year": row.received_year, "reason": row.reason,
                "status": row.status, "status_on": self._status_day(row), "stated_before": row.stated_before,
                "notes": notes,
            }
        )  # fmt: skip
        return referral

    def _status_day(self, row: IncomingRow) -> date:
        """The day to note a status or an answer under: the referral's own, never one to come."""
        return min(row.received_on, self._plan.today) if row.received_on else self._plan.today

    def _place(self, row: IncomingRow, participant: UUID, referral: UUID | None, facts: PersonFacts) -> None:
        """A place on the group named, unless they never came to have one; ended where the row says so, when nobody knows."""
        programme = self._programmes.id_of(row.programme)
        if programme is None or not row.gives_place or programme in facts.programmes:
            return
        facts.programmes.add(programme)
        over = row.status in CLOSED or row.finished
        words = _("Stated before ArtsRx: “{words}”").format(words=row.stated_before)
        self._rows[Place].append(
            {
                "id": new_id(), "participant_id": participant, "programme_id": programme, "referral_id": referral,
                "joined_on": row.received_on, "left_on": None,
                "left_because": words if over else "",
            }
        )  # fmt: skip

    def _answers(self, row: IncomingRow, participant: UUID, facts: PersonFacts) -> None:
        """The consents that the person has not answered yet; an older answer is never overwritten."""
        remarks = {Purpose.PRACTICE: row.tell_practice_remark, Purpose.REFERRER: row.tell_referrer_remark}
        for purpose, answer in answers_of(row):
            if purpose in facts.answers:
                continue
            facts.answers[purpose] = answer
            self._rows[Consent].append(
                {
                    "id": new_id(), "participant_id": participant, "purpose": purpose, "answer": answer,
                    "answered_on": None, "remark": remarks[purpose],
                }
            )  # fmt: skip
