"""Bars with their numbers: steps of a journey, and shares beside a marker."""

from dataclasses import dataclass, replace

from artsrx.domain.i18n import _
from artsrx.reports.charts import NONE, Bars, Funnel, Number, number_words
from artsrx.reports.pdf.pen import Pen, bold, label_room, row_heights
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.text import natural_width


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
