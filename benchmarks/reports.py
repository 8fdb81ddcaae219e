"""A tagged report against the same report untagged, and 250 notes against the same words on a bare canvas."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from artsrx.db.store import Store
from artsrx.domain.errors import Refused
from artsrx.domain.identifiers import new_id
from artsrx.records.people import people_list
from artsrx.records.sample import make_sample
from artsrx.reports.document import Document, as_text
from artsrx.reports.impact.figures import figures
from artsrx.reports.impact.story import story as impact_story
from artsrx.reports.link_worker.figures import NoteFigures, note
from artsrx.reports.link_worker.story import story as note_story
from artsrx.reports.pdf import render
from artsrx.reports.pdf.fonts import font_name
from artsrx.reports.pdf.pages import Press
from artsrx.reports.pdf.styles import Styles, palette
from benchmarks.measured import Measured, side_by_side

NOTES = 250
TODAY = date(2026, 6, 30)
KEY = b"k" * 32
EDGE = 54


def measure() -> Iterator[Measured]:
    """Draw the sample year's impact report and 250 notes of the sample's people both ways in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        home.mkdir()
        store = Store.create(home, KEY, staff_id=new_id(), staff_name="Jan", organisation="Bench")
        make_sample(store, today=TODAY)
        start = TODAY - timedelta(days=364)
        year = impact_story(store.read(figures, start=start, end=TODAY, as_at=TODAY))
        notes = _notes(store)
        store.close()
    pages = render(year).pages
    ours, plain = side_by_side(partial(render, year), partial(_untagged, year), times=7)
    yield Measured(f"a tagged report of {pages} pages", ours, "the same, untagged", plain, 1.5)
    ours, plain = side_by_side(partial(_letters, notes), partial(_bare, notes), times=3)
    yield Measured(f"{NOTES} notes to link workers", ours, "the same words on a bare canvas", plain, 2.5)


def _notes(store: Store) -> list[NoteFigures]:
    """Figures for 250 notes: everybody in the sample who may be written about, again and again."""
    found: list[NoteFigures] = []
    for line in store.read(people_list, today=TODAY).rows:
        try:
            found.append(store.read(note, participant=line.id, as_at=TODAY))
        except Refused:
            continue
    return [
        replace(figures, asked_of_reader="Please keep this with their notes.", next_step=f"We write again, letter {number}.")
        for number, figures in enumerate(islice(cycle(found), NOTES))
    ]  # fmt: skip


def _untagged(document: Document) -> bytes:
    """The same pages, drawn and left without tags, properties and bookmarks."""
    return Press(document, Styles(palette(None)), None, False).run().file


def _letters(notes: Sequence[NoteFigures]) -> list[bytes]:
    """Each note as it leaves: a tagged file of its own."""
    return [render(note_story(figures)).data for figures in notes]


def _bare(notes: Sequence[NoteFigures]) -> list[bytes]:
    """The words of each note in the same three fonts, line under line, a file of its own."""
    return [_drawn(as_text(note_story(figures))) for figures in notes]


def _drawn(words: str) -> bytes:
    """Lines broken to the width of the page; the first in the display face, those in capitals or after a gap in bold."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    height, gap = A4[1] - EDGE, True
    for number, paragraph in enumerate(words.split("\n")):
        font = font_name("display", True) if number == 0 else font_name("text", gap)
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
