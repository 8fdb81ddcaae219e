"""The dumbbell: a hollow ring before, a solid dot after, a pale bar between, and the change at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from artsrx.domain.i18n import _
from artsrx.reports.charts import Dumbbell, DumbbellRow, Number, change, number_words
from artsrx.reports.pdf.pen import Pen, bold, label_room, row_heights
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.text import natural_width

STEPS: Final = 4
"""Parts of the axis."""


@dataclass(frozen=True, slots=True)
class DumbbellDrawing:
    """A dumbbell ready to be drawn."""

    chart: Dumbbell
    styles: Styles

    def _heights(self, room: float) -> list[float]:
        return row_heights([row.label for row in self.chart.rows], self.styles, room, self.styles.pt(23))

    def height(self, room: float) -> float:
        """Give the height of legend, rows and axis, in points."""
        return self.styles.pt(22) + sum(self._heights(room)) + self.styles.pt(20)

    def draw(self, pen: Pen, x: float, top: float, room: float) -> None:
        """Draw legend, axis and rows down from (x, top)."""
        chart, pt = self.chart, self.styles.pt
        left = x + label_room([row.label for row in chart.rows], self.styles, room)
        low, high = left + pt(34), x + room - pt(58 + 34)
        span = (chart.high - chart.low) or 1.0

        def at(value: float) -> float:
            return low + (min(max(value, chart.low), chart.high) - chart.low) / span * (high - low)

        self._legend(pen, x, top - pt(8), room, low)
        heights = self._heights(room)
        foot = top - pt(22) - sum(heights)
        for step in range(STEPS + 1):
            value = chart.low + span * step / STEPS
            pen.canvas.line(
                at(value), top - pt(20), at(value), foot - pt(3), pen.styles.colours.line, 0.6, holder=pen.holder
            )
            words = number_words(value, decimals=0 if value == round(value) else 1)
            pen.words(words, self.styles.small, at(value), foot - pt(11), 0, "centre")
        middle = top - pt(22)
        for row, high_row in zip(chart.rows, heights, strict=True):
            y = middle - high_row / 2
            pen.block(row.label, self.styles.label, x, y, left - x - pt(14) + 0.1)
            self._row(pen, row, y, at, low)
            moved = number_words(change(row, chart.decimals), decimals=chart.decimals, signed=True)
            pen.words(moved, bold(self.styles.digits, pen.styles.colours.dark), x, y, room, "right")
            middle -= high_row

    def _legend(self, pen: Pen, x: float, y: float, room: float, low: float) -> None:
        pt, colours = self.styles.pt, pen.styles.colours
        style = bold(self.styles.small, colours.ink)
        before, after = self.chart.before or _("Before"), self.chart.after or _("After")
        pen.canvas.dot(low + pt(4), y, pt(4), fill=colours.white, stroke=colours.mid, line=pt(2), holder=pen.holder)
        pen.words(before, style, low + pt(12), y)
        second = low + pt(12) + natural_width(before, style) + pt(22)
        pen.canvas.dot(second, y, pt(5), fill=colours.dark, holder=pen.holder)
        pen.words(after, style, second + pt(9), y)
        pen.words(_("Change"), style, x, y, room, "right")

    def _row(self, pen: Pen, row: DumbbellRow, y: float, at: Callable[[float], float], low: float) -> None:
        """Draw the bar, the ring, the dot and their numbers; a figure that is not printed is not drawn."""
        colours, pt = pen.styles.colours, self.styles.pt
        before, after = row.before, row.after
        if isinstance(before, str) or isinstance(after, str):
            words = number_words(before if isinstance(before, str) else after)
            pen.bar(low - 3, y, natural_width(words, self.styles.small) + 6, pt(12), colours.white)
            pen.words(words, self.styles.small, low, y)
            return
        start, end = sorted((at(before), at(after)))
        pen.bar(start, y, end - start, pt(7), colours.pale)
        rises = after >= before
        self._number(pen, before, at(before), y, left=rises, strong=False)
        self._number(pen, after, at(after), y, left=not rises, strong=True)
        pen.canvas.dot(
            at(before), y, pt(4.4), fill=colours.white, stroke=colours.mid, line=pt(2), holder=pen.holder
        )  # fmt: skip
        radius = pt(5) if abs(at(after) - at(before)) > pt(4) else pt(2.6)  # a dot within its ring: no change to see
        pen.canvas.dot(at(after), y, radius, fill=colours.dark, holder=pen.holder)

    def _number(self, pen: Pen, value: Number, x: float, y: float, *, left: bool, strong: bool) -> None:
        """Write a value beside its dot on a plate of the page's colour."""
        pt, colours = self.styles.pt, pen.styles.colours
        words = number_words(value, decimals=self.chart.decimals)
        style = bold(self.styles.figure, colours.ink) if strong else self.styles.figure
        wide = natural_width(words, style)
        edge = x - pt(9) - wide if left else x + pt(9)
        pen.bar(edge - 1, y, wide + 2, style.size, colours.white)
        pen.words(words, style, edge, y)
