"""Text in lines: words of several fonts broken to a width, drawn with their marks, split between pages."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from artsrx.reports.document import Run, Words, plain
from artsrx.reports.pdf.fonts import clean, pieces, width
from artsrx.reports.pdf.styles import Style
from artsrx.reports.pdf.tagged_canvas import Landed, TaggedCanvas, aligned
from artsrx.reports.pdf.tags import Element, Holder

_TOKEN: Final = re.compile(r"\n| +|[^ \n]+")
_BREAK: Final = re.compile(r"(?<=[^\W\d][-–—/])(?=[^\W\d])")
"""A word may break after a hyphen, dash or slash between letters, so dates and numbers stay whole."""
_RISE: Final = 0.335
"""Half the height of a capital, as a share of the type size: lines stand in the middle of their leading."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one font; `link` is the number of the run that it comes from if that is a link, else -1."""

    font: str
    text: str
    link: int = -1


@dataclass(slots=True)
class _Atom:
    """What may not be parted, and whether a space (or the end of a line) follows it."""

    fragments: list[Fragment]
    space: bool = False
    end: bool = False

    def width(self, size: float) -> float:
        return size * sum(width(part.text, part.font) for part in self.fragments)


Line = tuple[Fragment, ...]


def _atoms(words: Words, style: Style) -> list[_Atom]:
    """Part words into what may stand on a line of its own."""
    atoms = [_Atom([])]
    for count, run in enumerate((words,) if isinstance(words, str) else words):
        run = Run(run) if isinstance(run, str) else run
        bold, link = style.bold or run.bold, count if run.link else -1
        for token in _TOKEN.findall(clean(run.text)):
            if not token.strip(" \n"):
                atoms[-1].space = True
                atoms[-1].end = atoms[-1].end or token == "\n"
                atoms.append(_Atom([]))
                continue
            for number, part in enumerate(_BREAK.split(token)):
                if number:
                    atoms.append(_Atom([]))
                atoms[-1].fragments += [Fragment(font, text, link) for font, text in pieces(part, style.face, bold)]
    return [atom for atom in atoms if atom.fragments or atom.end]


def _chop(atom: _Atom, size: float, room: float) -> list[_Atom]:
    """Part a word that is wider than the whole line, character by character."""
    parts = [_Atom([])]
    used = 0.0
    for fragment in atom.fragments:
        for mark in fragment.text:
            wide = size * width(mark, fragment.font)
            if parts[-1].fragments and used + wide > room:
                parts.append(_Atom([]))
                used = 0.0
            parts[-1].fragments.append(replace(fragment, text=mark))
            used += wide
    parts[-1].space, parts[-1].end = atom.space, atom.end
    return parts


