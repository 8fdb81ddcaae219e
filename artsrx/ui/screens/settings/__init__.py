"""Settings: the organisation, its look, its staff and their keys, backups, imports, and how the screen looks."""

from artsrx.domain.i18n import _
from artsrx.ui.desk import Desk
from artsrx.ui.screen import Screen, ScreenEntry


def _build(desk: Desk) -> Screen:
    from artsrx.ui.screens.settings.screen import SettingsScreen

    return SettingsScreen(desk)


ENTRY = ScreenEntry("settings", _("Settings"), "settings", _build, "Ctrl+6")
