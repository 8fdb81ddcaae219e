"""The page for a forgotten password: the recovery sheet, who you are, and a new password."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.db.keys.key_file import people
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.front.password import NewPasswordFields
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.notes import NotesField

if TYPE_CHECKING:
    pass


class RecoverPage(FrontPage):
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
        self._password = NewPasswordFields(self._about)
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
