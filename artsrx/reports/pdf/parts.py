"""Pieces that are more than text: tiles, cards of a code, a line of the contents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from artsrx.reports.document import Tile
from artsrx.reports.pdf.paper import Paper
from artsrx.reports.pdf.stack import Piece
from artsrx.reports.pdf.styles import Look, Style
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
    look: Look
    across: int
    fill: str
    edge: str
    flag: bool = True
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def _inner(self, room: float) -> float:
        gap = self.look.pt(10)
        return (room - gap * (self.across - 1)) / self.across - 2 * self._pad()

    def _pad(self) -> float:
        return self.look.pt(12)

    def height(self, room: float) -> float:
        """Give the height of the highest card."""
        wide = self._inner(room)
        return 2 * self._pad() + max(card.top.height(wide) + card.foot.height(wide) for card in self.cards)

    def draw(self, paper: Paper, x: float, top: float, room: float) -> None:
        """Draw the cards from left to right."""
        high, wide, pad = self.height(room), self._inner(room), self._pad()
        for card in self.cards:
            paper.box(x, top - high, wide + 2 * pad, high, fill=self.fill, stroke=self.edge, radius=6)
            if self.flag:
                paper.box(x + pad, top - 4, self.look.pt(26), 4, fill=self.look.colours.gold)
            card.top.draw(paper, x + pad, top - pad, wide)
            card.foot.draw(paper, x + pad, top - pad - card.top.height(wide), wide)
            x += wide + 2 * pad + self.look.pt(10)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Never part."""
        return None


def tile_rows(tiles: Sequence[Tile], look: Look, parent: Element, room: float, fill: str) -> list[Piece]:
    """Give tiles in rows of up to four; each is one list item, read as its number and then its words."""
    across = min(len(tiles), 4)
    if look.scale > 1 and across > 2:
        across = 2 if across == 4 else across
    items = parent.child("L", ListNumbering="None")
    inner = (room - look.pt(10) * (across - 1)) / max(across, 1) - 2 * look.pt(12)
    cards = []
    for tile in tiles:
        body = items.child("LI").child("LBody")
        words_style = look.tile_words
        widest = longest_word(tile.words, words_style)
        if widest > inner:
            words_style = replace(words_style, size=max(words_style.size * inner / widest, words_style.size * 0.8))
        number = Text(tile.number, shrunk(tile.number, look.tile, inner), body, trail=True)
        cards.append(Card(number, Text(tile.words, words_style, body)))
    edge = look.colours.line
    return [
        Cards(cards[at : at + across], look, across, fill, edge, before=look.pt(10), after=look.pt(12))
        for at in range(0, len(cards), across or 1)
    ]


def code_rows(groups: Sequence[str], look: Look, parent: Element, room: float) -> list[Piece]:
    """Give the groups of a code in rows of four, each with its number, large enough to copy by hand."""
    items = parent.child("L", ListNumbering="Decimal")
    across = 4
    inner = (room - look.pt(10) * (across - 1)) / across - 2 * look.pt(12)
    cards = []
    for number, group in enumerate(groups, 1):
        item = items.child("LI")
        label = Text(str(number), look.small, item.child("Lbl"), trail=True)
        style = shrunk(group, look.code, inner)
        cards.append(Card(label, Text(group, style, item.child("LBody"), trail=True)))
    colours = look.colours
    return [
        Cards(cards[at : at + across], look, across, colours.sand, colours.line, flag=False, after=look.pt(10))
        for at in range(0, len(cards), across)
    ]


@dataclass(slots=True)
class ContentsLine:
    """One line of the contents: a heading's words and its page, together one link to it."""

    words: Text
    page: Text
    link: Element
    to: tuple[int, float]
    rule: str
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def _wide(self, room: float) -> float:
        return room - 2.6 * self.page.style.size

    def height(self, room: float) -> float:
        """Give the height of the words and the space around them."""
        return self.words.height(self._wide(room)) + 0.6 * self.words.style.size

    def draw(self, paper: Paper, x: float, top: float, room: float) -> None:
        """Draw words, page and the line below, and make the whole lead to its page."""
        high, pad = self.height(room), 0.3 * self.words.style.size
        self.words.draw(paper, x, top - pad, self._wide(room))
        self.page.draw(paper, x + self._wide(room), top - pad, room - self._wide(room))
        words = f"{self.words.words} {self.page.words}"
        paper.link(self.link, (x, top - high, x + room, top), words, to=self.to)
        paper.line(x, top - high, x + room, top - high, self.rule, 0.6)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Never part."""
        return None
