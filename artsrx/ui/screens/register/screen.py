"""The register screen: the session at the top with its count, everybody expected, then walk-ins and notes."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar, Concatenate, ParamSpec
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from artsrx.db.schema import tables
from artsrx.domain.dates import day_and_time
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.names import split_name
from artsrx.domain.vocabulary import MARK_KEYS, Mark, mark_words
from artsrx.records import places, register, sessions
from artsrx.records.find import look_alikes
from artsrx.records.register import MOST_VISITORS, RegisterLine, RegisterPage
from artsrx.ui.buttons import button, link_button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.folding_layout import folding
from artsrx.ui.inputs.lines import NumberField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.lists.printing import print_rows
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, NEAR, WIDE, card, column, empty_state, row, text
from artsrx.ui.routes import ProgrammeRoute, ProgrammesRoute, RegisterRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.register import phrases as said
from artsrx.ui.screens.register.marking_sheet import MarkingSheet
from artsrx.ui.screens.register.walk_in import WalkInLine
from artsrx.ui.scroll_page import ScrollPage

SOMEBODY_NEW = "new"
P = ParamSpec("P")
PAPER: tuple[ListColumn[RegisterLine], ...] = (
    ListColumn("number", _("No."), lambda line: str(line.number), number=True),
    ListColumn("name", _("Name"), lambda line: line.name),
    ListColumn("needs", _("Needs"), lambda line: line.needs),
    ListColumn("mark", _("P L T A N"), lambda line: mark_words(line.mark) if line.mark else ""),
    ListColumn("note", _("Note"), lambda line: line.note),
)


class RegisterScreen(Screen[RegisterRoute]):
    """One register: the session that its route names."""

    watches = frozenset({tables.ArtsSession, tables.Attendance, tables.Participant, tables.Place, tables.Programme})
    help_words: ClassVar[str] = _(
        "One key marks one person and goes on to the next: P present, L late, T told us, A absent, N not expected. "
        "Space goes on without a mark, arrows go up and down, digits jump to a line, Backspace takes a mark away, "
        "Enter or a double click writes a note. R marks everybody who has no mark yet as present and changes no other mark. C says that "
        "the session is cancelled, which never counts against anybody. W adds somebody who walked in. Every mark is "
        "saved at once."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.session: UUID | None = None
        self.page: RegisterPage | None = None
        self._just: frozenset[UUID] = frozenset()
        self.sheet = MarkingSheet(desk.theme)
        self.sheet.keyed.connect(self._key)
        self.sheet.marked.connect(self._mark)
        self.sheet.noted.connect(self._note)
        self.walk_in = WalkInLine()
        self.walk_in.named.connect(self._walk_in)
        self.walk_in.back.connect(self._to_sheet)
        self._make_head()
        self._make_foot()
        self._stack = QStackedWidget()
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(column(self._cancelled, self.sheet, self._nobody, self._foot, None, gap=GAP, edge=0))
        margins = inside.layout()
        assert margins is not None
        margins.setContentsMargins(EDGE, NEAR, EDGE, EDGE)
        self._stack.addWidget(ScrollPage(inside))
        self._stack.addWidget(
            empty_state(
                desk.theme,
                "clipboard-list",
                _("This session is no longer in the record. The others are on their programmes’ pages."),
                _("Go to Programmes"),
                self._to_programmes,
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)

    # -- what it is made of ---------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._about = text("", "plain")
        self._here = text("", "big", wrap=False)
        self._others = text("", "strong")
        self.rest = primary(_("Mark the rest present (R)"), self.mark_the_rest)
        self.cancel = button(_("Session cancelled (C)"), self.cancel_or_not)
        self.before = button(_("Earlier"), self.go_before, icon=self.desk.theme.icon("arrow-left"))
        self.after = button(_("Later"), self.go_after, icon=self.desk.theme.icon("arrow-right"))
        self.programme = link_button(_("The whole programme"), self._to_programme)
        legend = "   ".join(f"{key} {mark_words(mark)}" for key, mark in MARK_KEYS.items())
        self._legend = text(legend + "   " + _("Space skips to the next"), "muted")
        self._legend_below = text(self._legend.text(), "muted")
        self._head = QWidget()
        self._head.setObjectName("page")
        self._head.setLayout(
            column(
                folding((self._about, 1), (FlowBox(self.before, self.after, self.programme), 0), gap=NEAR, letters=24),
                folding((self._here, 0), (self._others, 1), gap=GAP, letters=24),
                folding((self._legend, 1), (FlowBox(self.cancel, self.rest), 0), gap=NEAR, letters=24),
                self._legend_below,
                gap=NEAR,
            )
        )
        self._others.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        margins = self._head.layout()
        assert margins is not None
        margins.setContentsMargins(EDGE, 0, EDGE, NEAR)

    def _make_foot(self) -> None:
        self._nobody = text(_("Nobody has a place on this day yet. Add a walk-in below, or give places."), "lede")
        self.because = TextField(
            _("This session is cancelled. It counts against nobody. Why?"), save=self._save_because, name="because"
        )
        self._cancelled = card(self.because, button(_("It takes place after all (C)"), self.cancel_or_not))
        self.visitors = NumberField(
            _("Visitors not on the list"), most=MOST_VISITORS, save=self._save_visitors, name="visitors"
        )
        self.notes = NotesField(_("Notes of the session"), save=self._save_notes, name="notes", lines=3)
        self._foot = QWidget()
        self._foot.setLayout(column(self.walk_in, row(self.visitors, None), self.notes, gap=WIDE // 2))

    # -- reading --------------------------------------------------------------------------------------------------

    def open(self, route: RegisterRoute) -> None:
        self.session = route.session
        self._just = frozenset()
        for field in (self.because, self.visitors, self.notes):
            field.reset(None)
        self.walk_in.clear()
        self.refresh()
        self.sheet.go_to_first_blank()

    def refresh(self) -> None:
        try:
            self.page = self.desk.read(register.register, session=self.session) if self.session else None
        except Refused:
            self.page = None
        self._stack.setCurrentIndex(1 if self.page is None else 0)
        self._head.setVisible(self.page is not None)
        if self.page is not None:
            self._show(self.page)

    def _show(self, page: RegisterPage) -> None:
        session = page.session
        self.titled.emit(session.programme_name)
        self.sheet.show_lines(page.lines, saved=self._just)
        self.sheet.setVisible(bool(page.lines))
        self.sheet.setEnabled(not session.cancelled)
        self._nobody.setVisible(not page.lines)
        self._about.setText(said.about(page))
        self._here.setText(_("Cancelled") if session.cancelled else said.here(page))
        self._others.setText("" if session.cancelled else said.others(page))
        self._cancelled.setVisible(session.cancelled)
        self.because.show_value(session.cancelled_because)
        self.visitors.show_value(session.visitors or None)
        self.notes.show_value(page.notes)
        self.walk_in.setVisible(not session.cancelled)
        self.rest.setVisible(not session.cancelled)
        self.rest.setEnabled(page.blank > 0)
        self.cancel.setVisible(not session.cancelled)
        self.before.setEnabled(page.before is not None)
        self.after.setEnabled(page.after is not None)

    def main(self) -> QWidget:
        if self.page is not None and self.page.session.cancelled:
            return self.because
        return self.sheet.current() or self.walk_in.line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._legend.fontMetrics().horizontalAdvance(self._legend_below.text())
        beside = words + self.cancel.sizeHint().width() + self.rest.sizeHint().width() + 2 * EDGE + 2 * GAP
        self._legend_below.setVisible(self.width() < beside)
        self._legend.setText(self._legend_below.text() if self.width() >= beside else "")

    # -- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        doing = {Qt.Key.Key_R: self.mark_the_rest, Qt.Key.Key_C: self.cancel_or_not, Qt.Key.Key_W: self.walk_in.begin}
        act = doing.get(Qt.Key(event.key())) if plain and self.page is not None else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    # -- doing ----------------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _key(self, place: UUID, mark: Mark | None) -> None:
        # On to the next line after each mark: a register of twelve takes twelve keys.
        if self._mark(place, mark) and mark is not None:
            self.sheet.go_to(self.sheet.at + 1)

    @Slot(object, object)
    def _mark(self, place: UUID, mark: Mark | None) -> bool:
        self._just = frozenset({place})
        refused = self._refusal(
            said.undo_words(mark, 1), register.mark_many, session=self._open_session(), marks={place: mark}
        )
        line = self.sheet.row_of(place)
        if refused is not None and line is not None:
            line.refuse(refused.words)
        return refused is None

    @Slot()
    def mark_the_rest(self) -> None:
        """Mark everybody present who has no mark yet; nobody else is touched."""
        if self.page is None or self.page.session.cancelled or not self.page.blank:
            return
        blank = self.page.blank
        self._just = frozenset(line.place for line in self.page.lines if line.mark is None)
        refused = self._refusal(
            said.undo_words(Mark.PRESENT, blank), register.mark_the_rest, session=self._open_session()
        )
        if refused is not None:
            self.desk.say(refused.words)
        else:
            words = ngettext("Marked {n} person present", "Marked {n} people present", blank).format(n=blank)
            self.desk.say(words, undo=True)

    @Slot()
    def cancel_or_not(self) -> None:
        """Cancel the session, or let it take place after all."""
        if self.page is None:
            return
        if self.page.session.cancelled:
            if self.desk.do(_("let a session take place"), sessions.reinstate, session=self._open_session()):
                self.sheet.go_to_first_blank()
        elif self.desk.do(_("cancel a session"), sessions.cancel, session=self._open_session()):
            self.because.setFocus()

    @Slot(object, str)
    def _note(self, place: UUID, words: str) -> None:
        self._just = frozenset({place})
        refused = self._refusal(
            _("write a note on the register"), register.note, session=self._open_session(), place=place, words=words
        )
        line = self.sheet.row_of(place)
        if refused is not None and line is not None:
            line.refuse(refused.words)

    @Slot(str)
    def _walk_in(self, name: str) -> None:
        taken = split_name(name)
        alike = self.desk.read(look_alikes, given=taken.given, family=taken.family, on=date.today(), limit=3)
        if not alike:
            self.add_walk_in(name)
            return
        choices = [(str(one.id), _("{name}, {more}").format(name=one.name, more=one.second_line)) for one in alike]
        self.desk.ask.choose(
            _("Is this somebody you know already?"),
            _("There is somebody in the record with the same name."),
            [*choices, (SOMEBODY_NEW, _("No, somebody new"))],
            partial(self.add_walk_in, name),
        )

    def add_walk_in(self, name: str, chosen: str = SOMEBODY_NEW) -> None:
        """Put somebody on the register, present: a new name, or the person with the id that was chosen."""
        participant = None if chosen == SOMEBODY_NEW else UUID(chosen)
        self._just = frozenset()
        refused = self._refusal(
            _("add a walk-in"),
            places.walk_in,
            session=self._open_session(),
            name=name,
            participant=participant,
            today=date.today(),
        )
        if refused is not None:
            self.walk_in.refuse(refused)
        else:
            self.walk_in.show_added(name)

    def _save_because(self, words: str) -> None:
        self.desk.attempt(
            _("say why a session is cancelled"), sessions.cancel, session=self._open_session(), because=words
        )

    def _save_visitors(self, number: int | None) -> None:
        label = _("count visitors")
        self.desk.attempt(label, register.count_visitors, session=self._open_session(), visitors=number or 0)

    def _save_notes(self, words: str) -> None:
        self.desk.attempt(_("write session notes"), sessions.change, session=self._open_session(), notes=words)

    def _open_session(self) -> UUID:
        assert self.session is not None
        return self.session

    def _refusal(
        self, label: str, command: Callable[Concatenate[Any, P], object], /, *args: P.args, **kw: P.kwargs
    ) -> Refused | None:
        """Do one act; what stood against it, a rule or the world, for the line to show; None once it is done."""
        try:
            self.desk.attempt(label, command, *args, **kw)
        except Refused as refused:
            return refused
        return None

    # -- going ----------------------------------------------------------------------------------------------------

    @Slot()
    def go_before(self) -> None:
        """The session before this one."""
        if self.page is not None and self.page.before is not None:
            self.desk.go(RegisterRoute(self.page.before))

    @Slot()
    def go_after(self) -> None:
        """The session after this one."""
        if self.page is not None and self.page.after is not None:
            self.desk.go(RegisterRoute(self.page.after))

    @Slot()
    def _to_programme(self) -> None:
        if self.page is not None:
            self.desk.go(ProgrammeRoute(self.page.session.programme))

    @Slot()
    def _to_programmes(self) -> None:
        self.desk.go(ProgrammesRoute())

    @Slot()
    def _to_sheet(self) -> None:
        self.sheet.go_to(self.sheet.at)

    def add(self) -> None:
        self.walk_in.begin()

    def print_list(self) -> None:
        if self.page is not None:
            title = f"{self.page.session.programme_name}, {day_and_time(self.page.session.starts_at)}"
            print_rows(self, title, PAPER, self.page.lines)
