"""What the renderer promises: valid, readable in order, the same bytes, nothing lost however extreme the data."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from artsrx.domain.errors import Refused
from artsrx.reports.document import Document, HeatRow, HeatStrip, Paragraph, SectionHeading, as_text
from artsrx.reports.pdf import Brand, encrypt, render
from tests.reports.pdf import stories
from tests.reports.pdf.contrastcheck import faint
from tests.reports.pdf.treecheck import Reader, check_pdf, tree_lines

GOLDEN = Path(__file__).parents[2] / "data" / "pdf"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("make", [stories.every_block, stories.letter, stories.empty])
def test_every_edition_is_valid_and_reads_word_for_word(make, large: bool, plain: bool) -> None:
    document = make()
    check_pdf(render(document, large_print=large, plain_cover=plain).data, document)


@pytest.mark.parametrize("large", [False, True])
def test_far_too_much_is_still_valid_and_nothing_is_lost(large: bool) -> None:
    document = stories.extreme()
    rendered = render(document, large_print=large)
    check_pdf(rendered.data, document)
    assert rendered.missing[:3] == ("🎨", "م", "ر")


@pytest.mark.parametrize("seed", range(25))
def test_any_story_is_valid_and_reads_word_for_word(seed: int) -> None:
    document = stories.random_story(seed)
    check_pdf(render(document).data, document)


@pytest.mark.parametrize("make", [stories.every_block, stories.letter])
def test_the_tree_is_the_one_that_was_read_and_approved(make) -> None:
    golden = GOLDEN / f"{make.__name__}.txt"
    lines = tree_lines(render(make()).data)
    if os.environ.get("ARTSRX_NEW_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("colour", [None, "#00707A", "#B00020", "#767600"])
def test_every_character_can_be_read_on_what_is_behind_it(colour: str | None) -> None:
    brand = Brand(colour)
    for document in (stories.every_block(), stories.letter()):
        assert list(faint(render(document, brand=brand).data)) == []
    assert list(faint(render(stories.every_block(), brand=brand, plain_cover=True).data)) == []


def test_a_long_title_stays_clear_of_the_strokes() -> None:
    document = Document(title="A considerably longer title than most of them are, for a year of clay and choir",
                        date=stories.DAY, organisation="Riverside Arts", blocks=(), cover=stories.every_block().cover)  # fmt: skip
    assert list(faint(render(document).data)) == []


def test_the_same_document_gives_the_same_bytes_anywhere() -> None:
    code = (
        "import hashlib; from artsrx.reports.pdf import render; from tests.reports.pdf import stories;"
        "print(hashlib.sha256(render(stories.every_block()).data).hexdigest())"
    )
    here = hashlib.sha256(render(stories.every_block()).data).hexdigest()
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "2")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == here


def test_the_file_carries_the_documents_own_date_title_and_language() -> None:
    with pikepdf.Pdf.open(io.BytesIO(render(stories.every_block()).data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260420000000Z"
        assert str(pdf.docinfo["/Title"]) == "More people, feeling better"
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_bookmarks_follow_the_headings() -> None:
    with pikepdf.Pdf.open(io.BytesIO(render(stories.every_block()).data)) as pdf, pdf.open_outline() as outline:
        top = outline.root[0]
        assert (top.title, [item.title for item in top.children]) == (
            "More people, feeling better", ["What changed", "Who came"],
        )  # fmt: skip
        assert [item.title for item in top.children[0].children[0].children] == ["In order"]


def test_a_longer_report_lists_its_sections_with_their_true_pages() -> None:
    data = render(stories.every_block()).data
    toc = [node for node in Reader(data).root.walk() if node.tag == "TOCI"]
    listed = [" ".join(node.text().split()) for node in toc]
    pages = pypdfium2.PdfDocument(data)
    for line in listed:
        title, number = line.rsplit(" ", 1)
        assert title in pages[int(number) - 1].get_textpage().get_text_bounded()
    assert [line.rsplit(" ", 1)[0] for line in listed] == ["What changed", "Who came"]


def test_a_long_list_of_sections_goes_over_the_page() -> None:
    sections = (block for at in range(90) for block in (SectionHeading(2, f"Section {at}"), Paragraph("word " * 30)))
    document = Document("Report", stories.DAY, "Riverside Arts", tuple(sections))
    data = render(document).data
    check_pdf(data, document)
    toc = [" ".join(node.text().split()) for node in Reader(data).root.walk() if node.tag == "TOCI"]
    assert len(toc) == 90
    pages = pypdfium2.PdfDocument(data)
    title, number = toc[-1].rsplit(" ", 1)
    assert title in pages[int(number) - 1].get_textpage().get_text_bounded()


def test_every_page_says_which_it_is_and_that_the_data_are_a_sample() -> None:
    rendered = render(stories.extreme())
    pages = pypdfium2.PdfDocument(rendered.data)
    assert len(pages) == rendered.pages > 1
    for number in range(rendered.pages):
        words = pages[number].get_textpage().get_text_bounded()
        assert f"Page {number + 1} of {rendered.pages}" in words
        assert "Sample data" in words


def test_nothing_is_printed_outside_the_page() -> None:
    for document in (stories.every_block(), stories.extreme(sample=False)):
        pages = pypdfium2.PdfDocument(render(document).data)
        assert len(pages) > 0
        for number in range(len(pages)):
            text = pages[number].get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            assert all(left >= -1 and right <= 596.5 and bottom >= 8 for left, bottom, right, _top in boxes)


def test_a_letter_a_little_too_long_is_drawn_in_to_one_page() -> None:
    assert render(stories.letter(15)).pages == 1
    assert render(stories.letter(60)).pages > 1


def test_a_letter_says_no_page_number_when_it_has_one_page() -> None:
    assert "Page" not in pypdfium2.PdfDocument(render(stories.letter()).data)[0].get_textpage().get_text_bounded()


def test_a_password_is_needed_and_leaves_the_tree_as_it_was() -> None:
    data = render(stories.letter()).data
    locked = encrypt(data, "Ŵyn’s clay 2026")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(io.BytesIO(locked))
    with pikepdf.Pdf.open(io.BytesIO(locked), password="Ŵyn’s clay 2026") as pdf:
        assert (pdf.encryption.R, pdf.encryption.stream_method.name) == (6, "aesv3")
        assert pdf.allow.accessibility
        out = io.BytesIO()
        pdf.save(out)
    assert tree_lines(out.getvalue()) == tree_lines(data)
    assert b"Ada" not in locked


@pytest.mark.parametrize("password", ["", "é" * 64])
def test_a_password_that_cannot_be_used_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        encrypt(render(stories.letter()).data, password)


def test_a_chart_goes_to_the_next_page_with_its_heading_and_introduction() -> None:
    document = Document("Report", stories.DAY, "Riverside Arts", (
        Paragraph("word " * 700), SectionHeading(2, "What changed"), Paragraph("A few words."), stories.CHARTS[2]))  # fmt: skip
    pages = pypdfium2.PdfDocument(render(document).data)
    assert "What changed" in pages[1].get_textpage().get_text_bounded()
    assert "What changed" not in pages[0].get_textpage().get_text_bounded()


def test_as_text_says_everything_that_the_pdf_says() -> None:
    document = stories.every_block()
    text = as_text(document)
    for needle in ("Ada Sample", "All\t538\t412", "impact@example.org", "Question 3", "K7QF 2M9X", "71% finished"):
        assert needle in text


def test_week_names_that_are_too_long_for_their_cells_are_thinned_and_never_touch() -> None:
    weeks = tuple(f"{day}/11/2026" for day in range(1, 13))
    strip = HeatStrip("Attendance", "n = 4", weeks, (HeatRow("Clay", tuple(range(12))),), steps=(2, 3, 4, 5), unit="")
    document = Document("Report", stories.DAY, "Riverside Arts", (strip,))
    text = pypdfium2.PdfDocument(render(document).data)[0].get_textpage().get_text_bounded()
    shown = [week for week in weeks if week in text]
    assert shown == list(weeks[::2])
    assert "2–2" not in text
