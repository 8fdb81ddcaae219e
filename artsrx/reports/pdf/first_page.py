"""The top of the first page: a report's cover with its band and tiles, or a letter's head."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from PIL import Image
from reportlab.lib.utils import ImageReader

from artsrx.reports.document import Document
from artsrx.reports.pdf.brand import fitted
from artsrx.reports.pdf.layout import Piece, Stack
from artsrx.reports.pdf.styles import BAND, MARGIN, PAGE, TOP, Style, Styles
from artsrx.reports.pdf.tagged_canvas import TaggedCanvas
from artsrx.reports.pdf.tags import DECORATION, Element
from artsrx.reports.pdf.text import Text
from artsrx.reports.pdf.tiles import tile_rows

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


class FirstPage(Protocol):
    """What the first page begins with; its elements are made when it is built."""

    def draw(self, canvas: TaggedCanvas) -> float:
        """Draw it and give the height at which the text begins, in points from the foot of the page."""


def _title_style(words: str, style: Style, room: float, most: float) -> Style:
    """Give the largest size at which a title takes no more than `most` points of height."""
    for size in _SIZES:
        found = replace(style, size=size, leading=size * 1.09)
        if Text(words, found, DECORATION).height(room) <= most:
            break
    return found


def _picture(canvas: TaggedCanvas, image: Image.Image, x: float, top: float, width: float, height: float) -> float:
    """Draw a logo within a box, its left upper corner at (x, top); give its width."""
    wide, high = fitted(image, width, height)
    canvas.picture(ImageReader(image), x, top - high, wide, high, DECORATION)
    return wide


@dataclass(slots=True)
class CoverPage:
    """A dark band with brush strokes, the title in it, and tiles that lap over its lower edge."""

    styles: Styles
    logo: Image.Image | None
    plain: bool
    kicker: Text | None
    lines: Stack
    tiles: Stack

    @classmethod
    def build(
        cls, document: Document, styles: Styles, logo: Image.Image | None, plain: bool, root: Element
    ) -> "FirstPage":
        """Make the cover of a document; `plain` leaves the band out, for office printers."""
        colours = styles.colours
        light = colours.white if not plain else colours.dark
        cover = document.cover
        kicker = None
        if cover is not None and cover.kicker:
            kicker = Text(cover.kicker, replace(styles.kicker, colour=light if not plain else colours.accent, before=0),
                          root.child("P"))  # fmt: skip
        style = _title_style(document.title, replace(styles.title, colour=light, after=9), TITLE_ROOM, TITLE_HEIGHT)
        lines: list[Piece] = [Text(document.title, style, root.child("H1"), level=1)]
        gold = colours.gold if not plain else colours.accent
        if document.organisation:
            strong = replace(styles.lede, leading=styles.pt(19), bold=True, colour=gold, after=styles.pt(1))
            lines.append(Text(document.organisation, strong, root.child("P")))
        if document.subtitle:
            lines.append(Text(document.subtitle, replace(styles.subtitle, colour=light, after=0), root.child("P")))
        tiles = tile_rows(cover.tiles, styles, root, ROOM, colours.white) if cover is not None and cover.tiles else []
        return cls(styles, logo, plain, kicker, Stack(lines), Stack(tiles))

    def draw(self, canvas: TaggedCanvas) -> float:
        """Draw band, strokes, words and tiles."""
        height = canvas.size[1]
        lap = LAP if self.tiles.pieces else 0.0
        kicker_room = TITLE_ROOM - (140 if self.logo else 90)
        used = self.kicker.height(kicker_room) if self.kicker is not None else 0.0
        band = max(BAND, 62 + used + 14 + self.lines.height(TITLE_ROOM) + 26 + lap)
        foot = height - band
        if self.plain:
            canvas.box(0, height - 7, canvas.size[0], 7, fill=self.styles.colours.dark)
        else:
            canvas.box(0, foot, canvas.size[0], band, fill=self.styles.colours.dark)
            for (radius, width, start, extent), colour in zip(_STROKES, self.styles.colours.arcs, strict=True):
                canvas.arc(canvas.size[0] - 46, height - 34, radius, start, extent, colour, width)
        if self.logo is not None:
            self._logo(canvas, self.logo)
        if self.kicker is not None:
            self.kicker.draw(canvas, MARGIN, height - 62, kicker_room)
        self.lines.draw(canvas, MARGIN, foot + lap + 26 + self.lines.height(TITLE_ROOM), TITLE_ROOM)
        self.tiles.draw(canvas, MARGIN, foot + lap, ROOM)
        return foot + lap - self.tiles.height(ROOM) - 24

    def _logo(self, canvas: TaggedCanvas, logo: Image.Image) -> None:
        """Set the logo on a white plate in the upper right corner, over the strokes."""
        wide, high = fitted(logo, 130, 62)
        x, top = canvas.size[0] - MARGIN - wide, canvas.size[1] - 50
        canvas.box(x - 9, top - high - 9, wide + 18, high + 18, fill=self.styles.colours.white, radius=6)
        _picture(canvas, logo, x, top, 130, 62)


@dataclass(slots=True)
class LetterPage:
    """A line of the organisation's colour, its logo and name, then the title."""

    styles: Styles
    logo: Image.Image | None
    name: Text
    lines: Stack

    @classmethod
    def build(cls, document: Document, styles: Styles, logo: Image.Image | None, root: Element) -> "FirstPage":
        """Make the head of a letter, a sheet, or a report without a cover."""
        name_style = replace(styles.h3, before=0, after=0, align="right" if logo else "left")
        name = Text(document.organisation, name_style, root.child("P"))
        title = replace(styles.title, after=styles.pt(2))
        lines: list[Piece] = [Text(document.title, title, root.child("H1"), level=1)]
        if document.subtitle:
            lines.append(Text(document.subtitle, replace(styles.subtitle, after=0), root.child("P")))
        return cls(styles, logo, name, Stack(lines))

    def draw(self, canvas: TaggedCanvas) -> float:
        """Draw logo, name and title."""
        colours, height = self.styles.colours, canvas.size[1]
        canvas.box(0, height - 7, canvas.size[0], 7, fill=colours.dark)
        top = height - TOP + 12
        left, high = 0.0, 0.0
        if self.logo is not None:
            high = fitted(self.logo, 160, 46)[1]
            left = _picture(canvas, self.logo, MARGIN, top, 160, 46) + 20
        room = ROOM - left
        deep = max(self.name.height(room), high)
        self.name.draw(canvas, MARGIN + left, top - (deep - self.name.height(room)) / 2, room)
        y = top - deep - 11
        canvas.line(MARGIN, y, MARGIN + ROOM, y, colours.line, 0.75)
        self.lines.draw(canvas, MARGIN, y - 16, ROOM)
        return y - 16 - self.lines.height(ROOM) - self.styles.subtitle.after
