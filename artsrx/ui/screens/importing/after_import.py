"""After an import: to the people or the referrals, the rows to mend as a spreadsheet, and taking it all back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from artsrx.db.folder.outgoing import save_outside
from artsrx.domain.i18n import _
from artsrx.exchange.importing import ImportOutcome, rejects_xlsx
from artsrx.records.imports.plan import Choice
from artsrx.records.imports.undo import Undone
from artsrx.ui.routes import ImportRoute, PeopleRoute, ReferralsRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.importing.jobs import take_back
from artsrx.ui.screens.importing.progress_window import ProgressWindow
from artsrx.ui.screens.importing.result import ResultPage


class AfterImport(Screen[ImportRoute]):
    """The part of the import that comes when `outcome` is there and `result` shows it."""

    result_page: ResultPage
    outcome: ImportOutcome | None
    _choices: dict[int, Choice]
    _progress: ProgressWindow | None

    def _finish(self) -> None:
        """Let go of the window, which was held up while something was being done."""
        if self._progress is not None:
            self._progress.finish()
        self._progress = None

    @Slot()
    def _go_people(self) -> None:
        self.desk.go(PeopleRoute())

    @Slot()
    def _go_referrals(self) -> None:
        self.desk.go(ReferralsRoute())

    @Slot()
    def _mend(self) -> None:
        kinds = [(_("Excel spreadsheet"), ("xlsx",))]
        self.desk.ask.save_file(_("Save the rows to mend"), _("Rows to mend.xlsx"), kinds, self._save)

    def _save(self, path: Path) -> None:
        if self.outcome is None:
            return
        data = rejects_xlsx(self.outcome.plan, self._choices)
        try:
            save_outside(path, data)
        except Exception as error:  # noqa: BLE001 - shown as trouble; a bug is raised again there
            self.desk.ask.trouble(error)
            return
        self.desk.say(_("Saved. Mend the rows there, then bring that file in."))

    @Slot()
    def _undo(self) -> None:
        self.desk.ask.confirm(
            _("Undo this import?"),
            _("Everything that it added is taken back, apart from what somebody has worked on since."),
            _("Undo this import"),
            self._take_back,
        )

    def _take_back(self) -> None:
        if self.outcome is None or self.outcome.batch is None or self._progress is not None:
            return
        title = _("Taking the import back")
        self._progress = ProgressWindow(title, self, None)
        work = partial(take_back, self.desk.store, self.outcome.batch)
        shown = self._progress.show_progress
        self.desk.work(work, self._show_taken_back, title=title, on_error=self._show_undo_error, on_progress=shown)

    def _show_taken_back(self, undone: Undone) -> None:
        self._finish()
        self.result_page.show_undone(undone)
        self.main().setFocus()

    def _show_undo_error(self, error: Exception) -> None:
        self._finish()
        self.desk.ask.trouble(error)
        self.refresh()
