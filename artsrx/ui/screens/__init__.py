"""one folder per screen; SCREENS = (…)"""

from artsrx.ui.screen import ScreenEntry
from artsrx.ui.screens import forms, importing, people, programmes, referrals, register, reports, settings, today

# The order is that of the sidebar. A new screen is one folder with an `ENTRY`, and one line here.
SCREENS: tuple[ScreenEntry, ...] = (
    today.ENTRY,
    people.ENTRY,
    referrals.ENTRY,
    programmes.ENTRY,
    reports.ENTRY,
    settings.ENTRY,
    referrals.REFERRERS,
    register.ENTRY,
    forms.ENTRY,
    importing.ENTRY,
)
