"""Every kind of button: the ordinary one, the one thing to do, one that reads like a link, one with a picture only."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QEnterEvent, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from artsrx.ui.theme import Theme

# Between an icon and the words after it, in pixels.
ICON_GAP = 6


def button(
    words: str,
    press: Callable[[], object] | None = None,
    *,
    icon: QIcon | None = None,
    shortcut: str = "",
    tip: str = "",
    kind: type[QPushButton] = QPushButton,
) -> QPushButton:
    """An ordinary button; `press` must be a bound method (a lambda would keep the page alive)."""
    made = kind(words)
    # Enter presses the button that has the focus, as Space does.
    made.setAutoDefault(True)
    if icon is not None:
        _stand_before(made, icon)
    if shortcut:
        made.setShortcut(shortcut)
        made.setToolTip(f"{tip or words.replace('&', '')} ({shortcut})")
    elif tip:
        made.setToolTip(tip)
    if press is not None:
        made.clicked.connect(press)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def _stand_before(made: QPushButton, icon: QIcon) -> None:
    """Put an icon before the words with room between them, which neither Qt's style nor a style sheet gives."""
    size = made.iconSize()
    inner = icon.pixmap(size)
    ratio = inner.devicePixelRatio()
    spaced = QPixmap(round((size.width() + ICON_GAP) * ratio), inner.height())
    spaced.setDevicePixelRatio(ratio)
    spaced.fill(QColor(0, 0, 0, 0))
    painter = QPainter(spaced)
    painter.drawPixmap(0, 0, inner)
    painter.end()
    made.setIcon(QIcon(spaced))
    made.setIconSize(QSize(size.width() + ICON_GAP, size.height()))


def literal(words: str) -> str:
    """Words for a button in which & is no shortcut: the name of a programme, say."""
    return words.replace("&", "&&")


def primary(
    words: str, press: Callable[[], object] | None = None, *, icon: QIcon | None = None, shortcut: str = ""
) -> QPushButton:
    """The one button on a page that is the thing to do; plum."""
    made = button(words, press, icon=icon, shortcut=shortcut)
    made.setObjectName("primary")
    return made


def link_button(
    words: str, press: Callable[[], object] | None = None, *, kind: type[QPushButton] = QPushButton
) -> QPushButton:
    """A button that reads like a link, for going somewhere."""
    made = button(words, press, kind=_Link)
    made.setObjectName("linkbutton")
    return made


class _Link(QPushButton):
    """Shows the hand from when the pointer first comes: its name is in `Qt`, which the unlock window does without."""

    def enterEvent(self, event: QEnterEvent) -> None:
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def icon_button(
    theme: Theme, icon: str, name: str, press: Callable[[], object] | None = None, *, shortcut: str = ""
) -> QToolButton:
    """A button with an icon only; `name` is what a screen reader says and what the tooltip shows."""
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setIconSize(theme.icon_size())
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    if shortcut:
        made.setShortcut(shortcut)
    if press is not None:
        made.clicked.connect(press)
    return made
