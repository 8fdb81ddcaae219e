"""Bringing somebody's list in, from the file to the result: what the window and the command line both call."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.exchange.fields import WHO
from artsrx.exchange.file_kinds import forms_words
from artsrx.exchange.reading import SpreadsheetFile, look
from artsrx.exchange.rejects import rejects_xlsx
from artsrx.exchange.row_json import row_json
from artsrx.exchange.rows import read_table
from artsrx.exchange.table_area import ListLayout, guess, guess_sheet, holds_forms
from artsrx.records.imports import plan as planning
from artsrx.records.imports import write
from artsrx.records.imports.plan import Action, Choice, Plan
from artsrx.records.imports.undo import Undone, act_of, mark_undone, undone_words
from artsrx.records.imports.write import Fate, ImportResult, Tell, say_nothing

__all__ = ["ImportOutcome", "carry_out", "dry_run", "foreseen", "guess", "look", "rejects_xlsx", "undo_import"]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What was brought in, or (`done` false) would be: the plan it came of and what became of every row.

    `batch` is the import's id, for undoing it; None when nothing was written.
    """

    plan: Plan
    result: ImportResult
    done: bool

    @property
    def batch(self) -> UUID | None:
        """The import's id once it is written."""
        return self.result.batch if self.done else None

    @property
    def counts(self) -> dict[str, int]:
        """Rows, people, referrals, places, doubtful, rejected, duplicates, unchanged."""
        return self.result.counts

    def as_json(self) -> dict[str, Any]:
        """The counts, and each doubtful, rejected or left-out row by its number, for a script; of a dry run every row as read."""
        incoming = self.plan.incoming
        every = {
            "columns": [
                {"heading": heading, "field": field or None}
                for heading, field in zip_longest(incoming.headings, incoming.columns, fillvalue="")
            ],
            "rows": [row_json(row) for row in self.plan.rows],
        }
        return {
            "rows_read": self.counts["rows"],
            "people_added": self.counts["people"],
            "referrals_added": self.counts["referrals"],
            "places_added": self.counts["places"],
            "doubtful": self.counts["doubtful"],
            "rejected": self.counts["rejected"],
            "duplicates_left_out": self.counts["duplicates"],
            "unchanged": self.counts["unchanged"],
            "dry_run": not self.done,
            "doubts": [{"row": number, "doubt": words} for number, words in _doubts(self.plan)],
            "rejected_rows": self._listed(Fate.REJECTED),
            "duplicates": self._listed(Fate.LEFT_OUT),
            "not_people": [{"row": row.number, "why": row.words} for row in self.plan.incoming.left_out],
            "remarks": list(self.plan.incoming.remarks),
            **({} if self.done else every),
        }

    def as_words(self) -> str:
        """The same as lines to read, the counts first."""
        lines = [_count_words(self.counts, done=self.done)]
        lines += self.plan.incoming.remarks
        sections = (
            (_("To check:"), _doubts(self.plan)),
            (_("Probably somebody already there, so left out:"), self._pairs(Fate.LEFT_OUT)),
            (_("Could not be brought in:"), self._pairs(Fate.REJECTED)),
            (_("Not people:"), [(row.number, row.words) for row in self.plan.incoming.left_out]),
        )
        for title, found in sections:
            if found:
                lines.append("\n" + title)
                lines += [_("Row {number}: {words}").format(number=number, words=words) for number, words in found]
        return "\n".join(lines)

    def _listed(self, fate: Fate) -> list[dict[str, Any]]:
        return [{"row": row.number, "name": row.name, "why": row.words} for row in self.result.rows if row.fate is fate]

    def _pairs(self, fate: Fate) -> list[tuple[int, str]]:
        found = [row for row in self.result.rows if row.fate is fate]
        named = _("{name}: {words}")
        return [(row.number, named.format(name=row.name, words=row.words) if row.name else row.words) for row in found]


