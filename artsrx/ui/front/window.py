"""The window before a record is open: it leads to exactly one open record, or closes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from artsrx.db.finding import FoundRecord, find_records
from artsrx.db.folder.layout import BACKUP_SUFFIX
from artsrx.db.folder.lock import Held, Holder
from artsrx.db.keys.key_file import organisation
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _
from artsrx.ui.ask import Asker
from artsrx.ui.dropped_files import SPREADSHEETS, dropped_spreadsheet
from artsrx.ui.front.backdrop import Backdrop
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.jobs import Jobs, Reporter, unreported
from artsrx.ui.theme import Theme

if TYPE_CHECKING:
    from artsrx.ui.front.ways_in import MadeRecord, OpenedRecord


class FrontWindow(QMainWindow):
    """The four doors, or the unlock page where there are records. `opened(OpenedRecord)` is emitted once; `closed` instead of it.

    `home` is the folder of records (the default one if None). `already_open(folder)` is asked whether another window
    of this computer has the record; it raises that window and answers True.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        jobs: Jobs,
        ask: Asker,
        home: Path | None = None,
        already_open: Callable[[Path], bool] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("front")
        self.setWindowTitle("ArtsRx")
        self.setAcceptDrops(True)
        self._theme, self._jobs, self._ask, self._home = theme, jobs, ask, home
        self._already_open = already_open
        self._spreadsheet: Path | None = None
        self._elsewhere: list[FoundRecord] = []
        self._unfinished: MadeRecord | None = None
        self._over = False
        self._backdrop = Backdrop(theme)
        self.setCentralWidget(self._backdrop)
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(980), room.width() - 40), min(theme.px(780), room.height() - 60))
        ask.set_over(self)
        self.page: FrontPage
        self.start()

    # -- pages ----------------------------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """The unlock page, or the doors where there is no record yet."""
        self._spreadsheet = None
        records = [*self._elsewhere, *find_records(self._home)]
        if not any(not record.trouble for record in records):
            self.show_doors(first_time=not records)
            return
        page = UnlockPage(records)
        page.unlock.connect(self._unlock)
        page.recover.connect(self._recover_page)
        page.others.connect(self._other_doors)
        self._show(page)

    def show_doors(self, *, first_time: bool) -> None:
        """The doors to choose from."""
        from artsrx.ui.front.first_run import FirstRunPage

        page = FirstRunPage(self._theme, first_time=first_time)
        page.chosen.connect(self.choose)
        self._show(page)

    @Slot(str)
    def choose(self, door: str) -> None:
        """Go through the door with this key."""
        if door == "fresh":
            self._new_page(None)
        elif door == "sheet":
            title = _("Which spreadsheet?")
            self._ask.open_file(title, [(_("Spreadsheets"), SPREADSHEETS)], self._new_page)
        elif door == "sample":
            self._sample_page()
        elif door == "restore":
            title, kinds = _("Which backup?"), [(_("ArtsRx backups"), (BACKUP_SUFFIX.lstrip("."),))]
            self._ask.open_file(title, kinds, self._restore_page)
        else:
            self._ask.folder(_("Which folder is the record in?"), self._open_folder, start=self._home)

    def _show(self, page: FrontPage) -> None:
        self.page = page
        page.back.connect(self.start)
        self._backdrop.show_page(page)
        QTimer.singleShot(0, self._focus)

    @Slot()
    def _focus(self) -> None:
        self.page.first().setFocus()

    @Slot()
    def _other_doors(self) -> None:
        self.show_doors(first_time=False)

    # -- unlocking ------------------------------------------------------------------------------------------------

    @Slot(object, object, str)
    def _unlock(self, folder: Path, staff_id: UUID, password: str, even_if: Holder | None = None) -> None:
        from artsrx.ui.front import ways_in

        self._try = partial(self._unlock, folder, staff_id, password)
        self.page.busy(_("Unlocking …"))
        work = unreported(ways_in.open_record, folder, staff_id, password, even_if=even_if)
        self._jobs.start(work, self._finish, title=_("Unlocking"), on_error=self._show_unlock_error)

    def _show_unlock_error(self, error: Exception) -> None:
        from artsrx.db.keys.vault import TooSoon, WrongPassword

        self.page.fail(error)
        if isinstance(self.page, UnlockPage) and isinstance(error, WrongPassword | TooSoon):
            self.page.show_wait(error.seconds)
            self.page.again()
        if isinstance(error, Held):
            self._explain_held(error)

    def _explain_held(self, error: Held) -> None:
        if error.left_behind and error.holder is not None:
            self._holder = error.holder
            self._ask.confirm(
                _("This record may be open on another computer"),
                error.words,
                _("Open it all the same"),
                self._unlock_all_the_same,
            )
        elif self._already_open is not None and isinstance(self.page, UnlockPage):
            folder = self._try.args[0]
            if self._already_open(folder):
                self.page.show_error(_("This record is open already. Its window has been brought to the front."))

    def _unlock_all_the_same(self) -> None:
        self._try(even_if=self._holder)

    def _open_folder(self, folder: Path) -> None:
        try:
            name = organisation(folder)
        except StoreError as error:
            self._ask.trouble(error)
            return
        self._elsewhere = [FoundRecord(folder, name, None, "")]
        self.start()

    # -- the recovery sheet ---------------------------------------------------------------------------------------

    @Slot(object)
    def _recover_page(self, folder: Path) -> None:
        from artsrx.ui.front.recover import RecoverPage

        page = RecoverPage(folder, organisation(folder))
        page.wanted.connect(self._recover)
        self._show(page)

    @Slot(object, str, object, str)
    def _recover(self, folder: Path, groups: str, staff_id: UUID, password: str) -> None:
        from artsrx.ui.front import ways_in

        self.page.busy(_("Reading the sheet …"))
        work = unreported(ways_in.recover, folder, groups, staff_id, password)
        self._jobs.start(work, self._finish, title=_("Reading the sheet"), on_error=self.page.fail)

    # -- a new record ---------------------------------------------------------------------------------------------

    def _new_page(self, spreadsheet: Path | None) -> None:
        from artsrx.ui.front.new_record import NewRecordPage

        self._spreadsheet = spreadsheet
        page = NewRecordPage(spreadsheet)
        page.wanted.connect(self._make)
        self._show(page)

    @Slot(str, str, str)
    def _make(self, name: str, staff: str, password: str) -> None:
        from artsrx.ui.front import ways_in

        self.page.busy(_("Making your record …"))
        work = unreported(ways_in.make_record, name, staff, password, home=self._home)
        self._jobs.start(work, self._begin_sheet, title=_("Making your record"), on_error=self.page.fail)

    def _begin_sheet(self, made: "MadeRecord") -> None:
        self._unfinished = made
        self._sheet_page()

    @Slot()
    def _sheet_page(self) -> None:
        from artsrx.ui.front.new_record import RecoverySheetPage

        page = RecoverySheetPage(self._made_record().sheet)
        page.print_it.connect(self._print_sheet)
        page.save_it.connect(self._save_sheet)
        page.on.connect(self._type_back)
        self._show(page)

    @Slot()
    def _type_back(self) -> None:
        from artsrx.ui.front.new_record import TypeBackPage

        page = TypeBackPage(self._made_record().sheet)
        page.proved.connect(self._open_made_record)
        self._show(page)
        page.back.disconnect(self.start)
        page.back.connect(self._sheet_page)

    @Slot()
    def _open_made_record(self) -> None:
        from artsrx.ui.front import ways_in

        made, self._unfinished = self._made_record(), None
        ways_in.sheet_is_safe(made)
        self._finish(made.opened)

    @Slot()
    def _print_sheet(self) -> None:
        from artsrx.ui.recovery_paper import print_sheet

        self._draw_sheet(partial(print_sheet, self))

    @Slot()
    def _save_sheet(self) -> None:
        from artsrx.ui.recovery_paper import save_sheet

        self._draw_sheet(partial(save_sheet, self._ask))

    def _draw_sheet(self, then: Callable[[bytes], object]) -> None:
        from artsrx.ui.recovery_paper import draw_sheet

        self.page.busy(_("Drawing the sheet …"))
        work = unreported(draw_sheet, self._made_record().sheet, date.today())
        self._jobs.start(
            work, partial(self._pass_on_drawing, then), title=_("Drawing the sheet"), on_error=self.page.fail
        )

    def _pass_on_drawing(self, then: Callable[[bytes], object], pdf: bytes) -> None:
        self.page.ready()
        then(pdf)

    def _made_record(self) -> "MadeRecord":
        assert self._unfinished is not None
        return self._unfinished

    # -- sample and backup ----------------------------------------------------------------------------------------

    def _sample_page(self) -> None:
        from artsrx.domain.passwords import suggest
        from artsrx.ui.front.sample import SamplePage

        page = SamplePage(suggest())
        page.wanted.connect(self._sample)
        self._show(page)

    @Slot(str)
    def _sample(self, password: str) -> None:
        self.page.busy(_("Inventing a year …"))
        self._jobs.start(
            partial(_invent, password, self._home),
            self._finish,
            title=_("Inventing a year"),
            on_error=self.page.fail,
            on_progress=self.page.show_progress,
        )

    def _restore_page(self, backup: Path) -> None:
        from artsrx.db.backups.restore import backup_facts
        from artsrx.ui.front import ways_in
        from artsrx.ui.front.restore import RestorePage

        try:
            facts = backup_facts(backup)
            there = ways_in.same_record(backup, self._home)
        except StoreError as error:
            self._ask.trouble(error)
            return
        self._backup, self._there, self._restored = backup, there, facts.organisation
        page = RestorePage(facts, replaces=there is not None)
        page.wanted.connect(self._restore)
        self._show(page)

    @Slot(object, str)
    def _restore(self, staff_id: UUID, password: str) -> None:
        self.page.busy(_("Checking the backup and putting it in place …"))
        work = unreported(self._put_back, staff_id, password)
        self._jobs.start(work, self._finish, title=_("Restoring"), on_error=self.page.fail)

    def _put_back(self, staff_id: UUID, password: str) -> "OpenedRecord":
        from artsrx.db.backups.restore import unlock_backup
        from artsrx.db.folder.new_folder import create_folder
        from artsrx.ui.front import ways_in

        unlocked = unlock_backup(self._backup, staff_id, password)
        target = self._there or create_folder(self._restored, self._home)
        return ways_in.restore_backup(self._backup, staff_id, password, unlocked, target)

    # -- leaving --------------------------------------------------------------------------------------------------

    def _finish(self, opened: "OpenedRecord") -> None:
        if self._spreadsheet is not None:
            from artsrx.ui.routes import ImportRoute

            opened = replace(opened, route=ImportRoute(self._spreadsheet))
        self._over = True
        self.opened.emit(opened)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._unfinished is None:
            event.accept()
            if not self._over:
                self._over = True
                self.closed.emit()
            return
        event.ignore()
        self._ask.confirm(
            _("Stop here?"),
            _(
                "The new record is not finished: without its sheet it could be lost for good. It is empty, and will be removed."
            ),
            _("Remove the empty record"),
            self._give_up,
        )

    def _give_up(self) -> None:
        from artsrx.ui.front import ways_in

        ways_in.throw_away(self._made_record().opened)
        self._unfinished = None
        # From the event loop: Qt takes no close() while it is still refusing one.
        QTimer.singleShot(0, self.close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_spreadsheet(event) is not None and self.page.takes_spreadsheets:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_spreadsheet(event)
        if path is not None:
            self._new_page(path)


def _invent(password: str, home: Path | None, reporter: Reporter) -> "OpenedRecord":
    """Makes the sample record and its year, in the worker."""
    from artsrx.records.sample import make_sample, organisation_name
    from artsrx.ui.front import ways_in

    fill = partial(make_sample, today=date.today(), progress=reporter.tell)
    return ways_in.make_sample_record(organisation_name(), password, fill, home=home)
