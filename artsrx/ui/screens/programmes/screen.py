"""The programmes screen: the list, a new course, one programme, and giving places."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from artsrx.db.schema import tables
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records.programmes import programme_page
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import row
from artsrx.ui.routes import GivePlacesRoute, NewCourseRoute, ProgrammeRoute, ProgrammesRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.programmes.give_places import GivePlaces
from artsrx.ui.screens.programmes.list import ProgrammesList
from artsrx.ui.screens.programmes.new_course import NewCourse
from artsrx.ui.screens.programmes.programme import ProgrammeView


class ProgrammesScreen(Screen[ProgrammesRoute | NewCourseRoute | ProgrammeRoute | GivePlacesRoute]):
    """Four pages, of which one is shown."""

    watches = frozenset(
        {
            tables.ArtsSession, tables.Attendance, tables.OutcomeForm, tables.Participant, tables.Place,
            tables.Programme, tables.Referral,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "Everything that people come to. Ctrl+N makes a new course: say in one line when it meets, as in "
        "“10 Tuesdays from 5 May at 2 pm, skip half-term”, and take out the dates that do not fit.\n\n"
        "On a programme's page, Enter on a session opens its register, and Enter on a person opens their page. Choose a "
        "session to move it, cancel it or name a stand-in. A cancelled session counts against nobody."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._today = today
        self.programmes_list = ProgrammesList(desk, today=today, add=self.add)
        self.new_course = NewCourse(desk, today=today, leave=self._to_list)
        self.programme = ProgrammeView(desk, today=today, give=self._give)
        self.give_places = GivePlaces(desk, today=today, leave=self._to_programme)
        self.pages = QStackedWidget()
        for page in (self.programmes_list, self.new_course, self.programme, self.give_places):
            self.pages.addWidget(page)
        self.setLayout(row(self.pages, gap=0))

    def open(self, route: ProgrammesRoute | NewCourseRoute | ProgrammeRoute | GivePlacesRoute) -> None:
        match route:
            case ProgrammesRoute():
                self._turn(self.programmes_list, _("Programmes"))
                self.programmes_list.reload()
            case NewCourseRoute():
                self._turn(self.new_course, _("New course"))
                self.new_course.begin()
            case ProgrammeRoute(programme):
                self._open_programme(programme)
            case GivePlacesRoute(programme):
                self._open_giving(programme)

    def _open_programme(self, programme: UUID) -> None:
        try:
            page = self.desk.read(programme_page, programme=programme, today=self._today())
        except Refused as refused:
            self.desk.say(refused.words)
            self.open(ProgrammesRoute())
            return
        same = self.programme.shown is not None and self.programme.shown.id == programme
        if same:
            self.programme.refresh(page)
        else:
            self.programme.open(page)
        self._turn(self.programme, page.name)

    def _open_giving(self, programme: UUID) -> None:
        try:
            page = self.desk.read(programme_page, programme=programme, today=self._today())
        except Refused as refused:
            self.desk.say(refused.words)
            self.open(ProgrammesRoute())
            return
        self._turn(self.give_places, _("Places on {programme}").format(programme=page.name))
        self.give_places.begin(programme)

    def _turn(self, page: QWidget, title: str) -> None:
        self.pages.setCurrentWidget(page)
        self._stale = False
        self.titled.emit(title)

    def refresh(self) -> None:
        shown = self.pages.currentWidget()
        if shown is self.programmes_list:
            self.programmes_list.reload()
        elif shown is self.give_places:
            self.give_places.reload()
        elif shown is self.programme and self.programme.shown is not None:
            self._open_programme(self.programme.shown.id)

    def main(self) -> QWidget:
        shown = self.pages.currentWidget()
        if shown is self.new_course:
            return self.new_course.name
        if shown is self.give_places:
            return self.give_places.list.box
        return self.programme.people.list.view if shown is self.programme else self.programmes_list.list.view

    def print_list(self) -> None:
        for shown in (self.programmes_list.list, self.programme.people.list, self.programme.sessions.list):
            if shown.isVisible():
                shown.view.print_list()

    @Slot()
    def add(self) -> None:
        self.desk.go(NewCourseRoute())

    @Slot()
    def _give(self) -> None:
        if self.programme.shown is not None:
            self.desk.go(GivePlacesRoute(self.programme.shown.id))

    @Slot()
    def _to_list(self) -> None:
        self.desk.go(ProgrammesRoute())

    @Slot()
    def _to_programme(self) -> None:
        if self.give_places.programme is not None:
            self.desk.go(ProgrammeRoute(self.give_places.programme))
