"""The style sheet, written from the colours: no widget sets a colour of its own."""

from dataclasses import fields
from string import Template

from artsrx.domain.resources import resource
from artsrx.ui.colours import Tokens

# Roles are object names: a label with setObjectName("title") is a title. Lengths in ${pN} grow with the text size.
_POINTS = {"t10": 10, "t10h": 10.5, "t11": 11, "t11h": 11.5, "t13": 13, "t14": 14, "t19": 19, "t24": 24, "t30": 30}


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The whole sheet in these colours, with all lengths and type at `scale` (1.0 is 100 %)."""
    words = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    points = {name: f"{size * scale:g}" for name, size in _POINTS.items()}
    pixels = {f"p{length}": str(round(length * scale)) for length in range(1, 32)}
    # One pixel less inside where a focus ring is one pixel thicker, so that nothing jumps.
    inner = {f"p{length}m": str(max(round(length * scale) - 1, 0)) for length in range(1, 32)}
    flat = tokens.name == "contrast"
    edges = {
        "panel_edge": tokens.line if flat else tokens.panel,
        "pale_edge": tokens.line if flat else tokens.pale,
        "gold_edge": tokens.gold,
        "icons": resource("icons", tokens.name).as_posix(),
    }
    sheet = Template(resource("style.qss").read_text(encoding="utf-8"))
    return sheet.substitute(words | points | pixels | inner | edges)
