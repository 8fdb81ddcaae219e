"""The top of the first page: a report's cover with its band and tiles, or a letter's head."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from PIL import Image
from reportlab.lib.utils import ImageReader

from artsrx.reports.document import Document
from artsrx.reports.pdf.brand import fitted
from artsrx.reports.pdf.paper import Paper
from artsrx.reports.pdf.parts import tile_rows
from artsrx.reports.pdf.stack import Piece, Stack
from artsrx.reports.pdf.styles import BAND, MARGIN, PAGE, TOP, Look, Style
from artsrx.reports.pdf.tags import DECORATION, Element
from artsrx.reports.pdf.text import Text

ROOM: Final = PAGE[0] - 2 * MARGIN
TITLE_ROOM: Final = 345.0
"""Width of a cover's title, in points: the strokes at its right stay clear of it."""
TITLE_HEIGHT: Final = 132.0
LAP: Final = 42.0
"""How far the tiles reach up into the band, in points."""
_SIZES: Final = (52, 46, 40, 35, 30, 26, 22, 19)
_STROKES: Final = ((40, 15, 165, 190), (72, 15, 175, 118), (107, 17, 190, 95), (150, 19, 172, 112), (188, 16, 176, 106),
                   (240, 21, 165, 116))  # fmt: skip
"""Radius, width, start and extent of the brush strokes, in points and degrees, from the inside out."""


class Opening(Protocol):
    """What the first page begins with; its elements are made when it is built."""

    def draw(self, paper: Paper) -> float:
        """Draw it and give the height at which the text begins, in points from the foot of the page."""


def _title_style(words: str, style: Style, room: float, most: float) -> Style:
    """Give the largest size at which a title takes no more than `most` points of height."""
    for size in _SIZES:
        found = replace(style, size=size, leading=size * 1.09)
        if Text(words, found, DECORATION).height(room) <= most:
            break
    return found


def _picture(paper: Paper, image: Image.Image, x: float, top: float, width: float, height: float) -> float:
    """Draw a logo within a box, its left upper corner at (x, top); give its width."""
    wide, high = fitted(image, width, height)
    paper.picture(ImageReader(image), x, top - high, wide, high, DECORATION)
    return wide


@dataclass(slots=True)
class CoverOpening:
    """A dark band with brush strokes, the title in it, and tiles that lap over its lower edge."""

    look: Look
    logo: Image.Image | None
    plain: bool
    kicker: Text | None
    lines: Stack
    tiles: Stack

    @classmethod
    def build(cls, document: Document, look: Look, logo: Image.Image | None, plain: bool, root: Element) -> "Opening":
        """Make the cover of a document; `plain` leaves the band out, for office printers."""
        colours = look.colours
        light = colours.white if not plain else colours.dark
        cover = document.cover
        kicker = None
        if cover is not None and cover.kicker:
            kicker = Text(cover.kicker, replace(look.kicker, colour=light if not plain else colours.accent, before=0),
                          root.child("P"))  # fmt: skip
        style = _title_style(document.title, replace(look.title, colour=light, after=9), TITLE_ROOM, TITLE_HEIGHT)
        lines: list[Piece] = [Text(document.title, style, root.child("H1"), level=1)]
        gold = colours.gold if not plain else colours.accent
        if document.organisation:
            strong = replace(look.lede, leading=look.pt(19), bold=True, colour=gold, after=look.pt(1))
            lines.append(Text(document.organisation, strong, root.child("P")))
        if document.subtitle:
            lines.append(Text(document.subtitle, replace(look.subtitle, colour=light, after=0), root.child("P")))
        tiles = tile_rows(cover.tiles, look, root, ROOM, colours.white) if cover is not None and cover.tiles else []
        return cls(look, logo, plain, kicker, Stack(lines), Stack(tiles))

    def draw(self, paper: Paper) -> float:
        """Draw band, strokes, words and tiles."""
        height = paper.size[1]
        lap = LAP if self.tiles.pieces else 0.0
        kicker_room = TITLE_ROOM - (140 if self.logo else 90)
        used = self.kicker.height(kicker_room) if self.kicker is not None else 0.0
        band = max(BAND, 62 + used + 14 + self.lines.height(TITLE_ROOM) + 26 + lap)
        foot = height - band
        if self.plain:
            paper.box(0, height - 7, paper.size[0], 7, fill=self.look.colours.dark)
        else:
            paper.box(0, foot, paper.size[0], band, fill=self.look.colours.dark)
            for (radius, width, start, extent), colour in zip(_STROKES, self.look.colours.arcs, strict=True):
                paper.arc(paper.size[0] - 46, height - 34, radius, start, extent, colour, width)
        if self.logo is not None:
            self._logo(paper, self.logo)
        if self.kicker is not None:
            self.kicker.draw(paper, MARGIN, height - 62, kicker_room)
        self.lines.draw(paper, MARGIN, foot + lap + 26 + self.lines.height(TITLE_ROOM), TITLE_ROOM)
        self.tiles.draw(paper, MARGIN, foot + lap, ROOM)
        return foot + lap - self.tiles.height(ROOM) - 24

    def _logo(self, paper: Paper, logo: Image.Image) -> None:
        """Set the logo on a white plate in the upper right corner, over the strokes."""
        wide, high = fitted(logo, 130, 62)
        x, top = paper.size[0] - MARGIN - wide, paper.size[1] - 50
        paper.box(x - 9, top - high - 9, wide + 18, high + 18, fill=self.look.colours.white, radius=6)
        _picture(paper, logo, x, top, 130, 62)


@dataclass(slots=True)
class LetterOpening:
    """A line of the organisation's colour, its logo and name, then the title."""

    look: Look
    logo: Image.Image | None
    name: Text
    lines: Stack

    @classmethod
    def build(cls, document: Document, look: Look, logo: Image.Image | None, root: Element) -> "Opening":
        """Make the head of a letter, a sheet, or a report without a cover."""
        name_style = replace(look.h3, before=0, after=0, align="right" if logo else "left")
        name = Text(document.organisation, name_style, root.child("P"))
        title = replace(look.title, after=look.pt(2))
        lines: list[Piece] = [Text(document.title, title, root.child("H1"), level=1)]
        if document.subtitle:
            lines.append(Text(document.subtitle, replace(look.subtitle, after=0), root.child("P")))
        return cls(look, logo, name, Stack(lines))

    def draw(self, paper: Paper) -> float:
        """Draw logo, name and title."""
        colours, height = self.look.colours, paper.size[1]
        paper.box(0, height - 7, paper.size[0], 7, fill=colours.dark)
        top = height - TOP + 12
        left, high = 0.0, 0.0
        if self.logo is not None:
            high = fitted(self.logo, 160, 46)[1]
            left = _picture(paper, self.logo, MARGIN, top, 160, 46) + 20
        room = ROOM - left
        deep = max(self.name.height(room), high)
        self.name.draw(paper, MARGIN + left, top - (deep - self.name.height(room)) / 2, room)
        y = top - deep - 11
        paper.line(MARGIN, y, MARGIN + ROOM, y, colours.line, 0.75)
        self.lines.draw(paper, MARGIN, y - 16, ROOM)
        return y - 16 - self.lines.height(ROOM) - self.look.subtitle.after
