"""Today: what wants doing, each line with the button that does it."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.today.screen import TodayScreen

    return TodayScreen(desk)


ENTRY = ScreenEntry("today", _("Today"), "house", _build, "Ctrl+1")
