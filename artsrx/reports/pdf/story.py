"""From a document's blocks to pieces of a page and the elements of the tree, in one walk and one order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from artsrx.domain.i18n import _
from artsrx.reports.document import (
    Block,
    Bullets,
    Code,
    Columns,
    Heading,
    KeyValues,
    Lede,
    Numbered,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Table,
    Tiles,
)  # fmt: skip
from artsrx.reports.pdf.charts import chart_pieces
from artsrx.reports.pdf.paper import Landed
from artsrx.reports.pdf.parts import ContentsLine, code_rows, tile_rows
from artsrx.reports.pdf.stack import Beside, Box, Break, Piece, Stack
from artsrx.reports.pdf.styles import Look
from artsrx.reports.pdf.tables import key_values, list_pieces, table_pieces
from artsrx.reports.pdf.tags import DECORATION, Element
from artsrx.reports.pdf.text import Text


@dataclass(slots=True)
class Story:
    """Builds the pieces of a document; elements are made in reading order as it goes."""

    look: Look

    def pieces(self, blocks: Iterable[Block], parent: Element, room: float) -> list[Piece]:
        """Give the pieces of blocks in a row: of a panel, a column, an opening."""
        return [piece for block in blocks for piece in self.piece(block, parent, room)]

    def sections(self, blocks: Iterable[Block], root: Element, room: float) -> list[Piece]:
        """Give the pieces of a whole document; each heading of level 2 opens a section."""
        parent = root
        pieces: list[Piece] = []
        for block in blocks:
            if isinstance(block, Heading) and block.level == 2:
                parent = root.child("Sect")
            made = self.piece(block, parent, room)
            # A heading with an introduction of a few lines goes where its chart or table goes.
            if isinstance(block, Paragraph) and pieces and pieces[-1].keep and made[0].height(room) < self.look.pt(80):
                made[0].keep = True
            pieces += made
        if pieces:
            pieces[-1].keep = False
        return pieces

    def piece(self, block: Block, parent: Element, room: float) -> list[Piece]:
        """Give the pieces of one block for a width in points."""
        look = self.look
        match block:
            case Heading():
                return self._heading(block, parent)
            case Lede():
                return [Text(block.words, look.lede, parent.child("P"))]
            case Paragraph():
                style = look.quiet if block.quiet else look.body
                return [Text(block.words, style, parent.child("P", language=block.language))]
            case Bullets() | Numbered():
                return list_pieces(block.items, look, parent, room, ordered=isinstance(block, Numbered))
            case Table():
                return table_pieces(block, look, parent, room)
            case Tiles():
                return tile_rows(block.tiles, look, parent, room, look.colours.white) if block.tiles else []
            case KeyValues():
                return key_values(block, look, parent, room)
            case Code():
                return code_rows(block.groups, look, parent, room) if block.groups else []
            case Quote():
                return [self._quote(block, parent)]
            case PageBreak():
                return [Break()]
            case Panel():
                return [self._panel(block, parent, room)]
            case Columns():
                return [self._columns(block, parent, room)]
        return chart_pieces(block, look, parent, room)

    def _heading(self, block: Heading, parent: Element) -> list[Piece]:
        look = self.look
        style = {2: look.h2, 3: look.h3, 4: look.h4}[block.level]
        pieces: list[Piece] = []
        if block.kicker:
            pieces.append(Text(block.kicker, look.kicker, parent.child("P")))
            style = replace(style, before=0.0)
        elif block.level == 2:
            style = replace(style, before=look.kicker.before)
        return [*pieces, Text(block.text, style, parent.child(f"H{block.level}"), level=block.level)]

    def _panel(self, block: Panel, parent: Element, room: float) -> Piece:
        look = self.look
        section = parent.child("Sect")
        pad = look.pt(14)
        title: list[Piece] = [Text(block.title, look.panel_title, section.child("P"))] if block.title else []
        inside = [*title, *self.pieces(block.blocks, section, room - 2 * pad)]
        return Box(Stack(inside), look.colours.sand, pad, pad, before=look.pt(12), after=look.pt(14))

    def _quote(self, block: Quote, parent: Element) -> Piece:
        look = self.look
        element = parent.child("BlockQuote")
        inside: list[Piece] = [Text(block.words, look.quote, element.child("P"))]
        if block.source:
            inside.append(Text(block.source, look.source, element.child("P")))
        gold = replace(look.quote, size=look.pt(58), leading=look.pt(58), colour=look.colours.gold, bold=True)
        mark = Text("“", gold, DECORATION)
        return Box(
            Stack(inside), look.colours.sand, look.pt(14), look.pt(62), bar=look.colours.gold, mark=mark,
            before=look.pt(14), after=look.pt(14),
        )  # fmt: skip

    def _columns(self, block: Columns, parent: Element, room: float) -> Piece:
        if self.look.scale > 1:  # columns of large print would be too narrow: they stand under each other
            return Stack(self.pieces((*block.left, *block.right), parent, room), after=self.look.pt(8))
        gap = self.look.pt(22)
        half = (room - gap) / 2
        left = Stack(self.pieces(block.left, parent, half))
        right = Stack(self.pieces(block.right, parent, half))
        return Beside(left, right, gap, before=self.look.pt(4), after=self.look.pt(8))

    def contents(self, headings: Sequence[Landed], root: Element, *, wide: bool) -> Piece:
        """Give the list of sections with their pages, in two columns where there is room for them."""
        look = self.look
        section = root.child("Sect")
        title = Text(_("In this report"), look.panel_title, section.child("P"))
        table = section.child("TOC")
        lines: list[Piece] = []
        for heading in headings:
            link = table.child("TOCI").child("Reference").child("Link")
            words = Text(heading.words, look.label, link, trail=True)
            number = replace(look.label, bold=True, align="right", colour=look.colours.dark)
            page = Text(str(heading.page + 1), number, link, trail=True)
            lines.append(ContentsLine(words, page, link, (heading.page, heading.top), look.colours.line))
        pad = look.pt(14)
        if wide and 4 <= len(lines) <= 40:
            half = (len(lines) + 1) // 2
            lines = [Beside(Stack(lines[:half]), Stack(lines[half:]), look.pt(22))]
        return Box(Stack([title, *lines]), look.colours.sand, pad, pad, before=look.pt(4), after=look.pt(14))
