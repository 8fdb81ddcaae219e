"""Bringing a list in: check the columns, check the rows, bring in; nothing is changed before the last button."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import ImportRoute, PeopleRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.importing.screen import ImportScreen

    return ImportScreen(desk)


ENTRY = ScreenEntry("import", _("Bring in a list"), "file-spreadsheet", (ImportRoute,), _build, under=PeopleRoute)
