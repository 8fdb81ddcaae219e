"""Programmes: the list, a new course in one screen, and one programme's people, sessions and details."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.programmes.screen import ProgrammesScreen

    return ProgrammesScreen(desk)


ENTRY = ScreenEntry("programmes", _("Programmes"), "palette", _build, "Ctrl+4")
