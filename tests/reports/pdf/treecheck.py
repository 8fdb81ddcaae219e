"""Checks that any report's test can use: is this PDF what its document says, for people who do not see it?

`check_pdf(data, document)` runs the PDF/UA-1 rules, our own check of the tree, the fonts, and compares the text
that a screen reader would read, word for word and in order, with the document's own.
"""

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import page
import pikepdf

from artsrx.domain.i18n import _
from artsrx.reports.document import (
    Block,
    Bullets,
    Code,
    Document,
    KeyValues,
    Lede,
    Numbered,
    Panel,
    Paragraph,
    SectionHeading,
    Table,
    Tiles,
    alt_text,
    plain,
    walk,
)
from artsrx.reports.pdf.fonts import clean, pieces

CHARTS = ("Dumbbell", "Funnel", "HeatStrip", "Bars")


@dataclass
class Node:
    """One element of the tree as it is read back: its tag, its own text and its kids in order."""

    tag: str
    alt: str = ""
    kids: list["Node | str"] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Reader:
    """Reads marks, text and tree of a file, and fails on anything that does not fit together."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.Pdf.open(io.BytesIO(data))
        self.artifacts: list[tuple[str, str]] = []
        self.marks = [self._page(number) for number in range(len(self.pdf.pages))]
        self.used: list[set[int]] = [set() for _page in self.pdf.pages]
        self.numbers = self._numbers()
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.links = 0
        self.root = self._node(self.pdf.Root.StructTreeRoot.K[0])

    def _numbers(self) -> dict[int, Any]:
        flat = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return {int(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}

    def _page(self, number: int) -> dict[int, str]:
        """Read one page's marks; text or paint outside a mark, or a mark inside a mark, fails."""
        sheet = self.pdf.pages[number]
        fonts = {name: _unicode(font) for name, font in sheet.Resources.get("/Font", {}).items()}
        marks: dict[int, str] = {}
        current: tuple[str, int] | None = None
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(sheet):
            name = str(operator)
            if name in ("BDC", "BMC"):
                assert current is None, "a mark inside a mark"
                if str(operands[0]) == "/Artifact":
                    current = (str(operands[1].get("/Subtype", "")) if len(operands) > 1 else "", -1)
                else:
                    current = (str(operands[0]), int(operands[1].MCID))
                    assert current[1] not in marks, "a mark's number twice"
                    marks[current[1]] = ""
            elif name == "EMC":
                current = None
            elif name == "Tf":
                font = fonts[str(operands[0])]
            elif name in ("f", "f*", "S", "B", "B*", "s", "b", "Do"):
                assert current is not None, "paint outside a mark"
            elif name == "Tj":
                assert current is not None, "text outside a mark"
                words = "".join(font[code] for code in bytes(operands[0]))
                if current[1] < 0:
                    self.artifacts.append((current[0], words))
                else:
                    marks[current[1]] += words
            assert name not in ("TJ", "'", '"'), "another way to show text: teach this reader"
        assert current is None, "a mark left open"
        return marks

    def _node(self, item: Any) -> Node:
        node = Node(str(item.S)[1:], str(item.get("/Alt", "")))
        if "/A" in item:
            node.rows = {str(key): str(value) for key, value in item.A.items()}
        kids = item.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                node.kids.append(self._mark(item, self.pages[item.Pg.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                node.kids.append(self._mark(item, self.pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                self._link(item, kid.Obj)
            else:
                assert kid.P.objgen == item.objgen, "a kid with another parent"
                node.kids.append(self._node(kid))
        return node

    def _mark(self, item: Any, number: int, mark: int) -> str:
        assert mark not in self.used[number], "a mark in two elements"
        self.used[number].add(mark)
        sheet = self.pdf.pages[number].obj
        assert sheet.Tabs == "/S"
        assert self.numbers[int(sheet.StructParents)][mark].objgen == item.objgen, "a wrong entry in the parent tree"
        assert mark in self.marks[number], "an element holds a mark that the page lacks"
        return self.marks[number][mark]

    def _link(self, item: Any, note: Any) -> None:
        assert item.S == "/Link"
        assert str(note.Contents).strip(), "a link without words"
        assert "/Dest" in note or str(note.A.URI), "a link that leads nowhere"
        assert self.numbers[int(note.StructParent)].objgen == item.objgen
        self.links += 1


def _unicode(font: Any) -> dict[int, str]:
    """Read a font's map of codes to characters, which must be embedded with the font itself."""
    assert "/FontFile2" in font.FontDescriptor, f"{font.BaseFont} is not embedded"
    assert "Helvetica" not in str(font.BaseFont)
    words = bytes(font.ToUnicode.read_bytes()).decode("ascii")
    assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbfchar", words))
    return {int(code, 16): chr(int(mark, 16)) for code, mark in re.findall(r"<(\w\w)> <(\w{4})>", words)}


def tree_lines(data: bytes) -> list[str]:
    """Give the tree as lines: indented tag, its own words, its alt text; for comparing with a golden file."""
    lines: list[str] = []

    def add(node: Node, depth: int) -> None:
        own = "".join(kid for kid in node.kids if isinstance(kid, str)) if node.tag != "Figure" else ""
        parts = [node.tag, own.strip(), f"[{node.alt}]" if node.alt else ""]
        lines.append("  " * depth + " ".join(part for part in parts if part))
        for kid in node.kids:
            if isinstance(kid, Node):
                add(kid, depth + 1)

    add(Reader(data).root, 0)
    return lines


def _check_tree(reader: Reader, document: Document) -> None:
    for number, marks in enumerate(reader.marks):
        assert set(marks) == reader.used[number], "marks that no element holds"
    notes = sum(len(sheet.get("/Annots", [])) for sheet in reader.pdf.pages)
    assert notes == reader.links, "a link outside the tree"
    levels = [int(node.tag[1]) for node in reader.root.walk() if re.fullmatch(r"H\d", node.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    for node in reader.root.walk():
        if node.tag == "Table":
            rows = [kid for kid in node.kids if isinstance(kid, Node) and kid.tag == "TR"]
            assert len({len(row.kids) for row in rows}) == 1, "rows of different lengths"
            heads = [cell for cell in node.walk() if cell.tag == "TH"]
            assert all(cell.rows.get("/Scope") in ("/Column", "/Row") for cell in heads)
        if node.tag == "Figure":
            assert len(node.alt) > 10 and "/BBox" in node.rows
    allowed = {"/Footer", "/Header"}
    assert {kind for kind, words in reader.artifacts if words.strip("“ ")} <= allowed
    assert str(reader.pdf.Root.Lang) == document.language


def _printed(words: str) -> str:
    """Give words as they can be printed: composed, stand-ins for what no font has, single spaces."""
    shown = "".join(text for _font, text in pieces(clean(words), "text", False))
    return " ".join(shown.split())


def expected(document: Document) -> list[str]:
    """Give what a screen reader should read, in order: a line for each element that holds text."""
    lines = []
    if document.sample:
        lines.append(_("Sample data: every person in it is invented."))
    if document.cover is not None:
        lines += [document.cover.kicker, document.title, document.organisation, document.subtitle]
        lines += [f"{tile.number} {tile.words}" for tile in document.cover.tiles]
    else:
        lines += [document.organisation, document.title, document.subtitle]
    for block in document.blocks:
        lines += _expected(block)
    return [line for line in map(_printed, lines) if line]


def _expected(block: Block) -> list[str]:
    match block:
        case SectionHeading():
            return [block.kicker, block.text]
        case Lede() | Paragraph():
            return [plain(block.words)]
        case Bullets():
            return [part for item in block.items for part in ("•", plain(item))]
        case Numbered():
            return [part for at, item in enumerate(block.items, 1) for part in (f"{at}.", plain(item))]
        case Tiles():
            return [f"{tile.number} {tile.words}" for tile in block.tiles]
        case KeyValues():
            return [part for label, value in block.rows for part in (label, plain(value))]
        case Code():
            return [part for at, group in enumerate(block.groups, 1) for part in (str(at), group)]
        case Panel():
            return [block.title, *(line for inner in block.blocks for line in _expected(inner))]
        case Table() if block.rows:
            heads = [column.title for column in block.columns]
            return [block.caption, *heads, *(cell for row in block.rows for cell in row), block.note]
        case Table():
            return [block.caption, block.empty or _("There is nothing to show yet.")]
    empty = [] if block.rows else [_("There is nothing to show yet.")]
    return [block.title, block.subtitle, *empty]


def _read(node: Node, titles: dict[str, str]) -> list[str]:
    """Give what the tree reads, line by line, without the contents; a chart in parts counts once."""
    lines: list[str] = []
    skip = ""
    for item in _texts(node):
        words = " ".join(item.split())
        found = re.fullmatch(r"(.*) \((\d+) of \d+\)", words)
        if skip and words == skip:
            skip = ""
            continue
        if found and found[1] in titles:
            if found[2] != "1":
                skip = titles[found[1]]
                continue
            words = found[1]
        if words:
            lines.append(words)
    return lines


def _texts(node: Node) -> Iterator[str]:
    if node.tag in ("Figure", "TOC"):
        return
    if any(isinstance(kid, str) for kid in node.kids) or any(
        isinstance(kid, Node) and kid.tag == "Link" for kid in node.kids
    ):
        yield node.text()
        return
    for kid in node.kids:
        assert isinstance(kid, Node)
        yield from _texts(kid)


def check_pdf(data: bytes, document: Document) -> None:
    """Fail unless the file is valid PDF/UA-1, its tree is whole and it reads as the document does."""
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures[:5]]
    reader = Reader(data)
    _check_tree(reader, document)
    charts = [block for block in walk(document.blocks) if type(block).__name__ in CHARTS]
    titles = {_printed(chart.title): _printed(chart.subtitle) for chart in charts}
    read = [line for line in _read(reader.root, titles) if line != _("In this report")]
    wanted = [line for line in expected(document) if line != _("In this report")]
    assert read == wanted
    alts = " ".join(node.alt for node in reader.root.walk() if node.tag == "Figure")
    for chart in charts:
        if chart.rows:
            assert set(re.findall(r"[\d.,]+\d|\d", alt_text(chart))) <= set(re.findall(r"[\d.,]+\d|\d", alts))
