"""The list of a report's sections with their pages, each line a link to its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from artsrx.domain.i18n import _
from artsrx.reports.pdf.layout import Beside, Box, Piece, Stack
from artsrx.reports.pdf.styles import Styles
from artsrx.reports.pdf.tagged_canvas import Landed, TaggedCanvas
from artsrx.reports.pdf.tags import Element
from artsrx.reports.pdf.text import Text


@dataclass(slots=True)
class ContentsLine:
    """One line of the contents: a heading's words and its page, together one link to it."""

    words: Text
    page: Text
    link: Element
    to: tuple[int, float]
    rule: str
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def _wide(self, room: float) -> float:
        return room - 2.6 * self.page.style.size

    def height(self, room: float) -> float:
        """Give the height of the words and the space around them."""
        return self.words.height(self._wide(room)) + 0.6 * self.words.style.size

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw words, page and the line below, and make the whole lead to its page."""
        high, pad = self.height(room), 0.3 * self.words.style.size
        self.words.draw(canvas, x, top - pad, self._wide(room))
        self.page.draw(canvas, x + self._wide(room), top - pad, room - self._wide(room))
        words = f"{self.words.words} {self.page.words}"
        canvas.link(self.link, (x, top - high, x + room, top), words, to=self.to)
        canvas.line(x, top - high, x + room, top - high, self.rule, 0.6)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Never part."""
        return None


def contents(headings: Sequence[Landed], styles: Styles, root: Element, *, wide: bool) -> Piece:
    """Give the list of sections with their pages, in two columns where there is room for them."""
    section = root.child("Sect")
    title = Text(_("In this report"), styles.panel_title, section.child("P"))
    table = section.child("TOC")
    lines: list[Piece] = []
    for heading in headings:
        link = table.child("TOCI").child("Reference").child("Link")
        words = Text(heading.words, styles.label, link, trail=True)
        number = replace(styles.label, bold=True, align="right", colour=styles.colours.dark)
        page = Text(str(heading.page + 1), number, link, trail=True)
        lines.append(ContentsLine(words, page, link, (heading.page, heading.top), styles.colours.line))
    pad = styles.pt(14)
    if wide and 4 <= len(lines) <= 40:
        half = (len(lines) + 1) // 2
        lines = [Beside(Stack(lines[:half]), Stack(lines[half:]), styles.pt(22))]
    return Box(Stack([title, *lines]), styles.colours.sand, pad, before=styles.pt(4), after=styles.pt(14))
