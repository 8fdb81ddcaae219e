"""An organisation's colour and logo: what is taken, what is refused, and that no picture stops a report."""

import io
import itertools
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from artsrx.domain.contrast import contrast
from artsrx.domain.errors import Refused
from artsrx.reports.pdf import Brand, check_colour, check_logo, render
from artsrx.reports.pdf.brand import EDGE, fitted, printable
from artsrx.reports.pdf.styles import HOUSE, grey, palette, tone
from tests.reports.pdf import stories
from tests.reports.pdf.treecheck import check_pdf


def picture(mode: str, size: tuple[int, int], colour: object, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form)
    return out.getvalue()


def drawn(colour: str) -> bytes:
    """Give a logo of one colour on nothing."""
    image = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 90, 90), fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#3B1642", "#3B1642"), ("3b1642", "#3B1642"), (" #07a ", "#0077AA"), ("#000", "#000000")],
)
def test_a_colour_is_taken_however_it_is_typed(text: str, colour: str) -> None:
    assert check_colour(text) == colour


@pytest.mark.parametrize("text", ["#F2B134", "#00B8C4", "#FF5A5F", "#8BC34A"])
def test_a_colour_a_little_too_light_is_darkened_until_white_can_be_read_on_it(text: str) -> None:
    colour = check_colour(text)
    assert colour != text
    assert 4.5 <= contrast(colour, "#FFFFFF") < 5.2


@pytest.mark.parametrize("text", ["", "plum", "#12345", "#GGGGGG", "rgb(1,2,3)", "#FFFFFF", "#FFF3C4", "#3B1642;"])
def test_what_is_no_colour_or_far_too_pale_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_colour(text)
    assert refused.value.field == "colour"


@pytest.mark.parametrize("colour", [None, "#00707A", "#B00020", "#767600", "#0000FF", "#000000", "#5A5A5A"])
def test_neighbouring_shades_differ_in_greyscale_and_text_can_be_read(colour: str | None) -> None:
    made = palette(colour)
    heat = [grey(shade) for shade in made.heat]
    assert all(light - dark >= 31 for light, dark in itertools.pairwise(heat)), heat
    stacked = [heat[4], heat[2], heat[0]]
    assert all(light - dark >= 55 for dark, light in itertools.pairwise(stacked))
    for text in (made.dark, made.accent, made.bar, made.ink, made.muted):
        assert contrast(text, made.white) >= 4.5
        assert contrast(text, made.sand) >= 4.5
    assert contrast(made.gold, made.dark) >= 4.5
    assert contrast(made.white, made.bar) >= 4.5
    assert contrast(made.mid, made.white) >= 3


def test_a_tone_is_as_light_as_asked() -> None:
    assert grey(tone("#B00020", 200)) == pytest.approx(200, abs=1)
    assert tone("#FFFFFF", 255) == "#FFFFFF"


LOGOS = {
    "png": picture("RGB", (300, 100), "#00707A"),
    "alpha": drawn("#00707A"),
    "white on nothing": drawn("#FFFFFF"),
    "grey": picture("L", (40, 40), 90),
    "grey and alpha": picture("LA", (40, 40), (90, 120)),
    "black and white": picture("1", (40, 40), 1),
    "sixteen bits": picture("I;16", (40, 40), 30000),
    "few colours": picture("P", (40, 40), 3),
    "gif": picture("P", (40, 40), 3, "GIF"),
    "webp": picture("RGBA", (40, 40), (1, 2, 3, 4), "WEBP"),
    "cmyk": picture("CMYK", (400, 400), (0, 90, 90, 0), "JPEG"),
    "huge": picture("RGB", (9000, 6000), "#B00020", "JPEG"),
    "tall": picture("RGB", (12, 6000), "#B00020"),
    "wide": picture("RGB", (6000, 12), "#B00020"),
    "a point": picture("RGB", (1, 1), "#B00020"),
}


@pytest.mark.parametrize("name", LOGOS)
def test_any_logo_is_made_small_and_stands_in_a_valid_report(name: str) -> None:
    logo = check_logo(LOGOS[name])
    with Image.open(io.BytesIO(logo)) as image:
        assert max(image.size) <= EDGE
    for document in (stories.letter(), stories.every_block()):
        check_pdf(render(document, brand=Brand("#00707A", logo)).data, document)


def _bomb() -> bytes:
    """Give a PNG of a few bytes that says it is 60,000 points square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _large(width: int = 6_000, height: int = 6_000) -> bytes:
    head = _bomb()
    data = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return head[:16] + data + struct.pack(">I", zlib.crc32(b"IHDR" + data)) + head[33:]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"%PDF-1.7",
        LOGOS["png"][:60],
        LOGOS["cmyk"][:300],
        _bomb(),
        _large(),
        _large(100_000_000, 1),
        b"<svg/>",
    ],
    ids=["empty", "text", "pdf", "cut png", "cut jpeg", "bomb", "large", "long", "svg"],
)
def test_a_file_that_is_no_picture_is_refused_in_words_and_never_stops_a_report(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        check_logo(data)
    assert refused.value.field == "logo"
    check_pdf(render(stories.letter(), brand=Brand(None, data)).data, stories.letter())


def test_a_white_logo_is_printed_on_the_dark_colour() -> None:
    image = printable(LOGOS["white on nothing"], HOUSE.dark)
    assert image is not None
    assert image.getpixel((299, 99)) == (0x3B, 0x16, 0x42)
    assert printable(None, HOUSE.dark) is None


def test_a_logo_is_never_stretched_and_never_vanishes() -> None:
    assert fitted(Image.new("RGB", (300, 100)), 150, 60) == (150, 50)
    assert fitted(Image.new("RGB", (1, 6000)), 150, 60) == (1.0, 60)


@pytest.mark.parametrize("size", [(6_000, 6_000), (100_000_000, 1), (1, 12_001)])
def test_a_picture_is_too_large_by_what_it_says_before_a_point_of_it_is_drawn(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _picture: pytest.fail("it was drawn"))
    with pytest.raises(Refused, match="too large"):
        check_logo(_large(*size))


def test_a_picture_that_there_is_no_memory_for_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_picture: object) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", full)
    with pytest.raises(Refused, match="too large"):
        check_logo(_large(10, 10))
