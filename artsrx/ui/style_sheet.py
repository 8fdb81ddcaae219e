"""The style sheet, written from the colours: no widget sets a colour of its own."""

from string import Template

from artsrx.domain.resources import resource
from artsrx.ui.colours import Colours

# Roles are object names: a label with setObjectName("title") is a title. Lengths in ${pN} grow with the text size.
_POINTS = {"t10": 10, "t10h": 10.5, "t11": 11, "t11h": 11.5, "t13": 13, "t14": 14, "t19": 19, "t24": 24, "t30": 30}

_BAND_POINTS = {"b12": 12, "b30": 30}


def style_sheet(colours: Colours, scale: float) -> str:
    """The whole sheet in these colours, with all lengths and type at `scale` (1.0 is 100 %)."""
    points = {name: f"{size * scale:g}" for name, size in _POINTS.items()}
    # The band of the front door grows half as large again at most: the words beside it need the room.
    band = {name: f"{size * min(scale, 1.5):g}" for name, size in _BAND_POINTS.items()}
    pixels = {f"p{length}": str(round(length * scale)) for length in range(1, 32)}
    # One pixel less inside where a focus ring is one pixel thicker, so that nothing jumps.
    inner = {f"p{length}m": str(max(round(length * scale) - 1, 0)) for length in range(1, 32)}
    flat = colours.name == "contrast"
    edges = {
        "panel_edge": colours.line if flat else colours.panel,
        "pale_edge": colours.line if flat else colours.pale,
        "band_edge": f"2px solid {colours.line}" if flat else "none",
        "gold_edge": colours.gold,
        "icons": resource("icons", colours.name).as_posix(),
    }
    sheet = Template(resource("style.qss").read_text(encoding="utf-8"))
    return sheet.substitute(colours._asdict() | points | band | pixels | inner | edges)
