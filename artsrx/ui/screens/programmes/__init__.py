"""Programmes: the list, a new course in one screen, and one programme's people, sessions and details."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import GivePlacesRoute, NewCourseRoute, ProgrammeRoute, ProgrammesRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.programmes.screen import ProgrammesScreen

    return ProgrammesScreen(desk)


ENTRY = ScreenEntry(
    "programmes",
    _("Programmes"),
    "palette",
    (ProgrammesRoute, NewCourseRoute, ProgrammeRoute, GivePlacesRoute),
    _build,
    ProgrammesRoute(),
)
