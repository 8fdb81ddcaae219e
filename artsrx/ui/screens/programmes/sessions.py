"""The sessions of one programme: a list, and a card where the chosen one is moved, cancelled or led by somebody else."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from artsrx.domain.dates import day_and_time
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.records import sessions
from artsrx.records.sessions import SessionLine
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.lines import DateField, TimeField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import GAP, column, text
from artsrx.ui.routes import RegisterRoute
from artsrx.ui.screens.programmes.fit_height import FitHeight
from artsrx.ui.screens.programmes.phrases import leads, session_sentence, session_state

# A list shows at least some lines above its card.
LEAST_LIST, FIELD = 220, 210


def _when(line: SessionLine) -> str:
    return day_and_time(line.starts_at)


def _venue(line: SessionLine) -> str:
    return line.venue


def _tone(line: SessionLine) -> str:
    return "muted" if line.cancelled else "good" if line.held else ""


COLUMNS = (
    ListColumn("starts_at", _("When"), _when, 29, sorts=False),
    ListColumn("state", _("Register"), session_state, 24, sorts=False, tone=_tone),
    ListColumn("facilitator", _("Who leads"), leads, 18, sorts=False),
    ListColumn("venue", _("Venue"), _venue, 16, sorts=False),
)


class ProgrammeSessions(QWidget):
    """The tab with the sessions; Enter opens a register."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.programme: UUID | None = None
        self.list = FilteredList(
            COLUMNS,
            self._fetch,
            name="programme-sessions",
            title=_("Sessions"),
            theme=desk.theme,
            empty=("calendar", _("There is no session yet."), _("Add a session"), self.begin),
            sentence=session_sentence,
            filters=False,
            extras=[button(_("Add a session"), self.begin)],
        )
        self.list.view.opened.connect(self._open)
        self.list.view.chosen.connect(self._show_chosen)
        self.card = SessionCard(desk, today=today)
        self.add_session = AddSessionCard(desk, today=today)
        self.list.setMinimumHeight(desk.theme.px(LEAST_LIST))
        layout = column(self.add_session, self.list, self.card, gap=GAP)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read the sessions again."""
        self.list.reload()
        self.card.show_session(self.list.view.current())

    def open(self, programme: UUID) -> None:
        """Show the sessions of another programme."""
        self.programme = programme
        self.add_session.hide()
        self.list.reload(from_start=True)
        self.card.show_session(None)

    def lines(self) -> Sequence[SessionLine]:
        """The sessions as they are shown."""
        return self.list.table.rows

    @Slot()
    def begin(self) -> None:
        """Add one session."""
        if self.programme is not None:
            self.add_session.begin(self.programme, self.lines())

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[SessionLine]:
        if self.programme is None:
            return ()
        return self._desk.read(sessions.session_list, programme=self.programme, offset=offset, limit=limit)

    @Slot(object)
    def _open(self, session: UUID) -> None:
        self._desk.go(RegisterRoute(session))

    @Slot(object)
    def _show_chosen(self, _session: UUID | None) -> None:
        self.card.show_session(self.list.view.current())


class SessionCard(FitHeight):
    """The chosen session: what is typed here is saved when left."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk = desk
        self.shown: SessionLine | None = None
        self._title = text("", "heading")
        self.day = DateField(_("Day"), save=self._move_day, name="day", today=today)
        self.time = TimeField(_("Time"), save=self._move_time, name="time")
        self.facilitator = TextField(
            _("Who leads this one"), save=self._stand_in, name="facilitator", hint=_("Empty for the usual facilitator.")
        )
        self.venue = TextField(_("Where"), save=self._venue, name="venue", hint=_("Empty for the usual venue."))
        self.open = primary(_("Open the register"), self._register)
        self.cancel = button(_("Cancel this session"), self._cancel)
        self.remove = button(_("Take it away"), self._remove, tip=_("For one made by mistake, not marked yet"))
        form = FlowBox(self.day, self.time, self.facilitator, self.venue)
        for field in (self.day, self.time, self.facilitator, self.venue):
            field.setMinimumWidth(desk.theme.px(FIELD))
        self.setLayout(column(self._title, form, FlowBox(self.open, self.cancel, self.remove), gap=GAP, edge=20))

    def show_session(self, line: SessionLine | None) -> None:
        """Show this session, or nothing."""
        self.setVisible(line is not None)
        if line is None:
            self.shown = None
            return
        anew = self.shown is None or self.shown.id != line.id
        self.shown = line
        self._title.setText(f"{day_and_time(line.starts_at)}  ·  {session_state(line)}")
        self.cancel.setText(_("It takes place after all") if line.cancelled else _("Cancel this session"))
        own: list[tuple[Any, Any]] = [
            (self.day, line.starts_at.date()),
            (self.time, line.starts_at.time()),
            (self.facilitator, line.facilitator),
            (self.venue, line.venue),
        ]
        for field, value in own:
            if anew:
                field.reset(value)
            else:
                field.show_value(value)

    def _session(self) -> SessionLine:
        assert self.shown is not None
        return self.shown

    def _move_day(self, day: date | None) -> None:
        if day is None:
            raise Refused(_("A session needs a day."))
        self._move(datetime.combine(day, self._session().starts_at.time()))

    def _move_time(self, at: time | None) -> None:
        if at is None:
            raise Refused(_("A session needs a time."))
        self._move(datetime.combine(self._session().starts_at.date(), at))

    def _move(self, starts_at: datetime) -> None:
        self._desk.attempt(_("move a session"), sessions.move, session=self._session().id, starts_at=starts_at)

    def _stand_in(self, name: str) -> None:
        self._desk.attempt(_("change who leads"), sessions.stand_in, session=self._session().id, facilitator=name)

    def _venue(self, venue: str) -> None:
        self._desk.attempt(_("change where a session is"), sessions.change, session=self._session().id, venue=venue)

    @Slot()
    def _register(self) -> None:
        self._desk.go(RegisterRoute(self._session().id))

    @Slot()
    def _cancel(self) -> None:
        line = self._session()
        if line.cancelled:
            self._desk.do(_("let a session take place"), sessions.reinstate, session=line.id)
            return
        self._desk.ask.text(
            _("Cancel this session"),
            _("It counts against nobody, and it can take place after all."),
            _("Why? (may be left empty)"),
            _("Cancel the session"),
            self._cancel_because,
        )

    def _cancel_because(self, words: str) -> None:
        self._desk.do(_("cancel a session"), sessions.cancel, session=self._session().id, because=words)

    @Slot()
    def _remove(self) -> None:
        self._desk.do(_("take a session away"), sessions.remove, session=self._session().id)


