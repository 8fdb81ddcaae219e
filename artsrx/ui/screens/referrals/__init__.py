"""Referrals: the list, receiving one, answering one, and the people who send them."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import NewReferralRoute, ReferralRoute, ReferralsRoute, ReferrersRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.referrals.screen import ReferralsScreen

    return ReferralsScreen(desk)


def _build_referrers(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.referrals.referrers import ReferrersScreen

    return ReferrersScreen(desk)


ENTRY = ScreenEntry(
    "referrals", _("Referrals"), "inbox", (ReferralsRoute, NewReferralRoute, ReferralRoute), _build, ReferralsRoute()
)
REFERRERS = ScreenEntry(
    "referrers", _("Referrers"), "hand-heart", (ReferrersRoute,), _build_referrers, under=ReferralsRoute
)
