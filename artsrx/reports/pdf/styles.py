"""How every page looks: sizes, colours and type styles, in one place."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from artsrx.domain.contrast import contrast

PAGE: Final = (595.28, 841.89)
"""A4 in points."""
MARGIN: Final = 54.0
"""19 mm at each side: room for hole punching, safe for office printers."""
TOP: Final = 54.0
BOTTOM: Final = 66.0
BAND: Final = 372.0
"""Height of the cover's dark band, in points from the top edge."""
LARGE_PRINT: Final = 4 / 3
"""Body text of 16 points instead of 12."""

Face = Literal["text", "tab", "display"]
Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by their use, as "#RRGGBB". Neighbours in `heat` and `bands` differ in lightness, not only in hue."""

    ink: str = "#1B2430"
    muted: str = "#4A5568"
    line: str = "#CFC8BC"
    sand: str = "#F7F2E9"
    white: str = "#FFFFFF"
    dark: str = "#3B1642"
    bar: str = "#5A2A63"
    mid: str = "#9B6BA8"
    pale: str = "#E9DDF0"
    accent: str = "#B83A0B"
    gold: str = "#F2B134"
    heat: tuple[str, ...] = ("#F1E9F4", "#D9C3E2", "#A981B6", "#6D3B78", "#3B1642")
    arcs: tuple[str, ...] = ("#F2B134", "#E9DDF0", "#B83A0B", "#F2B134", "#9B6BA8", "#5A2A63")


HOUSE: Final = Palette()


def channels(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue of "#RRGGBB", each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def grey(colour: str) -> float:
    """Give the lightness that a greyscale printer makes of a colour: 0 black to 255 white (Rec. 601 weights)."""
    red, green, blue = channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def mix(colour: str, other: str, share: float) -> str:
    """Mix `share` (0 to 1) of `other` into a colour."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def tone(colour: str, target: float) -> str:
    """Make a colour lighter or darker, in its own hue, until it prints as the grey `target` (0 to 255)."""
    end = "#FFFFFF" if target > grey(colour) else "#000000"
    span = grey(end) - grey(colour)
    return mix(colour, end, (target - grey(colour)) / span if span else 0)


def palette(colour: str | None) -> Palette:
    """Give the house palette, or the same steps of lightness in an organisation's own colour ("#RRGGBB")."""
    if colour is None:
        return HOUSE
    dark = tone(colour, min(grey(colour), 40))
    accent = colour
    while contrast(accent, HOUSE.sand) < 4.6:
        accent = mix(accent, "#000000", 0.05)
    bar, mid, pale = tone(colour, 70), tone(colour, 132), tone(colour, 226)
    return replace(
        HOUSE,
        dark=dark,
        bar=bar,
        mid=mid,
        pale=pale,
        accent=accent,
        heat=tuple(tone(colour, step) for step in (237, 203, 144, 76, 36)),
        arcs=(HOUSE.gold, pale, tone(colour, 150), HOUSE.gold, mid, bar),
    )


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set: face, weight, size and leading in points, colour, space before and after."""

    size: float
    leading: float
    colour: str
    face: Face = "text"
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    align: Align = "left"
    link: str = ""


class Styles:
    """All styles of one edition: a palette, and a factor for type (1, or 4/3 for large print).

    `quiet` sets smaller headings, for letters and sheets; `tight` draws spaces in, for a letter that would
    otherwise run a few lines over its page.
    """

    def __init__(
        self, colours: Palette = HOUSE, scale: float = 1.0, *, tight: bool = False, quiet: bool = False
    ) -> None:
        self.colours = colours
        self.scale = scale
        self._air = 0.7 if tight else 1.0
        c = colours
        self.title = self._style(27, 32, c.dark, face="display", bold=True, after=4, keep=True)
        self.subtitle = self._style(13, 18, c.muted, after=14)
        h2 = (19, 24) if quiet else (25, 29)
        self.h2 = self._style(*h2, c.dark, face="display", bold=True, after=5 if quiet else 8, keep=True)
        self.h3 = self._style(13.5, 18, c.dark, bold=True, before=10, after=4, keep=True)
        self.h4 = self._style(12, 17, c.ink, bold=True, before=6, after=3, keep=True)
        self.kicker = self._style(11.5, 14, c.accent, bold=True, before=15 if quiet else 24, after=3, keep=True)
        self.lede = self._style(15, 22, c.ink, after=11)
        self.body = self._style(12, 17, c.ink, after=8)
        self.quiet = self._style(10.5, 14, c.muted, after=6)
        self.item = self._style(12, 17, c.ink, after=4)
        self.number = self._style(12, 17, c.accent, bold=True, after=4)
        self.panel_title = self._style(12.5, 17, c.dark, bold=True, after=5, keep=True)
        self.chart_title = self._style(12.5, 16.5, c.ink, bold=True, before=12, after=1, keep=True)
        self.chart_words = self._style(10.5, 14, c.muted, after=6, keep=True)
        self.label = self._style(10.5, 13.5, c.ink)
        self.small = self._style(10, 13, c.muted)
        self.figure = self._style(10, 13, c.ink, face="tab")
        self.cell = self._style(10.5, 13.5, c.ink)
        self.digits = self._style(10.5, 13.5, c.ink, face="tab")
        self.head = self._style(10.5, 13.5, c.white, bold=True)
        self.tile = self._style(30, 35, c.dark, face="display", bold=True)
        self.tile_words = self._style(11, 14, c.ink)
        self.source = self._style(10.5, 14, c.muted)
        self.code = self._style(21, 26, c.ink, face="tab", bold=True)
        self.foot = self._style(9.5, 12, c.muted)

    def _style(
        self, size: float, leading: float, colour: str, *, face: Face = "text", bold: bool = False,
        before: float = 0, after: float = 0, keep: bool = False,
    ) -> Style:  # fmt: skip
        scale, air = self.scale, self._air
        return Style(
            size * scale, leading * scale, colour, face, bold, before * scale * air, after * scale * air, keep,
            link=self.colours.bar,
        )  # fmt: skip

    def pt(self, length: float) -> float:
        """Scale a length that belongs to type, in points."""
        return length * self.scale
