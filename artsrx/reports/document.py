"""A document as a value: what is said, in what order; how it looks is a renderer's affair.

A story builds a `Document` out of the blocks below; a test compares it by equality; a renderer draws it.
All text is data: nothing in it is ever read as markup.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from artsrx.domain.i18n import _
from artsrx.reports.charts import (
    HIDDEN,
    NONE,
    Bar,
    Bars,
    Chart,
    Dumbbell,
    DumbbellRow,
    Funnel,
    FunnelRow,
    HeatRow,
    HeatStrip,
    Number,
    alt_text,
    number_words,
)

__all__ = [
    "HIDDEN",
    "NONE",
    "Bar",
    "Bars",
    "Block",
    "Bullets",
    "Chart",
    "Code",
    "Cover",
    "Document",
    "DocumentKind",
    "Dumbbell",
    "DumbbellRow",
    "Funnel",
    "FunnelRow",
    "HeatRow",
    "HeatStrip",
    "KeyValues",
    "Lede",
    "Number",
    "Numbered",
    "Panel",
    "Paragraph",
    "Run",
    "SectionHeading",
    "Table",
    "TableColumn",
    "Tile",
    "Tiles",
    "Words",
    "alt_text",
    "as_text",
    "number_words",
    "plain",
    "walk",
]

DocumentKind = Literal["report", "letter", "sheet"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words within a line: bold, or a link to a web or mail address.

    `link` is a whole address (`https://…`, `mailto:…`).
    """

    text: str
    bold: bool = False
    link: str = ""


Words = str | tuple[str | Run, ...]
"""What a line says: plain text, or a tuple of plain text and runs."""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A heading of level 2, 3 or 4 (level 1 is the document's own title), with a short kicker above it if given."""

    level: int
    text: str
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Lede:
    """The opening lines, a little larger than the rest."""

    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` sets it smaller and greyer; `language` marks a whole paragraph as, say, "cy"."""

    words: Words
    quiet: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in order: 1, 2, 3."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, its side (numbers go right) and its share of the width beside the others."""

    title: str
    align: Literal["left", "right"] = "left"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row, repeated on every page.

    Every row has as many cells as there are columns. `row_headers` makes the first cell of a row its heading;
    `total` sets the last row apart. `caption` is the title above, `note` the small words below it, `empty`
    what is said when there are no rows.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""
    row_headers: bool = True
    total: bool = False
    empty: str = ""

    def __post_init__(self) -> None:
        """Refuse a row of the wrong length: that is a mistake in a story, raised as ValueError."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table row has another number of cells than the table has columns")


@dataclass(frozen=True, slots=True)
class Tile:
    """One number that matters, and a few words that say of what."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Two to four tiles side by side; more go on in a second row."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Label and value, row by row, as a letter states its facts."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Groups of letters and digits to be copied by hand, set large, such as a recovery code."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted box with a title and a few blocks."""

    title: str
    blocks: tuple["Block", ...]


Block = (
    SectionHeading | Lede | Paragraph | Bullets | Numbered | Table | Tiles | KeyValues | Code | Panel | Dumbbell | Funnel
    | HeatStrip | Bars
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover:
    """The top of a report's first page: a few words over the title, and up to four tiles below it."""

    kicker: str = ""
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a document says.

    `title` is its only heading of level 1; `subtitle` stands below it (a report's period, a letter's date).
    `date` goes into the file's own properties and is never read from the clock. `footer` is printed on each
    page beside its number. `sample` puts a banner on each page that says the people in it are invented.
    A letter or a sheet has no cover.
    """

    title: str
    date: dt.date
    organisation: str
    blocks: tuple[Block, ...]
    kind: DocumentKind = "report"
    subtitle: str = ""
    language: str = "en-GB"
    cover: Cover | None = None
    footer: str = ""
    sample: bool = False

    def __post_init__(self) -> None:
        """Refuse a heading level that is skipped, which would mislead a screen reader: ValueError."""
        last = 1
        for block in walk(self.blocks):
            if isinstance(block, SectionHeading):
                if not 2 <= block.level <= min(last + 1, 4):
                    raise ValueError(f"heading {block.level} after heading {last}")
                last = block.level


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block in reading order, those inside panels after the block that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Panel):
            yield from walk(block.blocks)


def plain(words: Words) -> str:
    """Give the text of words without their runs."""
    return words if isinstance(words, str) else "".join(run if isinstance(run, str) else run.text for run in words)


def as_text(document: Document) -> str:
    """Say a document in plain text, ready to paste into an e-mail; table cells are parted by tabs."""
    parts = [document.title, document.subtitle, document.organisation]
    if document.sample:
        parts.append(_("Sample data: every person in it is invented."))
    if document.cover is not None:
        parts = [document.cover.kicker, *parts, *_lines(Tiles(document.cover.tiles))]
    for block in document.blocks:
        parts += ["", *_lines(block)]
    text = "\n".join(part.rstrip() for part in _squeeze(parts))
    return text.strip() + "\n"


def _squeeze(parts: list[str]) -> Iterator[str]:
    """Drop empty lines that follow an empty line."""
    last = ""
    for part in parts:
        if part or last:
            yield part
        last = part


def _lines(block: Block) -> list[str]:
    """Say one block in lines."""
    match block:
        case SectionHeading():
            return [block.text, "-" * len(block.text)] if block.level == 2 else [block.text]
        case Lede() | Paragraph():
            return [plain(block.words)]
        case Bullets():
            return [f"- {plain(item)}" for item in block.items]
        case Numbered():
            return [f"{number}. {plain(item)}" for number, item in enumerate(block.items, 1)]
        case Tiles():
            return [f"{tile.number} {tile.words}" for tile in block.tiles]
        case KeyValues():
            return [f"{label}: {plain(value)}" for label, value in block.rows]
        case Code():
            return [" ".join(block.groups)]
        case Table():
            return _table_lines(block)
        case Panel():
            return [block.title, *_inner(block.blocks)]
    return [block.title, block.subtitle, alt_text(block)]


def _inner(blocks: tuple[Block, ...]) -> list[str]:
    """Say the blocks inside a panel, one line apart."""
    return [line for number, block in enumerate(blocks) for line in ([""] if number else []) + _lines(block)]


def _table_lines(table: Table) -> list[str]:
    """Say a table: caption, headings, rows, note."""
    rows = ["\t".join(row) for row in table.rows] or [table.empty or _("There is nothing to show yet.")]
    caption = [table.caption] if table.caption else []
    note = [table.note] if table.note else []
    return [*caption, "\t".join(column.title for column in table.columns), *rows, *note]
