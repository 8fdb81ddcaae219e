"""How pieces stand on a page: under each other, beside each other, in rows and boxes, split where a page ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from artsrx.reports.pdf.tagged_canvas import TaggedCanvas
from artsrx.reports.pdf.tags import HEADER
from artsrx.reports.pdf.text import Text

WHOLE: Final = 150.0
"""A row or box lower than this is moved to the next page rather than split, in points."""


class Piece(Protocol):
    """Anything that stands on a page. Lengths are in points; `keep` holds it on the page of what follows."""

    before: float
    after: float
    keep: bool

    def height(self, room: float) -> float:
        """Give the height for a width."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw down from (x, top) within a width."""

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Part in two so that the first is no higher than `height`; None if that would look wrong."""


@dataclass(slots=True)
class Stack:
    """Pieces under each other; the space between two is the larger of the one's `after` and the other's `before`."""

    pieces: Sequence[Piece]
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, room: float) -> float:
        """Give the height from the top of the first piece to the foot of the last."""
        gaps = sum(max(a.after, b.before) for a, b in zip(self.pieces, self.pieces[1:], strict=False))
        return gaps + sum(piece.height(room) for piece in self.pieces)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the pieces down from (x, top)."""
        for number, piece in enumerate(self.pieces):
            if number:
                top -= max(self.pieces[number - 1].after, piece.before)
            piece.draw(canvas, x, top, room)
            top -= piece.height(room)

    def split(self, room: float, height: float) -> "tuple[Stack, Stack] | None":
        """Part between two pieces or inside one; a piece that is kept with the next goes where that goes."""
        return self.cut(room, height, loose=False)

    def cut(self, room: float, height: float, *, loose: bool) -> "tuple[Stack, Stack] | None":
        """Part as `split` does; `loose` parts even what should be kept together, if no page can hold it."""
        used = 0.0
        for number, piece in enumerate(self.pieces):
            used += max(self.pieces[number - 1].after, piece.before) if number else 0.0
            high = piece.height(room)
            if used + high > height + 0.01:
                parts = piece.split(room, height - used)
                if parts is not None:
                    return self._parts([*self.pieces[:number], parts[0]], [parts[1], *self.pieces[number + 1 :]])
                first = number
                while first and self.pieces[first - 1].keep:
                    first -= 1
                first = first or (number if loose else 0)
                return self._parts(self.pieces[:first], self.pieces[first:]) if first else None
            used += high
        return None

    def _parts(self, first: Sequence[Piece], rest: Sequence[Piece]) -> "tuple[Stack, Stack]":
        return replace(self, pieces=list(first), after=0.0), replace(self, pieces=list(rest), before=0.0)


@dataclass(slots=True)
class Cell:
    """One cell of a row: its piece (None where it is used up), where it begins and how wide it is."""

    piece: Piece | None
    x: float
    room: float


@dataclass(slots=True)
class CellRow:
    """Pieces beside each other: the cells of a table's row, a list's number and its words."""

    cells: Sequence[Cell]
    pad: float = 0.0
    fill: str | None = None
    rule: str | None = None
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, room: float) -> float:
        """Give the height of the highest cell."""
        return 2 * self.pad + max(cell.piece.height(cell.room) if cell.piece else 0.0 for cell in self.cells)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the tint, the cells and the line below."""
        high = self.height(room)
        if self.fill:
            canvas.box(x, top - high, room, high, fill=self.fill)
        for cell in self.cells:
            if cell.piece:
                cell.piece.draw(canvas, x + cell.x, top - self.pad, cell.room)
        if self.rule:
            canvas.line(x, top - high, x + room, top - high, self.rule, 0.6)

    def split(self, room: float, height: float) -> "tuple[CellRow, CellRow] | None":
        """Part a high row: each cell gives what fits."""
        if self.height(room) < WHOLE:
            return None
        first, rest = [], []
        for cell in self.cells:
            if cell.piece is None or cell.piece.height(cell.room) <= height - 2 * self.pad:
                parts: tuple[Piece | None, Piece | None] = cell.piece, None
            else:
                found = cell.piece.split(cell.room, height - 2 * self.pad)
                if found is None:
                    return None
                parts = found
            first.append(replace(cell, piece=parts[0]))
            rest.append(replace(cell, piece=parts[1]))
        return replace(self, cells=first, after=0.0), replace(self, cells=rest, before=0.0)


@dataclass(slots=True)
class Grid:
    """A table: its heading row, repeated on each page as an artifact, and its rows."""

    head: CellRow | None
    rows: Stack
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, room: float) -> float:
        """Give the height of heading and rows."""
        return (self.head.height(room) if self.head else 0.0) + self.rows.height(room)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the heading and the rows."""
        if self.head:
            self.head.draw(canvas, x, top, room)
            top -= self.head.height(room)
        self.rows.draw(canvas, x, top, room)

    def split(self, room: float, height: float) -> "tuple[Grid, Grid] | None":
        """Part between rows; the heading is drawn again above the rest."""
        high = self.head.height(room) if self.head else 0.0
        parts = self.rows.split(room, height - high)
        if parts is None:
            return None
        again = self.head and replace(self.head, cells=[_again(cell) for cell in self.head.cells])
        return replace(self, rows=parts[0], after=0.0), replace(self, head=again, rows=parts[1], before=0.0)


def _again(cell: Cell) -> Cell:
    """Give a heading cell as it is drawn on the pages after its first."""
    return (
        replace(cell, piece=Text(cell.piece.words, cell.piece.style, HEADER)) if isinstance(cell.piece, Text) else cell
    )


@dataclass(slots=True)
class Box:
    """A tinted box around a stack, `pad` points away from it."""

    inside: Stack
    fill: str
    pad: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    def height(self, room: float) -> float:
        """Give the height of the stack and the space around it."""
        return self.inside.height(room - 2 * self.pad) + 2 * self.pad

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the box and what is in it."""
        high = self.height(room)
        canvas.box(x, top - high, room, high, fill=self.fill, radius=6)
        self.inside.draw(canvas, x + self.pad, top - self.pad, room - 2 * self.pad)

    def split(self, room: float, height: float) -> "tuple[Box, Box] | None":
        """Part a high box: each part has a tint of its own."""
        if self.height(room) < WHOLE:
            return None
        parts = self.inside.split(room - 2 * self.pad, height - 2 * self.pad)
        if parts is None:
            return None
        return replace(self, inside=parts[0], after=0.0), replace(self, inside=parts[1], before=0.0)


@dataclass(slots=True)
class Beside:
    """Two stacks beside each other, `gap` apart; `share` of the width goes to the left one."""

    left: Stack
    right: Stack
    gap: float
    share: float = 0.5
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    tallest: float = field(default=700.0)

    def _rooms(self, room: float) -> tuple[float, float]:
        left = (room - self.gap) * self.share
        return left, room - self.gap - left

    def height(self, room: float) -> float:
        """Give the height of the higher side."""
        left, right = self._rooms(room)
        return max(self.left.height(left), self.right.height(right))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        """Draw the left side, then the right one."""
        left, right = self._rooms(room)
        self.left.draw(canvas, x, top, left)
        self.right.draw(canvas, x + left + self.gap, top, right)

    def split(self, room: float, height: float) -> "tuple[Piece, Piece] | None":
        """Part only what no page could hold: then the two sides stand under each other."""
        if self.height(room) <= self.tallest:
            return None
        below = Stack([self.left, self.right], before=self.before, after=self.after)
        return below.split(room, height)
