"""Charts as frozen values: a title that is a finding, a measure, the figures, and alt text that holds them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from artsrx.domain.i18n import _

Number = float | Literal["hidden", "none"]
"""One figure: a number, "hidden" (too few people to print it) or "none" (there is nothing to count)."""

HIDDEN: Final = "hidden"
NONE: Final = "none"
MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One line of a dumbbell: what was measured, its mean before and its mean after."""

    label: str
    before: Number
    after: Number


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Before and after, row by row, with the change at the right.

    `title` says the finding; `subtitle` the measure, its unit and n. `low` and `high` are the ends of
    the axis in the unit of the figures; every figure outside them is drawn at the nearer end.
    """

    title: str
    subtitle: str
    rows: tuple[DumbbellRow, ...]
    low: float
    high: float
    decimals: int = 1
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One step of a journey: its name, how many people, and a few words shown beside the number."""

    label: str
    number: Number
    note: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many people reached each step, as bars one under the other; whole numbers."""

    title: str
    subtitle: str
    rows: tuple[FunnelRow, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One group: its figure for each week, in the order of the weeks, and its mean over them."""

    label: str
    cells: tuple[Number, ...]
    mean: Number = "none"


@dataclass(frozen=True, slots=True)
class HeatStrip:
    """A number for each group in each week; the darker the cell, the higher the number.

    `steps` are the four lower ends of the five shades after the first, in the unit of the cells.
    """

    title: str
    subtitle: str
    weeks: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    steps: tuple[float, float, float, float] = (50, 65, 80, 90)
    unit: str = "%"
    week: str = ""
    mean: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, and where the marker stands (for example the area's own figure)."""

    label: str
    value: Number
    marker: Number = "none"


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one under the other with their numbers, and a marker to compare with if there is one.

    `highest` is the full length of a bar in the unit of the figures; None means the largest of them.
    """

    title: str
    subtitle: str
    rows: tuple[Bar, ...]
    unit: str = "%"
    decimals: int = 0
    highest: float | None = None
    ours: str = ""
    marker: str = ""


Chart = Dumbbell | Funnel | HeatStrip | Bars


def number_words(value: Number, *, decimals: int = 0, unit: str = "", signed: bool = False) -> str:
    """Say a figure as people read it: "12%", "+0.9", "hidden", or a dash where there is nothing.

    A true minus sign is used, thousands get a comma, and `signed` puts a plus before a rise.
    """
    if value == HIDDEN:
        return _("hidden")
    if isinstance(value, str):
        return "–"
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{text}{unit}"


def change(row: DumbbellRow, decimals: int) -> Number:
    """Work out after minus before from the printed figures, so that a reader who subtracts gets the same.

    Hidden if either figure is hidden, nothing if either is missing.
    """
    if HIDDEN in (row.before, row.after):
        return "hidden"
    if isinstance(row.before, str) or isinstance(row.after, str):
        return "none"
    return round(round(row.after, decimals) - round(row.before, decimals), decimals)


def _dumbbell(chart: Dumbbell) -> Iterable[str]:
    for row in chart.rows:
        yield _("{label}: {before} before, {after} after, change {change}.").format(
            label=row.label,
            before=number_words(row.before, decimals=chart.decimals),
            after=number_words(row.after, decimals=chart.decimals),
            change=number_words(change(row, chart.decimals), decimals=chart.decimals, signed=True),
        )


def _funnel(chart: Funnel) -> Iterable[str]:
    for row in chart.rows:
        words = f"{row.label}: {number_words(row.number)}"
        yield f"{words}, {row.note}." if row.note else f"{words}."


def _heat(chart: HeatStrip) -> Iterable[str]:
    for row in chart.rows:
        cells = ", ".join(
            f"{week} {number_words(cell, unit=chart.unit)}" for week, cell in zip(chart.weeks, row.cells, strict=True)
        )
        if row.mean == NONE:
            yield _("{label}, by week: {cells}.").format(label=row.label, cells=cells)
        else:
            yield _("{label}, by week: {cells}; mean {mean}.").format(
                label=row.label, cells=cells, mean=number_words(row.mean, unit=chart.unit)
            )


def _bars(chart: Bars) -> Iterable[str]:
    for row in chart.rows:
        value = number_words(row.value, unit=chart.unit, decimals=chart.decimals)
        if row.marker == NONE:
            yield f"{row.label}: {value}."
        else:
            marker = number_words(row.marker, unit=chart.unit, decimals=chart.decimals)
            yield f"{row.label}: {value}, {chart.marker} {marker}."


_SENTENCES: Final[dict[type, Callable[..., Iterable[str]]]] = {
    Dumbbell: _dumbbell,
    Funnel: _funnel,
    HeatStrip: _heat,
    Bars: _bars,
}


def alt_text(chart: Chart) -> str:
    """Say a chart in sentences, with every figure that it shows, for readers who do not see it.

    Title and subtitle are printed as text above the chart, so they are not said again.
    """
    sentences = list(_SENTENCES[type(chart)](chart))
    return " ".join([_("Chart."), *(sentences or [_("There is nothing to show yet.")])])
