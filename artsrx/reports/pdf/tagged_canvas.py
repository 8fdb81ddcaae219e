"""The pages being drawn: text and shapes, each inside a mark that says what it is.

Everything is an artifact unless it is drawn for an element, so unmarked content cannot occur; and text for an
element that only groups others is an error, so real text cannot be lost to screen readers unnoticed.
"""

import io
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from artsrx.reports.pdf.fonts import font_name
from artsrx.reports.pdf.styles import Align
from artsrx.reports.pdf.tags import DECORATION, LEAVES, Element, Holder, MarkedContent, Target

# ReportLab compiles each colour that it is given as a word, every time; a letter sets some thirty.
_ink = cache(HexColor)
_ALIGN: Final = {"left": 0.0, "centre": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Landed:
    """Where a heading came to stand: its level and words, its page (from 0) and height on it."""

    level: int
    words: str
    page: int
    top: float


class TaggedCanvas:
    """A stack of pages of one size (points), drawn from the first to the last."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.size = size
        self.number = -1
        self.landed: list[Landed] = []
        self._file = io.BytesIO()
        self._canvas = Canvas(
            self._file, pagesize=size, invariant=1, pageCompression=0, initialFontName=font_name("text", False)
        )
        self._open: Holder | None = None
        self._marks = 0

    def turn(self) -> None:
        """Begin the next page."""
        if self.number >= 0:
            self._end()
        self.number += 1
        self._marks = 0

    def close(self) -> bytes:
        """End the last page and give the untagged file."""
        self._end()
        self._canvas.save()
        return self._file.getvalue()

    def _end(self) -> None:
        self._mark(None)
        self._canvas.showPage()

    def _mark(self, holder: Holder | None) -> None:
        """Close the open mark and open the one that is asked for, unless it is open already."""
        if holder is self._open:
            return
        if self._open is not None:
            self._canvas.addLiteral("EMC")
        self._open = holder
        if isinstance(holder, Element):
            self._canvas.addLiteral(f"/{holder.tag} <</MCID {self._marks}>> BDC")
            holder.kids.append(MarkedContent(self.number, self._marks))
            self._marks += 1
        elif holder is not None:
            self._canvas.addLiteral(holder.opening)

    def text(self, x: float, y: float, font: str, size: float, colour: str, words: str, holder: Holder) -> None:
        """Write words of one font from the point (x, y) on the base line.

        Raises ValueError for an element that only groups others: its text would be lost to a screen reader.
        """
        if isinstance(holder, Element) and holder.tag not in LEAVES:
            raise ValueError(f"text in {holder.tag} on page {self.number + 1}")
        self._mark(holder)
        line = self._canvas.beginText(x, y)
        line.setFont(font, size)
        line.setFillColor(_ink(colour))
        line.textOut(words)
        self._canvas.drawText(line)

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str | None = None,
        radius: float = 0, line: float = 0.75, holder: Holder = DECORATION,
    ) -> None:  # fmt: skip
        """Draw a filled rectangle up and right from (x, y), with an outline and round corners if asked."""
        self._mark(holder)
        self._canvas.setFillColor(_ink(fill))
        if stroke:
            self._canvas.setStrokeColor(_ink(stroke))
            self._canvas.setLineWidth(line)
        shape = {"stroke": int(bool(stroke)), "fill": 1}
        if radius:
            self._canvas.roundRect(x, y, width, height, min(radius, width / 2, height / 2), **shape)
        else:
            self._canvas.rect(x, y, width, height, **shape)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.75, *,
        holder: Holder = DECORATION,
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        self._mark(holder)
        self._canvas.setStrokeColor(_ink(colour))
        self._canvas.setLineWidth(width)
        self._canvas.line(x1, y1, x2, y2)

    def dot(
        self, x: float, y: float, radius: float, *, fill: str, stroke: str | None = None, line: float = 1,
        holder: Holder = DECORATION,
    ) -> None:  # fmt: skip
        """Draw a dot, or a ring around its fill."""
        self._mark(holder)
        self._canvas.setFillColor(_ink(fill))
        if stroke:
            self._canvas.setStrokeColor(_ink(stroke))
            self._canvas.setLineWidth(line)
        self._canvas.circle(x, y, radius, stroke=bool(stroke), fill=1)

    def arc(
        self, x: float, y: float, radius: float, start: float, extent: float, colour: str, width: float
    ) -> None:  # fmt: skip
        """Draw a brush stroke with round ends along a circle, degrees anticlockwise from the right."""
        self._mark(DECORATION)
        self._canvas.setLineCap(1)
        self._canvas.setStrokeColor(_ink(colour))
        self._canvas.setLineWidth(width)
        path = self._canvas.beginPath()
        path.arc(x - radius, y - radius, x + radius, y + radius, start, extent)
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.setLineCap(0)

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float, holder: Holder) -> None:
        """Draw a picture up and right from (x, y)."""
        self._mark(holder)
        self._canvas.drawImage(image, x, y, width, height)

    def link(
        self, element: Element, rectangle: tuple[float, float, float, float], words: str, *, address: str = "",
        to: tuple[int, float] | None = None,
    ) -> None:  # fmt: skip
        """Make a rectangle of this page lead to an address, or to a page and a height on it."""
        element.kids.append(Target(self.number, rectangle, words, address, to))


def aligned(x: float, room: float, needed: float, align: Align) -> float:
    """Give where something `needed` wide begins within `room` from x."""
    return x + (room - needed) * _ALIGN[align]
