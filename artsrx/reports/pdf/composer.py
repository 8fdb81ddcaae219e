"""From a document's blocks to pieces of a page and the elements of the tree, in one walk and one order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from artsrx.reports.document import (
    Block,
    Bullets,
    Code,
    KeyValues,
    Lede,
    Numbered,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    SectionHeading,
    Table,
    Tiles,
    TwoColumns,
)  # fmt: skip
from artsrx.reports.pdf.charts import chart_pieces
from artsrx.reports.pdf.layout import Beside, Box, Break, Piece, Stack
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.tables import key_values, list_pieces, table_pieces
from artsrx.reports.pdf.tags import DECORATION, Element
from artsrx.reports.pdf.text import Text
from artsrx.reports.pdf.tiles import code_rows, tile_rows


@dataclass(slots=True)
class Composer:
    """Builds the pieces of a document; elements are made in reading order as it goes."""

    styles: Styles

    def pieces(self, blocks: Iterable[Block], parent: Element, room: float) -> list[Piece]:
        """Give the pieces of blocks in a row: of a panel, a column, the first lines."""
        return [piece for block in blocks for piece in self.piece(block, parent, room)]

    def sections(self, blocks: Iterable[Block], root: Element, room: float) -> list[Piece]:
        """Give the pieces of a whole document; each heading of level 2 opens a section."""
        parent = root
        pieces: list[Piece] = []
        for block in blocks:
            if isinstance(block, SectionHeading) and block.level == 2:
                parent = root.child("Sect")
            made = self.piece(block, parent, room)
            # A heading with an introduction of a few lines goes where its chart or table goes.
            if (
                isinstance(block, Paragraph)
                and pieces
                and pieces[-1].keep
                and made[0].height(room) < self.styles.pt(80)
            ):
                made[0].keep = True
            pieces += made
        if pieces:
            pieces[-1].keep = False
        return pieces

    def piece(self, block: Block, parent: Element, room: float) -> list[Piece]:
        """Give the pieces of one block for a width in points."""
        styles = self.styles
        match block:
            case SectionHeading():
                return self._heading(block, parent)
            case Lede():
                return [Text(block.words, styles.lede, parent.child("P"))]
            case Paragraph():
                style = styles.quiet if block.quiet else styles.body
                return [Text(block.words, style, parent.child("P", language=block.language))]
            case Bullets() | Numbered():
                return list_pieces(block.items, styles, parent, room, ordered=isinstance(block, Numbered))
            case Table():
                return table_pieces(block, styles, parent, room)
            case Tiles():
                return tile_rows(block.tiles, styles, parent, room, styles.colours.white) if block.tiles else []
            case KeyValues():
                return key_values(block, styles, parent, room)
            case Code():
                return code_rows(block.groups, styles, parent, room) if block.groups else []
            case Quote():
                return [self._quote(block, parent)]
            case PageBreak():
                return [Break()]
            case Panel():
                return [self._panel(block, parent, room)]
            case TwoColumns():
                return [self._columns(block, parent, room)]
        return chart_pieces(block, styles, parent, room)

    def _heading(self, block: SectionHeading, parent: Element) -> list[Piece]:
        styles = self.styles
        style = {2: styles.h2, 3: styles.h3, 4: styles.h4}[block.level]
        pieces: list[Piece] = []
        if block.kicker:
            pieces.append(Text(block.kicker, styles.kicker, parent.child("P")))
            style = replace(style, before=0.0)
        elif block.level == 2:
            style = replace(style, before=styles.kicker.before)
        return [*pieces, Text(block.text, style, parent.child(f"H{block.level}"), level=block.level)]

    def _panel(self, block: Panel, parent: Element, room: float) -> Piece:
        styles = self.styles
        section = parent.child("Sect")
        pad = styles.pt(14)
        title: list[Piece] = [Text(block.title, styles.panel_title, section.child("P"))] if block.title else []
        inside = [*title, *self.pieces(block.blocks, section, room - 2 * pad)]
        return Box(Stack(inside), styles.colours.sand, pad, pad, before=styles.pt(12), after=styles.pt(14))

    def _quote(self, block: Quote, parent: Element) -> Piece:
        styles = self.styles
        element = parent.child("BlockQuote")
        inside: list[Piece] = [Text(block.words, styles.quote, element.child("P"))]
        if block.source:
            inside.append(Text(block.source, styles.source, element.child("P")))
        gold = replace(styles.quote, size=styles.pt(58), leading=styles.pt(58), colour=styles.colours.gold, bold=True)
        mark = Text("“", gold, DECORATION)
        return Box(
            Stack(inside), styles.colours.sand, styles.pt(14), styles.pt(62), bar=styles.colours.gold, mark=mark,
            before=styles.pt(14), after=styles.pt(14),
        )  # fmt: skip

    def _columns(self, block: TwoColumns, parent: Element, room: float) -> Piece:
        if self.styles.scale > 1:  # columns of large print would be too narrow: they stand under each other
            return Stack(self.pieces((*block.left, *block.right), parent, room), after=self.styles.pt(8))
        gap = self.styles.pt(22)
        half = (room - gap) / 2
        left = Stack(self.pieces(block.left, parent, half))
        right = Stack(self.pieces(block.right, parent, half))
        return Beside(left, right, gap, before=self.styles.pt(4), after=self.styles.pt(8))
