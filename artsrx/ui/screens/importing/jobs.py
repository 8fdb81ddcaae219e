"""What the worker does for an import, as plain callables: read, compare, foresee, bring in, take back."""

from collections.abc import Mapping as Choices
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from artsrx.domain.i18n import _
from artsrx.exchange import importing
from artsrx.exchange.importing import Outcome
from artsrx.exchange.reading import Sheets
from artsrx.exchange.table_area import Mapping
from artsrx.records.imports.plan import Choice, Plan
from artsrx.records.imports.undo import Undone
from artsrx.ui.jobs import Cancelled, Report
from artsrx.ui.screens.importing.review import Review

if TYPE_CHECKING:
    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, and the guess where its list is."""

    sheets: Sheets
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a file in a process of its own, which Cancel ends."""

    path: Path
    today: date

    def __call__(self, report: Report) -> Read:
        report(0, 0, _("Reading the file"))
        sheets = importing.look(self.path, check=report.check)
        return Read(sheets, importing.guess(sheets, today=self.today))


@dataclass(frozen=True, slots=True)
class Planning:
    """Compares the list with the record; `before` is an earlier review whose answers are kept."""

    store: "Store"
    sheets: Sheets
    mapping: Mapping
    today: date
    before: Review | None

    def __call__(self, report: Report) -> Review:
        report(0, 0, _("Comparing the list with the record"))
        plan = importing.dry_run(self.store, self.sheets, today=self.today, mapping=self.mapping)
        report.check()
        made = Review(plan, importing.foreseen(plan))
        if self.before is not None:
            made.keep_choices(self.before)
            if made.choices:
                made.take(importing.foreseen(plan, made.choices))
        return made


@dataclass(frozen=True, slots=True)
class Foreseeing:
    """Works out what the plan comes to with these choices."""

    plan: Plan
    choices: Choices[int, Choice]

    def __call__(self, report: Report) -> Outcome:
        return importing.foreseen(self.plan, self.choices)


@dataclass(frozen=True, slots=True)
class BringingIn:
    """Writes everything in one act; `stop` set in time takes it all back.

    The job's own Cancel is not used: it would keep the result from arriving where the last row was written already.
    """

    store: "Store"
    plan: Plan
    choices: Choices[int, Choice]
    stop: Event = field(default_factory=Event)

    def __call__(self, report: Report) -> Outcome:
        report(0, 0, _("Bringing in the list"))

        def tell(done: int, total: int) -> None:
            if self.stop.is_set():
                raise Cancelled
            report(done, total, _("Bringing in the list"))

        return importing.carry_out(self.store, self.plan, choices=self.choices, tell=tell)


@dataclass(frozen=True, slots=True)
class TakingBack:
    """Takes an import back."""

    store: "Store"
    batch: UUID

    def __call__(self, report: Report) -> Undone:
        report(0, 0, _("Taking the import back"))
        return importing.undo_import(self.store, self.batch)
