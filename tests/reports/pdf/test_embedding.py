"""What a file holds of its fonts is what ReportLab itself would put there, packed once for each set of letters."""

import io
import re

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from artsrx.domain.resources import resource
from artsrx.reports.pdf.embedding import EmbeddedFont, _subset
from artsrx.reports.pdf.fonts import font_name

FILE = "NotoSans-Regular"
# More letters than one subset of a font holds, some of them made of two glyphs.
MANY = "".join(chr(code) for code in range(0x00C0, 0x0250))
WORDS = ["Next week at the mill", "Siân’s café – “Ŵythnos” £5 ½", MANY]


def drawn(kind: type[TTFont], words: str) -> bytes:
    """A page with these words in a font of this kind."""
    font = kind("Letters", str(resource("fonts", f"{FILE}.ttf")))
    # ReportLab takes a face of a name that it knows for the font that had it first.
    font.face.name = b"Letters"
    pdfmetrics.registerFont(font)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    canvas.setFont("Letters", 12)
    canvas.drawString(50, 500, words)
    canvas.save()
    font.unregister()
    return out.getvalue()


def fonts_in(data: bytes) -> dict[str, tuple[object, ...]]:
    """What a file says of each of its TrueType fonts: the program, widths, and what its codes mean."""
    found = {}
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/TrueType":
                descriptor = font.FontDescriptor
                pairs = re.findall(rb"<(..)> <(....)>", font.ToUnicode.read_bytes())
                plain = {key: str(value) for key, value in descriptor.items() if key not in ("/FontFile2", "/FontBBox")}
                found[str(font.BaseFont)] = (
                    descriptor.FontFile2.read_bytes(), int(descriptor.FontFile2.Length1), plain,
                    [float(edge) for edge in descriptor.FontBBox], [float(width) for width in font.Widths],
                    int(font.FirstChar), int(font.LastChar), [pair for pair in pairs if pair[1] != b"0000"],
                )  # fmt: skip
    return found


@pytest.mark.parametrize("words", WORDS, ids=["ASCII alone", "and a few more", "two subsets"])
def test_a_file_holds_what_reportlab_would_put_there(words: str) -> None:
    ours, plain = drawn(EmbeddedFont, words), drawn(TTFont, words)
    assert fonts_in(ours) == fonts_in(plain)
    assert len(fonts_in(ours)) == (2 if words is MANY else 1)
    assert len(ours) < 0.8 * len(plain)


def test_the_same_letters_are_worked_out_once() -> None:
    font = pdfmetrics.getFont(font_name("text", False))
    _subset.cache_clear()
    pages = []
    for words in ("Ada came to the mill", "The mill asked for Ada"):
        out = io.BytesIO()
        canvas = Canvas(out, invariant=1)
        canvas.setFont(font.fontName, 12)
        canvas.drawString(50, 500, words)
        canvas.save()
        pages.append(out.getvalue())
    assert (_subset.cache_info().misses, _subset.cache_info().hits) == (1, 1)
    assert fonts_in(pages[0]) == fonts_in(pages[1])


def test_no_code_stands_for_no_character_and_no_block_is_too_long() -> None:
    with pikepdf.Pdf.open(io.BytesIO(drawn(EmbeddedFont, MANY))) as pdf:
        maps = [bytes(item.ToUnicode.read_bytes()) for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]  # fmt: skip
    assert maps
    for written in maps:
        assert b"<0000>" not in written
        blocks = re.findall(rb"(\d+) beginbfchar\n(.*?)endbfchar", written, re.DOTALL)
        assert blocks
        assert all(int(count) == len(lines.splitlines()) <= 100 for count, lines in blocks)
