"""The register: everybody expected on one screen, one key each."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.register.screen import RegisterScreen

    return RegisterScreen(desk)


ENTRY = ScreenEntry("register", _("Register"), "clipboard-check", _build, hidden=True, under="programmes")
