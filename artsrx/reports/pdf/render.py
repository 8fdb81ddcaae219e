"""The renderer's public face: a document in, a tagged PDF out; a chart for the screen; a password for sending."""

import io
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from pikepdf import Encryption, Pdf, Permissions

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.reports.document import Document, as_text
from artsrx.reports.pdf.brand import Brand, printable
from artsrx.reports.pdf.file import finish
from artsrx.reports.pdf.fonts import missing
from artsrx.reports.pdf.pages import Press
from artsrx.reports.pdf.styles import LARGE_PRINT, Styles, palette

LONGEST_PASSWORD: Final = 127
"""Bytes of a password that PDF 2.0 keeps (ISO 32000-2, 7.6.4.3.3)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF, how many pages it has, and the characters that no font has and that print as a stand-in."""

    data: bytes
    pages: int
    missing: tuple[str, ...]


def render(
    document: Document, *, brand: Brand = Brand(), large_print: bool = False, plain_cover: bool = False  # noqa: B008
) -> Rendered:  # fmt: skip
    """Render a document as a tagged PDF (PDF/UA-1); the same document gives the same bytes.

    `large_print` sets body text in 16 points instead of 12; `plain_cover` leaves the dark band out, to save ink.
    A letter that runs over its page by a few lines is set with less space between its parts.
    """
    colours, scale = palette(brand.colour), LARGE_PRINT if large_print else 1.0
    logo, quiet = printable(brand.logo, colours.dark), document.kind != "report"
    made = Press(document, Styles(colours, scale, quiet=quiet), logo, plain_cover).run()
    if quiet and made.known.pages > 1:
        tight = Press(document, Styles(colours, scale, quiet=True, tight=True), logo, plain_cover).run()
        made = min(made, tight, key=lambda one: one.known.pages)
    return Rendered(finish(made, document), made.known.pages, missing(as_text(document) + document.footer))


def encrypt(pdf: bytes, password: str) -> bytes:
    """Lock a PDF with a password: AES-256, revision 6. Screen readers may still read it once it is open.

    Raises Refused for a password that is empty or longer than 127 bytes.
    """
    composed = unicodedata.normalize("NFKC", password)
    if not composed:
        raise Refused(_("Please give a password for this file."), "password")
    if len(composed.encode("utf-8")) > LONGEST_PASSWORD:
        raise Refused(_("This password is too long. Please use at most 127 letters."), "password")
    with Pdf.open(io.BytesIO(pdf)) as opened:
        out = io.BytesIO()
        lock = Encryption(owner=secrets.token_urlsafe(24), user=composed, R=6, allow=Permissions(accessibility=True))
        opened.save(out, encryption=lock)
        return out.getvalue()
