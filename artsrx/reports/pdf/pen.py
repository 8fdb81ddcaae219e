"""What every chart is drawn with: a canvas, the styles, and the one mark that all its strokes belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from artsrx.domain.contrast import LEAST_CONTRAST, contrast
from artsrx.reports.pdf.styles import Align, Style, Styles
from artsrx.reports.pdf.tagged_canvas import TaggedCanvas, aligned
from artsrx.reports.pdf.tags import Holder
from artsrx.reports.pdf.text import Text, line_width, natural_width, set_lines

MIDDLE: Final = 0.335
"""Half the height of a capital, as a share of the type size."""


LEGEND: Final = 16.0
"""Height of a line of a legend, in points."""
Entry = tuple[str, str, str]
"""One entry of a legend: the colour of its square, a sign in the square, and what it means."""


class ChartDrawing(Protocol):
    """One kind of chart, ready to be measured and drawn; lengths in points."""

    def height(self, room: float) -> float:
        """Give the height for a width."""

    def draw(self, pen: "Pen", x: float, top: float, room: float) -> None:
        """Draw down from (x, top)."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes and draws for one element, usually a figure."""

    canvas: TaggedCanvas
    styles: Styles
    holder: Holder

    def words(
        self, words: str, style: Style, x: float, middle: float, room: float = 0, align: Align = "left"
    ) -> None:  # fmt: skip
        """Write one line whose middle is at the height `middle`, to the left, right or middle of `room` from x."""
        line = set_lines(words.replace("\n", " "), style, 1e6)[0]
        at = aligned(x, room, line_width(line, style.size), align)
        for part in line:
            baseline = middle - MIDDLE * style.size
            self.canvas.text(at, baseline, part.font, style.size, style.colour, part.text, self.holder)
            at += line_width((part,), style.size)

    def block(self, words: str, style: Style, x: float, middle: float, room: float) -> None:
        """Write words broken to a width, the whole centred at the height `middle`."""
        text = Text(words, style, self.holder)
        text.draw(self.canvas, x, middle + text.height(room) / 2, room)

    def bar(
        self, x: float, middle: float, width: float, height: float, fill: str, stroke: str | None = None,
        radius: float = 0,
    ) -> None:  # fmt: skip
        """Draw a bar to the right from x, centred at the height `middle`."""
        self.canvas.box(
            x, middle - height / 2, width, height, fill=fill, stroke=stroke, radius=radius, holder=self.holder
        )  # fmt: skip

    def legend(self, entries: Sequence[Entry], x: float, top: float, room: float) -> None:
        """Write a legend of small squares and their words down from (x, top), in as many lines as it takes."""
        pt, small = self.styles.pt, self.styles.small
        size = pt(10)
        for number, line in enumerate(legend_lines(entries, self.styles, room)):
            at, middle = x, top - pt(LEGEND) * (number + 0.5)
            for colour, sign, words in line:
                self.bar(at, middle, size, size, colour, self.styles.colours.dark, radius=pt(2))
                self.words(sign, small, at, middle, size, "centre")
                self.words(words, small, at + size + pt(4), middle)
                at += _entry_width(words, self.styles)


def _entry_width(words: str, styles: Styles) -> float:
    return styles.pt(26) + natural_width(words, styles.small)


def legend_lines(entries: Sequence[Entry], styles: Styles, room: float) -> list[list[Entry]]:
    """Share the entries of a legend among lines no wider than `room`, at least one to a line."""
    lines: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        wide = _entry_width(entry[2], styles)
        if lines[-1] and used + wide > room + styles.pt(12):
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += wide
    return lines


def legend_height(entries: Sequence[Entry], styles: Styles, room: float) -> float:
    """Give the height of a legend, in points."""
    return len(legend_lines(entries, styles, room)) * styles.pt(LEGEND)


def bold(style: Style, colour: str) -> Style:
    """Give a style in bold and another colour."""
    return replace(style, bold=True, colour=colour)


def readable(fill: str, ink: str) -> str:
    """Give the colour of text on a fill: the ink if it can be read there, else white or black."""
    if contrast(ink, fill) >= LEAST_CONTRAST:
        return ink
    return max(("#FFFFFF", "#000000"), key=lambda colour: contrast(colour, fill))


def label_room(labels: Sequence[str], styles: Styles, room: float) -> float:
    """Give the width of a label column and its gap: what the labels need, at most two fifths of the chart."""
    widest = max((natural_width(label, styles.label) for label in labels), default=0.0)
    return min(widest + styles.pt(14), room * 0.4)


def row_heights(labels: Sequence[str], styles: Styles, room: float, least: float) -> list[float]:
    """Give the height of each row: enough for its label, at least `least`."""
    wide = label_room(labels, styles, room) - styles.pt(14) + 0.1
    return [
        max(least, len(set_lines(label, styles.label, wide)) * styles.label.leading + styles.pt(6)) for label in labels
    ]
