"""The page for a backup: what it holds, who you are, and the password of its day."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import panel, text

if TYPE_CHECKING:
    from artsrx.db.backups.restore import BackupFacts


class RestorePage(FrontPage):
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
