"""The pieces that pages are made of: titles, cards, panels, chips, banners, empty states, and the space between."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from artsrx.ui.buttons import button, primary
from artsrx.ui.folding_layout import FoldingLayout
from artsrx.ui.theme import Theme

Item = QWidget | QLayout | int | None

Box = TypeVar("Box", bound=QBoxLayout)

Tone = Literal["plain", "good", "wait", "error", "quiet"]

# Spacing in logical pixels at 100 %: within a group, between groups, between sections, at the edge of a page.
TIGHT, NEAR, GAP, WIDE, EDGE = 4, 8, 16, 28, 36


def text(words: str, role: str = "plain", *, wrap: bool = True) -> QLabel:
    """A label. `role` is one of title, subtitle, heading, kicker, label, muted, hint, lede, strong, big, error,
    good, wait, plain. Titles are spoken as headings."""
    label = QLabel(words)
    label.setObjectName(role)
    label.setProperty("textFormat", "PlainText")
    label.setWordWrap(wrap)
    return label


def column(*items: Item, gap: int = GAP, edge: int = 0) -> QVBoxLayout:
    """Things under each other; a number is that much space, None takes up what is left."""
    layout = QVBoxLayout()
    return _fill(layout, items, gap, edge)


def row(*items: Item, gap: int = NEAR, edge: int = 0) -> QHBoxLayout:
    """Things beside each other; a number is that much space, None takes up what is left."""
    layout = QHBoxLayout()
    return _fill(layout, items, gap, edge)


def _fill(layout: Box, items: Iterable[Item], gap: int, edge: int) -> Box:
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def page(*items: Item, gap: int = GAP) -> QWidget:
    """A page: a column with generous edges, to be put inside `screen.Scroll`."""
    inside = QWidget()
    inside.setObjectName("page")
    inside.setLayout(column(*items, gap=gap, edge=EDGE))
    return inside


def card(*items: Item, gap: int = NEAR) -> QFrame:
    """A raised white box with a hairline."""
    return _box("card", items, gap)


def panel(*items: Item, gap: int = NEAR) -> QFrame:
    """A quiet sand box, for what is worth knowing but not doing."""
    return _box("panel", items, gap)


def _box(name: str, items: Iterable[Item], gap: int) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(_fill(QVBoxLayout(), items, gap, 20))
    return frame


def hairline() -> QFrame:
    """A thin line between two groups."""
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line


def heading(words: str, *, kicker: str = "", hint: str = "") -> QWidget:
    """A section's heading, with an optional small line above and a sentence below."""
    box = QWidget()
    layout = column(gap=TIGHT)
    if kicker:
        layout.addWidget(text(kicker, "kicker"))
    layout.addWidget(text(words, "subtitle"))
    if hint:
        layout.addWidget(text(hint, "muted"))
    box.setLayout(layout)
    return box


def chip(words: str, tone: Tone = "plain") -> QLabel:
    """A small rounded label such as a status; the words carry the meaning, the colour only helps."""
    label = QLabel(words)
    label.setObjectName("chip")
    label.setProperty("tone", tone)
    label.setProperty("textFormat", "PlainText")
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give a chip or a banner another tone."""
    widget.setProperty("tone", tone)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property or an object name has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    for child in widget.findChildren(QWidget):
        child.style().unpolish(child)
        child.style().polish(child)


def tile(number: str, words: str) -> QFrame:
    """A big number over what it counts, with a gold mark, as on the cover of a report."""
    mark = QFrame()
    mark.setObjectName("goldmark")
    mark.setFixedSize(QSize(34, 4))
    figure = text(number, "big", wrap=False)
    made = card(mark, figure, text(words, "muted"), gap=6)
    made.setAccessibleName(f"{number} {words}")
    return made


def empty_state(
    theme: Theme, icon: str, words: str, verb: str = "", press: Callable[[], object] | None = None
) -> QWidget:
    """What an empty list shows: a picture, one sentence, one button."""
    from PySide6.QtCore import Qt

    picture = QLabel()
    picture.setPixmap(theme.picture(icon, theme.colours.muted, 44))
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sentence = text(words, "lede")
    sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made = QWidget()
    layout = column(None, picture, sentence, gap=GAP, edge=EDGE)
    if verb:
        action = primary(verb, press)
        layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(2)
    made.setLayout(layout)
    return made


class Banner(QFrame):
    """A strip across the page: words and, where there is something to do, one button."""

    def __init__(
        self, words: str, verb: str = "", press: Callable[[], object] | None = None, *, tone: Tone = "wait"
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self._words = text(words, "strong")
        self._whole = words
        self._button = button(verb, press)
        self._button.setVisible(bool(verb))
        parts: list[tuple[QWidget, int]] = [(self._words, 1), (self._button, 0)]
        layout = FoldingLayout(parts, gap=GAP, letters=40)
        layout.setContentsMargins(EDGE, NEAR, EDGE, NEAR)
        self.setLayout(layout)

    def say(self, words: str) -> None:
        """Put other words on it."""
        self._whole = words
        self._words.setText(words)

    def shorten(self, words: str) -> None:
        """Say only this, with the rest in the tip, where there is little room; empty words: all of it again."""
        self._words.setText(words or self._whole)
        self._words.setToolTip(self._whole if words else "")
        self._button.setVisible(bool(self._button.text()) and not words)


def facts(pairs: Iterable[tuple[str, str]]) -> QWidget:
    """A small two-column list of names and values; empty values are left out."""
    from PySide6.QtCore import Qt

    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(NEAR)
    grid.setColumnStretch(1, 1)
    for line, (name, value) in enumerate((name, value) for name, value in pairs if value):
        caption = text(name, "muted", wrap=False)
        shown = text(value)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(f"{name}: {value}")
        grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, line, 1)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and destroy it, before a page is built again."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def widgets_in(layout: QLayout) -> list[QWidget]:
    """The widgets that a layout holds now, in order; those that `clear` took out may not be destroyed yet."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]
