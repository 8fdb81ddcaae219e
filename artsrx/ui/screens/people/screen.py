"""People: the list, one person's page, and adding somebody, one at a time."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from artsrx.db.schema import tables
from artsrx.domain.i18n import _
from artsrx.records.person import person_page
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import row
from artsrx.ui.routes import NewPersonRoute, PeopleRoute, PersonRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.people.add_person import AddPerson
from artsrx.ui.screens.people.list import PeopleList
from artsrx.ui.screens.people.person import PersonView


class PeopleScreen(Screen[PeopleRoute | NewPersonRoute | PersonRoute]):
    """Three pages, of which one is shown."""

    watches = frozenset(
        {
            tables.ArtsSession, tables.Attendance, tables.Consent, tables.Note, tables.OutcomeForm,
            tables.Participant, tables.Place, tables.Practice, tables.Programme, tables.Referral, tables.Referrer,
            tables.Sending, tables.Staff,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "Everybody in the record. Type in the filter to narrow the list, click a heading to sort it, and press Enter on a "
        "line to open the person's page. Ctrl+N adds a person.\n\n"
        "On a person's page everything is saved when you leave a field. At the top is what they need when they come; "
        "below, what they said yes to, their details, and everything that has happened."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.people_list = PeopleList(desk, today=today, add=self.add)
        self.add_person = AddPerson(desk, today=today, leave=self._to_list)
        self.person = PersonView(desk, today=today)
        self.pages = QStackedWidget()
        for page in (self.people_list, self.add_person, self.person):
            self.pages.addWidget(page)
        self.setLayout(row(self.pages, gap=0))
        # The pictures beside the story are in the colours of the theme.
        desk.theme.changed.connect(self.renew)

    def open(self, route: PeopleRoute | NewPersonRoute | PersonRoute) -> None:
        match route:
            case PeopleRoute():
                self._turn(self.people_list, _("People"))
                self.people_list.reload()
            case NewPersonRoute():
                self._turn(self.add_person, _("Add a person"))
                self.add_person.begin()
            case PersonRoute(participant):
                self._open_person(participant)

    def _open_person(self, participant: UUID) -> None:
        shown = self.desk.read(person_page, participant)
        if shown is None:
            self.desk.say(_("This person is no longer in the record."))
            self.open(PeopleRoute())
            return
        self.person.open(shown)
        self._turn(self.person, shown.name)

    def _turn(self, page: QWidget, title: str) -> None:
        self.pages.setCurrentWidget(page)
        self._stale = False
        self.titled.emit(title)

    def refresh(self) -> None:
        if self.pages.currentWidget() is self.people_list:
            self.people_list.reload()
        elif self.pages.currentWidget() is self.person:
            self._refresh_person()

    def _refresh_person(self) -> None:
        shown = self.desk.read(person_page, self.person.shown.id)
        if shown is None:
            self.open(PeopleRoute())
        else:
            self.person.refresh(shown)
            self.titled.emit(shown.name)

    def main(self) -> QWidget:
        shown = self.pages.currentWidget()
        return (
            self.people_list.list.view
            if shown is self.people_list
            else self.add_person.given
            if shown is self.add_person
            else self.person
        )

    def print_list(self) -> None:
        if self.pages.currentWidget() is self.people_list:
            self.people_list.list.view.print_list()

    @Slot()
    def add(self) -> None:
        self.desk.go(NewPersonRoute())

    @Slot()
    def _to_list(self) -> None:
        self.desk.go(PeopleRoute())
