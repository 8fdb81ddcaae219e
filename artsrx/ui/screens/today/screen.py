"""Home: today's sessions first, then whoever is waiting for something."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from artsrx.db.schema import tables
from artsrx.domain.dates import clock, weekday_and_date
from artsrx.domain.i18n import _, ngettext
from artsrx.records import today as records
from artsrx.records.referral_list import ReferralFilter
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import GAP, NEAR, WIDE, card, clear, column, page, panel, row, text
from artsrx.ui.routes import ImportRoute, NewCourseRoute, NewPersonRoute, ReferralsRoute, ScreenRoute, TodayRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.today import phrases as tasks
from artsrx.ui.screens.today.task_line import Task, TaskCard, TaskLine
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.side_by_side import SideBySide

# A card shows so many lines, and all of them when asked.
SHOWN, MOST = 6, 500


class TodayScreen(Screen[TodayRoute]):
    """The first screen after unlocking; nothing is typed on it."""

    watches = frozenset(
        {
            tables.ArtsSession, tables.Attendance, tables.Note, tables.Organisation, tables.OutcomeForm,
            tables.Participant, tables.Place, tables.Practice, tables.Programme, tables.Referral, tables.Referrer,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "What wants doing today. Every line has one button that goes to where it is done: the register, the referral to "
        "answer, the person to ring, the form to enter.\n\n"
        "Somebody who missed two sessions in a row is listed until they come again, leave the programme, or a note about "
        "them is written: then somebody has been in touch."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._today = today
        self._limit = SHOWN
        self._cards: list[TaskCard] = []
        self.kept = text("", "muted")
        self._body = QVBoxLayout()
        self._body.setSpacing(GAP)
        inside = page(gap=GAP)
        layout = inside.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(self._body)
        layout.addStretch(1)
        self.setLayout(row(ScrollPage(inside)))
        if desk.backups is not None:
            desk.backups.moved.connect(self._show_backup)

    def open(self, route: TodayRoute) -> None:
        self._limit = MOST if route.everything else SHOWN
        # The day may have turned since this screen was last built.
        self.renew()

    def refresh(self) -> None:
        day = self._today()
        shown = self.desk.read(records.today, as_at=day, limit=self._limit)
        focus = self._focus()
        clear(self._body)
        self._cards = []
        self._body.addWidget(text(weekday_and_date(day), "kicker"))
        if shown.new:
            self._body.addWidget(self._welcome())
        else:
            self._show(shown)
        self._refocus(focus)

    def main(self) -> QWidget:
        lines = self.lines()
        return lines[0].button if lines else self

    def add(self) -> None:
        self._add_person()

    # -- building -------------------------------------------------------------------------------------------------

    def _show(self, shown: records.Today) -> None:
        day = shown.day
        self._body.addWidget(self._sessions(shown))
        waiting = self._waiting(shown)
        coming = tasks.sessions_coming(shown.coming[:4], day)
        rest: list[QWidget] = []
        if coming:
            rest.append(self._card(_("This week"), coming))
        rest.append(self._backup())
        if waiting:
            half = (len(waiting) + 1) // 2
            left, right = waiting[:half], waiting[half:] + rest
        else:
            left, right = [_quiet()], rest
        self._body.addWidget(SideBySide(_stack(left), _stack(right), shares=(1, 1), letters=112))

    def _sessions(self, shown: records.Today) -> QWidget:
        if shown.sessions:
            return self._card(_("Today’s sessions"), tasks.sessions_today(shown.sessions))
        words = _("Nothing meets today.")
        if shown.coming:
            line = shown.coming[0]
            words = _("Nothing meets today. Next is {programme}, {day} at {time}.").format(
                programme=line.programme_name,
                day=tasks.near_day(line.starts_at.date(), shown.day),
                time=clock(line.starts_at.time()),
            )
        return card(text(words, "lede"))

    def _waiting(self, shown: records.Today) -> list[QWidget]:
        """The cards of what is waiting; those with nothing in them are left out."""
        day = shown.day
        made: list[QWidget] = []
        if shown.answers:
            late = ngettext("{n} answer is late", "{n} answers are late", shown.overdue).format(n=shown.overdue)
            more = _more(shown.answers_total - len(shown.answers), ReferralsRoute(ReferralFilter.UNANSWERED))
            lines = tasks.answers_due(shown.answers, day)
            made.append(self._card(_("Answers due"), lines, hint=late if shown.overdue else "", more=more))
        if shown.checks:
            hint = _("They missed two sessions or more in a row. A note on their page takes them off this list.")
            more = _more(shown.checks_total - len(shown.checks), TodayRoute(everything=True))
            made.append(self._card(_("People to ring"), tasks.to_ring(shown.checks, day), hint=hint, more=more))
        if shown.unmarked:
            lines = tasks.registers_to_fill(shown.unmarked, day)
            made.append(self._card(_("Registers to fill in"), lines))
        if shown.forms:
            more = _more(shown.forms_total - len(shown.forms), TodayRoute(everything=True))
            made.append(self._card(_("Forms due"), tasks.forms_wanted(shown.forms), more=more))
        return made

    def _card(self, title: str, lines: list[Task], *, hint: str = "", more: Task | None = None) -> TaskCard:
        """A card of lines; cards are made from the top of the page to its end."""
        self._cards.append(TaskCard(self.desk, title, lines, hint=hint, more=more))
        return self._cards[-1]

    def _welcome(self) -> QWidget:
        """What a new record shows: three ways to begin."""
        ways = FlowBox(
            primary(_("Bring in a spreadsheet"), self._bring_in),
            button(_("Add the first person"), self._add_person),
            button(_("Make a course"), self._make_course),
        )
        return card(
            text(_("Welcome"), "subtitle"),
            text(_("This record is new and empty. Where would you like to begin?"), "lede"),
            ways,
            gap=WIDE - 8,
        )

    def _backup(self) -> QWidget:
        self.kept = text("", "muted")
        self._show_backup()
        made = panel(text(_("Backup"), "strong"), self.kept, gap=NEAR)
        made.setVisible(bool(self.kept.text()))
        return made

    @Slot()
    def _show_backup(self) -> None:
        if self.desk.backups is None:
            return
        self.kept.setText(backup_words(self.desk.backups.last_good, self._today()))
        box = self.kept.parentWidget()
        if box is not None:
            box.show()

    # -- keeping the focus ----------------------------------------------------------------------------------------

    def lines(self) -> list[TaskLine]:
        """The lines as they are built now, from the top."""
        return [line for card in self._cards for line in card.lines]

    def _focus(self) -> Task | None:
        now: QWidget | None = QApplication.focusWidget()
        return next((line.task for line in self.lines() if line.button is now), None)

    def _refocus(self, task: Task | None) -> None:
        """Back to the same line after building anew, or to the first if that line is done."""
        if task is None:
            return
        same = [line for line in self.lines() if line.task.route == task.route]
        for line in (same or self.lines())[:1]:
            line.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- beginning ------------------------------------------------------------------------------------------------

    @Slot()
    def _bring_in(self) -> None:
        self.desk.go(ImportRoute())

    @Slot()
    def _add_person(self) -> None:
        self.desk.go(NewPersonRoute())

    @Slot()
    def _make_course(self) -> None:
        self.desk.go(NewCourseRoute())


def backup_words(last_good: datetime | None, today: date) -> str:
    """When the last good backup was made, as it is said."""
    if last_good is None:
        return _("There is no backup yet. One is made when you close ArtsRx; Ctrl+B makes one now.")
    local = last_good.astimezone()
    day = tasks.near_day(local.date(), today)
    return _("The last good backup was made {day} at {time}.").format(day=day, time=clock(local.time()))


def _more(count: int, route: ScreenRoute) -> Task | None:
    if count <= 0:
        return None
    return Task(ngettext("and {n} more", "and {n} more", count).format(n=count), "", _("See all"), route)


def _stack(widgets: list[QWidget]) -> QWidget:
    made = QWidget()
    made.setLayout(column(*widgets, gap=GAP))
    return made


def _quiet() -> QWidget:
    return card(
        text(_("All quiet"), "heading"),
        text(_("No answer, call, register or form is due today."), "muted"),
    )
