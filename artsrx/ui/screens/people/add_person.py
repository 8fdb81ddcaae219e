"""Adding a person: a name is enough, and whoever is already here is noticed while typing."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records import people
from artsrx.records.find import look_alikes
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.duplicate_hint import DuplicateHint, PossibleDuplicate
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.lines import BirthField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, WIDE, card, page, row, text
from artsrx.ui.readable_width import readable
from artsrx.ui.routes import PersonRoute
from artsrx.ui.scroll_page import ScrollPage

PAUSE_MS = 150


class AddPerson(QWidget):
    """The form; `begin()` empties it."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], leave: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.given = TextField(_("Given name"), name="given")
        self.family = TextField(_("Family name"), name="family")
        self.known_as = TextField(_("Likes to be called"), name="known_as")
        self.born = BirthField(_("Born"), name="born", today=today)
        self.phone = TextField(_("Phone"), name="phone")
        self.form = FieldGrid([self.given, self.family, self.known_as, self.born, self.phone], columns=2)
        self.duplicates = DuplicateHint(_("Is it one of these? Then there is no need to add them."), _("Open"))
        self.duplicates.picked.connect(self._open)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.find_people)
        for field in (self.given, self.family, self.born, self.phone):
            field.edited.connect(self._pause.start)
        self.add = primary(_("Add this person"), self._press)
        self.add.setShortcut("Ctrl+Return")
        inside = card(
            text(_("One name is enough. Everything else can come later."), "lede"),
            self.form,
            self.duplicates,
            FlowBox(self.add, button(_("Cancel"), leave), gap=GAP),
            gap=WIDE - 8,
        )
        layout = row(ScrollPage(page(readable(inside, letters=130), None)))
        self.setLayout(layout)

    def begin(self) -> None:
        """Start with empty fields."""
        self.form.reset()
        self.duplicates.show_people(())
        self.given.setFocus()

    @Slot()
    def find_people(self) -> None:
        """See whether somebody like this is here already."""
        found = self._desk.read(
            look_alikes,
            given=self.given.line.text(),
            family=self.family.line.text(),
            born=self.born.line.text(),
            phone=self.phone.line.text(),
            on=self._today(),
        )
        self.duplicates.show_people(
            [PossibleDuplicate(one.id, one.name, f"{one.why} · {one.second_line}") for one in found]
        )

    @Slot(object)
    def _open(self, participant: UUID) -> None:
        self._desk.go(PersonRoute(participant))

    @Slot()
    def _press(self) -> None:
        try:
            typed = self.form.values()
        except Refused:
            return
        typed["born"] = self.born.line.text()
        added = self._desk.do_or(self.form.refuse, _("add a person"), people.add, on=self._today(), **typed)
        if added:
            self._desk.say(_("Added."), undo=True)
            self._desk.go(PersonRoute(added.result))
