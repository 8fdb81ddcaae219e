"""What F1 says: about the screen that is open, and the keys that work everywhere."""

from typing import Any

from artsrx.domain.i18n import _
from artsrx.ui.screen import Screen

KEYS = _(
    "Everywhere\n"
    "Ctrl+F  find anybody\n"
    "Ctrl+1 to Ctrl+6  go to a screen of the sidebar\n"
    "Ctrl+N  a new one of what this screen lists\n"
    "Ctrl+Z, Ctrl+Y  undo and redo, also after changing screen\n"
    "Ctrl+I  bring in a spreadsheet\n"
    "Ctrl+P  print this list\n"
    "Ctrl+B  back up now\n"
    "Ctrl+L  lock\n"
    "F5  read again    F6  next part of the window\n"
    "Esc  back    F1  help for this screen\n"
    "Ctrl++ and Ctrl+-  larger and smaller text\n\n"
    "In a list\n"
    "Enter  open    Ctrl+C  copy with headings\n\n"
    "In a register\n"
    "P present, L late, T told us, A absent, N not expected\n"
    "Space  next    digits  jump to a line"
)

ABOUT = _(
    "ArtsRx keeps one encrypted register for arts and museums on prescription.\n\n"
    "The record stays on this computer. Nothing is sent anywhere unless you save or print it yourself.\n\n"
    "ArtsRx is free software under the MIT licence. The licences of the work it stands on are in the folder "
    "resources/licences."
)

_COMMON = _(
    "What you type is saved when you leave a field; there is no Save button. Undo (Ctrl+Z) takes back the last thing, "
    "and its menu entry says which. Help, Keys lists every key."
)


def help_for(screen: Screen[Any]) -> str:
    """What F1 says on this screen."""
    return f"{screen.help_words}\n\n{_COMMON}" if screen.help_words else _COMMON
