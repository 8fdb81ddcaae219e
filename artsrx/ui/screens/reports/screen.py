"""The reports screen: which report, the choices for it, and its real pages beside them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from artsrx.db.schema import tables
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _
from artsrx.records.organisation import organisation
from artsrx.reports import REPORTS
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.jobs import Job
from artsrx.ui.page_parts import EDGE, GAP, NEAR, column, row, text
from artsrx.ui.routes import PersonReportRoute, ReportsRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.reports.choices import ReportChoices
from artsrx.ui.screens.reports.file_password import FilePassword
from artsrx.ui.screens.reports.inputs.ask_input import Unanswered
from artsrx.ui.screens.reports.making import FinishedReport, make
from artsrx.ui.screens.reports.preview import Preview
from artsrx.ui.screens.reports.report_card import ReportCard
from artsrx.ui.screens.reports.sending import ReportSender, unprinted_words
from artsrx.ui.scroll_page import ScrollPage

# Typing pauses this long before the pages are drawn again.
PAUSE_MS = 300
# Below this many letters' width the choices and the pages are not shown at once.
ROOMY = 92
WIDEST_LETTERS = 62


class ReportsScreen(Screen[ReportsRoute | PersonReportRoute]):
    """The reports to choose from, and the pages of the one that is chosen."""

    watches = frozenset(
        {
            tables.ArtsSession, tables.Attendance, tables.Consent, tables.Organisation, tables.OutcomeForm,
            tables.Participant, tables.Place, tables.Practice, tables.Programme, tables.Referral, tables.Referrer,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "Choose a report at the left and what it should be about; beside it are its real pages, as they will be saved and "
        "printed.\n\n"
        "Before an impact report there is a list of what is missing, each with a button that goes there. Small numbers are "
        "hidden in it, so that nobody can be recognised.\n\n"
        "A note about a person is made only while they say yes to it. Saving, printing or copying one is written on their "
        "timeline. Ctrl+P prints."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._job: Job | None = None
        self._fresh = False
        self._then: Callable[[FinishedReport], object] | None = None
        self._waiting = False
        self.choices = {report.key: ReportChoices(desk, report, today=today) for report in REPORTS}
        self.preview = Preview(desk)
        self.sending = ReportSender(desk, self)
        self.locking = FilePassword()
        self.locking.locked.connect(self._save_locked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._draw_if_seen)
        for choices in self.choices.values():
            choices.moved.connect(self._draw_soon)
        self._lay_out()
        # The first that has something to show.
        self._choose(next((key for key, choices in self.choices.items() if choices.ready()), REPORTS[0].key))

    # -- what it is made of ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.cards: dict[str, ReportCard] = {}
        group = QButtonGroup(self)
        left = QWidget()
        left.setObjectName("page")
        inside = column(gap=GAP)
        inside.setContentsMargins(EDGE, 4, GAP, EDGE)
        facts = self.desk.read(organisation)
        for report in REPORTS:
            made = ReportCard(self.desk.theme, report, report.title(facts))
            made.wanted.connect(self._choose_and_go)
            group.addButton(made)
            self.cards[report.key] = made
            inside.addWidget(made)
        for choices in self.choices.values():
            inside.addWidget(choices)
        inside.addStretch(1)
        left.setLayout(inside)
        self.left = ScrollPage(left)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_actions()
        right = self.right = QWidget()
        self.unprinted = text("", "wait")
        self.unprinted.hide()
        beside = column(self.ways, self.locking, self.unprinted, self.preview, gap=NEAR)
        beside.setContentsMargins(GAP, 4, GAP, NEAR)
        beside.setStretch(3, 1)
        right.setLayout(beside)
        across = row(self.left, right, gap=0)
        across.setStretch(0, 2)
        across.setStretch(1, 3)
        self._make_turn()
        whole = column(self.turn, across, gap=NEAR)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _make_turn(self) -> None:
        """Where the window is narrow or the text large, choices and pages take turns."""
        self.to_choices = button(_("Choices"), self._fit)
        self.to_pages = button(_("Pages"), self._fit)
        self._turns = QButtonGroup(self)
        for one in (self.to_choices, self.to_pages):
            one.setCheckable(True)
            self._turns.addButton(one)
        self.to_choices.setChecked(True)
        self.turn = QWidget()
        line = row(self.to_choices, self.to_pages, None)
        line.setContentsMargins(EDGE, 4, EDGE, 0)
        self.turn.setLayout(line)
        self.turn.hide()

    def _make_actions(self) -> None:
        theme = self.desk.theme
        icon = theme.icon("download", theme.colours.on_accent)
        icon.addPixmap(theme.picture("download", theme.colours.muted), QIcon.Mode.Disabled)
        self.save = primary(_("&Save as PDF"), self.save_pdf, icon=icon)
        self.lock = button(_("Save with a pass&word"), self.begin_locking, icon=theme.icon("lock"))
        self.print = button(_("&Print"), self.print_list, icon=theme.icon("printer"), tip=_("Print (Ctrl+P)"))
        self.copy = button(_("&Copy as text"), self.copy_text, icon=theme.icon("copy"))
        self.ways = FlowBox(self.save, self.lock, self.print, self.copy)

    # -- choosing -------------------------------------------------------------------------------------------------

    def open(self, route: ReportsRoute | PersonReportRoute) -> None:
        if isinstance(route, PersonReportRoute):
            self._choose(route.report)
            self.now().about(route.participant, route.referral)

    @Slot(str)
    def _choose_and_go(self, key: str) -> None:
        self._choose(key)
        self.now().main().setFocus()

    def _choose(self, key: str) -> None:
        self._chosen = key
        for other, card in self.cards.items():
            card.show_chosen(other == key)
        for other, choices in self.choices.items():
            choices.setVisible(other == key)
        self.locking.hide()
        self._draw_soon()

    def now(self) -> ReportChoices:
        """The choices of the report that is shown."""
        return self.choices[self._chosen]

    # -- making ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        facts = self.desk.read(organisation)
        for report in REPORTS:
            self.cards[report.key].set_title(report.title(facts))
        for choices in self.choices.values():
            choices.refresh()
        self._draw_soon()

    @Slot()
    def _draw_soon(self) -> None:
        self._fresh = False
        self._then = None
        self._pause.start()

    @Slot()
    def _draw_if_seen(self) -> None:
        if self.isVisible():
            self.make()
        else:
            # Nobody sees it: it is drawn when it is next shown.
            self._stale = True

    def make(self) -> None:
        """Draw what is chosen now, in the worker; what is shown stays until it is there."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        try:
            wish = self.now().wish()
        except Unanswered as missing:
            self._show_words("file-text", missing.words)
            self._waiting = True
            return
        except Refused as refused:
            self._show_why_not(refused)
            return
        if self.preview.showing_pages():
            self.preview.busy(True)
        elif self._waiting or not self.preview.words:
            self.preview.show_words("file-chart-column", _("The pages are being drawn …"))
        work = partial(make, self.desk.store, wish, self.preview.page_width(), self.devicePixelRatioF())
        title = _("Drawing the report")
        self._job = self.desk.work(work, self._show_made, title=title, on_error=self._show_why_not, quiet=True)

    def _show_made(self, made: FinishedReport) -> None:
        self._job = None
        self._fresh = True
        self.preview.show_made(made)
        self.now().show_made(made)
        self.unprinted.setText(unprinted_words(made.missing))
        self.unprinted.setVisible(bool(made.missing))
        self._enable(True)
        then, self._then = self._then, None
        if then is not None:
            then(made)

    def _show_why_not(self, error: Exception) -> None:
        self._job = None
        self._then = None
        if isinstance(error, Refused) and self.now().refuse(error):
            self.preview.busy(False)
            self._enable(False)
        elif isinstance(error, Refused) and (way := self.now().way_out()) is not None:
            self._show_words(way.icon, error.words, way.verb, way.press)
        elif isinstance(error, Refused | StoreError):
            self._show_words("circle-alert", error.words)
        else:
            raise error

    def _show_words(self, icon: str, words: str, verb: str = "", press: Callable[[], object] | None = None) -> None:
        self._waiting = False
        self.preview.show_words(icon, words, verb, press)
        self.unprinted.hide()
        self.locking.hide()
        self._enable(False)

    def _enable(self, on: bool) -> None:
        for action in (self.save, self.lock, self.print, self.copy):
            action.setEnabled(on)

    # -- sending --------------------------------------------------------------------------------------------------

    def _with_made(self, then: Callable[[FinishedReport], object]) -> None:
        """Go on with the pages of what is chosen now: at once, or when they are there."""
        made = self.preview.made
        if self._fresh and made is not None:
            then(made)
        elif self.save.isEnabled():
            self.make()
            self._then = then

    @Slot()
    def save_pdf(self) -> None:
        """Save the pages that are shown."""
        self._with_made(self.sending.save)

    @Slot()
    def begin_locking(self) -> None:
        """Ask for a password."""
        self.locking.begin()

    @Slot(str)
    def _save_locked(self, password: str) -> None:
        self._with_made(partial(self.sending.save_locked, password))

    @Slot()
    def print_list(self) -> None:
        self._with_made(self.sending.print_it)

    @Slot()
    def copy_text(self) -> None:
        """Put the words on the clipboard."""
        self._with_made(self.sending.copy)

    # -- the window -----------------------------------------------------------------------------------------------

    def main(self) -> QWidget:
        return self.to_choices if self.left.isHidden() else self.now().main()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        narrow = self.width() < letter * ROOMY
        self.turn.setVisible(narrow)
        self.left.setMaximumWidth(16777215 if narrow else letter * WIDEST_LETTERS)
        self.left.setVisible(not narrow or self.to_choices.isChecked())
        self.right.setVisible(not narrow or self.to_pages.isChecked())
