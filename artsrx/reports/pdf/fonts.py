"""The fonts of the reports: which face covers which character, how wide text is, what no font has."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics

from artsrx.domain.resources import resource
from artsrx.reports.pdf.embedding import EmbeddedFont
from artsrx.reports.pdf.styles import Face

FILES: Final = {
    ("text", False): "AtkinsonHyperlegibleNext-Regular",
    ("text", True): "AtkinsonHyperlegibleNext-Bold",
    ("tab", False): "AtkinsonHyperlegibleNextTab-Regular",
    ("tab", True): "AtkinsonHyperlegibleNextTab-Bold",
    ("display", False): "Fraunces-Regular",
    ("display", True): "Fraunces-SemiBold",
}
FALLBACK: Final = {False: "NotoSans-Regular", True: "NotoSans-Bold"}
STAND_IN: Final = "\ufffd"
"""Printed for a character that no font has."""

_lock = threading.Lock()


@cache
def _face(name: str) -> tuple[dict[int, int], dict[int, float]]:
    """Register a font with ReportLab once; give its characters and their widths (1000 to the em)."""
    with _lock:
        font = EmbeddedFont(name, str(resource("fonts", f"{name}.ttf")))
        pdfmetrics.registerFont(font)
    return font.face.charToGlyph, font.face.charWidths


def font_name(face: Face, bold: bool) -> str:
    """Give the name of a font, ready for use."""
    name = FILES[face, bold]
    _face(name)
    return name


def clean(text: str) -> str:
    """Make text fit for setting: composed, without control and invisible characters; tabs become spaces.

    Soft hyphens, joiners and variation selectors draw nothing and would have no place in a font.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(" " if mark == "\t" else mark for mark in text if mark in "\n\t" or not _invisible(mark))


def _invisible(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Zl", "Zp") or "\ufe00" <= mark <= "\ufe0f"


@lru_cache(maxsize=4096)
def _font_for(mark: str, face: Face, bold: bool) -> str | None:
    """Name the first font that has a character: the face itself, then the fallback; None if neither."""
    for name in (FILES[face, bold], FALLBACK[bold]):
        if ord(mark) in _face(name)[0]:
            return name
    return None


def pieces(text: str, face: Face, bold: bool) -> Iterator[tuple[str, str]]:
    """Part clean text into stretches of one font each: (font name, text). What no font has becomes the stand-in."""
    name, stretch = "", ""
    for mark in text:
        found = _font_for(mark, face, bold)
        if found is None:
            mark, found = STAND_IN, FALLBACK[bold]
        if found != name and stretch:
            yield name, stretch
            stretch = ""
        name, stretch = found, stretch + mark
    if stretch:
        yield name, stretch


@lru_cache(maxsize=16384)
def width(text: str, font: str) -> float:
    """Give the width of text in a font of one point; every character must be in the font."""
    widths = _face(font)[1]
    return sum(widths[ord(mark)] for mark in text) / 1000


def missing(text: str) -> tuple[str, ...]:
    """Name the characters of a text that no font has, each once, in the order of their first use."""
    marks = dict.fromkeys(re.sub(r"\s", "", clean(text)))
    return tuple(mark for mark in marks if _font_for(mark, "text", False) is None)
