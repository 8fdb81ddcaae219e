"""The report says what the figures say, in words that never contradict them, whatever their number."""

from dataclasses import replace
from datetime import date

import pytest

from artsrx.db.store import Store
from artsrx.domain.disclosure import HIDDEN, SafeTable, protect_table
from artsrx.domain.statistics import Better, Interval, SignificanceTest, Size
from artsrx.domain.vocabulary import Point
from artsrx.reports.document import (
    Bars,
    Block,
    Document,
    Dumbbell,
    Funnel,
    FunnelRow,
    HeatStrip,
    Paragraph,
    SectionHeading,
    Table,
    Tile,
    as_text,
    walk,
)
from artsrx.reports.impact import findings
from artsrx.reports.impact.counting import Stated
from artsrx.reports.impact.figures import ImpactFigures, Journey, figures
from artsrx.reports.impact.labels import AgeBand, Standing
from artsrx.reports.impact.outcomes import Outcome
from artsrx.reports.impact.story import story
from artsrx.reports.pdf import render
from tests.reports.impact.world import AS_AT, END, START, World, many, wellbeing
from tests.reports.pdf.treecheck import check_pdf


def blocks(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in walk(document.blocks) if isinstance(block, kind)]


def _checked(found: ImpactFigures) -> Document:
    document = story(found)
    made = render(document)
    assert made.pages > 0
    check_pdf(made.data, document)
    return document


def test_nothing_at_all_is_said_section_by_section(store: Store) -> None:
    document = _checked(World().figures(store))
    assert [block.text for block in blocks(document, SectionHeading) if block.level == 2] == [
        "In short", "From referral to finishing", "Coming along", "Who took part", "What changed", "How we know",
    ]  # fmt: skip
    text = as_text(document)
    assert "Nothing has been recorded for this period yet." in text
    assert "No session was held" in text and "No referrals were received" in text
    assert "No start or end forms were filled in for this period, so nothing can be said about change." in text
    assert document.cover is not None
    assert document.cover.tiles[0] == Tile("0", "referrals received")
    assert not blocks(document, Dumbbell)


def test_one_person_is_never_described(store: Store) -> None:
    world = World()
    programme = world.programme("A programme whose name goes on until it has sixty letters, all")
    session = world.session(programme, START)
    person = world.person()
    place = world.place(person, programme, world.referral(person, practice_id=world.practice("Łukasz Surgery")))
    world.mark(session, place)
    for point, score in ((Point.START, 14), (Point.END, 29)):
        world.form(place, point, START, wellbeing(score))
    document = _checked(world.figures(store))
    text = as_text(document)
    assert "1 person came to 1 session." in text
    assert "1 person took part: too few to say of what ages." in text
    assert "There were too few referrals to show their journey" in text
    assert "too few pairs of forms to say anything yet" in text
    assert "Łukasz Surgery" not in text and "15.32" not in text and "26.02" not in text


def test_three_hundred_people_fill_every_section(store: Store) -> None:
    found = many(300).figures(store)
    document = _checked(found)
    assert len(blocks(document, Funnel)) == len(blocks(document, Bars)) == 1
    assert len(blocks(document, Dumbbell)) == 2
    assert blocks(document, HeatStrip)
    text = as_text(document)
    assert "Stated before ArtsRx" in text and "all rights reserved" in text
    assert "nobody to compare them with" in text and "numbers are hidden" in text
    assert (
        not {"nan", "None", "None.", "(None)"} & set(text.replace("None of the", "").split()) and "HIDDEN" not in text
    )
    for name in ("Łukasz’s Choir", "Drawing in the Garden of the Old Bishop’s Palace, Tuesdays"):
        assert name in text


def _figures(store: Store) -> ImpactFigures:
    return store.read(figures, start=START, end=END, as_at=AS_AT)


def test_the_funnel_is_the_journey(store: Store) -> None:
    found = replace(_figures(store), journey=Journey(40, 30, HIDDEN, 10), year_only=HIDDEN)
    found = replace(found, statuses=protect_table({Standing.ACCEPTED: 40}), practices=protect_table({"A": 20, "B": 20}))
    document = _checked(found)
    assert blocks(document, Funnel) == [
        Funnel(
            "10 of 40 referrals have led to a completed course",
            "Referrals received in the period, as they stand on 10 July 2026; n = 40",
            (
                FunnelRow("Referred", 40),
                FunnelRow("Started", 30, "75% of referrals"),
                FunnelRow("Still coming or completed", "hidden", ""),
                FunnelRow("Completed", 10, "25% of referrals"),
            ),
        )
    ]
    assert "only the year is known (hidden)" in as_text(document)


