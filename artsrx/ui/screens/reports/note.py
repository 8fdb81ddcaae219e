"""What is chosen for a note: the person, what is asked of the reader, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records.find import find
from artsrx.records.person import PersonPage, person_page
from artsrx.records.timeline import TimelineKind, timeline
from artsrx.ui.buttons import link_button
from artsrx.ui.desk import Desk
from artsrx.ui.duplicate_hint import DuplicateHint, PossibleDuplicate
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField, TickField
from artsrx.ui.inputs.lines import TextField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.page_parts import GAP, NEAR, column, text
from artsrx.ui.screens.reports.jobs import Made, NoteWish, Wish

PAUSE_MS = 200
MOST = 6


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed for one person, kept while the window is open."""

    asked: str = ""
    next_step: str = ""
    copy: bool = False
    referral: UUID | None = None


class NoteChoices(QWidget):
    """The choices at the left; `moved` at each of them."""

    moved = Signal()

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.person: PersonPage | None = None
        self._kept: dict[UUID, _Typed] = {}
        self.name = TextField(_("Who is the note about?"), name="person", example=_("Any part of a name"))
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
        for field in (self.asked, self.next_step, self.copy, self.large, self.referral):
            field.edited.connect(self.moved)
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
        self.asked = NotesField(
            _("What do you ask of the reader?"),
            name="asked",
            lines=3,
            hint=_("It stands first. Left empty, the note says that no action is needed."),
        )
        self.next_step = NotesField(_("What comes next?"), name="next_step", lines=3)
        self.copy = TickField(_("A copy to their GP practice"), name="copy")
        self.large = TickField(_("Large print"), name="large_print")
        self._chosen = QWidget()
        self._chosen.setLayout(column(about, self.referral, self.asked, self.next_step, self.copy, self.large, gap=GAP))

    # -- whom -----------------------------------------------------------------------------------------------------

    @Slot(object)
    def choose(self, participant: UUID, referral: UUID | None = None) -> None:
        """Write about this person; what was typed for them before is there again."""
        self._keep()
        self.person = self._desk.read(person_page, participant)
        typed = self._kept.get(participant, _Typed())
        self.asked.reset(typed.asked)
        self.next_step.reset(typed.next_step)
        self.copy.reset(typed.copy)
        self._offer_referrals(participant, referral or typed.referral)
        self._show()
        self.moved.emit()
        if self.person is not None and self.isVisible():
            self.asked.setFocus()

    @Slot()
    def begin(self) -> None:
        """Look for somebody."""
        self._keep()
        self.person = None
        self.name.reset("")
        self.found.show_people(())
        self._show()
        self.moved.emit()
        self.name.setFocus()

    @Slot()
    def look(self) -> None:
        """Offer the people who have what is typed in their names."""
        words = self.name.line.text().strip()
        hits = self._desk.read(find, text=words, today=self._today(), limit=MOST * 2) if words else ()
        people = [PossibleDuplicate(hit.id, hit.title, hit.second_line) for hit in hits if hit.kind == "people"][:MOST]
        self.found.show_people(people)
        self.nobody.setVisible(bool(words) and not people)

    @Slot()
    def _take_first(self) -> None:
        self._pause.stop()
        self.look()
        if self.found.people:
            self.choose(self.found.people[0].id)

    @Slot()
    def to_person(self) -> None:
        """Go to the page of whom the note is about."""
        if self.person is not None:
            self._desk.go("people", self.person.id)

    def _keep(self) -> None:
        if self.person is not None:
            self._kept[self.person.id] = _Typed(
                self.asked.value(), self.next_step.value(), self.copy.value(), self.referral.value()
            )

    def _offer_referrals(self, participant: UUID, chosen: UUID | None) -> None:
        entries = self._desk.read(timeline, participant, limit=1000).entries
        offered = [
            (entry.id, f"{entry.title}, {long_date(entry.on)}" if entry.on else entry.title)
            for entry in entries
            if entry.kind is TimelineKind.REFERRAL
        ]
        self.referral.set_choices(offered)
        self.referral.reset(chosen or (offered[0][0] if offered else None))
        self.referral.setVisible(len(offered) > 1)

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

    # -- what the screen asks -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the person again."""
        if self.person is not None:
            self.person = self._desk.read(person_page, self.person.id)
            self._show()

    def wish(self) -> Wish | None:
        """What is wanted now; None while nobody is chosen."""
        if self.person is None:
            return None
        several = self.referral.isVisibleTo(self._chosen)
        return NoteWish(
            participant=self.person.id,
            as_at=self._today(),
            referral=self.referral.value() if several else None,
            asked=self.asked.value(),
            next_step=self.next_step.value(),
            copy_to_practice=self.copy.value(),
            large_print=self.large.value(),
        )

    def waiting_words(self) -> str:
        """What to do while nothing can be shown."""
        return _("Say who the note is about, and it appears here.")

    def refuse(self, refused: Refused) -> bool:
        """No field here is refused; the reason stands where the note would be."""
        return False

    def show_made(self, made: Made) -> None:
        """Nothing more to show for a finished note."""

    def main(self) -> QWidget:
        """What takes the focus."""
        return self.name if self.person is None else self.asked
