"""From pieces to pages: what fits, where a page ends, and what stands on every page."""

from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from artsrx.domain.i18n import _
from artsrx.reports.document import Document, Lede, Paragraph
from artsrx.reports.pdf.opening import ROOM, CoverOpening, LetterOpening, Opening
from artsrx.reports.pdf.paper import Landed, Paper
from artsrx.reports.pdf.stack import Beside, Piece, Stack
from artsrx.reports.pdf.story import Story
from artsrx.reports.pdf.styles import BOTTOM, MARGIN, PAGE, TOP, Look
from artsrx.reports.pdf.tags import FOOTER, HEADER, Element
from artsrx.reports.pdf.text import Text

CONTENTS_FROM: Final = 4
"""A report of so many pages gets a list of its sections."""
PASSES: Final = 5
STRIP: Final = 19.0
"""Height of the banner that says that the data are a sample, in points."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the pass before found: how many pages there are and where the headings stand."""

    pages: int = 1
    landed: tuple[Landed, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """A finished pass: the untagged file, its tree and what was found on the way."""

    file: bytes
    root: Element
    known: Known


class Press:
    """Sets one document in one look. Every pass is built afresh, so no pass can stain the next."""

    def __init__(self, document: Document, look: Look, logo: Image.Image | None, plain_cover: bool) -> None:
        self._document = document
        self._look = look
        self._logo = logo
        self._plain = plain_cover
        self._known = Known()
        self._sample: Element | None = None

    def run(self) -> Set:
        """Set the document as often as it takes for page numbers and contents to be true."""
        made = self._pass(self._known)
        passes = 1
        while passes < PASSES and not self._is_true(made.known):
            self._known = made.known
            made = self._pass(made.known)
            passes += 1
        return made

    def _is_true(self, found: Known) -> bool:
        """Say whether what was printed about pages is what was found."""
        same = found.landed == self._known.landed or found.pages < CONTENTS_FROM
        return found.pages == self._known.pages and same

    def _pass(self, known: Known) -> Set:
        root = Element("Document")
        paper = Paper(PAGE)
        opening = self._opening(root)
        body = self._body(root, known)
        paper.turn()
        top = opening.draw(paper)
        self._edges(paper, known)
        while body.pieces:
            body = self._fill(paper, body, top)
            if body.pieces:
                paper.turn()
                self._edges(paper, known)
                top = PAGE[1] - TOP
        return Set(paper.close(), root, Known(paper.number + 1, tuple(paper.landed)))

    def _opening(self, root: Element) -> Opening:
        document = self._document
        self._sample = root.child("P") if document.sample else None
        if document.cover is not None:
            return CoverOpening.build(document, self._look, self._logo, self._plain, root)
        return LetterOpening.build(document, self._look, self._logo, root)

    def _body(self, root: Element, known: Known) -> Stack:
        """Give the pieces under the opening, with the contents after or beside its opening lines."""
        story, blocks = Story(self._look), self._document.blocks
        headings = [place for place in known.landed if place.level == 2]
        if known.pages < CONTENTS_FROM or len(headings) < 2:
            return Stack(story.sections(blocks, root, ROOM))
        first = next(number for number, block in enumerate(blocks) if not isinstance(block, Lede | Paragraph))
        gap = self._look.pt(22)
        beside = self._document.cover is not None and first > 0 and self._look.scale == 1
        room = (ROOM - gap) / 2 if beside else ROOM
        before: list[Piece] = story.pieces(blocks[:first], root, room)
        contents = story.contents(headings, root, wide=not beside and self._look.scale == 1)
        head: list[Piece] = [*before, contents]
        if beside:
            head = [Beside(Stack(before), Stack([contents]), gap, after=self._look.pt(8))]
        return Stack([*head, *story.sections(blocks[first:], root, ROOM)])

    def _fill(self, paper: Paper, body: Stack, top: float) -> Stack:
        """Draw what fits on the page below `top` and give the rest."""
        space = top - BOTTOM
        parts = body.split(ROOM, space)
        if parts is None and body.height(ROOM) <= space + 0.01:
            body.draw(paper, MARGIN, top, ROOM)
            return Stack([])
        if parts is None and top >= PAGE[1] - TOP:
            # No page can hold what should stay together, or the first piece alone: nothing may be lost all the same.
            parts = body.cut(ROOM, space, loose=True)
            parts = parts or (replace(body, pieces=body.pieces[:1]), replace(body, pieces=body.pieces[1:]))
        if parts is None:
            return body
        parts[0].draw(paper, MARGIN, top, ROOM)
        return parts[1]

    def _edges(self, paper: Paper, known: Known) -> None:
        """Draw what stands on every page: the footer and, for sample data, the banner."""
        look, document = self._look, self._document
        paper.line(MARGIN, 44, MARGIN + ROOM, 44, look.colours.line, 0.6)
        words = document.footer or " · ".join(part for part in (document.organisation, document.subtitle) if part)
        page = ""
        if known.pages > 1:
            page = _("Page {page} of {pages}").format(page=paper.number + 1, pages=known.pages)
        self._footer(paper, words, page)
        if self._sample is not None:
            self._banner(paper, self._sample)

    def _footer(self, paper: Paper, words: str, page: str) -> None:
        look = self._look
        room = ROOM - look.pt(90)
        style = look.foot
        lines = Text(words, style, FOOTER).lines(room)
        while len(lines) > 1 and style.size > 7:
            style = replace(style, size=style.size - 0.5)
            lines = Text(words, style, FOOTER).lines(room)
        left = Text(words, replace(style, leading=10 * look.scale), FOOTER)
        left.draw(paper, MARGIN, 40, room)
        Text(page, replace(look.foot, bold=True, align="right", colour=look.colours.dark), FOOTER).draw(
            paper, MARGIN, 40, ROOM
        )

    def _banner(self, paper: Paper, place: Element) -> None:
        """Draw the banner; it is content on the first page and an artifact on the others."""
        look = self._look
        top = PAGE[1]
        high = look.pt(STRIP)
        paper.box(0, top - high, PAGE[0], high, fill=look.colours.gold)
        style = replace(look.small, bold=True, colour=look.colours.ink, align="centre", leading=high)
        words = _("Sample data: every person in it is invented.")
        Text(words, style, HEADER if paper.number else place).draw(paper, MARGIN, top, ROOM)
