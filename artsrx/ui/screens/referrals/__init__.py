"""Referrals: the list, receiving one, answering one, and the people who send them."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.referrals.screen import ReferralsScreen

    return ReferralsScreen(desk)


def _build_referrers(desk: Desk) -> Screen:
    from artsrx.ui.screens.referrals.referrers import ReferrersScreen

    return ReferrersScreen(desk)


ENTRY = ScreenEntry("referrals", _("Referrals"), "inbox", _build, "Ctrl+3")
REFERRERS = ScreenEntry("referrers", _("Referrers"), "hand-heart", _build_referrers, hidden=True, under="referrals")
