"""Choose who you are, type your password: the first window of every day."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from artsrx.db.finding import FoundRecord
from artsrx.db.keys.attempts import seconds_to_wait
from artsrx.db.keys.key_file import Person, people
from artsrx.domain.errors import StoreError
from artsrx.domain.i18n import _, ngettext
from artsrx.ui.buttons import link_button
from artsrx.ui.front.front_page import FrontPage
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import text


class UnlockPage(FrontPage):
    """Emits `unlock(folder, staff_id, password)`, `recover(folder)` or `others` (the doors)."""

    unlock = Signal(object, object, str)
    recover = Signal(object)
    others = Signal()

    def __init__(self, records: Sequence[FoundRecord], *, chosen: str = "") -> None:
        self._records = [record for record in records if not record.trouble]
        name = self._records[0].organisation if len(self._records) == 1 else _("Welcome back")
        super().__init__(name, "", kicker=_("Welcome back") if len(self._records) == 1 else "", way_back=False)
        self._wait = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._second)
        self._record = ChoiceField(_("Record"), [(r.folder, r.organisation) for r in self._records], name="record")
        self._record.setVisible(len(self._records) > 1)
        self._record.edited.connect(self._offer_people)
        self._person = ChoiceField(_("Who are you?"), name="person")
        self._person.edited.connect(self._prepare_for_person)
        self._password = TextField(_("Password"), name="password", secret=True)
        self._password.line.returnPressed.connect(self.submit)
        self.body.addWidget(self._record)
        self.body.addWidget(self._person)
        self.body.addWidget(self._password)
        self.finish(_("Unlock"))
        self.body.insertWidget(self.body.count() - 1, link_button(_("Use the recovery sheet"), self._ask_recover))
        self.body.insertWidget(self.body.count() - 1, link_button(_("Another record, or a new one"), self.others.emit))
        for record in records:
            if record.trouble:
                trouble = _("{name}: {trouble}").format(name=record.organisation, trouble=record.trouble)
                self.body.insertWidget(self.body.count() - 1, text(trouble, "muted"))
        self._choose_first(chosen)

    def first(self) -> QWidget:
        return self._password.line

    def show_wait(self, seconds: int) -> None:
        """After wrong passwords: the button waits, and says how long."""
        self._wait = seconds
        self._say_wait()
        if seconds > 0:
            self._tick.start()

    def again(self) -> None:
        """After a wrong password: type it once more."""
        self._password.line.selectAll()
        self._password.line.setFocus()

    @Slot()
    def submit(self) -> None:
        if self._wait > 0 or not self.go.isEnabled():
            return
        folder, person = self._record.value(), self._person.value()
        if person is None:
            self.show_error(_("Please choose who you are."))
            return
        QSettings().setValue("front/record", str(folder.name))
        QSettings().setValue("front/person", str(person))
        self.unlock.emit(folder, person, self._password.line.text())

    @Slot()
    def _ask_recover(self) -> None:
        self.recover.emit(self._record.value())

    @Slot()
    def _offer_people(self) -> None:
        self.clear_error()
        try:
            found: tuple[Person, ...] = people(self._record.value())
        except StoreError as error:
            self.show_error(error.words)
            found = ()
        self._person.set_choices([(person.id, person.name) for person in found])
        before = QSettings().value("front/person")
        ids = [person.id for person in found]
        known = next((who for who in ids if str(who) == before), ids[0] if len(ids) == 1 else None)
        self._person.reset(known)
        self._prepare_for_person()

    @Slot()
    def _prepare_for_person(self) -> None:
        folder, person = self._record.value(), self._person.value()
        self._tick.stop()
        self.show_wait(seconds_to_wait(folder, person) if folder and person else 0)
        self._password.line.setFocus()

    def _choose_first(self, chosen: str) -> None:
        wanted = chosen or str(QSettings().value("front/record", ""))
        folders = [record.folder for record in self._records]
        self._record.reset(
            next((folder for folder in folders if folder.name == wanted), folders[0] if folders else None)
        )
        if folders:
            self._offer_people()

    @Slot()
    def _second(self) -> None:
        self._wait -= 1
        self._say_wait()

    def _say_wait(self) -> None:
        if self._wait <= 0:
            self._tick.stop()
            self.go.setText(_("Unlock"))
            self.go.setEnabled(True)
            return
        words = ngettext("Wait {n} second", "Wait {n} seconds", self._wait)
        self.go.setText(words.format(n=self._wait))
        self.go.setEnabled(False)
