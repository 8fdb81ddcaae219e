"""One referral: where it stands and what to do about it first, then what came with it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from artsrx.domain.dates import long_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.vocabulary import Route, Status, route_words, status_words
from artsrx.records import referrals
from artsrx.records.referral_list import ReferralLine
from artsrx.records.referrers import practices, referrers
from artsrx.reports.link_worker import LINK_WORKER
from artsrx.ui.buttons import button, primary
from artsrx.ui.desk import Desk
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.folding_layout import folding
from artsrx.ui.give_place import GivePlaceCard
from artsrx.ui.inputs.choices import ChoiceField
from artsrx.ui.inputs.completer import complete
from artsrx.ui.inputs.field_grid import FieldGrid
from artsrx.ui.inputs.input_field import InputField
from artsrx.ui.inputs.lines import DateField
from artsrx.ui.inputs.notes import NotesField
from artsrx.ui.inputs.text_field import TextField
from artsrx.ui.page_parts import GAP, NEAR, chip, column, facts, page, panel, row, set_tone, text
from artsrx.ui.routes import PersonReportRoute, PersonRoute
from artsrx.ui.screens.referrals import phrases
from artsrx.ui.scroll_page import ScrollPage
from artsrx.ui.side_by_side import SideBySide


class ReferralView(QWidget):
    """Built once and shown for one referral after another."""

    def __init__(self, desk: Desk, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.desk, self._today = desk, today
        self.shown: ReferralLine
        self.status = ReferralAnswer(desk, self, today=today)
        self.details = ReferralDetails(desk, self, today=today)
        self.give_place = GivePlaceCard(desk, today=today)
        self._summary = text("", "lede")
        self._flag = chip("")
        self._before = text("", "strong")
        self._place = primary(_("Give a &place"), self._give)
        actions = FlowBox(
            self._place, button(_("&Open their page"), self._open_person), button(_("&Note to who sent it"), self._send)
        )
        top = panel(folding((self._summary, 1), (self._flag, 0), gap=GAP), self._before, gap=NEAR)
        sides = SideBySide(self.status, self.details, shares=(1, 1), letters=112)
        self.pages = ScrollPage(page(top, actions, self.give_place, sides, None))
        self.setLayout(row(self.pages))
        self.setFocusProxy(self._place)

    def open(self, shown: ReferralLine) -> None:
        """Show another referral from the top."""
        self.give_place.hide()
        self._show(shown, anew=True)
        self.pages.verticalScrollBar().setValue(0)

    def refresh(self, shown: ReferralLine) -> None:
        """Show the same one again as it is now."""
        self._show(shown, anew=False)

    def _show(self, shown: ReferralLine, *, anew: bool) -> None:
        self.shown = shown
        today = self._today()
        came = phrases.received(shown)
        came = came and _("received {date}").format(date=came)
        parts = (shown.person_line, phrases.sender(shown), came)
        self._summary.setText(" · ".join(part for part in parts if part))
        self._flag.setText(phrases.waiting(shown, today) or status_words(shown.status))
        flag = {"error": "error", "wait": "wait"}.get(phrases.tone(shown, today), "plain")
        set_tone(self._flag, flag)  # type: ignore[arg-type]  # one of the three
        self._before.setText(_("Stated before ArtsRx: “{words}”").format(words=shown.stated_before))
        self._before.setVisible(bool(shown.stated_before))
        self.status.show_line(shown, anew=anew)
        self.details.show_line(shown, anew=anew)

    @Slot()
    def _give(self) -> None:
        self.give_place.begin(self.shown.participant_id)

    @Slot()
    def _open_person(self) -> None:
        self.desk.go(PersonRoute(self.shown.participant_id))

    @Slot()
    def _send(self) -> None:
        self.desk.go(PersonReportRoute(LINK_WORKER.key, self.shown.participant_id, self.shown.id))


class ReferralAnswer(QFrame):
    """Where it stands, and the answer to give: a status with its day and the reason."""

    def __init__(self, desk: Desk, view: ReferralView, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk, self._view, self._today = desk, view, today
        self._now = facts(())
        self.status = ChoiceField(_("Status"), [(one, status_words(one)) for one in Status], name="status")
        self.on = DateField(_("Since"), name="on", today=today)
        self.reason = NotesField(_("Reason"), name="reason", lines=2, hint=_("Needed when you decline or refer back."))
        self.form = FieldGrid([self.status, self.on], columns=2)
        self.set = button(_("Set the status"), self._press)
        self._holder = column(gap=0)
        self.setLayout(
            column(
                text(_("Where it stands"), "heading"),
                self._holder,
                self.form,
                self.reason,
                row(self.set, None),
                gap=GAP,
                edge=20,
            )
        )

    def show_line(self, shown: ReferralLine, *, anew: bool) -> None:
        """Say where it stands; what is being typed is left alone unless it is another referral."""
        self._now.hide()
        self._now.deleteLater()
        since = _("{status}, since {date}").format(status=status_words(shown.status), date=long_date(shown.status_on))
        self._now = facts(((_("Now"), since), (_("Because"), shown.status_reason), (_("A place on"), shown.programmes)))
        self._holder.addWidget(self._now)
        if anew or not (self.form.unsaved() or self.reason.unsaved()):
            self.status.reset(shown.status)
            self.on.reset(self._today())
            self.reason.reset("")

    @Slot()
    def _press(self) -> None:
        try:
            chosen = self.form.values()
        except Refused:
            return
        self.reason.clear_error()
        done = self._desk.do_or(
            self._show_refusal,
            _("set a status"),
            referrals.set_status,
            referral=self._view.shown.id,
            status=Status(chosen["status"]),
            on=chosen["on"] or self._today(),
            reason=self.reason.value(),
        )
        if done:
            self.reason.reset("")
            self.status.reset(chosen["status"])
            self.on.reset(self._today())
            self._desk.say(_("The status is set."), undo=True)

    def _show_refusal(self, refused: Refused) -> None:
        if refused.field == "reason":
            self.reason.refuse(refused.words)
            self.reason.setFocus()
        elif not self.form.refuse(refused):
            self.status.refuse(refused.words)


class ReferralDetails(QFrame):
    """What came with it; every field is saved when it is left."""

    def __init__(self, desk: Desk, view: ReferralView, *, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk, self._view, self._today = desk, view, today
        self.referrer = TextField(_("Sent by"), save=self._keep("referrer"), name="referrer")
        self.practice = TextField(_("Practice or organisation"), save=self._keep("practice"), name="practice")
        routes = [(route, route_words(route)) for route in Route]
        self.route = ChoiceField(_("Route"), routes, save=self._keep("route"), name="route")
        self.received = DateField(_("Received"), save=self._keep("received"), name="received", today=today)
        self.reason = NotesField(_("Reason"), save=self._keep("reason"), name="why", lines=3)
        self.notes = NotesField(_("Notes"), save=self._keep("notes"), name="notes", lines=3)
        for field in (self.referrer, self.practice, self.route, self.received, self.reason, self.notes):
            field.kept.connect(self._show_kept)
        form = FieldGrid([self.referrer, self.practice, self.route, self.received], columns=2)
        self.setLayout(column(text(_("What came with it"), "heading"), form, self.reason, self.notes, gap=GAP, edge=20))

    def _keep(self, field: str) -> Callable[[Any], None]:
        return partial(self._save, field)

    def _save(self, field: str, value: Any) -> None:
        """Save one field of the referral that is shown; raises Refused."""
        shown = self._view.shown
        if field == "route":
            self._desk.attempt(_("change the route"), referrals.set_route, referral=shown.id, route=value)
        elif field in ("referrer", "practice"):
            names = {"referrer": shown.referrer, "practice": shown.practice} | {field: value}
            self._desk.attempt(_("change who sent it"), referrals.name_referrer, referral=shown.id, **names)
        else:
            typed = value if isinstance(value, str) else value.isoformat() if value else ""
            label = {
                "received": _("change the day it came"),
                "reason": _("change the reason"),
                "notes": _("change the notes"),
            }[field]
            self._desk.attempt(label, referrals.change, referral=shown.id, field=field, value=typed, on=self._today())

    @Slot()
    def _show_kept(self) -> None:
        """What was typed may have been tidied: show it as it is kept."""
        self.show_line(self._view.shown, anew=False)

    def show_line(self, shown: ReferralLine, *, anew: bool) -> None:
        """Put this referral's facts in the fields."""
        pairs: tuple[tuple[InputField[Any], Any], ...] = (
            (self.referrer, shown.referrer),
            (self.practice, shown.practice),
            (self.route, shown.route),
            (self.received, shown.received_on),
            (self.reason, shown.reason),
            (self.notes, shown.notes),
        )
        for field, value in pairs:
            (field.reset if anew else field.show_value)(value)
        if anew:
            complete(self.referrer.line, [one.name for one in self._desk.read(referrers)])
            complete(self.practice.line, [one.name for one in self._desk.read(practices)])
