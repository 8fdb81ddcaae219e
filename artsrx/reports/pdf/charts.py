"""From a chart's figures to pieces of a page: its finding, its measure, and the drawing with its alt text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from artsrx.domain.i18n import _
from artsrx.reports.charts import Bars, Chart, Dumbbell, Funnel, HeatStrip, alt_text
from artsrx.reports.pdf.bars import BarsDrawing, FunnelDrawing
from artsrx.reports.pdf.dumbbell import DumbbellDrawing
from artsrx.reports.pdf.heat import HeatDrawing
from artsrx.reports.pdf.layout import Piece
from artsrx.reports.pdf.pen import ChartDrawing, Pen
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.tagged_canvas import TaggedCanvas
from artsrx.reports.pdf.tags import Element
from artsrx.reports.pdf.text import Text

HIGHEST: Final = 520.0
"""A chart higher than this is given in parts, in points."""
LONGEST: Final = 160
"""Characters of the longest label that is printed whole."""
NARROWEST: Final = 21.5
"""The least width of a week's column, in points: room for "100" in type of 10 points."""
_DRAWINGS: Final[dict[type, Any]] = {
    Dumbbell: DumbbellDrawing,
    Funnel: FunnelDrawing,
    Bars: BarsDrawing,
    HeatStrip: HeatDrawing,
}


def drawing(chart: Chart, styles: Styles) -> ChartDrawing:
    """Give the drawing of a chart."""
    made: ChartDrawing = _DRAWINGS[type(chart)](_shortened(chart), styles)
    return made


def _shortened(chart: Any) -> Any:
    """Shorten labels that would fill a page by themselves; the alt text keeps them whole."""
    if all(len(row.label) <= LONGEST for row in chart.rows):
        return chart
    rows = [
        replace(row, label=row.label[: LONGEST - 1] + "…") if len(row.label) > LONGEST else row for row in chart.rows
    ]
    return replace(chart, rows=tuple(rows))


@dataclass(slots=True)
class ChartPiece:
    """A drawing as one figure: all its strokes in one mark, with alt text."""

    drawn: ChartDrawing
    styles: Styles
    element: Element
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, room: float) -> float:
        """Give the height of the drawing."""
        return self.drawn.height(room)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw it and note its place."""
        self.element.attributes = {"BBox": (x, top - self.height(room), x + room, top), "Placement": "Block"}
        self.drawn.draw(Pen(canvas, self.styles, self.element), x, top, room)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Never part."""
        return None


def parts(chart: Chart, styles: Styles, room: float) -> list[Chart]:
    """Give a chart in as many parts as pages and columns need: by weeks if too wide, by rows if too high."""
    found: list[Chart] = []
    for piece in _by_weeks(chart, styles, room) if isinstance(chart, HeatStrip) else [chart]:
        count = 1
        while count < len(piece.rows) and any(
            drawing(part, styles).height(room) > HIGHEST for part in _by_rows(piece, count)
        ):
            count += 1
        found += _by_rows(piece, count)
    return found


def _by_rows(chart: Any, count: int) -> list[Chart]:
    """Share the rows of a chart among `count` charts."""
    return [replace(chart, rows=chart.rows[start:end]) for start, end in _shares(len(chart.rows), count)]


def _by_weeks(chart: HeatStrip, styles: Styles, room: float) -> list[Chart]:
    """Share the weeks among as many strips as it takes to print every number."""
    count = 1
    while count < len(chart.weeks):
        strips = [
            replace(chart, weeks=chart.weeks[a:b], rows=tuple(replace(row, cells=row.cells[a:b]) for row in chart.rows))
            for a, b in _shares(len(chart.weeks), count)
        ]
        if all(HeatDrawing(strip, styles).cell_width(room) >= styles.pt(NARROWEST) for strip in strips):
            return list(strips)
        count += 1
    return [chart]


def _shares(length: int, count: int) -> Iterator[tuple[int, int]]:
    """Give the (start, end) of `count` stretches of nearly equal length."""
    for number in range(count):
        yield length * number // count, length * (number + 1) // count


def chart_pieces(chart: Chart, styles: Styles, parent: Element, room: float) -> list[Piece]:
    """Give what stands on the page for a chart; with no rows, a sentence that there is nothing to show yet."""
    if not chart.rows:
        words = _("There is nothing to show yet.")
        return [*_titles(chart, styles, parent, chart.title), Text(words, styles.body, parent.child("P"))]
    pieces: list[Piece] = []
    every = parts(chart, styles, room)
    for number, part in enumerate(every, 1):
        title = chart.title
        if len(every) > 1:
            title = _("{title} ({number} of {count})").format(title=title, number=number, count=len(every))
        pieces += _titles(chart, styles, parent, title)
        figure = parent.child("Figure", alt=alt_text(part))
        pieces.append(ChartPiece(drawing(part, styles), styles, figure, after=styles.pt(12)))
    return pieces


def _titles(chart: Chart, styles: Styles, parent: Element, title: str) -> list[Piece]:
    pieces: list[Piece] = [Text(title, styles.chart_title, parent.child("P"))]
    if chart.subtitle:
        pieces.append(Text(chart.subtitle, styles.chart_words, parent.child("P")))
    return pieces
