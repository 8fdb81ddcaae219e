"""Measures every printed character against what is really behind it on the rendered page."""

import io
from collections.abc import Iterator

import pdfplumber
import pikepdf
import pypdfium2

from artsrx.domain.contrast import contrast

SCALE = 2


def _without_text(data: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        for sheet in pdf.pages:
            kept = [part for part in pikepdf.parse_content_stream(sheet) if str(part[1]) != "Tj"]
            sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _colour(parts: object) -> str:
    values = [float(part) for part in parts] if isinstance(parts, tuple | list) else [float(parts)]  # type: ignore[arg-type]
    values = values * 3 if len(values) == 1 else values
    return "#" + "".join(f"{round(value * 255):02X}" for value in values)


def faint(data: bytes) -> Iterator[tuple[str, float]]:
    """Give each character that is too pale: under 4.5 to 1, or under 3 from 18 points (14 if bold) on.

    The quotation mark in a quote's corner is decoration and is left out.
    """
    bare = pypdfium2.PdfDocument(_without_text(data))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, sheet in enumerate(pdf.pages):
            picture = bare[number].render(scale=SCALE).to_pil().convert("RGB")
            for char in sheet.chars:
                if not char["text"].strip() or char["text"] == "“":
                    continue
                text = _colour(char["non_stroking_color"])
                bold = "Bold" in char["fontname"]
                needed = 3.0 if char["size"] >= (14 if bold else 18) else 4.5
                found = min(contrast(text, colour) for colour in _behind(picture, char))
                if found < needed:
                    yield f"{char['text']} on page {number + 1} at {char['x0']:.0f},{char['top']:.0f}", found


def _behind(picture, char) -> set[str]:
    found = set()
    for across in (0.2, 0.5, 0.8):
        for down in (0.35, 0.55, 0.75):
            x = (char["x0"] + (char["x1"] - char["x0"]) * across) * SCALE
            y = (char["top"] + (char["bottom"] - char["top"]) * down) * SCALE
            red, green, blue = picture.getpixel((min(int(x), picture.width - 1), min(int(y), picture.height - 1)))
            found.add(f"#{red:02X}{green:02X}{blue:02X}")
    return found