@pytest.mark.parametrize(
    ("journey", "said"),
    [
        (Journey(0, 0, 0, 0), "No referrals were received in this period"),
        (Journey(HIDDEN, HIDDEN, HIDDEN, HIDDEN), "There were too few referrals to show their journey"),
        (Journey(9, 9, 9, 0), "9 of 9 referrals have led to somebody coming"),
        (Journey(9, HIDDEN, HIDDEN, HIDDEN), "9 referrals were received"),
        (Journey(9, HIDDEN, HIDDEN, 5), "5 of 9 referrals have led to a completed course"),
    ],
)
def test_the_journey_is_named_by_what_may_be_said(store: Store, journey: Journey, said: str) -> None:
    assert findings.journey(replace(_figures(store), journey=journey)) == said


def test_hidden_tiles_are_left_out(store: Store) -> None:
    found = replace(_figures(store), journey=Journey(HIDDEN, HIDDEN, HIDDEN, HIDDEN), people=1, attendances=1)
    cover = story(found).cover
    assert cover is not None and cover.tiles == (Tile("1", "person came"), Tile("1", "attendance"))


YOUNG, MIDDLE = AgeBand(0, 25), AgeBand(25, 40)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({YOUNG: 5, MIDDLE: 20, None: 0}, "The largest age group is 25 to 39: 20 of 25 people"),
        ({YOUNG: 20, MIDDLE: 5, None: 0}, "The largest age group is under 25: 20 of 25 people"),
        ({YOUNG: 9, MIDDLE: 9, None: 0}, "18 people took part"),
        ({YOUNG: 0, MIDDLE: 0, None: 30}, "30 people took part"),
        ({YOUNG: 3, MIDDLE: 6, AgeBand(40, 55): 8, None: 0}, "17 people took part"),
        ({YOUNG: 0, None: 0}, "Nobody took part in this period"),
    ],
)
def test_an_age_group_is_called_largest_only_if_it_must_be(rows: dict[AgeBand | None, int], said: str) -> None:
    assert findings.ages(protect_table(rows), sum(rows.values())) == said


OUTCOME = Outcome(
    key="happy", name="Happiness", instrument="ons4", better=Better.HIGHER, lowest=0, highest=10, n=40, with_start=50,
    without_second=10, size=Size.FULL, mean_start=5.004, sd_start=1.5, mean_end=6.006, sd_end=1.4, mean_change=1.002,
    ci=Interval(0.5, 1.5), effect_size=0.67, p=0.0002, test=SignificanceTest.WILCOXON_NORMAL, zeros_dropped=3, improved=25, same=9,
    worse=6, reliable_change=None, change_source="", reliably_improved=None, no_reliable_change=None,
    reliably_worse=None, reliable_share=None,
)  # fmt: skip
LESS = replace(OUTCOME, mean_end=4.0, mean_change=-1.004, ci=Interval(-1.5, -0.5), key="less", name="Less")
CHANCE = replace(OUTCOME, ci=Interval(-0.1, 2.1), key="chance", name="Chance")
SAME = replace(OUTCOME, mean_end=5.004, mean_change=0.0, ci=Interval(-0.4, 0.4), key="same", name="Same")
NOBODY = replace(
    OUTCOME, n=0, mean_start=None, mean_end=None, mean_change=None, ci=None, effect_size=None, p=None, test=None,
    key="nobody", name="Nobody",
)  # fmt: skip
FEW = replace(NOBODY, n=HIDDEN, key="few", name="Few", without_second=HIDDEN)
STEADY = replace(OUTCOME, ci=None, p=None, test=None, zeros_dropped=None, name="Steady", key="steady")


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (OUTCOME, "Happiness: better by 1.01 points on average (40 pairs)"),
        (LESS, "Less: worse by 1.00 points on average (40 pairs)"),
        (replace(LESS, better=Better.LOWER), "Less: better by 1.00 points on average (40 pairs)"),
        (CHANCE, "Chance: +1.01 points on average, which could be chance (40 pairs)"),
        (SAME, "Same: no change on average (40 pairs)"),
        (NOBODY, "Nobody: nobody has both a start and an end form yet"),
        (FEW, "Few: too few pairs of forms to say anything yet"),
    ],
)
def test_a_change_is_said_as_it_is_printed_and_no_surer_than_it_is(outcome: Outcome, said: str) -> None:
    assert findings.change(outcome) == said


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ((OUTCOME, replace(OUTCOME, name="Other")), "All 2 measures were better at the end than at the start"),
        ((OUTCOME, LESS), "Of 2 measures, 1 were clearly better at the end and 1 clearly worse"),
        ((CHANCE, SAME), "None of the 2 measures changed by more than chance could explain"),
        ((OUTCOME, FEW), "Happiness: better by 1.01 points on average (40 pairs)"),
        ((NOBODY, FEW), "Too few pairs of forms to say anything yet"),
    ],
)
def test_measures_are_summed_up_without_claiming_more(outcomes: tuple[Outcome, ...], said: str) -> None:
    assert findings.changes(outcomes) == said


