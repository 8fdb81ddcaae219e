"""Lines and fonts: nothing is joined, nothing is lost, and what no font has is said."""

import pytest

from artsrx.reports.document import Run
from artsrx.reports.pdf.fonts import clean, missing, pieces, width
from artsrx.reports.pdf.layout import Beside, Cell, CellRow, Stack
from artsrx.reports.pdf.styles import PAGE, Styles
from artsrx.reports.pdf.tagged_canvas import TaggedCanvas
from artsrx.reports.pdf.tags import FOOTER, Element
from artsrx.reports.pdf.text import Text, line_width, longest_word, natural_width, set_lines

BODY = Styles().body


def lines(words, room: float) -> list[str]:
    return ["".join(part.text for part in line) for line in set_lines(words, BODY, room)]


def test_every_line_but_the_last_ends_with_the_space_that_parts_its_words() -> None:
    found = lines("one two three four five six seven", 70)
    assert len(found) > 2
    assert "".join(found) == "one two three four five six seven"
    assert all(line.endswith(" ") for line in found[:-1])


def test_no_line_is_wider_than_its_room() -> None:
    words = ("Łukasz ", Run("and Siân", bold=True), " went to the clay studio on the quay with Жанна", "x" * 200)
    for room in (30.0, 61.0, 200.0):
        assert len(set_lines(words, BODY, room)) > 2
        assert all(line_width(line, BODY.size) <= room + 0.01 for line in set_lines(words, BODY, room))


def test_a_word_breaks_after_a_hyphen_or_slash_but_a_number_never() -> None:
    assert lines("well-being/wellness", 75) == ["well-being/", "wellness"]
    assert lines("2025-26", 30)[0] != "2025-"
    assert longest_word("07700-900123 a", BODY) == pytest.approx(natural_width("07700-900123", BODY))


def test_a_line_break_in_the_words_is_kept() -> None:
    assert lines("Riverside Arts\n1 Quay Street\n\nBristol\n", 400) == [
        "Riverside Arts ",
        "1 Quay Street ",
        "",
        "Bristol",
    ]


def test_a_hard_space_does_not_part() -> None:
    assert lines("10\u00a0Tuesdays and more", 74)[0] == "10\u00a0Tuesdays "


def test_runs_within_a_word_do_not_part_it() -> None:
    assert lines(("on", Run("e", bold=True), " two"), 400) == ["one two"]


def test_empty_words_are_one_empty_line() -> None:
    assert lines("", 100) == [""]
    assert natural_width("", BODY) == 0
    assert longest_word("", BODY) == 0


def test_invisible_characters_are_dropped_and_marks_are_composed() -> None:
    assert clean("a\u00adb\u200bc\u200fd\ufe0fe\u0301\tf\r\ng\rh\x07") == "abcdé f\ng\nh"


def test_each_stretch_has_a_font_that_covers_it() -> None:
    assert list(pieces("Ada Жанна 🎨", "text", False)) == [
        ("AtkinsonHyperlegibleNext-Regular", "Ada "),
        ("NotoSans-Regular", "Жанна"),
        ("AtkinsonHyperlegibleNext-Regular", " "),
        ("NotoSans-Regular", "\ufffd"),
    ]


def test_welsh_polish_and_vietnamese_are_covered_and_the_rest_is_named_once() -> None:
    assert missing("Ŵyn ŷ Łukasz Nguyễn Ελένη Жанна “quotes” – ‑ −") == ()
    assert missing("🎨 مر 🎨\n") == ("🎨", "م", "ر")


def test_digits_of_the_table_font_are_equally_wide() -> None:
    for weight in ("Regular", "Bold"):
        assert len({width(digit, f"AtkinsonHyperlegibleNextTab-{weight}") for digit in "0123456789"}) == 1


def test_text_in_an_element_that_only_groups_is_an_error() -> None:
    canvas = TaggedCanvas(PAGE)
    canvas.turn()
    with pytest.raises(ValueError, match="text in Sect on page 1"):
        Text("lost", BODY, Element("Sect")).draw(canvas, 0, 100, 100)


def test_a_link_in_the_footer_is_plain_text() -> None:
    canvas = TaggedCanvas(PAGE)
    canvas.turn()
    Text((Run("a link", link="https://example.org"),), BODY, FOOTER).draw(canvas, 50, 100, 100)
    assert b"Footer" in canvas.close()


def test_two_lines_stay_together_on_each_side_of_a_page_end() -> None:
    text = Text("one two three four five six seven", BODY, Element("P"))
    count = len(text.lines(60))
    assert count >= 4
    assert text.split(60, BODY.leading) is None
    parts = text.split(60, BODY.leading * 40)
    assert parts is not None
    assert [len(part.lines(60)) for part in parts] == [count - 2, 2]


def test_a_row_parts_only_if_every_cell_can() -> None:
    long, short = Text("word " * 300, BODY, Element("TD")), Text("word", BODY, Element("TD"))
    row = CellRow([Cell(long, 0, 100), Cell(short, 100, 100), Cell(None, 200, 10)], pad=4)
    parts = row.split(210, 200)
    assert parts is not None
    assert parts[1].cells[1].piece is None
    assert row.split(210, 20) is None


def test_sides_that_no_page_can_hold_stand_under_each_other() -> None:
    left, right = (Stack([Text("word " * count, BODY, Element("P"))]) for count in (900, 30))
    low, high = Beside(right, right, gap=20), Beside(left, right, gap=20)
    assert low.split(200, 50) is None
    parts = high.split(200, 500)
    assert parts is not None
    assert all(part.height(200) > 0 for part in parts)