class AddSessionCard(FitHeight):
    """A card that appears when wanted: the day and time of one more session."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self._programme: UUID | None = None
        self.day = DateField(_("Day"), name="starts_at", today=today)
        self.time = TimeField(_("Time"), name="time")
        self.form = FieldGrid([self.day, self.time], columns=2)
        actions = FlowBox(primary(_("Add this session"), self._press), button(_("Cancel"), self.hide))
        self.setLayout(column(text(_("One more session"), "heading"), self.form, actions, gap=GAP, edge=20))
        self.hide()

    def begin(self, programme: UUID, lines: Sequence[SessionLine]) -> None:
        """Ask for a day, at the usual time."""
        self._programme = programme
        self.form.reset()
        self.time.reset(lines[-1].starts_at.time() if lines else None)
        self.show()
        self.day.setFocus()

    @Slot()
    def _press(self) -> None:
        assert self._programme is not None
        try:
            day, at = self.day.value(), self.time.value()
        except Refused:
            return
        if day is None:
            self.day.refuse(_("Which day is it?"))
        elif at is None:
            self.time.refuse(_("At what time?"))
        elif self._desk.do_or(
            self.form.refuse,
            _("add a session"),
            sessions.add,
            programme=self._programme,
            starts_at=datetime.combine(day, at),
        ):
            self.hide()
