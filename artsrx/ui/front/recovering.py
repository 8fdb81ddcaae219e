"""The recovery sheet, a backup to restore, and the sample: three pages that lead to an open record."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.db.keys.vault import people
from artsrx.domain.dates import long_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.choices import ChoiceField
from artsrx.ui.fields import NotesField, TextField
from artsrx.ui.front.page import Page
from artsrx.ui.front.password import NewPassword
from artsrx.ui.parts import panel, text

if TYPE_CHECKING:
    from artsrx.db.backups.restore import BackupFacts


class Recover(Page):
    """Type the sheet, choose who you are, choose a new password; emits `wanted(folder, groups, staff_id, password)`."""

    wanted = Signal(object, str, object, str)

    def __init__(self, folder: Path, organisation: str) -> None:
        lede = _("Type the eight groups in order. Small letters will do, and spaces and dashes do not matter.")
        super().__init__(_("Use the recovery sheet"), lede, kicker=organisation)
        self._folder = folder
        self._people = people(folder)
        self._organisation = organisation
        self._groups = NotesField(_("The groups on the sheet"), name="groups", lines=2)
        self._person = ChoiceField(_("Who are you?"), [(who.id, who.name) for who in self._people], name="person")
        if len(self._people) == 1:
            self._person.reset(self._people[0].id)
        self._password = NewPassword(self._about)
        for part in (self._groups, self._person, self._password):
            self.body.addWidget(part)
        self.finish(_("Set the new password and open"))
        self._password.second.line.returnPressed.connect(self.submit)

    def first(self) -> QWidget:
        return self._groups.notes

    def _about(self) -> tuple[str, ...]:
        return (self._organisation, *(who.name for who in self._people))

    @Slot()
    def submit(self) -> None:
        self.clear_error()
        if self._person.value() is None:
            self._person.refuse(_("Please choose who you are."))
            return
        self._person.clear_error()
        try:
            password = self._password.value()
        except Refused:
            return
        self.wanted.emit(self._folder, self._groups.value(), self._person.value(), password)


class Restore(Page):
    """What the backup holds, and the password of its day; emits `wanted(staff_id, password)`."""

    wanted = Signal(object, str)

    def __init__(self, facts: "BackupFacts", *, replaces: bool) -> None:
        made = facts.made.astimezone()
        lede = _("This backup was made on {day} at {time}.").format(
            day=long_date(made.date()), time=made.strftime("%H:%M")
        )
        super().__init__(_("Restore a backup"), lede, kicker=facts.organisation)
        if replaces:
            words = _(
                "This record is on this computer already. What is there now is kept aside, whole, and can be put back."
            )
            self.body.addWidget(panel(text(words)))
        self._person = ChoiceField(_("Who are you?"), [(who.id, who.name) for who in facts.people], name="person")
        if len(facts.people) == 1:
            self._person.reset(facts.people[0].id)
        hint = _("The one you had on that day.")
        self._password = TextField(_("Password"), name="password", secret=True, hint=hint)
        self._password.line.returnPressed.connect(self.submit)
        self.body.addWidget(self._person)
        self.body.addWidget(self._password)
        self.finish(_("Restore and open"))

    def first(self) -> QWidget:
        return self._password.line

    @Slot()
    def submit(self) -> None:
        self.clear_error()
        if self._person.value() is None:
            self._person.refuse(_("Please choose who you are."))
            return
        self.wanted.emit(self._person.value(), self._password.line.text())


class Sample(Page):
    """What the sample is, and the password that was made up for it; emits `wanted(password)`."""

    wanted = Signal(str)

    def __init__(self, password: str) -> None:
        lede = _(
            "About 120 invented people, six programmes, a year of registers and forms. Try anything; it goes in one click."
        )
        super().__init__(_("Look round with sample data"), lede, kicker=_("Nobody in it is real"))
        hint = _("We made one up: you need it only to unlock the sample again. It is shown at the top of the window.")
        self._password = TextField(_("Password of the sample"), name="password", hint=hint)
        self._password.reset(password)
        self._password.line.returnPressed.connect(self.submit)
        self.body.addWidget(self._password)
        self.finish(_("Make the sample and open it"))

    @Slot()
    def submit(self) -> None:
        self.wanted.emit(self._password.value())
