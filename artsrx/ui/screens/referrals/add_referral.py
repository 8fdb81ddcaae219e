"""Receiving a referral: who it is about, who sent it, by what route, when and why, in one go."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Route, route_words
from artsrx.records import organisation, referrals
from artsrx.records.find import HitKind, find
from artsrx.records.naming import born_words
from artsrx.records.person import PersonPage, person_page
from artsrx.records.referrals import NewPerson
from artsrx.records.referrers import practices, referrers
from artsrx.ui.buttons import button, link_button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.duplicate_hint import DuplicateHint, PossibleDuplicate
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.completer import complete
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.lines import BirthField, DateField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, NEAR, WIDE, card, page, panel, row, text
from artsrx.ui.readable_width import readable
from artsrx.ui.routes import ReferralRoute
from artsrx.ui.scroll_page import ScrollPage

PAUSE_MS = 150
SHORTEST = 2


class AddReferral(QWidget):
    """The form; `begin()` empties it, `begin(person)` starts with somebody who is known."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], leave: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.person: UUID | None = None
        self.given = TextField(_("Given name"), name="given")
        self.family = TextField(_("Family name"), name="family")
        self.known_as = TextField(_("Likes to be called"), name="known_as")
        self.born = BirthField(_("Born"), name="born", today=today)
        self.phone = TextField(_("Phone"), name="phone")
        self.who = FieldGrid([self.given, self.family, self.known_as, self.born, self.phone], columns=2)
        self.duplicates = DuplicateHint(_("Already in the record?"), _("This is them"))
        self.duplicates.picked.connect(self.choose)
        self._chosen_name = text("", "strong")
        self._another = link_button(_("Somebody else"), self._unchoose)
        self._chosen = panel(folding((self._chosen_name, 1), (self._another, 0), gap=NEAR))
        self.referrer = TextField(self._referrer_label(), name="referrer")
        self.practice = TextField(_("Practice or organisation"), name="practice")
        self.route = ChoiceField(_("Route"), [(route, route_words(route)) for route in Route], name="route")
        self.received = DateField(_("Received"), name="received", today=today)
        self.reason = NotesField(_("Reason, in their words or yours"), name="reason", lines=3)
        self.details = FieldGrid([self.referrer, self.practice, self.route, self.received], columns=2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.find_people)
        for field in (self.given, self.family, self.phone):
            field.edited.connect(self._pause.start)
        self.add = primary(_("Add the referral"), self._press)
        self.add.setShortcut("Ctrl+Return")
        inside = card(
            text(_("Who is it about?"), "heading"),
            self.who,
            self.duplicates,
            self._chosen,
            text(_("Where does it come from?"), "heading"),
            self.details,
            self.reason,
            FlowBox(self.add, button(_("Cancel"), leave), gap=GAP),
            gap=WIDE - 10,
        )
        self.setLayout(row(ScrollPage(page(readable(inside, letters=130), None))))

    def begin(self, person: UUID | None = None) -> None:
        """Start with empty fields; the names of all referrers and practices are offered while typing."""
        for form in (self.who, self.details):
            form.reset()
        self.reason.reset("")
        self.route.reset(Route.FORMAL)
        self.received.reset(self._today())
        complete(self.referrer.line, [one.name for one in self._desk.read(referrers)])
        complete(self.practice.line, [one.name for one in self._desk.read(practices)])
        self.duplicates.show_people(())
        self._unchoose()
        if person is not None:
            self.choose(person)

    @Slot(object)
    def choose(self, person: UUID) -> None:
        """The referral is about this person, who is known."""
        shown = self._desk.read(person_page, person)
        if shown is None:
            return
        self.person = person
        self._chosen_name.setText(_description(shown))
        self._show_chosen()
        self.referrer.setFocus()

    @Slot()
    def _unchoose(self) -> None:
        self.person = None
        self._show_chosen()
        self.given.setFocus()

    def _show_chosen(self) -> None:
        known = self.person is not None
        self._chosen.setVisible(known)
        self.who.setVisible(not known)
        self.duplicates.setVisible(not known and bool(self.duplicates.people))

    @Slot()
    def find_people(self) -> None:
        """Offer people who are called what has been typed so far."""
        typed = f"{self.given.line.text()} {self.family.line.text()} {self.phone.line.text()}".strip()
        if self.person is not None:
            return
        hits = self._desk.read(find, text=typed, today=self._today(), limit=5) if len(typed) >= SHORTEST else ()
        self.duplicates.show_people(
            [PossibleDuplicate(hit.id, hit.title, hit.second_line) for hit in hits if hit.kind is HitKind.PERSON]
        )

    def _referrer_label(self) -> str:
        word = self._desk.read(organisation.organisation).link_worker_word
        return _("Sent by ({link_worker} or anybody else)").format(link_worker=word)

    @Slot()
    def _press(self) -> None:
        try:
            typed = self.details.values()
            if self.person is None:
                self.who.values()
        except Refused:
            return
        made = self._desk.do_or(
            self._show_refusal,
            _("add a referral"),
            referrals.take_in,
            person=self.person or self._new_person(),
            on=self._today(),
            received=self.received.line.text(),
            route=typed["route"],
            referrer=typed["referrer"],
            practice=typed["practice"],
            reason=self.reason.value(),
        )
        if made:
            self._desk.say(_("Added the referral."), undo=True)
            self._desk.go(ReferralRoute(made.result.referral))

    def _new_person(self) -> NewPerson:
        lines = (self.given, self.family, self.known_as, self.born, self.phone)
        return NewPerson(*(field.line.text() for field in lines))

    def _show_refusal(self, refused: Refused) -> None:
        if not (self.who.refuse(refused) or self.details.refuse(refused)):
            self._desk.refused.emit(refused.words, "")


def _description(shown: PersonPage) -> str:
    parts = (shown.name, born_words(shown.born, shown.born_year), shown.phone)
    return " · ".join(part for part in parts if part)
