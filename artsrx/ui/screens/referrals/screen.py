"""Referrals: the list, one referral, and receiving one, one at a time."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from artsrx.db.schema import tables
from artsrx.domain.i18n import _
from artsrx.records.referral_list import referral_line
from artsrx.ui.desk import Desk
from artsrx.ui.page_parts import row
from artsrx.ui.routes import NewReferralRoute, ReferralRoute, ReferralsRoute, ReferrersRoute
from artsrx.ui.screen import Screen
from artsrx.ui.screens.referrals.add_referral import AddReferral
from artsrx.ui.screens.referrals.list import ReferralsList
from artsrx.ui.screens.referrals.referral import ReferralView


class ReferralsScreen(Screen[ReferralsRoute | NewReferralRoute | ReferralRoute]):
    """Three pages, of which one is shown."""

    watches = frozenset(
        {
            tables.Consent, tables.Organisation, tables.Participant, tables.Place, tables.Practice,
            tables.Programme, tables.Referral, tables.Referrer,
        }
    )  # fmt: skip
    help_words: ClassVar[str] = _(
        "Every referral that came in, the newest first. The list can show only those that nobody has answered, or that wait "
        "for a place. Press Enter on a line to open it. Ctrl+N adds a referral, for somebody new or somebody known.\n\n"
        "A referral waits for an answer until its status is set or a place is given. How many days that may take is in "
        "Settings."
    )

    def __init__(self, desk: Desk, *, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.referrals_list = ReferralsList(desk, today=today, add=self.add, referrers=self._to_referrers)
        self.add_referral = AddReferral(desk, today=today, leave=self._to_list)
        self.referral = ReferralView(desk, today=today)
        self.pages = QStackedWidget()
        for page in (self.referrals_list, self.add_referral, self.referral):
            self.pages.addWidget(page)
        self.setLayout(row(self.pages, gap=0))

    def open(self, route: ReferralsRoute | NewReferralRoute | ReferralRoute) -> None:
        match route:
            case ReferralsRoute(which):
                self._turn(self.referrals_list, _("Referrals"))
                if which is None:
                    self.referrals_list.list.reload()
                else:
                    self.referrals_list.show_only(which)
            case NewReferralRoute(participant):
                self._turn(self.add_referral, _("Add a referral"))
                self.add_referral.begin(participant)
            case ReferralRoute(referral):
                self._open_referral(referral)

    def _open_referral(self, referral: UUID) -> None:
        shown = self.desk.read(referral_line, referral)
        if shown is None:
            self.desk.say(_("This referral is no longer in the record."))
            self.open(ReferralsRoute())
            return
        self.referral.open(shown)
        self._turn(self.referral, _("Referral of {name}").format(name=shown.name))

    def _turn(self, page: QWidget, title: str) -> None:
        self.pages.setCurrentWidget(page)
        self._stale = False
        self.titled.emit(title)

    def refresh(self) -> None:
        if self.pages.currentWidget() is self.referrals_list:
            self.referrals_list.list.reload()
        elif self.pages.currentWidget() is self.referral:
            shown = self.desk.read(referral_line, self.referral.shown.id)
            if shown is None:
                self.open(ReferralsRoute())
            else:
                self.referral.refresh(shown)

    def main(self) -> QWidget:
        shown = self.pages.currentWidget()
        if shown is self.add_referral:
            return self.add_referral.given if self.add_referral.person is None else self.add_referral.referrer
        return self.referrals_list.list.view if shown is self.referrals_list else self.referral

    def print_list(self) -> None:
        if self.pages.currentWidget() is self.referrals_list:
            self.referrals_list.list.view.print_list()

    @Slot()
    def add(self) -> None:
        self.desk.go(NewReferralRoute())

    @Slot()
    def _to_list(self) -> None:
        self.desk.go(ReferralsRoute())

    @Slot()
    def _to_referrers(self) -> None:
        self.desk.go(ReferrersRoute())
