"""An organisation's own colour and logo: checked when they are set, made fit for print when they are used."""

import io
import re
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from artsrx.domain.contrast import LEAST_CONTRAST, contrast
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.reports.pdf.styles import grey, mix

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST: Final = 30_000_000
"""Points of the largest picture that is drawn: each takes up to eight bytes while it is made smaller."""
LONGEST: Final = 12_000
"""Points of the longest side; a picture 100,000,000 points long and one high is not drawn in a line of memory."""
EDGE: Final = 1000
"""Points of the longer side of a stored logo: 150 mm would still be sharp."""
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation's colour as `check_colour` gave it, and its logo as `check_logo` gave it; None for ours."""

    colour: str | None = None
    logo: bytes | None = None


def check_colour(text: str) -> str:
    """Check a colour that somebody typed, such as "#1a7f5a" or "1a7"; give it as "#RRGGBB".

    White text must be readable on it and it must be readable on white: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
    A colour a little too light is darkened until it is. Raises Refused for what is no colour or far too pale.
    """
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise Refused(_("Please give the colour as six letters and digits, such as #3B1642."), "colour")
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    colour = f"#{digits.upper()}"
    if grey(colour) > 225:
        raise Refused(_("That colour is too pale to read on paper. Please choose a darker one."), "colour")
    while contrast(colour, "#FFFFFF") < LEAST_CONTRAST:
        colour = mix(colour, "#000000", 0.03)
    return colour


def _opened(data: bytes) -> Image.Image:
    """Open a picture and turn it the right way up; Refused if it is none, broken or far too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if max(picture.size) > LONGEST:
                raise _too_large()
            # A photograph (JPEG) is made smaller while it is read.
            picture.draft("RGB", (EDGE * 2, EDGE * 2))
            if picture.width * picture.height > LARGEST:
                raise _too_large()
            picture.load()
            return ImageOps.exif_transpose(picture)
    except Refused:
        raise
    except MemoryError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        words = _("This picture cannot be read. Please save the logo as PNG or JPEG and try again.")
        raise Refused(words, "logo") from error


def _too_large() -> Refused:
    return Refused(_("This picture is too large. Please use one of at most 5,000 by 5,000 points."), "logo")


def check_logo(data: bytes) -> bytes:
    """Check a logo that somebody chose (PNG, JPEG, GIF or WebP of any shape); give it as a PNG of modest size.

    Raises Refused, in words for the screen, for a file that is no picture, is broken or is far too large.
    """
    picture = _opened(data)
    see_through = picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info
    picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((EDGE, EDGE))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def printable(logo: bytes | None, dark: str) -> Image.Image | None:
    """Give a logo without transparency: on white, or on `dark` if it is itself nearly white. None if there is none.

    A logo that can no longer be read is left out rather than stopping a report.
    """
    if logo is None:
        return None
    try:
        picture = _opened(logo).convert("RGBA")
    except Refused:
        return None
    picture.thumbnail((EDGE, EDGE))
    ground = Image.new("RGBA", picture.size, "#FFFFFF")
    flat = Image.alpha_composite(ground, picture).convert("RGB")
    if not any(flat.convert("L").histogram()[:226]):
        flat = Image.alpha_composite(Image.new("RGBA", picture.size, dark), picture).convert("RGB")
    return flat


def fitted(picture: Image.Image, width: float, height: float) -> tuple[float, float]:
    """Give the size at which a picture fills a box of points without being stretched; at least a point each way."""
    factor = min(width / picture.width, height / picture.height)
    return max(picture.width * factor, 1.0), max(picture.height * factor, 1.0)
