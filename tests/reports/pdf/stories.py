"""Invented documents for the renderer's tests: every block, nothing at all, far too much, and at random."""

import datetime as dt
import random

from artsrx.reports.document import (
    HIDDEN,
    NONE,
    Bar,
    Bars,
    Block,
    Bullets,
    Code,
    Cover,
    Document,
    Dumbbell,
    DumbbellRow,
    Funnel,
    FunnelRow,
    HeatRow,
    HeatStrip,
    KeyValues,
    Lede,
    Numbered,
    Panel,
    Paragraph,
    Run,
    SectionHeading,
    Table,
    TableColumn,
    Tile,
    Tiles,
)

DAY = dt.date(2026, 4, 20)
NASTY = "<b>&\"' Łukasz & Siân Ŵyn </b> 🎨 مرحبا Жанна Ελένη Nguyễn\u00ad\u200b e\u0301 %s {0} \\n"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley"
CHARTS: tuple[Block, ...] = (
    Dumbbell(
        "Question 3 improved the most",
        "Mean score before and after, 287 people with both forms",
        (
            DumbbellRow("Question 3", 2.3, 3.2),
            DumbbellRow("Question 8", 3.4, 3.4),
            DumbbellRow("Question 9", 3.3, 2.9),
            DumbbellRow("Question 10", HIDDEN, HIDDEN),
            DumbbellRow("Question 11", 2.0, NONE),
            DumbbellRow("Question 12", 0.5, 9.0),
        ),
        2,
        4,
    ),
    Funnel(
        "Three in four people who were referred started",
        "People referred from April 2025 to March 2026, n = 538",
        (
            FunnelRow("Referred", 538),
            FunnelRow("Started", 412, "77% of those referred"),
            FunnelRow("Attending", 0, "none of those who started"),
            FunnelRow("Completed", HIDDEN, "too few to show"),
        ),
    ),
    HeatStrip(
        "Attendance stayed above 80% in two of three groups",
        "Share of people expected who came, per cent",
        tuple(str(week) for week in range(1, 13)),
        (
            HeatRow("Ceramics", (96, 94, 92, 93, 90, 91, 88, 90, 87, 89, 91, 94), 91),
            HeatRow("Writing", (88, 82, 76, 70, 66, 62, 58, 55, 52, 54, 51, 100), 64),
            HeatRow("Printmaking", (90, 84, 0, 74, 70, 64, 60, 48, 46, 55, HIDDEN, NONE), HIDDEN),
        ),
    ),
    Bars(
        "More older people than the area",
        "Age of people who took part, n = 412",
        (Bar("18 to 24", 7, 11), Bar("25 to 44", 22, 33), Bar("45 and over", HIDDEN, 56), Bar("Not said", 0)),
        ours="Ours",
        marker="Area",
    ),
)


def every_block() -> Document:
    """Give a report that uses every block and every run."""
    table = Table(
        (TableColumn("Practice"), TableColumn("Referred", "right"), TableColumn("Started", "right")),
        (*((f"Practice {at}", str(60 - at), str(40 - at)) for at in range(40)), ("All", "538", "412")),
        caption="Referrals by practice",
        note="Figures under 5 are hidden to protect people’s privacy.",
        total=True,
    )
    link = Run("our method page", link="https://example.org/method?a=1&b=2")
    mail = Run("write to impact@example.org", link="mailto:impact@example.org")
    blocks: tuple[Block, ...] = (
        Lede(
            "Six months ago, many of the people in this report told us they felt cut off. Most now say they feel closer."
        ),
        Paragraph(("Read ", link, ", or ", mail, ". Again: ", link, "; ", Run("bold and", bold=True), " done.")),
        Tiles(
            (Tile("12", "programmes"), Tile("9", "venues"), Tile("3", "towns"), Tile("2", "rivers"), Tile("1", "sea"))
        ),
        SectionHeading(2, "What changed", "Wellbeing"),
        Paragraph("A few words before a chart stay with it."),
        *CHARTS,
        SectionHeading(3, "In small steps"),
        Bullets(("One", ("Two ", Run("and a half", bold=True)), "Three " * 40)),
        SectionHeading(4, "In order"),
        Numbered(("First", "Second")),
        SectionHeading(2, "Who came"),
        table,
        Panel("How sure are we?", (Paragraph("287 of 412 people filled in both forms."), CHARTS[3])),
        KeyValues((("Participant", "Ada Sample"), ("Programme", ("Clay, ", Run("Tuesdays", bold=True))))),
        Code(("K7QF", "2M9X", "PD4T", "88WZ", "A3HN")),
        Paragraph("Mae’r adroddiad hwn ar gael yn Gymraeg.", language="cy"),
        Paragraph("A last quiet line.", quiet=True),
    )
    tiles = (Tile("412", "people took part"), Tile("71%", "finished"), Tile("+3.9", "points"), Tile("£187", "a person"))
    return Document(
        title="More people, feeling better", date=DAY, organisation="Riverside Arts", blocks=blocks,
        subtitle="April 2025 to March 2026", cover=Cover("Impact report", tiles), footer="Riverside Arts · Impact",
    )  # fmt: skip