def _joined(atoms: list[_Atom], after: list[_Atom] | None) -> Line:
    """Make one line of atoms: a space between words, and one at the end so that no reader joins words there.

    `after` is the next line, None for the last one; a space inside a link belongs to the link.
    """
    parts: list[Fragment] = []
    for atom, follower in zip(atoms, [*atoms[1:], after[0] if after else None], strict=False):
        parts += atom.fragments
        if atom.space and atom.fragments and (follower is not None or after is not None):
            follows = follower.fragments if follower is not None else []
            same = bool(follows) and follows[0].link == atom.fragments[-1].link
            parts.append(Fragment(atom.fragments[-1].font, " ", atom.fragments[-1].link if same else -1))
    merged: list[Fragment] = []
    for part in parts:
        if merged and (merged[-1].font, merged[-1].link) == (part.font, part.link):
            merged[-1] = replace(part, text=merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


@lru_cache(maxsize=2048)
def set_lines(words: Words, style: Style, room: float) -> tuple[Line, ...]:
    """Break words into lines no wider than `room` points; a word wider than that is parted."""
    lines: list[list[_Atom]] = [[]]
    used, gap = 0.0, 0.0
    for whole in _atoms(words, style):
        wide = whole.width(style.size)
        for atom in [whole] if wide <= room else _chop(whole, style.size, room):
            wide = atom.width(style.size)
            if lines[-1] and used + gap + wide > room + 0.01:
                lines.append([])
                used, gap = 0.0, 0.0
            lines[-1].append(atom)
            used += gap + wide
            gap = style.size * width(" ", atom.fragments[-1].font) if atom.space and atom.fragments else 0.0
            if atom.end:
                lines.append([])
                used, gap = 0.0, 0.0
    while len(lines) > 1 and not any(atom.fragments for atom in lines[-1]):
        lines.pop()
    return tuple(_joined(line, after) for line, after in zip(lines, [*lines[1:], None], strict=True))


def line_width(line: Line, size: float) -> float:
    """Give the width of a line in points, without the space at its end."""
    return size * sum(width(part.text, part.font) for part in line) - _trail(line, size)


def _trail(line: Line, size: float) -> float:
    return size * width(" ", line[-1].font) if line and line[-1].text.endswith(" ") else 0.0


def natural_width(words: Words, style: Style) -> float:
    """Give the width that words would need on one line, in points."""
    return max(line_width(line, style.size) for line in set_lines(words, style, 1e6))


def longest_word(words: Words, style: Style) -> float:
    """Give the width of the widest part that is better not broken, in points."""
    return max((atom.width(style.size) for atom in _atoms(words, style)), default=0.0)


def _run(words: Words, number: int) -> Run:
    """Give one run of words by its number."""
    found = words[number]
    return found if isinstance(found, Run) else Run(found)


class Text:
    """A stretch of text that belongs to one element: a paragraph, a heading, the inside of a cell."""

    def __init__(self, words: Words, style: Style, holder: Holder, *, level: int = 0, trail: bool = False) -> None:
        self.words = words
        self.style = style
        self.holder = holder
        self.before, self.after, self.keep = style.before, style.after, style.keep
        self.level = level
        self._trail = trail
        self._lines: tuple[Line, ...] | None = None
        self._links: dict[int, Element] = {}

    def lines(self, room: float) -> tuple[Line, ...]:
        """Give the lines for a width in points."""
        return set_lines(self.words, self.style, room) if self._lines is None else self._lines

    def height(self, room: float) -> float:
        """Give the height for a width, in points."""
        return len(self.lines(room)) * self.style.leading

    def split(self, room: float, height: float) -> "tuple[Text, Text] | None":
        """Part the text so that the first part fits; at least two lines stay together on each side."""
        lines = self.lines(room)
        count = min(int((height + 0.01) / self.style.leading), len(lines) - 2)
        if count < 2 or self.keep:
            return None
        return self._part(lines[:count], first=True), self._part(lines[count:], first=False)

    def _part(self, lines: tuple[Line, ...], first: bool) -> "Text":
        part = Text(self.words, self.style, self.holder, level=self.level if first else 0, trail=self._trail)
        part._lines, part._links = lines, self._links
        part.before, part.after = (self.before, 0.0) if first else (0.0, self.after)
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the text down from (x, top)."""
        if self.level:
            canvas.landed.append(Landed(self.level, clean(plain(self.words)).replace("\n", " "), canvas.number, top))
        lines = self.lines(room)
        for number, line in enumerate(lines):
            y = top - number * self.style.leading - self.style.leading / 2 - _RISE * self.style.size
            if self._trail and number == len(lines) - 1 and line:
                line = (*line[:-1], replace(line[-1], text=line[-1].text + " "))
            self._line(canvas, aligned(x, room, line_width(line, self.style.size), self.style.align), y, line)

    def _line(self, canvas: TaggedCanvas, x: float, y: float, line: Line) -> None:
        style = self.style
        for part in line:
            wide = style.size * width(part.text, part.font)
            if part.link >= 0 and isinstance(self.holder, Element):
                self._link(canvas, self.holder, x, y, wide, part)
            else:
                canvas.text(x, y, part.font, style.size, style.colour, part.text, self.holder)
            x += wide

    def _link(self, canvas: TaggedCanvas, parent: Element, x: float, y: float, wide: float, part: Fragment) -> None:
        """Draw a stretch of a link: one element however often its line is broken."""
        style, run = self.style, _run(self.words, part.link)
        if part.link not in self._links:
            self._links[part.link] = parent.child("Link")
        element = self._links[part.link]
        canvas.text(x, y, part.font, style.size, style.link or style.colour, part.text, element)
        bare = wide - _trail((part,), style.size)
        area = (x, y - 0.25 * style.size, x + bare, y + 0.8 * style.size)
        canvas.link(element, area, clean(run.text), address=run.link)
        canvas.line(x, y - 0.14 * style.size, x + bare, y - 0.14 * style.size, style.link or style.colour, 0.6)
