"""Bars with their numbers: steps of a journey, shares beside a marker, and shares stacked to a hundred."""

from dataclasses import dataclass, replace
from typing import Final

from artsrx.domain.i18n import _
from artsrx.reports.charts import HIDDEN, NONE, BandRow, Bars, Funnel, Number, StackedBands, number_words
from artsrx.reports.pdf.pen import Entry, Pen, bold, label_room, legend_height, readable, row_heights
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.text import natural_width

SHADES: Final = {1: (4,), 2: (4, 0), 3: (4, 2, 0), 4: (4, 3, 1, 0), 5: (4, 3, 2, 1, 0)}
"""Which of the five shades each number of bands uses, so that neighbours differ most."""


def _length(value: Number, highest: float, room: float) -> float:
    """Give the length of a bar in points; nothing for a figure that is not printed."""
    return 0.0 if isinstance(value, str) or highest <= 0 else min(max(value, 0.0) / highest, 1.0) * room


def _largest(values: list[Number]) -> float:
    return max((value for value in values if not isinstance(value, str)), default=0.0)


@dataclass(frozen=True, slots=True)
class FunnelDrawing:
    """A journey in steps: the longer the bar, the more people reached it."""

    chart: Funnel
    styles: Styles

    def _heights(self, room: float) -> list[float]:
        return row_heights([row.label for row in self.chart.rows], self.styles, room, self.styles.pt(30))

    def height(self, room: float) -> float:
        """Give the height of the rows, in points."""
        return sum(self._heights(room)) + self.styles.pt(2)

    def draw(self, pen: Pen, x: float, top: float, room: float) -> None:
        """Draw the rows down from (x, top)."""
        chart, styles, pt = self.chart, self.styles, self.styles.pt
        strong = bold(replace(styles.digits, size=styles.pt(13)), styles.colours.dark)
        labels = label_room([row.label for row in chart.rows], styles, room)
        counts = max((natural_width(number_words(row.number), strong) for row in chart.rows), default=0.0) + pt(8)
        notes = max((natural_width(row.note, styles.small) for row in chart.rows if row.note), default=0.0)
        notes = min(notes + pt(2), room * 0.3) if notes else 0.0
        bars = room - labels - counts - notes - pt(8)
        highest = _largest([row.number for row in chart.rows])
        for row, high in zip(chart.rows, self._heights(room), strict=True):
            y = top - high / 2
            pen.block(row.label, styles.label, x, y, labels - pt(14) + 0.1)
            long = _length(row.number, highest, bars)
            pen.bar(x + labels, y, bars, pt(20), styles.colours.sand, radius=pt(3))
            if long:
                pen.bar(x + labels, y, max(long, pt(3)), pt(20), styles.colours.bar, radius=pt(3))
            pen.words(number_words(row.number), strong, x + labels + bars, y, counts, "right")
            if row.note:
                pen.block(row.note, styles.small, x + room - notes, y, notes + 0.1)
            top -= high


@dataclass(frozen=True, slots=True)
class BarsDrawing:
    """Our bar, a marker with a white halo to compare with, and both numbers."""

    chart: Bars
    styles: Styles

    def _marked(self) -> bool:
        return any(row.marker != NONE for row in self.chart.rows)

    def _heights(self, room: float) -> list[float]:
        return row_heights([row.label for row in self.chart.rows], self.styles, room, self.styles.pt(19))

    def height(self, room: float) -> float:
        """Give the height of legend and rows, in points."""
        return sum(self._heights(room)) + self.styles.pt(20 if self._marked() else 2)

    def draw(self, pen: Pen, x: float, top: float, room: float) -> None:
        """Draw legend and rows down from (x, top)."""
        chart, styles, pt = self.chart, self.styles, self.styles.pt
        marked = self._marked()
        ours, theirs = (chart.ours or _("Ours"), chart.marker) if marked else ("", "")
        strong, head = bold(styles.digits, styles.colours.ink), bold(styles.small, styles.colours.ink)
        labels = label_room([row.label for row in chart.rows], styles, room)
        first = max([natural_width(self._words(row.value), strong) for row in chart.rows] + [
            natural_width(ours, head) + pt(14) if marked else 0.0]) + pt(8)  # fmt: skip
        second = 0.0
        if marked:
            second = max([natural_width(self._words(row.marker), styles.digits) for row in chart.rows] + [
                natural_width(theirs, styles.small) + pt(10)]) + pt(8)  # fmt: skip
        bars = room - labels - first - second
        numbers = [row.value for row in chart.rows] + [row.marker for row in chart.rows]
        highest = chart.highest if chart.highest is not None else _largest(numbers) * 1.05
        if marked:
            self._legend(pen, x + labels + bars, top - pt(7), first, second, ours, theirs)
            top -= pt(18)
        for row, high in zip(chart.rows, self._heights(room), strict=True):
            y = top - high / 2
            pen.block(row.label, styles.label, x, y, labels - pt(14) + 0.1)
            pen.bar(x + labels, y, bars, pt(12), styles.colours.sand)
            if long := _length(row.value, highest, bars):
                pen.bar(x + labels, y, long, pt(12), styles.colours.bar)
            if not isinstance(row.marker, str):
                at = x + labels + _length(row.marker, highest, bars)
                pen.bar(at - pt(2), y, pt(4), pt(16), styles.colours.white)
                pen.bar(at - pt(0.9), y, pt(1.8), pt(16), "#000000")
            pen.words(self._words(row.value), strong, x + labels + bars, y, first, "right")
            if marked:
                muted = replace(styles.digits, colour=styles.colours.muted)
                pen.words(self._words(row.marker), muted, x + labels + bars + first, y, second, "right")
            top -= high

    def _words(self, value: Number) -> str:
        return number_words(value, unit=self.chart.unit, decimals=self.chart.decimals)

    def _legend(
        self, pen: Pen, x: float, y: float, first: float, second: float, ours: str, theirs: str
    ) -> None:  # fmt: skip
        styles, pt = self.styles, self.styles.pt
        head = bold(styles.small, styles.colours.ink)
        pen.words(ours, head, x, y, first, "right")
        pen.bar(x + first - natural_width(ours, head) - pt(12), y, pt(8), pt(8), styles.colours.bar)
        pen.words(theirs, styles.small, x + first, y, second, "right")
        pen.bar(x + first + second - natural_width(theirs, styles.small) - pt(7), y, pt(1.8), pt(11), "#000000")


