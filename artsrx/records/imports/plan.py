"""What bringing a list in would do, row by row, before anything is done; and what was brought in before."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.journal import last_act
from artsrx.db.schema.tables import ImportBatch, ImportRow
from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import show_nhs_number
from artsrx.records.imports.existing import ExistingRecord, PersonFacts, existing_record, referral_key
from artsrx.records.imports.incoming import IncomingList, IncomingRow, digest
from artsrx.records.imports.matching import KnownPerson, Match, Matcher, known_row, people

CHUNK = 500


class Action(StrEnum):
    """What will happen to a row."""

    NEW = "new"
    KNOWN = "known"
    UNCHANGED = "unchanged"
    ASK = "ask"
    REPEATED = "repeated"
    REJECTED = "rejected"


class Choice(StrEnum):
    """The answer for a row that looks like somebody already there."""

    SAME = "same"
    DIFFERENT = "different"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody a row may be about, to show beside it: in the record (`participant`) or in row `row` of the file.

    `why` says what they have in common; the texts are ready to show.
    """

    participant: UUID | None
    row: int | None
    name: str
    born: str
    phone: str
    postcode: str
    nhs_number: str
    why: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row, what will happen to it in words, and every doubt about it.

    `twin` is set where the row is about somebody known, or may be (`Action.ASK`).
    """

    row: IncomingRow
    action: Action
    words: str
    digest: str
    doubts: tuple[str, ...] = ()
    twin: Twin | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing a list in would do. Nothing has been changed yet.

    `existing_record` is what the list meets in the record, and `seen` the record's last act: after another the plan is out of date.
    """

    incoming: IncomingList
    rows: tuple[PlannedRow, ...]
    today: date
    existing_record: ExistingRecord
    seen: int

    @property
    def asks(self) -> tuple[PlannedRow, ...]:
        """The rows that look like somebody already there: the user says same, different or leave out."""
        return tuple(row for row in self.rows if row.action is Action.ASK)

    @property
    def rejected(self) -> tuple[PlannedRow, ...]:
        """The rows that cannot be brought in."""
        return tuple(row for row in self.rows if row.action is Action.REJECTED)

    def counts(self) -> dict[str, int]:
        """How many rows each action has, how many were read, and how many have a doubt."""
        found = Counter(row.action.value for row in self.rows)
        every = {action.value: found[action.value] for action in Action}
        return {"rows": len(self.rows), **every, "doubtful": doubtful(self.rows)}


def doubtful(rows: Iterable[PlannedRow]) -> int:
    """How many of these rows have something to check; those rejected or already in the record do not count."""
    passed = (Action.REJECTED, Action.UNCHANGED)
    return sum(bool(row.doubts) for row in rows if row.action not in passed)


def plan(tx: Session, incoming: IncomingList, *, today: date, check: Callable[[], object] = lambda: None) -> Plan:
    """What will happen to each row of `incoming`, compared with the record and with the rows before it.

    `check` is called before each row; what it raises (Cancel) is passed on.
    """
    rows = [(row, digest(row)) for row in incoming.rows]
    there = _digests(tx, [text for _row, text in rows])
    before = _was_brought_in(tx, incoming.digest)
    matcher = Matcher(people(tx))
    first: dict[str, int] = {}
    asked: set[int] = set()
    planned: list[PlannedRow] = []
    for row, text in rows:
        check()
        if row.problem:
            planned.append(PlannedRow(row, Action.REJECTED, row.problem, text))
        elif text in there:
            planned.append(
                PlannedRow(row, Action.UNCHANGED, _("Brought in before. Nothing changes."), text, row.doubts)
            )
            # Somebody who came in under another spelling is known by that too.
            if there[text]:
                matcher.add(replace(known_row(row), participant=there[text], row=None))
        elif text in first:
            words = _("The same as row {number}, so it is left out.").format(number=first[text])
            planned.append(PlannedRow(row, Action.REPEATED, words, text, row.doubts))
        else:
            first[text] = row.number
            one = _ask_too(_compare_row(row, text, matcher), asked, before)
            planned.append(one)
            if one.action is Action.ASK:
                asked.add(row.number)
            if one.action is not Action.KNOWN:
                matcher.add(known_row(row))
    met = existing_record(tx, {row.twin.participant for row in planned if row.twin and row.twin.participant})
    held = {participant: facts.copy() for participant, facts in met.facts.items()}
    return Plan(incoming, tuple(_settle_known(planned, held)), today, met, seen(tx))


def seen(tx: Session) -> int:
    """The number of the record's last act."""
    return last_act(tx.connection())


def _was_brought_in(tx: Session, file_digest: str) -> bool:
    """Whether this very file was brought in before and not taken back."""
    there = select(ImportBatch.id).where(ImportBatch.file_digest == file_digest, ImportBatch.undone_at.is_(None))
    return tx.scalar(there.limit(1)) is not None


