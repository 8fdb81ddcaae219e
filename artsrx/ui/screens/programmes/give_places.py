"""Giving places to many people at once: find, choose, give."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.records import places, programmes, sessions
from artsrx.records.find import HitKind, find
from artsrx.records.places import Candidate
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, column, row, text
from artsrx.ui.routes import ProgrammeRoute
from artsrx.ui.screens.programmes.fit_height import FitHeight
from artsrx.ui.screens.programmes.phrases import candidate_state, usual_joining
from artsrx.ui.scroll_page import ScrollPage

FOUND = 60
LEAST_LIST = 220


class GivePlaces(QWidget):
    """`begin(programme)` lists those who wait; typing finds anybody. A click or Enter chooses, and chooses not."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], leave: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.programme: UUID | None = None
        self.chosen: dict[UUID, str] = {}
        columns = (
            ListColumn("chosen", _("Chosen"), self._tick, 9, sorts=False),
            ListColumn("name", _("Name"), _name, 30, sorts=False),
            ListColumn("born", _("Born"), _born, 12, sorts=False),
            ListColumn("state", "", candidate_state, 26, sorts=False),
        )
        self.list = FilteredList(
            columns,
            self._fetch,
            name="programme-giving",
            title=_("People to give a place"),
            theme=desk.theme,
            empty=("users", _("Nobody is waiting for a place. Type a name above to find anybody."), "", None),
        )
        self.list.box.setPlaceholderText(_("Any part of a name"))
        self.list.view.opened.connect(self.choose)
        self.list.view.clicked.connect(self._choose_clicked)
        self.joined = DateField(_("They have the place from"), name="on", today=today)
        self._who = text("", "strong")
        self._full = text("", "error")
        self.give = primary(_("Give places"), self._press)
        self.anyway = button(_("Give them all the same"), self._give_anyway)
        actions = FlowBox(self.give, self.anyway, button(_("Back"), leave))
        foot = FitHeight("panel")
        foot.setLayout(column(self._who, self.joined, self._full, actions, gap=GAP // 2, edge=20))
        self.list.setMinimumHeight(desk.theme.px(LEAST_LIST))
        layout = column(
            text(_("Click a name, or press Enter on it, to choose it. Then give the places."), "muted"),
            self.list,
            foot,
            gap=GAP // 2,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(EDGE, GAP, EDGE, GAP)
        inside = QWidget()
        inside.setLayout(layout)
        self.setLayout(row(ScrollPage(inside), gap=0))

    def begin(self, programme: UUID) -> None:
        """Start with nobody chosen."""
        self.programme = programme
        self.chosen.clear()
        self.list.box.clear()
        self.list.table.filter = ""
        lines = self._desk.read(sessions.session_list, programme=programme)
        self.joined.reset(usual_joining(lines, self._today()))
        self._show_full("")
        self.reload()
        self.list.box.setFocus()

    def reload(self) -> None:
        """Read the list again."""
        self.list.reload()
        self._count()

    @Slot(object)
    def choose(self, person: UUID) -> None:
        """Choose this person, or choose them not."""
        line = self.list.table.line_of(person)
        if line is None:
            return
        found: Candidate = self.list.table.rows[line]
        if person in self.chosen:
            del self.chosen[person]
        elif not found.has_place:
            self.chosen[person] = found.name
        self._show_full("")
        self.reload()

    @Slot(QModelIndex)
    def _choose_clicked(self, index: QModelIndex) -> None:
        found = self.list.table.row(index)
        if found is not None:
            self.choose(found.id)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[Candidate]:
        if self.programme is None or offset:
            return ()
        people = None
        if filter:
            hits = self._desk.read(find, text=filter, today=self._today(), limit=FOUND)
            people = [hit.id for hit in hits if hit.kind is HitKind.PERSON]
        return self._desk.read(places.candidates, programme=self.programme, participants=people, today=self._today())

    def _tick(self, line: Candidate) -> str:
        return _("✓ chosen") if line.id in self.chosen else ""

    def _count(self) -> None:
        n = len(self.chosen)
        names = ", ".join(self.chosen.values())
        chosen = ngettext("{n} person chosen: {names}", "{n} people chosen: {names}", n).format(n=n, names=names)
        self._who.setText(chosen if n else _("Nobody is chosen yet."))
        self.give.setText(ngettext("Give {n} place", "Give {n} places", n).format(n=n) if n else _("Give places"))
        self.give.setEnabled(bool(n))

    def _show_full(self, words: str) -> None:
        self._full.setText(words)
        self._full.setVisible(bool(words))
        self.anyway.setVisible(bool(words))

    @Slot()
    def _press(self) -> None:
        self._give(over_capacity=False)

    @Slot()
    def _give_anyway(self) -> None:
        self._give(over_capacity=True)

    def _give(self, *, over_capacity: bool) -> None:
        try:
            day = self.joined.value()
        except Refused:
            return
        if day is None:
            self.joined.refuse(_("From which day?"))
            return
        assert self.programme is not None
        n = len(self.chosen)
        given = self._desk.do_or(
            self._no_room,
            ngettext("give {n} person a place", "give {n} people a place", n).format(n=n),
            places.give,
            programme=self.programme,
            participants=list(self.chosen),
            joined_on=day,
            today=self._today(),
            over_capacity=over_capacity,
        )
        if given:
            count = len(given.result)
            words = ngettext("Gave {n} place.", "Gave {n} places.", count).format(n=count)
            self._desk.say(words, undo=True)
            self._desk.go(ProgrammeRoute(self.programme))

    def _no_room(self, refused: Refused) -> None:
        self._show_full(refused.words)
        self.anyway.setVisible(refused.field == "capacity")
        if refused.field != "capacity" or self.programme is None:
            return
        page = self._desk.read(programmes.programme_page, programme=self.programme, today=self._today())
        self._full.setText(_("{why} It has {n} places.").format(why=refused.words, n=page.capacity))


def _name(line: Candidate) -> str:
    return line.name


def _born(line: Candidate) -> str:
    return line.born