@dataclass(frozen=True, slots=True)
class BandsDrawing:
    """Shares of a hundred in steps of lightness with an outline, values inside, the same order in every row."""

    chart: StackedBands
    styles: Styles

    def _heights(self, room: float) -> list[float]:
        least = self.styles.pt(26)
        heights = row_heights([row.label for row in self.chart.rows], self.styles, room, least)
        narrow = [self._narrow(row, room) for row in self.chart.rows]
        return [high + (self.styles.pt(11) if thin else 0) for high, thin in zip(heights, narrow, strict=True)]

    def _left(self, room: float) -> float:
        return label_room([row.label for row in self.chart.rows], self.styles, room)

    def _parts(self, row: BandRow, room: float) -> list[tuple[float, float, float]]:
        """Give (share, start, width) of each band of a row, in points from the left of the bar."""
        shares = [max(share, 0.0) for share in row.shares if not isinstance(share, str)]
        whole, start, parts = sum(shares) or 1.0, 0.0, []
        for share in shares:
            wide = share / whole * (room - self._left(room))
            parts.append((share, start, wide))
            start += wide
        return parts

    def _fits(self, share: float, wide: float) -> bool:
        return natural_width(number_words(share, unit="%"), bold(self.styles.figure, "#000000")) + 4 <= wide

    def _narrow(self, row: BandRow, room: float) -> bool:
        return any(share > 0 and not self._fits(share, wide) for share, _start, wide in self._parts(row, room))

    def height(self, room: float) -> float:
        """Give the height of legend and rows, in points."""
        legend = legend_height(self._entries(), self.styles, room - self._left(room))
        return legend + self.styles.pt(4) + sum(self._heights(room))

    def _entries(self) -> list[Entry]:
        shades = (self.styles.colours.heat[index] for index in SHADES[len(self.chart.bands)])
        return [(shade, "", band) for shade, band in zip(shades, self.chart.bands, strict=True)]

    def draw(self, pen: Pen, x: float, top: float, room: float) -> None:
        """Draw legend and rows down from (x, top)."""
        styles, pt = self.styles, self.styles.pt
        entries = self._entries()
        left = x + self._left(room)
        pen.legend(entries, left, top, x + room - left)
        top -= legend_height(entries, styles, x + room - left) + pt(4)
        shades = [shade for shade, _sign, _words in entries]
        for row, high in zip(self.chart.rows, self._heights(room), strict=True):
            lower = pt(11) if self._narrow(row, room) else 0.0
            y = top - (high - lower) / 2
            pen.block(row.label, styles.label, x, y, left - x - pt(14) + 0.1)
            if any(isinstance(share, str) for share in row.shares):
                pen.bar(left, y, x + room - left, pt(19), styles.colours.white, styles.colours.line)
                word = HIDDEN if HIDDEN in row.shares else NONE
                pen.words(number_words("hidden" if word == HIDDEN else "none"), styles.small, left + pt(8), y)
            else:
                self._bar(pen, row, left, y, room, shades)
            top -= high

    def _bar(self, pen: Pen, row: BandRow, left: float, y: float, room: float, shades: list[str]) -> None:
        """Draw one row; a value that does not fit into its band stands under it."""
        pt, colours = self.styles.pt, self.styles.colours
        free = left
        for (share, start, wide), shade in zip(self._parts(row, room), shades, strict=True):
            if not share:
                continue
            pen.bar(left + start, y, wide, pt(19), shade, colours.dark)
            words = number_words(share, unit="%")
            if self._fits(share, wide):
                style = bold(self.styles.figure, readable(shade, colours.ink))
                pen.words(words, style, left + start, y, wide, "centre")
            else:
                style = bold(self.styles.figure, colours.ink)
                needed = natural_width(words, style)
                free = max(free, left + start + wide / 2 - needed / 2)
                free = min(free, left + room - self._left(room) - needed)
                pen.words(words, style, free, y - pt(16))
                free += needed + pt(4)
