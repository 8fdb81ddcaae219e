"""A new course in one screen: one line is understood as it is typed, and its dates are there to take out."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from artsrx.domain.dates import clock, day_and_month, day_and_time, long_date, weekday_name
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.schedule import DEFAULT_MINUTES, CoursePlan, parse_course
from artsrx.domain.schedule import sessions as planned_sessions
from artsrx.records import programmes
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.lines import NumberField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, WIDE, card, clear, page, row, text
from artsrx.ui.readable_width import readable
from artsrx.ui.routes import ProgrammeRoute
from artsrx.ui.scroll_page import ScrollPage

PAUSE_MS = 120


class NewCourse(QWidget):
    """The form; `begin()` empties it. Without a line of dates it makes a programme to which sessions are added later."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], leave: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self._plan: CoursePlan | None = None
        self._starts: list[datetime] = []
        self._shown: list[QPushButton] = []
        self.name = TextField(_("Name"), name="name", example=_("for example Clay for All, spring"))
        self.line = TextField(
            _("When does it meet?"),
            name="course",
            hint=_("In one line, as you would say it."),
            example=_("10 Tuesdays from 5 May at 2 pm, skip half-term"),
        )
        self.line.edited.connect(self._read_soon)
        self.understood = text("", "strong")
        self.notes = text("", "wait")
        self.dates = FlowBox()
        self._hint = text(_("Press a date to leave it out, and again to put it back."), "hint")
        self.venue = TextField(_("Venue"), name="venue")
        self.facilitator = TextField(_("Facilitator"), name="facilitator")
        self.capacity = NumberField(_("Places"), least=1, name="capacity", hint=_("Empty for no limit."))
        self.needed = NumberField(
            _("Finished means coming to so many"), least=1, name="needed", hint=_("Empty for no rule.")
        )
        self.form = FieldGrid([self.venue, self.facilitator, self.capacity, self.needed], columns=2)
        self.all = FieldGrid([self.name, self.line])
        self.make = primary(_("Make this course"), self._press)
        # Not on the button: other words on it would take its key away.
        onward = QShortcut(QKeySequence("Ctrl+Return"), self)
        onward.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        onward.activated.connect(self._press)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_line)
        inside = card(
            self.all,
            self.understood,
            self.notes,
            self.dates,
            self._hint,
            self.form,
            FlowBox(self.make, button(_("Cancel"), leave), gap=GAP),
            gap=WIDE // 2,
        )
        self.setLayout(row(ScrollPage(page(readable(inside, letters=130), None))))

    def begin(self) -> None:
        """Start with empty fields."""
        self.all.reset()
        self.form.reset()
        self.read_line()
        self.name.setFocus()

    def starts(self) -> list[datetime]:
        """The sessions as they stand: those understood without those taken out."""
        return [start for start, shown in zip(self._starts, self._shown, strict=True) if shown.isChecked()]

    @Slot()
    def _read_soon(self) -> None:
        self._pause.start()

    @Slot()
    def read_line(self) -> None:
        """Understand the line as far as it is typed, and show the dates that it makes."""
        self._pause.stop()
        words = self.line.line.text().strip()
        self._plan, said = None, ""
        if words:
            try:
                self._plan = parse_course(words, today=self._today())
            except Refused as refused:
                said = refused.words
        starts = planned_sessions(self._plan) if self._plan else []
        if starts != self._starts:
            self._show_dates(starts)
        self.notes.setText("\n".join(self._plan.notes) if self._plan else "")
        self.notes.setVisible(bool(self.notes.text()))
        self._hint.setVisible(bool(starts))
        self._say(said)

    def _show_dates(self, starts: list[datetime]) -> None:
        self._starts, self._shown = starts, []
        lines = self.dates.layout()
        assert lines is not None
        clear(lines)
        for start in starts:
            shown = QPushButton(_date_words(start.date(), self._today()))
            shown.setCheckable(True)
            shown.setChecked(True)
            shown.setAutoDefault(False)
            shown.setToolTip(day_and_time(start))
            shown.setAccessibleName(day_and_time(start))
            shown.toggled.connect(self._strike_out)
            self._shown.append(shown)
            lines.addWidget(shown)

    @Slot()
    def _strike_out(self) -> None:
        for shown in self._shown:
            font = shown.font()
            font.setStrikeOut(not shown.isChecked())
            shown.setFont(font)
        self._say("")

    def _say(self, refused: str) -> None:
        plan, count = self._plan, len(self.starts())
        if plan is None:
            self.understood.setText(refused)
        else:
            self.understood.setText(_plan_words(plan, count))
        self.understood.setVisible(bool(self.understood.text()))
        self.make.setText(_("Make this course") if self.line.line.text().strip() else _("Make this programme"))

    @Slot()
    def _press(self) -> None:
        self.read_line()
        try:
            fields = {**self.all.values(), **self.form.values()}
            words = fields.pop("course")
            if words and self._plan is None:
                parse_course(words, today=self._today())
        except Refused as refused:
            self._refuse(refused)
            return
        if self._plan is None:
            made = self._desk.do_or(self._refuse, _("make a programme"), programmes.add, **fields)
        else:
            fields |= {"starts": self.starts(), "minutes": self._plan.minutes}
            made = self._desk.do_or(self._refuse, _("make a course"), programmes.make_course, **fields)
        if made:
            count = len(fields.get("starts", ()))
            said = ngettext("Made, with {n} session.", "Made, with {n} sessions.", count).format(n=count)
            self._desk.say(said if count else _("Made."), undo=True)
            self._desk.go(ProgrammeRoute(made.result))

    def _refuse(self, refused: Refused) -> None:
        known = Refused(refused.words, "course") if refused.field in ("starts", "minutes") else refused
        if not (self.all.refuse(known) or self.form.refuse(known)):
            self._desk.refused.emit(refused.words, refused.field or "")


def _date_words(day: date, today: date) -> str:
    return day_and_month(day) if day.year == today.year else long_date(day)


def _plan_words(plan: CoursePlan, count: int) -> str:
    sessions = ngettext("{n} session", "{n} sessions", count).format(n=count)
    days = f" {_('and')} ".join(_("{weekday}s").format(weekday=weekday_name(day)) for day in plan.weekdays)
    every = _("every {n} weeks").format(n=plan.every) if plan.every > 1 else _("every week")
    if plan.of_month:
        every = _("once a month")
    if plan.minutes == DEFAULT_MINUTES:
        length = _("2 hours each")
    else:
        length = _("{n} minutes each").format(n=plan.minutes)
    return _("{sessions} on {days} at {time}, {every}, {length}.").format(
        sessions=sessions, days=days, time=clock(plan.at), every=every, length=length
    )
