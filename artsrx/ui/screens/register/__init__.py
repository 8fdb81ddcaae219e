"""The register: everybody expected on one screen, one key each."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import ProgrammesRoute, RegisterRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.register.screen import RegisterScreen

    return RegisterScreen(desk)


ENTRY = ScreenEntry("register", _("Register"), "clipboard-check", (RegisterRoute,), _build, under=ProgrammesRoute)
