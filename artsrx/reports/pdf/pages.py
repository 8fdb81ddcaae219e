"""From pieces to pages: what fits, where a page ends, and what stands on every page."""

from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from artsrx.domain.i18n import _
from artsrx.reports.document import Document, Lede, Paragraph
from artsrx.reports.pdf.composer import Composer
from artsrx.reports.pdf.contents import contents
from artsrx.reports.pdf.first_page import ROOM, CoverPage, FirstPage, LetterPage
from artsrx.reports.pdf.layout import Beside, Piece, Stack
from artsrx.reports.pdf.styles import BOTTOM, MARGIN, PAGE, TOP, Styles
from artsrx.reports.pdf.tagged_canvas import Landed, TaggedCanvas
from artsrx.reports.pdf.tags import FOOTER, HEADER, Element
from artsrx.reports.pdf.text import Text

CONTENTS_FROM: Final = 4
"""A report of so many pages gets a list of its sections."""
PASSES: Final = 5
STRIP: Final = 19.0
"""Height of the banner that says that the data are a sample, in points."""


@dataclass(frozen=True, slots=True)
class PagesFound:
    """What the pass before found: how many pages there are and where the headings stand."""

    pages: int = 1
    landed: tuple[Landed, ...] = ()


@dataclass(frozen=True, slots=True)
class SetPages:
    """A finished pass: the untagged file, its tree and what was found on the way."""

    file: bytes
    root: Element
    known: PagesFound


class Press:
    """Sets one document in one set of styles. Every pass is built afresh, so no pass can stain the next."""

    def __init__(self, document: Document, styles: Styles, logo: Image.Image | None, plain_cover: bool) -> None:
        self._document = document
        self._styles = styles
        self._logo = logo
        self._plain = plain_cover
        self._known = PagesFound()
        self._sample: Element | None = None

    def run(self) -> SetPages:
        """Set the document as often as it takes for page numbers and contents to be true."""
        made = self._pass(self._known)
        passes = 1
        while passes < PASSES and not self._is_true(made.known):
            self._known = made.known
            made = self._pass(made.known)
            passes += 1
        return made

    def _is_true(self, found: PagesFound) -> bool:
        """Say whether what was printed about pages is what was found."""
        same = found.landed == self._known.landed or found.pages < CONTENTS_FROM
        return found.pages == self._known.pages and same

    def _pass(self, known: PagesFound) -> SetPages:
        root = Element("Document")
        canvas = TaggedCanvas(PAGE)
        first_page = self._first_page(root)
        body = self._body(root, known)
        canvas.turn()
        top = first_page.draw(canvas)
        self._edges(canvas, known)
        while body.pieces:
            body = self._fill(canvas, body, top)
            if body.pieces:
                canvas.turn()
                self._edges(canvas, known)
                top = PAGE[1] - TOP
        return SetPages(canvas.close(), root, PagesFound(canvas.number + 1, tuple(canvas.landed)))

    def _first_page(self, root: Element) -> FirstPage:
        document = self._document
        self._sample = root.child("P") if document.sample else None
        if document.cover is not None:
            return CoverPage.build(document, self._styles, self._logo, self._plain, root)
        return LetterPage.build(document, self._styles, self._logo, root)

    def _body(self, root: Element, known: PagesFound) -> Stack:
        """Give the pieces under the top of the first page, with the contents after or beside its opening lines."""
        composer, blocks = Composer(self._styles), self._document.blocks
        headings = [place for place in known.landed if place.level == 2]
        if known.pages < CONTENTS_FROM or len(headings) < 2:
            return Stack(composer.sections(blocks, root, ROOM))
        first = next(number for number, block in enumerate(blocks) if not isinstance(block, Lede | Paragraph))
        gap = self._styles.pt(22)
        beside = self._document.cover is not None and first > 0 and self._styles.scale == 1
        room = (ROOM - gap) / 2 if beside else ROOM
        before: list[Piece] = composer.pieces(blocks[:first], root, room)
        listed = contents(headings, self._styles, root, wide=not beside and self._styles.scale == 1)
        head: list[Piece] = [*before, listed]
        if beside:
            head = [Beside(Stack(before), Stack([listed]), gap, after=self._styles.pt(8))]
        return Stack([*head, *composer.sections(blocks[first:], root, ROOM)])

    def _fill(self, canvas: TaggedCanvas, body: Stack, top: float) -> Stack:
        """Draw what fits on the page below `top` and give the rest."""
        space = top - BOTTOM
        parts = body.split(ROOM, space)
        if parts is None and body.height(ROOM) <= space + 0.01:
            body.draw(canvas, MARGIN, top, ROOM)
            return Stack([])
        if parts is None and top >= PAGE[1] - TOP:
            # No page can hold what should stay together, or the first piece alone: nothing may be lost all the same.
            parts = body.cut(ROOM, space, loose=True)
            parts = parts or (replace(body, pieces=body.pieces[:1]), replace(body, pieces=body.pieces[1:]))
        if parts is None:
            return body
        parts[0].draw(canvas, MARGIN, top, ROOM)
        return parts[1]

    def _edges(self, canvas: TaggedCanvas, known: PagesFound) -> None:
        """Draw what stands on every page: the footer and, for sample data, the banner."""
        styles, document = self._styles, self._document
        canvas.line(MARGIN, 44, MARGIN + ROOM, 44, styles.colours.line, 0.6)
        words = document.footer or " · ".join(part for part in (document.organisation, document.subtitle) if part)
        page = ""
        if known.pages > 1:
            page = _("Page {page} of {pages}").format(page=canvas.number + 1, pages=known.pages)
        self._footer(canvas, words, page)
        if self._sample is not None:
            self._banner(canvas, self._sample)

    def _footer(self, canvas: TaggedCanvas, words: str, page: str) -> None:
        styles = self._styles
        room = ROOM - styles.pt(90)
        style = styles.foot
        lines = Text(words, style, FOOTER).lines(room)
        while len(lines) > 1 and style.size > 7:
            style = replace(style, size=style.size - 0.5)
            lines = Text(words, style, FOOTER).lines(room)
        left = Text(words, replace(style, leading=10 * styles.scale), FOOTER)
        left.draw(canvas, MARGIN, 40, room)
        Text(page, replace(styles.foot, bold=True, align="right", colour=styles.colours.dark), FOOTER).draw(
            canvas, MARGIN, 40, ROOM
        )

    def _banner(self, canvas: TaggedCanvas, place: Element) -> None:
        """Draw the banner; it is content on the first page and an artifact on the others."""
        styles = self._styles
        top = PAGE[1]
        high = styles.pt(STRIP)
        canvas.box(0, top - high, PAGE[0], high, fill=styles.colours.gold)
        style = replace(styles.small, bold=True, colour=styles.colours.ink, align="centre", leading=high)
        words = _("Sample data: every person in it is invented.")
        Text(words, style, HEADER if canvas.number else place).draw(canvas, MARGIN, top, ROOM)
