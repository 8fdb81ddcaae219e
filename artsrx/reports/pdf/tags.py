"""The structure tree: what each stretch of a page is, for readers who do not see it.

Elements are made in reading order while a story is laid out, so the order of the tree is the order of the
story. The tree is written into the finished file by pikepdf; only the standard tags of ISO 32000-1, 14.8.4
are used, so no role map is needed.
"""

from dataclasses import dataclass, field
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

LEAVES: Final = frozenset(
    ["P", "H1", "H2", "H3", "H4", "Lbl", "LBody", "TH", "TD", "Caption", "Link", "Figure"]
)  # fmt: skip
"""The elements that text may stand in; the others only group."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something that a screen reader passes over: decoration, or what is repeated on each page."""

    kind: str = ""

    @property
    def opening(self) -> str:
        """Give the operator that opens the mark."""
        if self.kind:
            return f"/Artifact <</Type /Pagination /Subtype /{self.kind}>> BDC"
        return "/Artifact BMC"


DECORATION: Final = Artifact()
FOOTER: Final = Artifact("Footer")
HEADER: Final = Artifact("Header")


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked stretch: the page it is on (from 0) and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Target:
    """The place of a link: page (from 0), rectangle in points, and where it leads: an address, or a page and height."""

    page: int
    rectangle: tuple[float, float, float, float]
    words: str
    address: str
    place: tuple[int, float] | None


@dataclass(eq=False, slots=True)
class Element:
    """One element: its tag, what it holds in reading order, and what is to be said about it."""

    tag: str
    alt: str = ""
    language: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list["Element | MarkedContent | Target"] = field(default_factory=list)

    def child(self, tag: str, *, alt: str = "", language: str = "", **attributes: object) -> "Element":
        """Add an element at the end of this one and give it back."""
        element = Element(tag, alt, language, attributes)
        self.kids.append(element)
        return element


Holder = Element | Artifact


class TreeWriter:
    """Writes a tree into a file whose pages already carry the marks."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._marks: list[dict[int, Object]] = [{} for _page in self._pages]
        self._links: list[Object] = []

    def write(self, root: Element) -> None:
        """Write the whole tree, the parent tree and the links."""
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        numbers = Array()
        for page, marks in enumerate(self._marks):
            self._pages[page].StructParents = page
            self._pages[page].Tabs = Name.S
            numbers.append(page)
            numbers.append(self._pdf.make_indirect(Array([marks[number] for number in sorted(marks)])))
        for place, element in enumerate(self._links, len(self._pages)):
            numbers.append(place)
            numbers.append(element)
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self._pages) + len(self._links)
        self._pdf.Root.StructTreeRoot = tree
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Object) -> Object:
        node = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        marks = [kid for kid in element.kids if isinstance(kid, MarkedContent)]
        if marks:
            node.Pg = self._pages[marks[0].page]
        if element.alt:
            node.Alt = String(element.alt)
        if element.language:
            node.Lang = String(element.language)
        if element.attributes:
            node.A = _attributes(element)
        kids = [self._kid(kid, node, marks) for kid in element.kids]
        if kids:
            node.K = Array(kids)
        return node

    def _kid(self, kid: "Element | MarkedContent | Target", node: Object, marks: list[MarkedContent]) -> Object | int:
        if isinstance(kid, Element):
            return self._element(kid, node)
        if isinstance(kid, Target):
            return self._link(kid, node)
        self._marks[kid.page][kid.number] = node
        if kid.page == marks[0].page:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.number)

    def _link(self, target: Target, node: Object) -> Object:
        page = self._pages[target.page]
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(edge, 2) for edge in target.rectangle]),
            Border=Array([0, 0, 0]), F=4, Contents=String(target.words),
            StructParent=len(self._pages) + len(self._links),
        )  # fmt: skip
        if target.place is None:
            note.A = Dictionary(S=Name.URI, URI=String(target.address.encode("utf-8")))
        else:
            number, top = target.place
            note.Dest = Array([self._pages[number], Name.XYZ, 0, round(top, 2), None])
        note = self._pdf.make_indirect(note)
        self._links.append(node)
        page.Annots = Array([*page.get("/Annots", Array()), note])
        return Dictionary(Type=Name.OBJR, Obj=note, Pg=page)


def _attributes(element: Element) -> Dictionary:
    """Turn attributes into the dictionary of their owner; words become names, tuples arrays."""
    owner = {"Table": "Table", "TH": "Table", "TD": "Table", "L": "List"}.get(element.tag, "Layout")
    made = Dictionary(O=Name("/" + owner))
    for key, value in element.attributes.items():
        if isinstance(value, tuple):
            made["/" + key] = Array([round(part, 2) for part in value])
        else:
            made["/" + key] = Name(f"/{value}")
    return made