def dry_run(
    store: Store,
    sheets: SpreadsheetFile,
    *,
    today: date,
    mapping: ListLayout | None = None,
    check: Callable[[], object] = lambda: None,
) -> Plan:
    """What bringing the file in would do, row by row; nothing is changed. Without `mapping` the guess is used.

    `check` is called before each row is read and before it is compared; what it raises (Cancel) is passed on.
    Raises `Refused` when no column of names is known.
    """
    chosen = mapping or guess(sheets, today=today)
    if not chosen.places(*WHO):
        if sheets.sheets and holds_forms(sheets, chosen):
            raise Refused(forms_words())
        raise Refused(_("No column of names was found. Choose the sheet, and say which column holds the names."))
    with _without_collecting():
        read = read_table(sheets, chosen, today=today, check=check)
        return store.read(planning.plan, read, today=today, check=check)


def guess_named(sheets: SpreadsheetFile, name: str | None, *, today: date) -> ListLayout:
    """The guess for the sheet of that name, or for the likeliest one where no name is given.

    Raises `Refused` naming the sheets that there are.
    """
    if name is None:
        return guess(sheets, today=today)
    names = [sheet.name for sheet in sheets.sheets]
    if name not in names:
        words = _("There is no sheet “{name}”. The file has: {sheets}.")
        raise Refused(words.format(name=name, sheets=", ".join(f"“{one}”" for one in names)))
    return guess_sheet(sheets, names.index(name), today=today)


def foreseen(plan: Plan, choices: Mapping[int, Choice] | None = None) -> ImportOutcome:
    """What carrying `plan` out with these choices would come to; nothing is changed."""
    return ImportOutcome(plan, write.foreseen(plan, choices=choices), done=False)


def carry_out(
    store: Store,
    plan: Plan,
    *,
    today: date | None = None,
    choices: Mapping[int, Choice] | None = None,
    tell: Tell = say_nothing,
) -> ImportOutcome:
    """Bring the list in, in one act that can be undone; rows that ask are left out unless a choice is made for them.

    `tell(done, total)` hears how far the writing is; what it raises (Cancel) takes everything back and is passed on.

    Raises `Refused` when the record has changed since the plan was made, `StoreError` when it could not be saved.
    """
    size = len(plan.rows)
    label = ngettext("bring in {n} row", "bring in {n} rows", size).format(n=size)
    with _without_collecting():
        result = store.write(label, write.bring_in, plan, choices=choices, tell=tell).result
    return ImportOutcome(plan, result, done=True)


def undo_import(store: Store, batch: UUID) -> Undone:
    """Take back what an import added: what was reversed, what was kept and what could not be, each in words.

    Raises `Refused` when there is no such import or it was taken back before.
    """
    act = store.read(act_of, batch)
    reversal = store.reverse(_("undo an import"), act).result
    store.write(_("note that an import was undone"), mark_undone, batch=batch)
    return store.read(undone_words, reversal)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Python's collector would walk all of a long list's rows again and again while they grow: a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _doubts(plan: Plan) -> list[tuple[int, str]]:
    passed = (Action.REJECTED, Action.UNCHANGED)
    return [(row.row.number, words) for row in plan.rows if row.action not in passed for words in row.doubts]


def _count_words(counts: dict[str, int], *, done: bool) -> str:
    people = ngettext("{n} person", "{n} people", counts["people"]).format(n=counts["people"])
    referrals = ngettext("{n} referral", "{n} referrals", counts["referrals"]).format(n=counts["referrals"])
    rows = ngettext("{n} row was read", "{n} rows were read", counts["rows"]).format(n=counts["rows"])
    pattern = (
        _("{rows}. Added: {people}, {referrals}.") if done else _("{rows}. Would be added: {people}, {referrals}.")
    )
    rest = _(
        "To check: {doubtful}. Probable duplicates left out: {duplicates}. Rejected: {rejected}. Unchanged: {unchanged}."
    )
    return pattern.format(rows=rows, people=people, referrals=referrals) + "\n" + rest.format(**counts)
