"""Documents as values: refused when they would mislead, and said in plain text and in sentences."""

import datetime as dt
from dataclasses import replace

import pytest

from artsrx.reports.document import (
    HIDDEN,
    NONE,
    Bar,
    Bars,
    Cover,
    Document,
    Dumbbell,
    DumbbellRow,
    Funnel,
    FunnelRow,
    HeatRow,
    HeatStrip,
    Panel,
    Paragraph,
    Run,
    SectionHeading,
    Table,
    TableColumn,
    Tile,
    alt_text,
    as_text,
    number_words,
    plain,
    walk,
)
from tests.reports.pdf import stories

DAY = dt.date(2026, 4, 20)


@pytest.mark.parametrize("levels", [(3,), (2, 4), (1,), (2, 5)])
def test_a_skipped_heading_level_is_a_mistake(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="heading"):
        Document("Title", DAY, "Riverside Arts", tuple(SectionHeading(level, "Words") for level in levels))


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table((TableColumn("Name"), TableColumn("Number")), (("Ada",),))


def test_documents_are_compared_by_what_they_say() -> None:
    assert stories.every_block() == stories.every_block()
    assert stories.every_block() != replace(stories.every_block(), title="Another")


def test_walk_gives_inner_blocks_in_reading_order() -> None:
    blocks = (Panel("Box", (Paragraph("a"),)), Paragraph("b"))
    assert [block.words for block in walk(blocks) if isinstance(block, Paragraph)] == ["a", "b"]


def test_plain_words_are_the_text_of_their_runs() -> None:
    assert plain(("one ", Run("two", bold=True))) == "one two"


@pytest.mark.parametrize(
    ("value", "options", "words"),
    [
        (12, {"unit": "%"}, "12%"), (0.94, {"decimals": 1, "signed": True}, "+0.9"),
        (-0.94, {"decimals": 1, "signed": True}, "−0.9"), (-0.04, {"decimals": 1, "signed": True}, "0.0"),
        (1234567, {}, "1,234,567"), (HIDDEN, {"unit": "%"}, "hidden"), (NONE, {}, "–"),
    ],
)  # fmt: skip
def test_figures_are_said_as_people_read_them(value, options, words: str) -> None:
    assert number_words(value, **options) == words


def test_a_change_is_the_difference_of_the_printed_figures() -> None:
    chart = Dumbbell("Title", "", (DumbbellRow("Q", 2.34, 3.16), DumbbellRow("R", NONE, 3)), 1, 5)
    assert alt_text(chart) == "Chart. Q: 2.3 before, 3.2 after, change +0.9. R: – before, 3.0 after, change –."


def test_alt_text_holds_every_figure() -> None:
    said = {type(chart).__name__: alt_text(chart) for chart in stories.CHARTS}
    assert "Started: 412, 77% of those referred." in said["Funnel"]
    assert "Completed: hidden, too few to show." in said["Funnel"]
    assert "11 hidden, 12 –; mean hidden." in said["HeatStrip"]
    assert "18 to 24: 7%, Area 11%." in said["Bars"]
    assert "Not said: 0%." in said["Bars"]
    assert "Question 9: 3.3 before, 2.9 after, change −0.4." in said["Dumbbell"]


def test_alt_text_without_a_mean_or_rows() -> None:
    strip = HeatStrip("T", "", ("1", "2"), (HeatRow("Clay", (50, 60)),))
    assert alt_text(strip) == "Chart. Clay, by week: 1 50%, 2 60%."
    assert alt_text(Bars("T", "", ())) == "Chart. There is nothing to show yet."


def test_as_text_is_ready_to_paste() -> None:
    document = Document(
        "Report", DAY, "Riverside Arts", subtitle="April 2026", sample=True, cover=Cover("Impact", (Tile("4", "people"),)),
        blocks=(
            SectionHeading(2, "Who came"), Paragraph(("Read ", Run("this", bold=True))),
            Table((TableColumn("Name"), TableColumn("Number")), (("Clay", "4"),), caption="By programme", note="Small numbers hidden."),
            Panel("Box", (Paragraph("Inside"), Bars("Finding", "n = 4", (Bar("A", 4),)))),
            Funnel("None", "n = 0", (FunnelRow("Referred", 0),)),
            Table((TableColumn("Name"),), ()),
        ),
    )  # fmt: skip
    assert as_text(document) == (
        "Impact\nReport\nApril 2026\nRiverside Arts\nSample data: every person in it is invented.\n4 people\n\n"
        "Who came\n--------\n\nRead this\n\nBy programme\nName\tNumber\nClay\t4\nSmall numbers hidden.\n\n"
        "Box\nInside\n\nFinding\nn = 4\nChart. A: 4%.\n\nNone\nn = 0\nChart. Referred: 0.\n\n"
        "Name\nThere is nothing to show yet.\n"
    )


def test_as_text_says_every_kind_of_block() -> None:
    text = as_text(stories.every_block())
    for line in (
        "- Two and a half",
        "1. First",
        "12 programmes",
        "Participant: Ada Sample",
        "K7QF 2M9X PD4T 88WZ A3HN",
    ):
        assert line in text
    assert as_text(stories.empty()).startswith("Nothing yet\n")
