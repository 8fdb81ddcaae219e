"""One person's page: what they need tonight at the top, then what they said yes to, their details and their story."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from artsrx.domain.dates import age_on, long_date
from artsrx.domain.i18n import _
from artsrx.records import organisation, people
from artsrx.records.person import PersonPage, PlaceFact
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui.buttons import button, link_button, literal, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.give_place import GivePlaceCard
from artsrx.ui.page_parts import GAP, NEAR, clear, column, facts, page, row, text
from artsrx.ui.routes import FormRoute, NewReferralRoute, PeopleRoute, PersonReportRoute, ProgrammeRoute
from artsrx.ui.screens.people.details import ConsentsCard, PersonDetails
from artsrx.ui.screens.people.list import born_shown
from artsrx.ui.screens.people.timeline import TimelineCard
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.shortened_button import ShortenedButton
from artsrx.ui.side_by_side import SideBySide


class PersonView(QWidget):
    """Built once and shown for one person after another."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.desk, self._today = desk, today
        self.shown: PersonPage
        self.tonight = NeededTonight(desk, today=today)
        self.give_place = GivePlaceCard(desk, today=today)
        self.details = PersonDetails(desk, self, today=today)
        self.consents = ConsentsCard(desk, self, today=today)
        self.timeline = TimelineCard(desk, today=today)
        self.refer = button(_("&New referral"), self._refer)
        actions = (
            primary(_("Give a &place"), self._give),
            self.refer,
            button(_("Enter &a form"), self._enter),
            button(self._send_words(), self._send),
            button(_("&Write a note"), self.timeline.begin_note),
        )
        left = QWidget()
        removing = link_button(_("Remove this person"), self._remove)
        left.setLayout(column(self.consents, self.details, removing, gap=GAP))
        self.two_columns = SideBySide(self.timeline, left, shares=(5, 4), letters=110)
        self.pages = ScrollPage(page(self.tonight, FlowBox(*actions), self.give_place, self.two_columns, None))
        self.setLayout(row(self.pages))
        self.setFocusProxy(actions[0])

    def open(self, shown: PersonPage) -> None:
        """Show another person from the top."""
        self.shown = shown
        self.give_place.hide()
        self._show(anew=True)
        self.timeline.open(shown.id)
        self.pages.verticalScrollBar().setValue(0)

    def refresh(self, shown: PersonPage) -> None:
        """Show the same person again as they are now."""
        self.shown = shown
        self._show(anew=False)
        self.timeline.refresh()

    def _show(self, *, anew: bool) -> None:
        self.tonight.show_person(self.shown)
        self.details.show_person(self.shown, anew=anew)
        self.consents.show_person(self.shown, anew=anew)

    def _send_words(self) -> str:
        word = self.desk.read(organisation.organisation).link_worker_word
        return _("N&ote to the {link_worker}").format(link_worker=word)

    @Slot()
    def _give(self) -> None:
        self.give_place.begin(self.shown.id)

    @Slot()
    def _refer(self) -> None:
        self.desk.go(NewReferralRoute(self.shown.id))

    @Slot()
    def _send(self) -> None:
        self.desk.go(PersonReportRoute(LINK_WORKER.key, self.shown.id))

    @Slot()
    def _enter(self) -> None:
        places = self.shown.places
        if not places:
            self.desk.say(_("Give them a place first: a form belongs to a place."))
        elif len(places) == 1:
            self.desk.go(FormRoute(places[0].id))
        else:
            ways = [(str(place.id), literal(place_words(place))) for place in reversed(places[:4])]
            self.desk.ask.choose(_("Which programme is the form about?"), "", ways, self._enter_for)

    def _enter_for(self, place: str) -> None:
        self.desk.go(FormRoute(UUID(place)))

    @Slot()
    def _remove(self) -> None:
        if self.desk.do(_("remove a person"), people.remove, participant=self.shown.id):
            self.desk.say(_("Removed this person."), undo=True)
            self.desk.go(PeopleRoute())


class NeededTonight(QFrame):
    """Who they are in two lines, and what somebody must know before they come through the door."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.setObjectName("panel")
        self.who = text("", "lede")
        self._facts = QVBoxLayout()
        self._places = QVBoxLayout()
        self._places.setSpacing(NEAR)
        self.setLayout(column(self.who, self._facts, self._places, gap=NEAR, edge=20))

    def show_person(self, shown: PersonPage) -> None:
        """Show this person's facts."""
        self.who.setText(self._who(shown))
        clear(self._facts)
        needs = (
            (_("Needs"), shown.access_needs),
            (_("Reach them"), shown.contact_note),
            (_("Emergency"), shown.emergency_contact),
            (_("Good to know"), shown.notes),
        )
        self._facts.addWidget(facts(needs) if any(words for _name, words in needs) else _nothing())
        clear(self._places)
        for place in shown.places:
            if not place.left:
                self._places.addWidget(_PlaceLink(self._desk, place))

    def _who(self, shown: PersonPage) -> str:
        known = _("likes to be called {name}").format(name=shown.known_as) if shown.known_as else ""
        born = born_shown(shown.born, shown.born_year)
        if shown.born:
            age = age_on(shown.born, self._today())
            born = _("{born} ({age})").format(born=born, age=age)
        born = born and _("born {born}").format(born=born)
        return " · ".join(part for part in (known, born, shown.phone, shown.practice) if part) or _(
            "Nothing but a name is known yet."
        )


class _PlaceLink(QWidget):
    """A programme they are on, to go there."""

    def __init__(self, desk: Desk, place: PlaceFact) -> None:
        super().__init__()
        self._desk, self._place = desk, place
        self.setLayout(column(FlowBox(link_button(literal(place_words(place)), self._go, kind=ShortenedButton))))

    @Slot()
    def _go(self) -> None:
        self._desk.go(ProgrammeRoute(self._place.programme_id))


def place_words(place: PlaceFact) -> str:
    """A programme and since when: "Clay for All, since 3 April 2026"."""
    if place.left_on is not None:
        return _("{programme}, until {date}").format(programme=place.programme, date=long_date(place.left_on))
    if place.left:
        return _("{programme}, left, date not known").format(programme=place.programme)
    if place.joined_on is None:
        return place.programme
    return _("{programme}, since {date}").format(programme=place.programme, date=long_date(place.joined_on))


def _nothing() -> QWidget:
    return text(_("Nothing special has been noted for when they come."), "muted")
