"""Cards beside each other: the tiles of a cover, and the groups of a code to be copied by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from artsrx.reports.document import Tile
from artsrx.reports.pdf.layout import Piece
from artsrx.reports.pdf.styles import Style, Styles
from artsrx.reports.pdf.tagged_canvas import TaggedCanvas
from artsrx.reports.pdf.tags import Element
from artsrx.reports.pdf.text import Text, longest_word, natural_width


def shrunk(words: str, style: Style, room: float) -> Style:
    """Give a style just small enough for words to stand on one line, and not under a third of its size."""
    needed = natural_width(words, style)
    factor = max(min(room / needed, 1.0) if needed else 1.0, 1 / 3)
    return replace(style, size=style.size * factor) if factor < 1 else style


@dataclass(slots=True)
class Card:
    """Two texts in one box: a number and its words, or a group's place and the group."""

    top: Text
    foot: Text


@dataclass(slots=True)
class Cards:
    """Up to four cards beside each other, as high as the highest."""

    cards: Sequence[Card]
    styles: Styles
    across: int
    fill: str
    edge: str
    flag: bool = True
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def _inner(self, room: float) -> float:
        gap = self.styles.pt(10)
        return (room - gap * (self.across - 1)) / self.across - 2 * self._pad()

    def _pad(self) -> float:
        return self.styles.pt(12)

    def height(self, room: float) -> float:
        """Give the height of the highest card."""
        wide = self._inner(room)
        return 2 * self._pad() + max(card.top.height(wide) + card.foot.height(wide) for card in self.cards)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the cards from left to right."""
        high, wide, pad = self.height(room), self._inner(room), self._pad()
        for card in self.cards:
            canvas.box(x, top - high, wide + 2 * pad, high, fill=self.fill, stroke=self.edge, radius=6)
            if self.flag:
                canvas.box(x + pad, top - 4, self.styles.pt(26), 4, fill=self.styles.colours.gold)
            card.top.draw(canvas, x + pad, top - pad, wide)
            card.foot.draw(canvas, x + pad, top - pad - card.top.height(wide), wide)
            x += wide + 2 * pad + self.styles.pt(10)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Never part."""
        return None


def tile_rows(tiles: Sequence[Tile], styles: Styles, parent: Element, room: float, fill: str) -> list[Piece]:
    """Give tiles in rows of up to four; each is one list item, read as its number and then its words."""
    across = min(len(tiles), 4)
    if styles.scale > 1 and across > 2:
        across = 2 if across == 4 else across
    items = parent.child("L", ListNumbering="None")
    inner = (room - styles.pt(10) * (across - 1)) / max(across, 1) - 2 * styles.pt(12)
    cards = []
    for tile in tiles:
        body = items.child("LI").child("LBody")
        words_style = styles.tile_words
        widest = longest_word(tile.words, words_style)
        if widest > inner:
            words_style = replace(words_style, size=max(words_style.size * inner / widest, words_style.size * 0.8))
        number = Text(tile.number, shrunk(tile.number, styles.tile, inner), body, trail=True)
        cards.append(Card(number, Text(tile.words, words_style, body)))
    edge = styles.colours.line
    return [
        Cards(cards[at : at + across], styles, across, fill, edge, before=styles.pt(10), after=styles.pt(12))
        for at in range(0, len(cards), across or 1)
    ]


def code_rows(groups: Sequence[str], styles: Styles, parent: Element, room: float) -> list[Piece]:
    """Give the groups of a code in rows of four, each with its number, large enough to copy by hand."""
    items = parent.child("L", ListNumbering="Decimal")
    across = 4
    inner = (room - styles.pt(10) * (across - 1)) / across - 2 * styles.pt(12)
    cards = []
    for number, group in enumerate(groups, 1):
        item = items.child("LI")
        label = Text(str(number), styles.small, item.child("Lbl"), trail=True)
        style = shrunk(group, styles.code, inner)
        cards.append(Card(label, Text(group, style, item.child("LBody"), trail=True)))
    colours = styles.colours
    return [
        Cards(cards[at : at + across], styles, across, colours.sand, colours.line, flag=False, after=styles.pt(10))
        for at in range(0, len(cards), across)
    ]
