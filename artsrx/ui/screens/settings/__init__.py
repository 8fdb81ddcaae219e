"""Settings: the organisation, its look, its staff and their keys, backups, imports, and how the screen looks."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.routes import SettingsRoute
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen[Any]:
    from artsrx.ui.screens.settings.screen import SettingsScreen

    return SettingsScreen(desk)


ENTRY = ScreenEntry("settings", _("Settings"), "settings", (SettingsRoute,), _build, SettingsRoute())