def letter(lines: int = 1) -> Document:
    """Give a letter of one page, or longer by `lines`."""
    return Document(
        title="Ada Sample is coming to Clay for Beginners", date=DAY, organisation="Riverside Arts",
        subtitle="20 April 2026", kind="letter", language="en-GB",
        blocks=(
            Panel("What we ask of you", (Paragraph((Run("No action needed.", bold=True), " This is for your records.")),)),
            KeyValues((("Participant", "Ada Sample"), ("Born", "3 April 1951"), ("Referred by", "Jo Field"))),
            SectionHeading(2, "Next step"),
            *(Paragraph(f"Ada carries on until {day} July.") for day in range(1, lines + 1)),
        ),
    )  # fmt: skip


def empty() -> Document:
    """Give a report about nobody: every block without its content."""
    charts: tuple[Block, ...] = (
        Dumbbell("No scores yet", "", (), 1, 5),
        Funnel("Nobody yet", "n = 0", ()),
        HeatStrip("No sessions yet", "n = 0", (), ()),
        Bars("Nobody yet", "n = 0", ()),
        Bars("All nought", "n = 0", (Bar("None", 0),)),
        Funnel("All nought", "n = 0", (FunnelRow("Referred", 0), FunnelRow("Started", NONE))),
        HeatStrip("No weeks", "n = 0", (), (HeatRow("Clay", ()),)),
        Dumbbell("A flat axis", "n = 1", (DumbbellRow("One", 3, 3),), 3, 3),
    )
    return Document(
        title="Nothing yet", date=DAY, organisation="", cover=Cover(),
        blocks=(
            Paragraph(""), Lede(""), Bullets(()), Numbered(()), Tiles(()), KeyValues(()), Code(()), Panel("", ()),
            Table((TableColumn("Name"),), ()), SectionHeading(2, "Charts"), *charts,
            Table((TableColumn("Name"),), (), caption="People", empty="Nobody has come yet."),
            Table((TableColumn(""), TableColumn("", "right")), (("", ""), ("", "1")), row_headers=False),
        ),
    )  # fmt: skip


