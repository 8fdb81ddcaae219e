"""The heat strip: groups in rows, weeks in columns, the number in every cell, five steps of lightness."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from artsrx.domain.i18n import _
from artsrx.reports.charts import HIDDEN, NONE, HeatStrip, Number, number_words
from artsrx.reports.pdf.pen import Entry, Pen, bold, label_room, legend_height, legend_lines, readable, row_heights
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.text import natural_width

VEIL: Final = "×"
"""Stands in a cell whose number is hidden; the legend says so."""


@dataclass(frozen=True, slots=True)
class HeatDrawing:
    """A heat strip ready to be drawn."""

    chart: HeatStrip
    styles: Styles

    def _heights(self, room: float) -> list[float]:
        return row_heights([row.label for row in self.chart.rows], self.styles, room, self.styles.pt(22))

    def height(self, room: float) -> float:
        """Give the height of headings, rows and legend, in points."""
        legend = legend_height(self._entries(), self.styles, room)
        return self.styles.pt(18) + sum(self._heights(room)) + self.styles.pt(6) + legend

    def _mean_room(self) -> float:
        has_mean = any(row.mean != NONE for row in self.chart.rows)
        return self.styles.pt(50) if has_mean else 0.0

    def cell_width(self, room: float) -> float:
        """Give the width of one week's column, in points."""
        left = label_room([self._corner(), *(row.label for row in self.chart.rows)], self.styles, room)
        return min((room - left - self._mean_room()) / max(len(self.chart.weeks), 1), self.styles.pt(44))

    def _corner(self) -> str:
        return self.chart.week or _("Week")

    def draw(self, pen: Pen, x: float, top: float, room: float) -> None:
        """Draw headings, rows and legend down from (x, top)."""
        styles, pt = self.styles, self.styles.pt
        left = x + label_room([self._corner(), *(row.label for row in self.chart.rows)], styles, room)
        wide = self.cell_width(room)
        pen.words(self._corner(), styles.small, x, top - pt(8))
        widest = max((natural_width(week, styles.small) for week in self.chart.weeks), default=0.0)
        every = ceil((widest + pt(3)) / wide)  # long names of weeks: only as many as have room
        for number, week in list(enumerate(self.chart.weeks))[::every]:
            pen.words(week, styles.small, left + number * wide, top - pt(8), wide, "centre")
        edge = left + wide * len(self.chart.weeks) + self._mean_room()
        if self._mean_room():
            mean = bold(styles.small, styles.colours.ink)
            pen.words(self.chart.mean or _("Mean"), mean, x, top - pt(8), edge - x, "right")
        top -= pt(18)
        for row, high in zip(self.chart.rows, self._heights(room), strict=True):
            y = top - high / 2
            pen.block(row.label, styles.label, x, y, left - x - pt(14) + 0.1)
            for number, cell in enumerate(row.cells):
                self._cell(pen, cell, left + number * wide, y, wide, pt(19))
            if row.mean != NONE:
                words = number_words(row.mean, unit=self.chart.unit)
                pen.words(words, bold(styles.digits, styles.colours.dark), x, y, edge - x, "right")
            top -= high
        entries = self._entries()
        short = len(legend_lines(entries, styles, x + room - left)) == 1
        pen.legend(entries, left if short else x, top - pt(6), room)

    def shade(self, value: float) -> str:
        """Give the colour of a cell by the step that its number reaches."""
        return self.styles.colours.heat[sum(round(value) >= step for step in self.chart.steps)]

    def _cell(self, pen: Pen, cell: Number, x: float, y: float, wide: float, high: float) -> None:
        colours, pt = self.styles.colours, self.styles.pt
        if cell == NONE:
            return
        if isinstance(cell, str):
            pen.bar(x + 1, y, wide - 2, high, colours.white, colours.line, radius=pt(3))
            pen.words(VEIL, self.styles.small, x, y, wide, "centre")
            return
        shade = self.shade(cell)
        pen.bar(x + 1, y, wide - 2, high, shade, radius=pt(3))
        style = bold(self.styles.figure, readable(shade, colours.ink))
        pen.words(number_words(cell), style, x, y, wide, "centre")

    def _entries(self) -> list[Entry]:
        """Say what the shades mean, and the sign for a hidden number if there is one."""
        unit, steps, colours = self.chart.unit, self.chart.steps, self.styles.colours
        words = [_("under {number}").format(number=number_words(steps[0], unit=unit))]
        words += [
            f"{number_words(low)}–{number_words(high - 1, unit=unit)}"
            if high - 1 > low
            else number_words(low, unit=unit)
            for low, high in pairwise(steps)
        ]
        words.append(_("{number} and over").format(number=number_words(steps[-1], unit=unit)))
        entries = [(shade, "", word) for shade, word in zip(colours.heat, words, strict=True)]
        if any(HIDDEN in row.cells for row in self.chart.rows):
            entries.append((colours.white, VEIL, _("hidden")))
        return entries
