"""Backups: the last good one, one now, and the record as it was on a day; and the check of everything."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from artsrx.db.backups.backup import Backup, backups_in
from artsrx.db.backups.integrity import Findings, check_record
from artsrx.db.backups.restore import restore
from artsrx.db.folder.layout import BACKUPS_NAME
from artsrx.domain.dates import clock, long_date
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _, ngettext
from artsrx.ui.backups import Backups, backup_made_words
from artsrx.ui.buttons import button
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.jobs import unreported
from artsrx.ui.page_parts import GAP, column, facts, hairline, text
from artsrx.ui.unlocked_record import UnlockedRecord

OFFERED = 30


class BackupsCard(QFrame):
    """What keeps the record safe."""

    def __init__(self, desk: Desk, record: UnlockedRecord, backups: Backups) -> None:
        super().__init__()
        self._desk, self._record = desk, record
        self._backups = backups
        self._backups.moved.connect(self.refresh)
        self.folder = record.folder / BACKUPS_NAME
        self._newest: Path | None = None
        self.setObjectName("card")
        self.last = text("", "strong")
        self.now = button(_("&Back up now"), self.back_up, icon=desk.theme.icon("database-backup"))
        self.show_folder = button(_("Show the folder"), self.open_folder, icon=desk.theme.icon("folder-open"))
        self.check = button(_("Check this record"), self.begin_check, icon=desk.theme.icon("shield-check"))
        self.checked = text("", "good")
        self.checked.hide()
        self.which = ChoiceField(_("The record as it was on"), name="backup")
        self.restore = button(_("Restore this backup"), self.ask_to_restore, icon=desk.theme.icon("archive-restore"))
        self.elsewhere = text(
            _(
                "A backup on a stick or another computer is restored at the front door: lock ArtsRx, then “Another record, or a new one”."
            ),
            "muted",
        )
        self.setLayout(
            column(
                text(_("Backups"), "subtitle"),
                text(_("One is made and checked whenever you close ArtsRx and before each import."), "muted"),
                self.last,
                facts([(_("Folder"), str(self.folder))]),
                FlowBox(self.now, self.show_folder, self.check),
                self.checked,
                hairline(),
                self.which,
                FlowBox(self.restore),
                self.elsewhere,
                gap=GAP,
                edge=20,
            )
        )
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again at what there is."""
        last = self._backups.last_good
        self.last.setText(
            _("No backup yet.") if last is None else _("Last good backup: {when}").format(when=when(last))
        )
        found = backups_in(self.folder)[:OFFERED]
        # Whoever has chosen an older one keeps it; otherwise the newest is shown.
        follow = self.which.value() in (None, self._newest)
        self._newest = found[0].path if found else None
        self.which.set_choices([(backup.path, when(backup.made)) for backup in found])
        if found and (follow or self.which.value() is None):
            self.which.reset(self._newest)
        self.which.setVisible(bool(found))
        self.restore.setVisible(bool(found))

    @Slot()
    def back_up(self) -> None:
        """Make one now."""
        self.now.setEnabled(False)
        self._backups.back_up(self._show_backup_made, on_error=self._show_error)

    def _show_backup_made(self, made: Backup) -> None:
        self.now.setEnabled(True)
        self.refresh()
        self._desk.say(backup_made_words(made))

    def _show_error(self, error: Exception) -> None:
        self.now.setEnabled(True)
        self.check.setEnabled(True)
        if not isinstance(error, Refused | StoreError):
            raise error
        self._desk.ask.trouble(error)

    @Slot()
    def open_folder(self) -> None:
        """Show the backups in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder if self.folder.is_dir() else self.folder.parent)))

    # -- checking -------------------------------------------------------------------------------------------------

    @Slot()
    def begin_check(self) -> None:
        """Read every page, every link and the whole history."""
        self.check.setEnabled(False)
        self.checked.hide()
        work = unreported(check_record, self._record.folder, self._record.unlocked.key)
        self._desk.work(work, self._show_findings, title=_("Checking the record"), on_error=self._show_error)

    def _show_findings(self, findings: Findings) -> None:
        self.check.setEnabled(True)
        if findings.sound:
            count = sum(findings.rows.values())
            words = ngettext("All is well: {n} entry was checked.", "All is well: {n} entries were checked.", count)
            self.checked.setText(words.format(n=f"{count:,}"))
            self.checked.show()
        else:
            details = "\n".join(findings.troubles)
            self._desk.ask.tell(_("Something is wrong"), _("Please restore the last good backup."), details=details)

    # -- restoring ------------------------------------------------------------------------------------------------

    @Slot()
    def ask_to_restore(self) -> None:
        """Ask, then close the record and restore: what is there now is kept aside, whole."""
        chosen = self.which.value()
        if chosen is None:
            return
        words = _(
            "This record is closed and opens again as it was on {when}, with the passwords of that day. What is there now "
            "is kept aside, whole."
        )
        self._desk.ask.confirm(
            _("Restore this backup?"),
            words.format(when=next(shown for path, shown in self._restorable() if path == chosen)),
            _("Restore it"),
            partial(self._restore, chosen),
            danger=True,
        )

    def _restore(self, backup: Path) -> None:
        """Leave, and put the backup in place while nobody has the record open; where that fails it is as it was."""
        folder, key = self._record.folder, self._record.unlocked.key
        self._desk.leave(partial(restore, backup, folder, key=key))

    def _restorable(self) -> list[tuple[Path, str]]:
        return [(backup.path, when(backup.made)) for backup in backups_in(self.folder)]


def when(moment: datetime) -> str:
    """A moment as it is shown: "3 April 2026 at 2.30 pm"."""
    local = moment.astimezone()
    return _("{day} at {time}").format(day=long_date(local.date()), time=clock(local.time()))