def extreme(*, sample: bool = True) -> Document:
    """Give a report with far too much of everything."""
    labels = [f"{LONG_NAME} {at}" for at in range(60)]
    blocks: tuple[Block, ...] = (
        Lede(NASTY),
        SectionHeading(2, NASTY, NASTY),
        Paragraph((NASTY, Run(NASTY, bold=True), Run(NASTY, link="https://example.org/" + "x" * 90))),
        Paragraph("word " * 2500),
        Panel(NASTY, (Paragraph("box " * 2500), Bullets((NASTY, "item " * 900)))),
        Dumbbell(NASTY, NASTY, tuple(DumbbellRow(label, 1, 2) for label in labels), 0, 3),
        HeatStrip(
            "A year of weeks", "n = 60", tuple(str(at) for at in range(1, 53)),
            tuple(HeatRow(label, tuple(range(52)), 26) for label in labels[:30]),
        ),
        Bars("Sixty bars", "n = 60", tuple(Bar(label, 50.0) for label in labels), highest=40),
        Funnel("Long words", "n = 1", (FunnelRow(LONG_NAME, 1_000_000, LONG_NAME * 2), FunnelRow("w " * 3000, 1))),
        Table(
            tuple(TableColumn(f"Column {at} {LONG_NAME}") for at in range(7)),
            tuple(tuple(f"{NASTY} {row}" for _at in range(7)) for row in range(3)),
        ),
        Table((TableColumn("Name"), TableColumn("Words")), tuple((f"{LONG_NAME} {at}", NASTY) for at in range(300))),
        Table((TableColumn("Name"), TableColumn("Life story")), ((LONG_NAME, "and then " * 1500), (LONG_NAME, ""))),
        KeyValues(((LONG_NAME, "value " * 1200), (NASTY, NASTY))),
        SectionHeading(3, "Title " * 200),
        *(SectionHeading(3, f"A heading on its own {at}") for at in range(60)),
        Tiles((Tile("1,234,567,890,123", LONG_NAME * 2), Tile(NASTY, NASTY))),
        Code((LONG_NAME, "1234")),
        Numbered(tuple(f"Point {at}" for at in range(1, 130))),
    )  # fmt: skip
    tiles = tuple(Tile("1,234,567", LONG_NAME) for _at in range(9))
    return Document(
        title=f"{NASTY} {LONG_NAME} {LONG_NAME}", date=DAY, organisation=LONG_NAME * 2, subtitle=NASTY, blocks=blocks,
        cover=Cover(NASTY, tiles), sample=sample, footer=NASTY * 3,
    )  # fmt: skip


WORDS = [
    "clay", "choir", "Łukasz", "Siân", "Ŵyn", "together", "<b>", "&amp;", "100%", "well-being/wellness", "£187", "a",
    "Nguyễn", "Жанна", LONG_NAME, "twelve", "weeks", "and", "the", "of", "people",
]  # fmt: skip


def random_story(seed: int) -> Document:
    """Give a document of random blocks in a random order, always the same for a seed."""
    dice = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(dice.choice(WORDS) for _word in range(dice.randint(1, most)))

    def runs(most: int) -> tuple[str | Run, ...]:
        return tuple(
            dice.choice([
                words(most) + " ", Run(words(3), bold=True), Run(words(6), link="https://example.org/" + str(most)),
            ])
            for _run in range(dice.randint(1, 6))
        )  # fmt: skip

    def inner(depth: int) -> Block:
        kind = dice.randrange(6 if depth else 5)
        if kind == 5:
            return Panel(words(4), tuple(inner(depth - 1) for _block in range(dice.randint(0, 4))))
        return [
            lambda: Paragraph(runs(60)), lambda: Bullets(tuple(runs(20) for _item in range(dice.randint(0, 6)))),
            lambda: Numbered(tuple(words(30) for _item in range(dice.randint(0, 6)))), lambda: Lede(words(40)),
            lambda: dice.choice(CHARTS),
        ][kind]()  # fmt: skip

    def table() -> Block:
        count = dice.randint(1, 5)
        columns = tuple(TableColumn(words(2), dice.choice(["left", "right"])) for _column in range(count))
        rows = tuple(tuple(words(6) for _cell in columns) for _row in range(dice.randint(0, 60)))
        return Table(columns, rows, caption=words(5), note=words(9), row_headers=dice.random() < 0.5)

    def top() -> Block:
        return dice.choice([lambda: inner(2), lambda: inner(2), table, lambda: SectionHeading(2, words(6), words(2))])()

    cover = Cover(words(3), tuple(Tile(words(1), words(5)) for _tile in range(dice.randint(0, 4))))
    return Document(
        title=words(9), date=DAY, organisation=words(3), subtitle=words(4), cover=dice.choice([None, cover]),
        blocks=tuple(top() for _block in range(dice.randint(1, 16))), sample=dice.random() < 0.5,
    )  # fmt: skip
