"""The checks check: a good file broken in ways that no reader of the page would notice is noticed."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from artsrx.reports.pdf import render
from tests.reports.pdf import stories
from tests.reports.pdf.contrastcheck import faint
from tests.reports.pdf.treecheck import check_pdf

Pdf = pikepdf.Pdf


def _elements(pdf: Pdf, tag: str) -> list[pikepdf.Object]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/" + tag]


def _swap(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[0], kids[1] = kids[1], kids[0]


def _replace(pdf: Pdf, old: bytes, new: bytes) -> None:
    sheet = pdf.pages[0]
    words = sheet.Contents.read_bytes()
    assert old in words
    sheet.Contents = pdf.make_stream(words.replace(old, new, 1))


def _drop_scope(pdf: Pdf) -> None:
    del _elements(pdf, "TH")[0].A


def _header_to_data(pdf: Pdf) -> None:
    cells = _elements(pdf, "TR")[0].K
    del cells[len(cells) - 1]


def _wrong_parent(pdf: Pdf) -> None:
    marks = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    marks[0], marks[1] = marks[1], marks[0]


def _no_alt(pdf: Pdf) -> None:
    del _elements(pdf, "Figure")[0].Alt


def _heading_lost(pdf: Pdf) -> None:
    _elements(pdf, "H1")[0].S = pikepdf.Name.P


def _level_skipped(pdf: Pdf) -> None:
    _elements(pdf, "H2")[0].S = pikepdf.Name.H4


def _link_words(pdf: Pdf) -> None:
    note = next(note for sheet in pdf.pages for note in sheet.get("/Annots", []))
    note.Contents = pikepdf.String("")


def _wrong_letter(pdf: Pdf) -> None:
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<61> <0061>", b"<61> <0062>"))


BREAKS: dict[str, Callable[[Pdf], None]] = {
    "reading order": _swap,
    "text made an artifact": lambda pdf: _replace(pdf, b"/P <</MCID 0>> BDC", b"/Artifact BMC"),
    "joined words": lambda pdf: _replace(pdf, b" ) Tj", b") Tj"),
    "mark dropped": lambda pdf: _replace(pdf, b"/Artifact BMC", b""),
    "footer as text": lambda pdf: _replace(
        pdf, b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC", b"/P <</MCID 90>> BDC"
    ),
    "scope": _drop_scope,
    "a cell too few": _header_to_data,
    "parent tree": _wrong_parent,
    "alt text": _no_alt,
    "title": _heading_lost,
    "level": _level_skipped,
    "link": _link_words,
    "letter": _wrong_letter,
    "language": lambda pdf: pdf.Root.__setattr__("Lang", pikepdf.String("fr")),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_file_is_noticed(name: str) -> None:
    document = stories.every_block()
    with Pdf.open(io.BytesIO(render(document).data)) as pdf:
        BREAKS[name](pdf)
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(AssertionError):
        check_pdf(out.getvalue(), document)


def test_pale_text_is_noticed() -> None:
    with Pdf.open(io.BytesIO(render(stories.letter()).data)) as pdf:
        _replace(pdf, b".105882 .141176 .188235 rg", b".8 .8 .8 rg")
        out = io.BytesIO()
        pdf.save(out)
    assert list(faint(out.getvalue()))
