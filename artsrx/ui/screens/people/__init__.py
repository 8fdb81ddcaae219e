"""People: the list, and one page for each of them."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.people.screen import PeopleScreen

    return PeopleScreen(desk)


ENTRY = ScreenEntry("people", _("People"), "users", _build, "Ctrl+2")
