"""One programme: a line that sums it up, what can be done, and its people, sessions and details."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from artsrx.domain.i18n import _
from artsrx.records.programmes import ProgrammePage
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import EDGE, GAP, NEAR, column, text
from artsrx.ui.routes import FormsRoute, RegisterRoute
from artsrx.ui.screens.programmes.details import ProgrammeDetails
from artsrx.ui.screens.programmes.people import ProgrammePeople
from artsrx.ui.screens.programmes.phrases import summary
from artsrx.ui.screens.programmes.sessions import ProgrammeSessions
from artsrx.ui.scroll_page import ScrollPage


class ProgrammeView(QWidget):
    """Built once and shown for one programme after another."""

    def __init__(self, desk: Desk, *, today: Callable[[], date], give: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._today = desk, today
        self.shown: ProgrammePage | None = None
        self._summary = text("", "lede")
        self.people = ProgrammePeople(desk, today=today, give=give)
        self.sessions = ProgrammeSessions(desk, today=today)
        self.details = ProgrammeDetails(desk, today=today)
        self.register = primary(_("Open the register"), self._register)
        self.forms = button(_("Enter forms"), self._forms)
        self.tabs = QTabWidget()
        for page, words in (
            (self.people, _("&People")),
            (self.sessions, _("&Sessions")),
            (self.details, _("&Details")),
        ):
            layout = page.layout()
            assert layout is not None
            layout.setContentsMargins(0, GAP, 0, 0)
            # A page taller than the window scrolls, at any text size.
            self.tabs.addTab(page if page is self.details else ScrollPage(page), words)
        actions = FlowBox(self.register, button(_("Give places"), give), self.forms)
        layout = column(self._summary, actions, self.tabs, gap=NEAR)
        layout.setContentsMargins(EDGE, 0, EDGE, GAP)
        self.setLayout(layout)

    def open(self, page: ProgrammePage) -> None:
        """Show another programme."""
        self.people.open(page.id)
        self.sessions.open(page.id)
        self._show(page, anew=True)

    def refresh(self, page: ProgrammePage) -> None:
        """Show the same programme as it is now."""
        self.people.reload()
        self.sessions.reload()
        self._show(page, anew=False)

    def _show(self, page: ProgrammePage, *, anew: bool) -> None:
        self.shown = page
        self._summary.setText(summary(page))
        self.details.show_programme(page, anew=anew)
        self.register.setEnabled(self.wanted_register() is not None)

    def wanted_register(self) -> UUID | None:
        """The register that somebody most likely wants: the first of today or before without a mark, else the last."""
        standing = [line for line in self.sessions.lines() if not line.cancelled]
        now = datetime.combine(self._today(), datetime.max.time())
        past = [line for line in standing if line.starts_at <= now]
        blank = [line for line in past if line.blank]
        chosen = blank[:1] or past[-1:] or standing[:1]
        return chosen[0].id if chosen else None

    @Slot()
    def _register(self) -> None:
        session = self.wanted_register()
        if session is not None:
            self._desk.go(RegisterRoute(session))

    @Slot()
    def _forms(self) -> None:
        if self.shown is not None:
            self._desk.go(FormsRoute(self.shown.id))
