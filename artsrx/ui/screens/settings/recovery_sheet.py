"""A new recovery sheet: shown once, printed or saved, and two groups of it typed back."""

import secrets
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from artsrx.db.keys.recovery_code import RecoveryCode, check_groups
from artsrx.db.keys.sheet_mark import note_sheet_kept
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.jobs import unreported
from artsrx.ui.page_parts import GAP, column, text
from artsrx.ui.recovery_paper import draw_sheet, print_sheet, save_sheet


class NewSheetCard(QFrame):
    """Hidden but while there is a new sheet; the groups are forgotten as soon as two were typed back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: RecoveryCode | None = None
        self.places = (0, 1)
        self.setObjectName("panel")
        self.groups = text("", "heading")
        self.first = TextField("", name="first")
        self.second = TextField("", name="second")
        self.print = button(_("Print the sheet"), self.print_it, icon=desk.theme.icon("printer"))
        self.save = button(_("Save the sheet as PDF"), self.save_it, icon=desk.theme.icon("download"))
        self.safe = primary(_("It is in a safe place"), self.check)
        lead = _("The old sheet opens nothing any more. Print this one, then type two groups from the paper.")
        self.setLayout(
            column(
                text(_("The new recovery sheet"), "heading"),
                text(lead),
                self.groups,
                FlowBox(self.print, self.save),
                self.first,
                self.second,
                FlowBox(self.safe),
                gap=GAP,
                edge=16,
            )
        )
        self.hide()

    def begin(self, sheet: RecoveryCode) -> None:
        """Show this sheet."""
        self._sheet = sheet
        drawn = sorted(secrets.SystemRandom().sample(range(len(sheet.groups)), 2))
        self.places = (drawn[0], drawn[1])
        self.groups.setText(
            "    ".join(f"{number}\N{NO-BREAK SPACE}{group}" for number, group in enumerate(sheet.groups, 1))
        )
        for place, field in zip(self.places, (self.first, self.second), strict=True):
            words = _("Group {n} on the paper").format(n=place + 1)
            field.label.setText(words)
            field.line.setAccessibleName(words)
            field.reset("")
        self.show()
        self.print.setFocus()

    @Slot()
    def check(self) -> None:
        """Two groups typed back prove that the sheet can be read; then it is forgotten here."""
        sheet = self._sheet
        if sheet is None:
            return
        for place, field in zip(self.places, (self.first, self.second), strict=True):
            field.clear_error()
            if not check_groups(sheet, (place,), (field.line.text(),)):
                field.refuse(_("That is not what the sheet says. Please look again at group {n}.").format(n=place + 1))
                field.setFocus()
                return
        self._sheet = None
        if self._desk.record is not None:
            note_sheet_kept(self._desk.record.folder)
        self.groups.clear()
        self.first.reset("")
        self.second.reset("")
        self.hide()
        self._desk.say(_("Good. Keep the new sheet locked away, and tear up the old one."))

    @Slot()
    def print_it(self) -> None:
        """Print it, with a preview."""
        self._draw(self._print)

    @Slot()
    def save_it(self) -> None:
        """Save it as a PDF."""
        self._draw(self._save)

    def _draw(self, then: Callable[[bytes], object]) -> None:
        if self._sheet is not None:
            drawing = unreported(draw_sheet, self._sheet, date.today())
            self._desk.work(drawing, then, title=_("Drawing the sheet"), on_error=self._trouble)

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, Refused | StoreError):
            raise error
        self._desk.ask.trouble(error)

    def _print(self, pdf: bytes) -> None:
        print_sheet(self, pdf)

    def _save(self, pdf: bytes) -> None:
        save_sheet(self._desk.ask, pdf)
