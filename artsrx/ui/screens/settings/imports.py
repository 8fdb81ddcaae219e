"""Lists that were brought in, each with a way to take it back."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _, ngettext
from artsrx.exchange.importing import undo_import
from artsrx.records.imports.plan import ImportedList, imported_lists
from artsrx.records.imports.undo import Undone
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.jobs import unreported
from artsrx.ui.page_parts import GAP, NEAR, TIGHT, chip, clear, column, hairline, row, text
from artsrx.ui.routes import ImportRoute
from artsrx.ui.screens.settings.backups import when


class ImportsCard(QFrame):
    """The lists, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self.lines: list[ImportLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(NEAR)
        self.bring = button(_("Bring in a spreadsheet"), self.bring_in, icon=desk.theme.icon("file-up"))
        self.setLayout(column(text(_("Spreadsheets brought in"), "subtitle"), self._list, self.bring, gap=GAP, edge=20))

    def refresh(self) -> None:
        """Read the list again."""
        clear(self._list)
        self.lines = []
        found = self._desk.read(imported_lists)
        if not found:
            self._list.addWidget(text(_("None so far. Drop one on this window at any time."), "muted"))
        for number, batch in enumerate(found):
            if number:
                self._list.addWidget(hairline())
            self.lines.append(ImportLine(self, batch))
            self._list.addWidget(self.lines[-1])

    @Slot()
    def bring_in(self) -> None:
        """Go to where a spreadsheet is brought in."""
        self._desk.go(ImportRoute())

    def undo(self, batch: UUID) -> None:
        """Take one back, in the worker, and say what came of it."""
        work = unreported(undo_import, self._desk.store, batch)
        self._desk.work(work, self._show_undone, title=_("Taking the import back"), on_error=self._show_error)

    def _show_undone(self, undone: Undone) -> None:
        self.refresh()
        stayed = len(undone.kept) + len(undone.could_not)
        words = _("Everything that it added has been taken back.")
        if stayed:
            words = ngettext(
                "{n} thing stays, because somebody has worked with it since.",
                "{n} things stay, because somebody has worked with them since.",
                stayed,
            ).format(n=stayed)
        self._desk.ask.tell(_("The import was taken back"), words, details=undone.words())

    def _show_error(self, error: Exception) -> None:
        self.refresh()
        if not isinstance(error, Refused | StoreError):
            raise error
        self._desk.ask.trouble(error)


class ImportLine(QWidget):
    """One list that was brought in."""

    def __init__(self, card: ImportsCard, batch: ImportedList) -> None:
        super().__init__()
        self._card, self.batch = card, batch
        words = column(text(batch.file_name, "strong"), text(batch_words(batch), "muted"), gap=TIGHT)
        line = row(words, gap=NEAR)
        line.setStretch(0, 1)
        self.undo = button(_("Undo this import"), self._press)
        self.undo.setAccessibleName(_("Undo this import: {file}").format(file=batch.file_name))
        if batch.undone_at is None:
            line.addWidget(self.undo)
        else:
            self.undo.hide()
            line.addWidget(chip(_("Taken back"), "quiet"))
        self.setLayout(line)

    @Slot()
    def _press(self) -> None:
        self.undo.setEnabled(False)
        self._card.undo(self.batch.id)


def batch_words(batch: ImportedList) -> str:
    """When it was brought in and what it added."""
    people, referrals = batch.counts.get("people", 0), batch.counts.get("referrals", 0)
    parts = (
        when(batch.brought_in_at),
        ngettext("{n} person", "{n} people", people).format(n=people),
        ngettext("{n} referral", "{n} referrals", referrals).format(n=referrals),
    )
    return " · ".join(parts)