def _digests(tx: Session, texts: Sequence[str]) -> dict[str, UUID | None]:
    """Which of these rows were brought in before, and whose they were (None for somebody since removed)."""
    found: dict[str, UUID | None] = {}
    for start in range(0, len(texts), CHUNK):
        chunk = texts[start : start + CHUNK]
        rows = tx.execute(select(ImportRow.digest, ImportRow.participant_id).where(ImportRow.digest.in_(chunk)))
        found.update((row.digest, row.participant_id) for row in rows)
    return found


def _compare_row(row: IncomingRow, text: str, matcher: Matcher) -> PlannedRow:
    """The row against everybody known so far."""
    new = known_row(row)
    match = matcher.best(new)
    doubts = row.doubts
    sharing = None if match else matcher.same_phone(new)
    if sharing:
        where = _("row {number}").format(number=sharing.row) if sharing.row else _("the record")
        words = _("The same phone number as {name} ({where}).").format(name=sharing.name, where=where)
        doubts = (*doubts, words)
    if match is None:
        words = _("A new person with a referral.") if row.refers else _("A new person.")
        return PlannedRow(row, Action.NEW, words, text, doubts)
    if match.certain:
        return PlannedRow(row, Action.KNOWN, _known_words(match.known), text, doubts, _twin(match))
    return PlannedRow(row, Action.ASK, _ask_words(match), text, doubts, _twin(match))


def _ask_too(one: PlannedRow, asked: set[int], before: bool) -> PlannedRow:
    """Somebody certain is asked about all the same, where the row they are in is, or where the same file left them out."""
    if one.action is not Action.KNOWN or one.twin is None:
        return one
    if one.twin.row in asked:
        words = _("The same person as in row {number}, which may be somebody already there.").format(
            number=one.twin.row
        )
        return replace(one, action=Action.ASK, words=words)
    if before:
        words = _("Left out when this file was brought in before. {why}").format(why=one.twin.why)
        return replace(one, action=Action.ASK, words=words)
    return one


def _known_words(known: KnownPerson) -> str:
    if known.row:
        return _("The same person as in row {number}: one more referral.").format(number=known.row)
    return _("Already in the record: one more referral.")


def _ask_words(match: Match) -> str:
    if match.known.row:
        return _("Perhaps the same person as in row {number}. {why}").format(number=match.known.row, why=match.why)
    return _("Perhaps somebody already in the record. {why}").format(why=match.why)


def _twin(match: Match) -> Twin:
    known = match.known
    born = long_date(known.born) if known.born else str(known.born_year or "")
    number = show_nhs_number(known.nhs_number)
    return Twin(
        participant=known.participant,
        row=known.row,
        name=known.name,
        born=born,
        phone=known.phone,
        postcode=known.postcode,
        nhs_number=number,
        why=match.why,
    )


def _settle_known(planned: Sequence[PlannedRow], held: dict[UUID, PersonFacts]) -> Iterable[PlannedRow]:
    """A known person's referral that is there already changes nothing; an answer that differs is said."""
    numbered: dict[int | None, IncomingRow] = {one.row.number: one.row for one in planned}
    in_file: dict[int | None, PersonFacts] = {}
    for one in planned:
        twin = one.twin
        if one.action is not Action.KNOWN or twin is None:
            yield one
        elif twin.participant:
            yield _settle(one, held[twin.participant], Action.UNCHANGED, _("This is in the record already."))
        else:
            facts = in_file.setdefault(twin.row, PersonFacts([referral_key(numbered[twin.row])]))
            words = _("The same person and referral as in row {number}, so it is left out.").format(number=twin.row)
            yield _settle(one, facts, Action.REPEATED, words)


def _settle(one: PlannedRow, facts: PersonFacts, otherwise: Action, words: str) -> PlannedRow:
    if facts.has_referral(one.row):
        return replace(one, action=otherwise, words=words)
    facts.referrals.append(referral_key(one.row))
    return replace(one, doubts=(*one.doubts, *facts.contradictions(one.row)))


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A list that was brought in: when, from which file, with what counts, and whether it was taken back."""

    id: UUID
    file_name: str
    brought_in_at: datetime
    counts: dict[str, int]
    undone_at: datetime | None


def imported_lists(tx: Session) -> tuple[ImportedList, ...]:
    """The lists brought in so far, the latest first."""
    columns = (
        ImportBatch.id, ImportBatch.file_name, ImportBatch.brought_in_at, ImportBatch.counts, ImportBatch.undone_at,
    )  # fmt: skip
    rows = tx.execute(select(*columns).order_by(ImportBatch.brought_in_at.desc(), ImportBatch.id.desc()))
    return tuple(ImportedList(**row._mapping) for row in rows)
