"""What the worker does for an import, as plain functions: read, compare, foresee, bring in, take back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from artsrx.domain.i18n import _
from artsrx.exchange import importing
from artsrx.exchange.importing import ImportOutcome
from artsrx.exchange.reading import SpreadsheetFile
from artsrx.exchange.table_area import ListLayout
from artsrx.records.imports.plan import Choice, Plan
from artsrx.records.imports.undo import Undone
from artsrx.ui.jobs import Cancelled, Reporter
from artsrx.ui.screens.importing.review import ImportReview

if TYPE_CHECKING:
    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class ReadList:
    """A file that was read, and the guess where its list is."""

    sheets: SpreadsheetFile
    mapping: ListLayout


def read_file(path: Path, today: date, reporter: Reporter) -> ReadList:
    """Read a file in a process of its own, which Cancel ends."""
    reporter.tell(0, 0, _("Reading the file"))
    sheets = importing.look(path, check=reporter.check)
    return ReadList(sheets, importing.guess(sheets, today=today))


def compare(
    store: "Store",
    sheets: SpreadsheetFile,
    mapping: ListLayout,
    today: date,
    before: ImportReview | None,
    reporter: Reporter,
) -> ImportReview:
    """Compare the list with the record; `before` is an earlier review whose answers are kept."""
    reporter.tell(0, 0, _("Comparing the list with the record"))
    plan = importing.dry_run(store, sheets, today=today, mapping=mapping, check=reporter.check)
    reporter.check()
    made = ImportReview(plan, importing.foreseen(plan))
    if before is not None:
        made.keep_choices(before)
        if made.choices:
            made.take(importing.foreseen(plan, made.choices))
    return made


def bring_in(
    store: "Store", plan: Plan, choices: Mapping[int, Choice], stop: Event, reporter: Reporter
) -> ImportOutcome:
    """Write everything in one act; `stop` set in time takes it all back and raises Cancelled.

    The job's own Cancel is not used: it would keep the result from arriving where the last row was written already.
    """
    reporter.tell(0, 0, _("Bringing in the list"))

    def tell(done: int, total: int) -> None:
        if stop.is_set():
            raise Cancelled
        reporter.tell(done, total, _("Bringing in the list"))

    return importing.carry_out(store, plan, choices=choices, tell=tell)


def take_back(store: "Store", batch: UUID, reporter: Reporter) -> Undone:
    """Take an import back."""
    reporter.tell(0, 0, _("Taking the import back"))
    return importing.undo_import(store, batch)
