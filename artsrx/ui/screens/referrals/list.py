"""The list of referrals, narrowed by who waits for what."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from artsrx.domain.i18n import _
from artsrx.records.referral_list import ReferralFilter, ReferralLine, referral_filter_words, referral_list
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.lists.filtered_list import FilteredList
from artsrx.ui.lists.row_model import ListColumn
from artsrx.ui.page_parts import EDGE, GAP, column
from artsrx.ui.routes import ReferralRoute
from artsrx.ui.screens.referrals import phrases


def _name(line: ReferralLine) -> str:
    return line.name


def _reason(line: ReferralLine) -> str:
    return " ".join(line.reason.split())


def _programmes(line: ReferralLine) -> str:
    return line.programmes


class ReferralsList(QWidget):
    """All referrals, the newest first."""

    def __init__(
        self, desk: Desk, *, today: Callable[[], date], add: Callable[[], object], referrers: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self._today = desk, today
        self.which = ReferralFilter.ALL
        self._total = 0
        columns = (
            ListColumn("received_on", _("Received"), phrases.received, 11),
            ListColumn("name", _("Person"), _name, 18),
            ListColumn("referrer", _("Sent by"), phrases.sender, 24),
            ListColumn("status", _("Status"), phrases.where_it_stands, 17),
            ListColumn("waiting", _("Answer"), self._waiting, 14, sorts=False, tone=self._tone),
            ListColumn("programmes", _("Place on"), _programmes, 15, sorts=False),
            ListColumn("reason", _("Reason"), _reason, 17, sorts=False),
        )
        self.choice = ChoiceField(
            _("Show"), [(which, referral_filter_words(which)) for which in ReferralFilter], save=self._choose
        )
        self.choice.label.hide()
        self.choice.reset(self.which)
        self.list = FilteredList(
            columns,
            self._fetch,
            name="referrals",
            title=_("Referrals"),
            theme=desk.theme,
            sentence=self._sentence,
            sort="received_on",
            descending=True,
            empty=("inbox", _("There is no referral here."), _("Add a referral"), add),
            count=self._count,
            extras=[
                FlowBox(self.choice, primary(_("Add a referral"), add), button(_("Who refers"), referrers)),
            ],
        )
        layout = column(self.list, gap=GAP)
        layout.setContentsMargins(EDGE, GAP, EDGE, GAP)
        self.setLayout(layout)
        self.list.view.opened.connect(self._open)

    def show_only(self, which: ReferralFilter) -> None:
        """Show these referrals and no others."""
        self.which = which
        self.choice.reset(which)
        self.list.reload(from_start=True)

    def _open(self, referral: UUID) -> None:
        self.desk.go(ReferralRoute(referral))

    def _choose(self, which: ReferralFilter) -> None:
        self.which = which
        self.list.reload(from_start=True)

    def _fetch(self, *, offset: int, limit: int, sort: str, descending: bool, filter: str) -> Sequence[ReferralLine]:
        page = self.desk.read(
            referral_list,
            as_at=self._today(),
            text=filter,
            which=self.which,
            offset=offset,
            limit=limit,
            sort=sort,
            descending=descending,
        )
        self._total = page.total
        return page.rows

    def _count(self, _filter: str) -> int:
        return self._total

    def _waiting(self, line: ReferralLine) -> str:
        return phrases.answer(line, self._today())

    def _tone(self, line: ReferralLine) -> str:
        return phrases.tone(line, self._today())

    def _sentence(self, line: ReferralLine) -> str:
        return phrases.sentence(line, self._today())
