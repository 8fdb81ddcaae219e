"""What every chart is drawn with: a page, a look, and the one mark that all its strokes belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from artsrx.reports.pdf.look import Align, Look, Style, contrast
from artsrx.reports.pdf.paper import Paper, aligned
from artsrx.reports.pdf.tags import Place
from artsrx.reports.pdf.text import Text, line_width, natural_width, set_lines

MIDDLE: Final = 0.335
"""Half the height of a capital, as a share of the type size."""


class Drawing(Protocol):
    """One kind of chart, ready to be measured and drawn; lengths in points."""

    def height(self, room: float) -> float:
        """Give the height for a width."""

    def draw(self, pen: "Pen", x: float, top: float, room: float) -> None:
        """Draw down from (x, top)."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes and draws for one place, usually a figure."""

    paper: Paper
    look: Look
    place: Place

    def words(
        self, words: str, style: Style, x: float, middle: float, room: float = 0, align: Align = "left"
    ) -> None:  # fmt: skip
        """Write one line whose middle is at the height `middle`, to the left, right or middle of `room` from x."""
        line = set_lines(words.replace("\n", " "), style, 1e6)[0]
        at = aligned(x, room, line_width(line, style.size), align)
        for part in line:
            baseline = middle - MIDDLE * style.size
            self.paper.text(at, baseline, part.font, style.size, style.colour, part.text, self.place)
            at += line_width((part,), style.size)

    def block(self, words: str, style: Style, x: float, middle: float, room: float) -> None:
        """Write words broken to a width, the whole centred at the height `middle`."""
        text = Text(words, style, self.place)
        text.draw(self.paper, x, middle + text.height(room) / 2, room)

    def bar(
        self, x: float, middle: float, width: float, height: float, fill: str, stroke: str | None = None,
        radius: float = 0,
    ) -> None:  # fmt: skip
        """Draw a bar to the right from x, centred at the height `middle`."""
        self.paper.box(
            x, middle - height / 2, width, height, fill=fill, stroke=stroke, radius=radius, place=self.place
        )  # fmt: skip

    def legend(self, entries: Sequence[tuple[str, str]], x: float, middle: float) -> None:
        """Write a legend of small squares (colour, words) to the right from x."""
        size = self.look.pt(10)
        for colour, words in entries:
            self.bar(x, middle, size, size, colour, self.look.colours.dark, radius=self.look.pt(2))
            self.words(words, self.look.small, x + size + self.look.pt(4), middle)
            x += size + self.look.pt(18) + natural_width(words, self.look.small)


def bold(style: Style, colour: str) -> Style:
    """Give a style in bold and another colour."""
    return replace(style, bold=True, colour=colour)


def readable(fill: str, ink: str) -> str:
    """Give the colour of text on a fill: the ink if it can be read there, else white or black."""
    if contrast(ink, fill) >= 4.5:
        return ink
    return max(("#FFFFFF", "#000000"), key=lambda colour: contrast(colour, fill))


def label_room(labels: Sequence[str], look: Look, room: float) -> float:
    """Give the width of a label column and its gap: what the labels need, at most two fifths of the chart."""
    widest = max((natural_width(label, look.label) for label in labels), default=0.0)
    return min(widest + look.pt(14), room * 0.4)


def row_heights(labels: Sequence[str], look: Look, room: float, least: float) -> list[float]:
    """Give the height of each row: enough for its label, at least `least`."""
    wide = label_room(labels, look, room) - look.pt(14) + 0.1
    return [max(least, len(set_lines(label, look.label, wide)) * look.label.leading + look.pt(6)) for label in labels]
