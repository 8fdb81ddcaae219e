"""Somebody: found by any part of a name, and, where a report asks for it, which of their referrals."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.records.find import HitKind, find
from artsrx.records.person import PersonPage, person_page
from artsrx.records.timeline import referral_entries
from artsrx.reports.asks import AboutPerson, AskPerson
from artsrx.ui.buttons import link_button
from artsrx.ui.desk import Desk
from artsrx.ui.duplicate_hint import DuplicateHint, PossibleDuplicate
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, NEAR, column, text
from artsrx.ui.routes import PersonRoute
from artsrx.ui.screens.reports.inputs.ask_input import AskInput, Unanswered, WayOut

PAUSE_MS = 200
MOST = 6


class PersonInput(AskInput):
    """Nobody to begin with; `changed(before, now)` gives the ids when somebody else is chosen, None for nobody."""

    changed = Signal(object, object)

    def __init__(self, ask: AskPerson, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__(ask, desk, today=today)
        self.person: PersonPage | None = None
        self._asks_referral = ask.referral
        self._kept: dict[UUID, UUID | None] = {}
        self.name = TextField(ask.words, name=ask.key, example=_("Any part of a name"))
        self.found = DuplicateHint(_("Choose the person"), _("Choose"))
        self.found.picked.connect(self.choose)
        self.nobody = text(_("Nobody is called that."), "muted")
        self._finding = QWidget()
        self._finding.setLayout(column(self.name, self.found, self.nobody, gap=NEAR))
        self._make_chosen()
        self.setLayout(column(self._finding, self._chosen, gap=GAP))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.name.edited.connect(self._pause.start)
        self.name.line.returnPressed.connect(self._take_first)
        self.referral.edited.connect(self.moved)
        self._show()

    def _make_chosen(self) -> None:
        self._who = text("", "strong")
        self._more = text("", "muted")
        self.another = link_button(_("Somebody else"), self.begin)
        page = link_button(_("Open their page"), self.to_person)
        about = QFrame()
        about.setObjectName("panel")
        about.setLayout(column(self._who, self._more, FlowBox(page, self.another), gap=NEAR, edge=16))
        self.referral = ChoiceField(_("Which referral?"), name="referral")
        self._chosen = QWidget()
        self._chosen.setLayout(column(about, self.referral, gap=GAP))

    # -- whom -----------------------------------------------------------------------------------------------------

    @Slot(object)
    def choose(self, participant: UUID, referral: UUID | None = None) -> None:
        """The report is about this person, and this referral of theirs, or the one chosen for them before."""
        before = self._keep()
        self.person = self.desk.read(person_page, participant)
        self._offer_referrals(participant, referral or self._kept.get(participant))
        self._show()
        self.changed.emit(before, participant)
        self.moved.emit()

    @Slot()
    def begin(self) -> None:
        """Look for somebody."""
        before = self._keep()
        self.person = None
        self.name.reset("")
        self.found.show_people(())
        self._show()
        self.changed.emit(before, None)
        self.moved.emit()
        self.name.setFocus()

    @Slot()
    def look(self) -> None:
        """Offer the people who have what is typed in their names."""
        words = self.name.line.text().strip()
        hits = self.desk.read(find, text=words, today=self.today(), limit=MOST * 2) if words else ()
        people = [hit for hit in hits if hit.kind is HitKind.PERSON][:MOST]
        self.found.show_people([PossibleDuplicate(hit.id, hit.title, hit.second_line) for hit in people])
        self.nobody.setVisible(bool(words) and not people)

    @Slot()
    def _take_first(self) -> None:
        self._pause.stop()
        self.look()
        if self.found.people:
            self.choose(self.found.people[0].id)

    @Slot()
    def to_person(self) -> None:
        """Go to their page."""
        if self.person is not None:
            self.desk.go(PersonRoute(self.person.id))

    def _keep(self) -> UUID | None:
        """Keep which referral was chosen for whoever is shown; returns who that is."""
        if self.person is None:
            return None
        self._kept[self.person.id] = self.referral.value()
        return self.person.id

    def _offer_referrals(self, participant: UUID, chosen: UUID | None) -> None:
        entries = self.desk.read(referral_entries, participant)
        offered = [
            (entry.id, f"{entry.title}, {long_date(entry.on)}" if entry.on else entry.title) for entry in entries
        ]
        self.referral.set_choices(offered)
        self.referral.reset(chosen or (offered[0][0] if offered else None))
        self.referral.setVisible(self._asks_referral and len(offered) > 1)

    def _show(self) -> None:
        person = self.person
        self._finding.setVisible(person is None)
        self._chosen.setVisible(person is not None)
        self.nobody.hide()
        if person is not None:
            self._who.setText(person.name or person.known_as)
            born = long_date(person.born) if person.born else str(person.born_year or "")
            more = [born and _("born {born}").format(born=born), *(place.programme for place in person.places[:2])]
            self._more.setText(" · ".join(part for part in more if part))
            self._more.setVisible(bool(self._more.text()))

    # -- what the report asks -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self.person is not None:
            self.person = self.desk.read(person_page, self.person.id)
            self._show()
        if self.person is not None:
            self._offer_referrals(self.person.id, self.referral.value())

    def answer(self) -> AboutPerson:
        if self.person is None:
            raise Unanswered(_("Say who it is about, and it appears here."))
        several = self.referral.isVisibleTo(self._chosen)
        return AboutPerson(self.person.id, self.referral.value() if several else None)

    def way_out(self) -> WayOut | None:
        # What stands against it, a consent above all, is on their page.
        return None if self.person is None else WayOut("shield", _("Go to their page"), self.to_person)

    def main(self) -> QWidget:
        return self.name