def test_every_kind_of_outcome_can_be_printed(store: Store) -> None:
    small = replace(OUTCOME, n=12, size=Size.SMALL_GROUP, better=Better.LOWER, p=0.04, name="Anxiety", key="anxious")
    scale = replace(
        OUTCOME, instrument="swemwbs", name="Wellbeing", lowest=7, highest=35, reliable_change=2.87,
        change_source="A journal", reliably_improved=9, no_reliable_change=HIDDEN, reliably_worse=HIDDEN,
        reliable_share=Interval(0.12, 0.39), test=SignificanceTest.PAIRED_T,
    )  # fmt: skip
    hidden = replace(scale, reliable_share=None, reliably_improved=HIDDEN)
    found = replace(
        _figures(store), people=60, outcomes=(OUTCOME, LESS, CHANCE, SAME, NOBODY, FEW, STEADY, small, scale)
    )
    document = _checked(found)
    text = as_text(document)
    assert "+1.01" in text and "+0.50 to +1.50" in text and "−1.50 to −0.50" in text
    assert "Anxiety (lower is better)" in text and "This is a small group." in text
    assert "p\tTest" in text and "below 0.001" in text and "0.040" in text
    assert "12% to 39%" in text and "2.87 points or more. A journal." in text
    assert "Steady: everybody changed by the same amount" in text
    assert "Few: fewer than 10 pairs" in text
    assert "Up to 10 people with a start form have no end form yet that can be scored." in text
    chart = blocks(document, Dumbbell)[0]
    assert isinstance(chart, Dumbbell) and "n = 12 to 40 matched pairs" in chart.subtitle
    again = as_text(
        story(replace(found, outcomes=(replace(hidden, without_second=HIDDEN), replace(FEW, without_second=0))))
    )
    assert "hidden" in again and "Up to" not in again
    no_n = as_text(story(replace(found, outcomes=(replace(FEW, reliable_change=2.87),))))
    assert "Reliable change" not in no_n and "Tests and effect sizes" not in no_n


def test_long_lists_are_cut_and_hidden_rows_stand_together(store: Store) -> None:
    rows = {f"Practice {number:02d}": 100 - number for number in range(20)} | {"Tiny": 2, "Small": 3}
    found = replace(
        _figures(store), journey=Journey(1815, 20, 20, 20), practices=protect_table(rows),
        statuses=SafeTable(((Standing.ACCEPTED, HIDDEN),), HIDDEN, too_few=True),
        stated=protect_table({Stated.COMPLETED: 20, Stated.NOTHING: 1795}),
    )  # fmt: skip
    document = _checked(found)
    table = next(block for block in blocks(document, Table) if block.caption == "Where they came from")
    assert isinstance(table, Table)
    labels = [row[0] for row in table.rows]
    assert labels[14:] == ["Practice 14", "4 others", "3 others, each hidden", "All"]
    assert table.rows[15][1] == str(sum(100 - number for number in range(15, 19)))
    assert Paragraph("Where these referrals stand: too few to break down.") in document.blocks
    assert "What a spreadsheet said\tReferrals" in as_text(document)


def test_a_year_of_many_programmes_is_drawn_in_parts(store: Store) -> None:
    world = World()
    for number in range(18):
        programme = world.programme(f"Course {number:02d}")
        places = [world.place(world.person(), programme) for _ in range(6)]
        for week in range(16):
            session = world.session(programme, date.fromordinal(START.toordinal() + 7 * week))
            for place in places:
                world.mark(session, place)
    found = world.figures(store, end=date(2026, 12, 31), as_at=date(2027, 1, 1))
    strips = blocks(_checked(found), HeatStrip)
    assert [len(strip.rows) for strip in strips if isinstance(strip, HeatStrip)] == [15, 3, 15, 3]
    titles = [strip.title for strip in strips if isinstance(strip, HeatStrip)]
    assert titles == ["People came 1,728 times to 288 sessions", *["Attendance, continued"] * 3]
    assert all(
        a < b
        for strip in strips
        if isinstance(strip, HeatStrip)
        for a, b in zip(strip.steps, strip.steps[1:], strict=False)
    )


def test_the_chosen_programmes_the_sample_and_cancelled_sessions_are_said(store: Store) -> None:
    world = World()
    programme = world.programme("Clay")
    world.session(programme, START, visitors=7)
    world.session(programme, START, cancelled=True)
    world.session(world.programme("Choir"), START, cancelled=True)
    found = replace(world.figures(store), sample=True, programmes=("Clay",))
    document = _checked(found)
    assert document.sample and document.subtitle == "1 April 2026 to 30 June 2026 · Clay"
    text = as_text(document)
    assert "7 more visits were counted by head" in text and "2 sessions were cancelled." in text
    assert "Only referrals that led to a place on the chosen programmes are counted." in text
    assert "Choir\t0\t0\t0\t–\t–" in text


def test_the_way_to_a_whole_percentage_is_left_out_where_it_may_not_be_given() -> None:
    assert findings.share_of(5, 9, "of referrals") == ""
    assert findings.signed(-0.001) == "0.00"
