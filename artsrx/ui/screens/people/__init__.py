"""People: the list, and one page for each of them."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import NewPersonRoute, PeopleRoute, PersonRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.people.screen import PeopleScreen

    return PeopleScreen(desk)


ENTRY = ScreenEntry("people", _("People"), "users", (PeopleRoute, NewPersonRoute, PersonRoute), _build, PeopleRoute())
