"""Today: what wants doing, each line with the button that does it."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import TodayRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.today.screen import TodayScreen

    return TodayScreen(desk)


ENTRY = ScreenEntry("today", _("Today"), "house", (TodayRoute,), _build, TodayRoute())
