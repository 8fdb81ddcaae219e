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
    Panel,
    Paragraph,
    SectionHeading,
    Table,
    Tiles,
)  # fmt: skip
from artsrx.reports.pdf.charts import chart_pieces
from artsrx.reports.pdf.layout import Box, Piece, Stack
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.tables import key_values, list_pieces, table_pieces
from artsrx.reports.pdf.tags import Element
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
            case Panel():
                return [self._panel(block, parent, room)]
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
        return Box(Stack(inside), styles.colours.sand, pad, before=styles.pt(12), after=styles.pt(14))
