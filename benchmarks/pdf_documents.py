"""A tagged report against the same report untagged, and 250 notes against the same words on a bare canvas."""

from __future__ import annotations

import io
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.domain.resources import resource
from artsrx.records.people import people_list
from artsrx.records.sample import make_sample
from artsrx.reports.document import Document, as_text
from artsrx.reports.impact.figures import figures
from artsrx.reports.impact.story import story as impact_story
from artsrx.reports.link_worker.figures import NoteFigures, note
from artsrx.reports.link_worker.story import story as note_story
from artsrx.reports.pdf import render
from artsrx.reports.pdf.pages import Press
from artsrx.reports.pdf.styles import Styles, palette
from benchmarks.measured import Measured, same, side_by_side

NOTES = 250
TODAY = date(2026, 6, 30)
KEY = b"k" * 32
EDGE = 54
GIVEN = ("Ada", "Dilys", "Siân", "Éilís", "Łukasz", "Kwame", "Zoë", "Ruth", "Priya", "Jean-Paul")
FAMILY = ("Young", "O’Neill", "MacDonald", "Zieliński", "Mahmood", "Ŵynne", "Marsh", "Brown", "Müller", "Ng")


def measure() -> Iterator[Measured]:
    """Draw the sample year's impact report and 250 notes of the sample's people both ways in turn."""
    with tempfile.TemporaryDirectory() as folder:
        year, notes = documents(Path(folder) / "Bench.artsrx")
    check(year, notes[:5])
    pages = render(year).pages
    ours, plain = side_by_side(partial(render, year), partial(_untagged, year), times=7)
    yield Measured(f"a tagged report of {pages} pages", ours, "the same pages, untagged", plain, most=1.5)
    ours, plain = side_by_side(partial(_letters, notes), partial(_bare, notes), times=3)
    yield Measured(f"{NOTES} notes to link workers", ours, "the same words on a bare canvas", plain, most=1.5)


def documents(home: Path) -> tuple[Document, list[NoteFigures]]:
    """The sample's year and notes about its people, each under another name, since no two letters are the same."""
    home.mkdir()
    store = Store.create(home, KEY, staff_id=new_id(), staff_name="Jan", organisation="Bench")
    make_sample(store, today=TODAY)
    start = TODAY - timedelta(days=364)
    year = impact_story(store.read(figures, start=start, end=TODAY, as_at=TODAY))
    found: list[NoteFigures] = []
    for line in store.read(people_list, today=TODAY).rows:
        try:
            found.append(store.read(note, participant=line.id, as_at=TODAY))
        except Refused:
            continue
    store.close()
    chance = random.Random(5)
    return year, [
        replace(figures, name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}", next_step=f"We write again, letter {number}.")
        for number, figures in enumerate(islice(cycle(found), NOTES))
    ]  # fmt: skip


def check(year: Document, notes: Sequence[NoteFigures]) -> None:
    """Stop unless both reports show the same words on each page, and each note holds every word that it should."""
    same("the report's pages", _shown(render(year).data), _shown(_untagged(year)))
    for one in notes:
        wanted = set(_WORD.findall(as_text(note_story(one))))
        for data in (*_letters([one]), *_bare([one])):
            same("words that a note lacks", wanted - set(_WORD.findall(" ".join(_shown(data)))), set())


_WORD = re.compile(r"[A-Za-z]{2,}")


def _shown(data: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def _untagged(document: Document) -> bytes:
    """The same pages, drawn and left without tags, properties and bookmarks."""
    return Press(document, Styles(palette(None)), None, False).run().file


def _letters(notes: Sequence[NoteFigures]) -> list[bytes]:
    """Each note as it leaves: a tagged file of its own."""
    return [render(note_story(figures)).data for figures in notes]


def _bare(notes: Sequence[NoteFigures]) -> list[bytes]:
    """The words of each note in the same three fonts as ReportLab itself embeds them, line under line, a file of its own."""
    fonts = _plain_fonts()
    return [_drawn(as_text(note_story(figures)), *fonts) for figures in notes]


@cache
def _plain_fonts() -> tuple[str, str, str]:
    """The names of title, bold and ordinary face, read by ReportLab alone."""
    files = ("Fraunces-SemiBold", "AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleNext-Regular")
    for file in files:
        font = TTFont(f"plain {file}", str(resource("fonts", f"{file}.ttf")))
        # ReportLab takes a face of a name that it knows for the font that had it first, which may be the program's.
        font.face.name = b"Plain" + font.face.name
        pdfmetrics.registerFont(font)
    title, bold, ordinary = (f"plain {file}" for file in files)
    return title, bold, ordinary


def _drawn(words: str, title: str, bold: str, ordinary: str) -> bytes:
    """Lines broken to the width of the page; the first in the display face, those after a gap in bold."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    height, gap = A4[1] - EDGE, True
    for number, paragraph in enumerate(words.split("\n")):
        font = title if number == 0 else bold if gap else ordinary
        size = 27 if number == 0 else 12
        for line in simpleSplit(paragraph, font, size, A4[0] - 2 * EDGE):
            if height < EDGE:
                canvas.showPage()
                height = A4[1] - EDGE
            canvas.setFont(font, size)
            canvas.drawString(EDGE, height, line)
            height -= size * 1.4
        gap = not paragraph
    canvas.save()
    return out.getvalue()
