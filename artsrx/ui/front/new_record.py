"""A new record: three questions, a sheet to print, and two groups of it typed back."""

import secrets
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from artsrx.db.keys.recovery_code import RecoveryCode, check_groups
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.buttons import button
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.front.password import NewPasswordFields
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import card, text


class NewRecordPage(FrontPage):
    """The three questions; emits `wanted(organisation, name, password)`."""

    wanted = Signal(str, str, str)

    def __init__(self, spreadsheet: Path | None = None) -> None:
        lede = _("Everything you write is encrypted, and stays on this computer.")
        kicker = _("Then we look at your spreadsheet together") if spreadsheet else _("A new record")
        super().__init__(_("Three questions"), lede, kicker=kicker)
        self._organisation = TextField(_("What is your organisation called?"), name="organisation")
        self._staff = TextField(_("What is your own name?"), name="staff", hint=_("More people can be added later."))
        self._password = NewPasswordFields(self._about)
        for part in (self._organisation, self._staff, self._password):
            self.body.addWidget(part)
        self.finish(_("Make the record"))
        self._password.second.line.returnPressed.connect(self.submit)

    def first(self) -> QWidget:
        return self._organisation.line

    def _about(self) -> tuple[str, str]:
        return self._organisation.line.text(), self._staff.line.text()

    @Slot()
    def submit(self) -> None:
        for field, words in (
            (self._organisation, _("Please give the name that your reports should show.")),
            (self._staff, _("Please give your name, so that the record can say who did what.")),
        ):
            field.clear_error()
            if not field.value():
                field.refuse(words)
                field.setFocus()
                return
        try:
            password = self._password.value()
        except Refused:
            return
        self.wanted.emit(self._organisation.value(), self._staff.value(), password)


class RecoverySheetPage(FrontPage):
    """The recovery sheet, to be printed or saved; `print_it`, `save_it`, and `on` when somebody says it is safe."""

    print_it = Signal()
    save_it = Signal()
    on = Signal()

    def __init__(self, sheet: RecoveryCode) -> None:
        lede = _(
            "If every password is forgotten, this sheet is the only way in. Print it, put it in an envelope, "
            "and keep it locked away from this computer."
        )
        super().__init__(_("Your recovery sheet"), lede, kicker=_("Nearly done"), way_back=False)
        self.body.addWidget(card(_groups(sheet)))
        self.finish(_("Print the sheet"), button(_("Save as PDF"), self.save_it.emit))
        self._next = button(_("It is in a safe place"), self.on.emit)
        self.body.insertWidget(self.body.count() - 1, self._next)

    @Slot()
    def submit(self) -> None:
        self.print_it.emit()


class TypeBackPage(FrontPage):
    """Two groups of the sheet, typed back: proof that it is on paper. Emits `proved`; `back` shows the sheet again."""

    proved = Signal()

    def __init__(self, sheet: RecoveryCode, places: tuple[int, int] | None = None) -> None:
        lede = _("Take the printed sheet and type these two groups from it. Then we know that it can be read.")
        super().__init__(_("Two groups from the sheet"), lede, kicker=_("The last step"))
        self._sheet = sheet
        drawn = secrets.SystemRandom().sample(range(len(sheet.groups)), 2)
        self.places = places or (min(drawn), max(drawn))
        self.fields = [TextField(_("Group {n}").format(n=place + 1), name=f"group{place}") for place in self.places]
        for field in self.fields:
            field.line.returnPressed.connect(self.submit)
            self.body.addWidget(field)
        self.finish(_("Open my record"))

    def first(self) -> QWidget:
        return self.fields[0].line

    @Slot()
    def submit(self) -> None:
        for place, field in zip(self.places, self.fields, strict=True):
            field.clear_error()
            if not check_groups(self._sheet, (place,), (field.line.text(),)):
                field.refuse(_("That is not what the sheet says. Please look again at group {n}.").format(n=place + 1))
                field.setFocus()
                return
        self.proved.emit()


def _groups(sheet: RecoveryCode) -> QWidget:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(4, 4, 4, 4)
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(12)
    for place, group in enumerate(sheet.groups):
        across, down = place // 4, place % 4
        grid.addWidget(text(str(place + 1), "muted", wrap=False), down, across * 2)
        shown = text(group, "heading", wrap=False)
        shown.setAccessibleName(_("Group {n}: {letters}").format(n=place + 1, letters=" ".join(group)))
        grid.addWidget(shown, down, across * 2 + 1)
    grid.setColumnStretch(3, 1)
    return inside
