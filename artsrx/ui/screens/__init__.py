"""one folder per screen; SCREENS = (…)"""

from artsrx.ui.screen import Entry

# The order is that of the sidebar. A new screen is one folder with an `ENTRY`, and one line here.
SCREENS: tuple[Entry, ...] = ()
