"""The import: a file, its columns, its rows, the one button, the result; and back from everywhere."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from artsrx.db.backups.backup import Backup
from artsrx.db.schema import tables
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.exchange.importing import ImportOutcome, foreseen
from artsrx.exchange.reading import SpreadsheetFile
from artsrx.exchange.table_area import ListLayout
from artsrx.records.imports.plan import Choice, imported_lists
from artsrx.ui.desk import Desk
from artsrx.ui.dropped_files import SPREADSHEETS
from artsrx.ui.jobs import Cancelled, Job, Reporter, unreported
from artsrx.ui.page_parts import EDGE, NEAR, row
from artsrx.ui.routes import ImportRoute
from artsrx.ui.screens.importing.after_import import AfterImport
from artsrx.ui.screens.importing.bring_in_step import BringInStep
from artsrx.ui.screens.importing.choose_file import ChooseFile
from artsrx.ui.screens.importing.columns_step import ColumnsStep
from artsrx.ui.screens.importing.jobs import ReadList, bring_in, compare, read_file
from artsrx.ui.screens.importing.progress_window import ProgressWindow
from artsrx.ui.screens.importing.result import ResultPage
from artsrx.ui.screens.importing.review import ImportReview, would_be
from artsrx.ui.screens.importing.rows_step import RowsStep
from artsrx.ui.screens.importing.step_bar import StepBar

PAUSE_MS = 250
# The backup before an import is kept at least so long.
KEEP_DAYS = 90
Stamp = tuple[Path, int, int]


class ImportScreen(AfterImport):
    """What was begun stays until another file is chosen."""

    watches = frozenset({tables.ImportBatch})
    help_words: ClassVar[str] = _(
        "Bring in the list that you have, as it is. Step 1 shows what each column is taken for. Step 2 shows what will "
        "happen to each row; where a row may be somebody already there, S says that it is the same person, D a different "
        "one, and L leaves the row out. Step 3 brings everything in at once, after a backup.\n\n"
        "Nothing is changed before the last button, and the whole import can be taken back afterwards. Ctrl+Return goes on."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._today = today
        self._stamp: Stamp | None = None
        self._sheets: SpreadsheetFile | None = None
        self._job: Job | None = None
        self._foreseeing: Job | None = None
        self._go_on = False
        self._progress: ProgressWindow | None = None
        self.review: ImportReview | None = None
        self._before: ImportReview | None = None
        self._news = ""
        self.outcome: ImportOutcome | None = None
        self._choices: dict[int, Choice] = {}
        self._make()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._plan)
        desk.jobs.ended.connect(self._forget_stopped)
        # On the screen and not on its buttons: setText takes a button's key away.
        onward = QShortcut(QKeySequence("Ctrl+Return"), self)
        onward.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        onward.activated.connect(self._onward)
        self._turn(self.choose_file)

    def _make(self) -> None:
        theme = self.desk.theme
        self.steps = StepBar()
        self.steps.wanted.connect(self._to_step)
        self.choose_file = ChooseFile(theme, self._choose)
        self.choose_file.stopped.connect(self._stop_reading)
        self.columns_step = ColumnsStep(today=self._today, on=self._to_rows, another=self._choose)
        self.columns_step.changed.connect(self._plan_again_soon)
        self.rows_step = RowsStep(theme, on=self._to_bringing, back=self._to_columns)
        self.rows_step.decided.connect(self._foresee)
        self.bring_in_step = BringInStep(do=self._do, back=self._to_rows)
        self.result_page = ResultPage(
            theme,
            people=self._go_people,
            referrals=self._go_referrals,
            mend=self._mend,
            undo=self._undo,
            again=self._again,
        )
        # `_show_steps` counts on this order.
        self.pages = QStackedWidget()
        for page in (self.choose_file, self.columns_step, self.rows_step, self.bring_in_step, self.result_page):
            self.pages.addWidget(page)
        head = row(self.steps)
        head.setContentsMargins(EDGE, NEAR, EDGE, NEAR)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)

    # -- coming and going -----------------------------------------------------------------------------------------

    def open(self, route: ImportRoute) -> None:
        if route.path is not None:
            if _stamp(route.path) != self._stamp:
                self.read(route.path)
        elif self.outcome is not None:
            self._again()
        self._stale = False

    def back(self) -> bool:
        page = self.pages.currentWidget()
        if page is self.bring_in_step:
            self._to_rows()
        elif page is self.rows_step:
            self._to_columns()
        elif page is self.columns_step:
            self._again()
        else:
            return False
        self.main().setFocus()
        return True

    def main(self) -> QWidget:
        page = self.pages.currentWidget()
        if page is self.columns_step:
            return self.columns_step.on
        if page is self.rows_step:
            return self.rows_step.list.view
        if page is self.bring_in_step:
            return self.bring_in_step.main()
        return self.result_page.people if page is self.result_page else self.choose_file.main()

    def print_list(self) -> None:
        page = self.pages.currentWidget()
        if page is self.rows_step:
            self.rows_step.list.view.print_list()
        elif page is self.result_page:
            self.result_page.list.view.print_list()

    def refresh(self) -> None:
        """An import that was taken back elsewhere (Undo, Settings) says so here."""
        if self.outcome is None or self.outcome.batch is None or self._progress is not None:
            return
        there = {batch.id for batch in self.desk.read(imported_lists) if batch.undone_at is None}
        if (self.outcome.batch in there) == self.result_page.undo.isHidden():
            self.result_page.show_gone(undone=self.outcome.batch not in there)

    def _turn(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._show_steps()
        if self.isVisible():
            self.main().setFocus()

    def _show_steps(self) -> None:
        step = (None, 0, 1, 2, 2)[self.pages.currentIndex()]
        working = self._sheets is not None and self.outcome is None
        planned = working and self.review is not None
        self.steps.show_state(step, (working, planned, planned))

    @Slot()
    def _onward(self) -> None:
        """Ctrl+Return: the main button of this page."""
        pages: dict[QWidget | None, QPushButton] = {
            self.choose_file: self.choose_file.button,
            self.columns_step: self.columns_step.on,
            self.rows_step: self.rows_step.on,
            self.bring_in_step: self.bring_in_step.do,
            self.result_page: self.result_page.people,
        }
        made = pages[self.pages.currentWidget()]
        if made.isVisible():
            made.click()

    @Slot(str)
    def _to_step(self, step: str) -> None:
        (self._to_columns, self._to_rows, self._to_bringing)[int(step)]()

    # -- the file -------------------------------------------------------------------------------------------------

    @Slot()
    def _choose(self) -> None:
        self.desk.ask.open_file(_("Which spreadsheet?"), [(_("Spreadsheets"), SPREADSHEETS)], self.read)

    @Slot()
    def _again(self) -> None:
        """Start anew, with no file."""
        self._forget()
        self.choose_file.show_zone()
        self._turn(self.choose_file)

    def _forget(self) -> None:
        for job in (self._job, self._foreseeing):
            if job is not None:
                job.cancel()
        self._job = self._foreseeing = None
        self._pause.stop()
        self._stamp = self._sheets = self.review = self._before = self.outcome = None
        self._go_on = False
        self._choices = {}

    def read(self, path: Path) -> None:
        """Read this file, in a process that Cancel ends."""
        self._forget()
        self._stamp = _stamp(path)
        self.choose_file.show_reading(path.name)
        self._turn(self.choose_file)
        work = partial(read_file, path, self._today())
        self._job = self.desk.work(work, self._take_sheets, title=_("Reading the file"), on_error=self._show_read_error)

    def _take_sheets(self, read: ReadList) -> None:
        self._job = None
        self._sheets = read.sheets
        self.columns_step.begin(read.sheets, read.mapping)
        self.choose_file.show_zone()
        self._turn(self.columns_step)
        self._plan()

    def _show_read_error(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._again()
            self.desk.ask.trouble(error)
            return
        self._forget()
        self.choose_file.show_zone(error.words)
        self._turn(self.choose_file)

    @Slot()
    def _stop_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._forget_stopped(self._job)

    @Slot(object)
    def _forget_stopped(self, job: Job) -> None:
        """Somebody pressed Cancel, here or at the foot of the window."""
        if job is not self._job or not job.reporter.stopped:
            return
        self._job = None
        self._go_on = False
        if self._sheets is None:
            self._forget()
            self.choose_file.show_zone(_("Stopped. Nothing was changed."))
            self._turn(self.choose_file)
        else:
            self.columns_step.say("", _("Stopped. Press the button to compare the list with the record."))
            self._turn(self.columns_step)

    # -- comparing ------------------------------------------------------------------------------------------------

    @Slot()
    def _plan_again_soon(self) -> None:
        self._drop_plan()
        self._pause.start()

    def _drop_plan(self) -> None:
        for job in (self._job, self._foreseeing):
            if job is not None:
                job.cancel()
        self._job = self._foreseeing = None
        self._before = self.review or self._before
        self.review = None
        self.columns_step.say(_("Comparing the list with the record …"))
        self.steps.show_state(0, (True, False, False))

    @Slot()
    def _plan(self) -> None:
        """Compare the list, as its columns are taken now, with the record."""
        self._pause.stop()
        if self._sheets is None:
            return
        self.columns_step.say(_("Comparing the list with the record …"))
        mapping: ListLayout = self.columns_step.mapping
        work = partial(compare, self.desk.store, self._sheets, mapping, self._today(), self._before)
        title = _("Comparing the list")
        self._job = self.desk.work(work, self._take_plan, title=title, on_error=self._show_plan_error)

    def _take_plan(self, review: ImportReview) -> None:
        self._job = None
        self.review, self._before = review, None
        self.columns_step.say(would_be(review))
        self.rows_step.begin(review)
        if self._go_on:
            self._go_on = False
            self._turn(self.rows_step)
            if self._news:
                self.desk.say(self._news)
                self._news = ""
        else:
            self._show_steps()

    def _show_plan_error(self, error: Exception) -> None:
        self._job = None
        self._go_on = False
        if not isinstance(error, Refused):
            self.desk.ask.trouble(error)
            return
        self.columns_step.say("", error.words)
        self._turn(self.columns_step)

    @Slot()
    def _to_columns(self) -> None:
        if self._sheets is not None:
            self._turn(self.columns_step)

    @Slot()
    def _to_rows(self) -> None:
        """Go on to the rows; where the list is still being compared, as soon as that is done."""
        if self._sheets is None:
            return
        if self.review is not None:
            self._turn(self.rows_step)
            return
        self._go_on = True
        if self._job is None:
            self._plan()

    @Slot()
    def _foresee(self) -> None:
        """Work out what the answers come to; the latest wins."""
        if self.review is None:
            return
        if self._foreseeing is not None:
            self._foreseeing.cancel()
        work = unreported(foreseen, self.review.plan, dict(self.review.choices))
        self._foreseeing = self.desk.work(work, self._take_outlook, title="", quiet=True)

    def _take_outlook(self, outcome: ImportOutcome) -> None:
        self._foreseeing = None
        if self.review is None:
            return
        self.review.take(outcome)
        self.rows_step.renew()
        self.columns_step.say(would_be(self.review))
        if self.pages.currentWidget() is self.bring_in_step:
            self.bring_in_step.begin(self.review)

    # -- bringing in ----------------------------------------------------------------------------------------------

    @Slot()
    def _to_bringing(self) -> None:
        if self.review is None:
            return
        if self.desk.store.sequence != self.review.plan.seen:
            self._compare_again()
            return
        self.bring_in_step.begin(self.review)
        self._turn(self.bring_in_step)

    def _compare_again(self) -> None:
        """The record has changed since the rows were looked at: compare again and show them again."""
        self._news = _(
            "The record has changed since, so the list was compared again. Please look at the rows once more."
        )
        self._drop_plan()
        self._go_on = True
        self._plan()

    @Slot()
    def _do(self) -> None:
        """A backup first, then everything in one act, with the window held up meanwhile."""
        if self.review is None or self._progress is not None:
            return
        if self.desk.store.sequence != self.review.plan.seen:
            self._compare_again()
            return
        self._choices = dict(self.review.choices)
        stop = Event()
        work = partial(bring_in, self.desk.store, self.review.plan, self._choices, stop)
        write = partial(self._write, work, stop)
        self._progress = ProgressWindow(_("Bringing in the list"), self, stop.set)
        self._progress.say(_("Making a backup and checking it"))
        if self.desk.backups is None:
            write(None)
        else:
            self.desk.backups.back_up(write, keep_days=KEEP_DAYS, on_error=self._show_write_error)

    def _write(self, work: Callable[[Reporter], ImportOutcome], stop: Event, _backup: Backup | None) -> None:
        assert self._progress is not None
        if stop.is_set():
            self._show_write_error(Cancelled())
            return
        title = _("Bringing in the list")
        shown = self._progress.show_progress
        self.desk.work(work, self._show_outcome, title=title, on_error=self._show_write_error, on_progress=shown)

    def _show_outcome(self, outcome: ImportOutcome) -> None:
        self._finish()
        self.outcome = outcome
        left = bool(outcome.counts["rejected"] or outcome.counts["duplicates"])
        self.result_page.begin(outcome, left=left)
        self._turn(self.result_page)

    def _show_write_error(self, error: Exception) -> None:
        self._finish()
        if isinstance(error, Cancelled):
            self.desk.say(_("Stopped. Nothing was changed."))
        elif isinstance(error, Refused) and self.review is not None:
            self._compare_again()
        else:
            self.desk.ask.trouble(error)


def _stamp(path: Path) -> Stamp | None:
    """What tells whether it is still the same file; None for one that is gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    return path, about.st_mtime_ns, about.st_size
