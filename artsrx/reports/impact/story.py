"""An impact report as a document: what the figures say, in what order, and how sure anybody can be."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from artsrx.domain import disclosure
from artsrx.domain.dates import long_date
from artsrx.domain.disclosure import HIDDEN
from artsrx.domain.i18n import _, ngettext
from artsrx.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cover,
    Document,
    Funnel,
    FunnelRow,
    HeatRow,
    HeatStrip,
    Lede,
    Paragraph,
    SectionHeading,
    Table,
    TableColumn,
    Tile,
)
from artsrx.reports.impact import findings
from artsrx.reports.impact.changes import what_changed
from artsrx.reports.impact.counting import Stated
from artsrx.reports.impact.figures import ImpactFigures
from artsrx.reports.impact.findings import figure_words, number, share_of
from artsrx.reports.impact.labels import age_words, practice_words, standing_words, stated_words
from artsrx.reports.impact.method import how_we_counted

K = TypeVar("K")

CELLS_IN_A_STRIP = 13
LINES_IN_A_STRIP = 15
MOST_LINES = 15


def story(figures: ImpactFigures) -> Document:
    """The report of these figures; with nothing to tell it still says so, section by section."""
    blocks = (
        *_summary(figures),
        *_journey(figures),
        *_coming(figures),
        *_people(figures),
        *what_changed(figures),
        *how_we_counted(figures),
    )
    return Document(
        title=_("Impact report"),
        subtitle=_period(figures),
        date=figures.as_at,
        organisation=figures.organisation,
        blocks=blocks,
        cover=Cover(kicker=_("Referrals, attendance and change"), tiles=_tiles(figures)),
        footer=_("{organisation} · impact report").format(organisation=figures.organisation),
        sample=figures.sample,
    )


def _period(figures: ImpactFigures) -> str:
    """From when to when, and of what."""
    period = _("{start} to {end}").format(start=long_date(figures.start), end=long_date(figures.end))
    if not figures.programmes:
        return period
    return f"{period} · {', '.join(figures.programmes)}"


def _tiles(figures: ImpactFigures) -> tuple[Tile, ...]:
    """The numbers on the cover: those that may be shown, at most four."""
    journey = figures.journey
    wanted = [
        (journey.referred, ngettext("referral received", "referrals received", _many(journey.referred))),
        (figures.people, ngettext("person came", "people came", figures.people)),
        (figures.attendances, ngettext("attendance", "attendances", figures.attendances)),
        (journey.completed, _("completed so far, of these referrals")),
    ]
    if journey.referred is HIDDEN:
        wanted.pop()
    return tuple(Tile(f"{count:,}", words) for count, words in wanted if count is not HIDDEN)


def _many(count: disclosure.Count) -> int:
    """A count for choosing between one and many."""
    return 2 if count is HIDDEN else count


def _summary(figures: ImpactFigures) -> Iterator[Block]:
    yield SectionHeading(2, _("In short"), kicker=_("Summary"))
    if figures.people == 0 and figures.journey.referred == 0:
        yield Lede(_("Nothing has been recorded for this period yet."))
        yield Paragraph(_("Referrals, registers and forms appear here as soon as they are in the record."))
        return
    people = ngettext("{n} person", "{n} people", figures.people).format(n=f"{figures.people:,}")
    sessions = ngettext("{n} session", "{n} sessions", figures.held).format(n=f"{figures.held:,}")
    yield Lede(_("{people} came to {sessions}.").format(people=people, sessions=sessions))
    lines = [f"{findings.journey(figures)}."]
    if figures.rate is not None and figures.rate is not HIDDEN:
        words = _("People came to {rate}% of the sessions they were offered ({came} of {offered}).")
        lines.append(words.format(rate=figures.rate, came=f"{figures.attendances:,}", offered=f"{figures.offered:,}"))
    lines += [f"{findings.change(outcome)}." for outcome in figures.outcomes]
    if not figures.outcomes:
        lines.append(_("No start or end forms were filled in, so nothing can be said about change."))
    yield Bullets(tuple(lines))


def _journey(figures: ImpactFigures) -> Iterator[Block]:
    journey = figures.journey
    yield SectionHeading(2, _("From referral to finishing"), kicker=_("Referrals"))
    if journey.referred == 0:
        yield Paragraph(_("No referrals were received in this period."))
    elif journey.referred is HIDDEN:
        yield Paragraph(f"{findings.journey(figures)}.")
    else:
        of_all = _("of referrals")
        yield Funnel(
            title=findings.journey(figures),
            subtitle=_("Referrals received in the period, as they stand on {day}; n = {n}").format(
                day=long_date(figures.as_at), n=figure_words(journey.referred)
            ),
            rows=(
                FunnelRow(_("Referred"), number(journey.referred)),
                FunnelRow(_("Started"), number(journey.started), share_of(journey.started, journey.referred, of_all)),
                FunnelRow(
                    _("Still coming or completed"),
                    number(journey.staying),
                    share_of(journey.staying, journey.referred, of_all),
                ),
                FunnelRow(
                    _("Completed"), number(journey.completed), share_of(journey.completed, journey.referred, of_all)
                ),
            ),
        )
        yield Paragraph(
            _(
                "Started means came at least once. Completed means came as often as the programme asks for; a "
                "programme without such a rule completes nobody. People may have been referred more than once."
            ),
            quiet=True,
        )
        yield from _breakdown(_("Where these referrals stand"), _("Status"), figures.statuses, standing_words)
        yield from _breakdown(
            _("Where they came from"), _("Practice or organisation"), figures.practices, practice_words
        )
    yield from _apart(figures)


def _apart(figures: ImpactFigures) -> Iterator[Block]:
    """What is known only from before ArtsRx, or only by its year, apart from what is counted."""
    if figures.year_only != 0:
        yield Paragraph(
            _("Not counted above: referrals of which only the year is known ({n}).").format(
                n=figure_words(figures.year_only)
            )
        )
    if any(stated is not Stated.NOTHING for stated, _count in figures.stated.rows):
        yield from _breakdown(_("Stated before ArtsRx"), _("What a spreadsheet said"), figures.stated, stated_words)
        yield Paragraph(
            _(
                "These words were brought in from earlier lists. They are shown as they were stated and play no "
                "part in the numbers above, which rest on registers."
            ),
            quiet=True,
        )


def _breakdown(caption: str, title: str, table: disclosure.SafeTable[K], words: Callable[[K], str]) -> Iterator[Block]:
    """A table of counts; the hidden rows stand together at its end."""
    if table.too_few:
        yield Paragraph(_("{caption}: too few to break down.").format(caption=caption))
        return
    known = [(words(key), count) for key, count in table.rows if count is not HIDDEN]
    shown = [(name, figure_words(count)) for name, count in known[:MOST_LINES]]
    rest = [count for _name, count in known[MOST_LINES:]]
    if rest:
        shown.append((_("{n} others").format(n=len(rest)), figure_words(sum(rest))))
    if table.hidden:
        shown.append((_("{n} others, each hidden").format(n=table.hidden), _("hidden")))
    yield Table(
        columns=(TableColumn(title, width=3), TableColumn(_("Referrals"), "right")),
        rows=(*shown, (_("All"), figure_words(table.total))),
        caption=caption,
        total=True,
    )


def _coming(figures: ImpactFigures) -> Iterator[Block]:
    yield SectionHeading(2, _("Coming along"), kicker=_("Attendance"))
    if figures.held == 0:
        yield Paragraph(_("No session was held in this period."))
        return
    yield from _strips(figures)
    columns = (
        TableColumn(_("Programme"), width=2.6),
        TableColumn(_("Sessions held"), "right"),
        TableColumn(_("People"), "right"),
        TableColumn(_("Attendances"), "right", 1.2),
        TableColumn(_("Per session"), "right"),
        TableColumn(_("Attended"), "right"),
    )
    yield Table(
        columns=columns,
        rows=tuple(
            (
                line.name,
                figure_words(line.held),
                figure_words(line.people),
                figure_words(line.attendances),
                figure_words(line.per_session, decimals=1),
                figure_words(line.rate, unit="%"),
            )
            for line in figures.lines
        ),
        caption=_("Each programme in the period"),
        note=_("Attended: the share of sessions offered to people that they came to. Nobody is offered a session "
               "that was cancelled, or on which they were not expected. Somebody on two programmes counts in both."),
    )  # fmt: skip
    if figures.visitors:
        yield Paragraph(
            ngettext(
                "{n} more visit was counted by head, without a name.",
                "{n} more visits were counted by head, without names.",
                figures.visitors,
            ).format(n=f"{figures.visitors:,}")
        )
    if figures.cancelled:
        yield Paragraph(
            ngettext("{n} session was cancelled.", "{n} sessions were cancelled.", figures.cancelled).format(
                n=figures.cancelled
            )
        )


def _strips(figures: ImpactFigures) -> Iterator[Block]:
    """The heat strip, in parts of a quarter each where the period is long."""
    lines = [line for line in figures.lines if line.held]
    counts = sorted(c for line in lines for c in line.cells if c is not None and c is not HIDDEN)
    if not counts:
        yield Paragraph(_("{finding}: too few to show week by week.").format(finding=findings.attendance(figures)))
        return
    people = ngettext("{n} person", "{n} people", figures.people).format(n=figures.people)
    steps = _steps(counts)
    weekly = figures.weeks_in_cell == 1
    unit = _("Attendances in each week") if weekly else _("Attendances in each four weeks, as weekly numbers are small")
    title = findings.attendance(figures)
    for first in range(0, len(figures.mondays), CELLS_IN_A_STRIP):
        part = slice(first, first + CELLS_IN_A_STRIP)
        mondays = figures.mondays[part]
        for top in range(0, len(lines), LINES_IN_A_STRIP):
            yield HeatStrip(
                title=title,
                subtitle=_("{unit}, beginning {first} to {last}; n = {people}").format(
                    unit=unit, first=long_date(mondays[0]), last=long_date(mondays[-1]), people=people
                ),
                weeks=tuple(f"{monday.day}/{monday.month}" for monday in mondays),
                rows=tuple(
                    HeatRow(line.name, tuple(number(cell) for cell in line.cells[part]))
                    for line in lines[top : top + LINES_IN_A_STRIP]
                ),
                steps=steps,
                unit="",
                week=_("From"),
            )
            title = _("Attendance, continued")


def _steps(counts: list[int]) -> tuple[float, float, float, float]:
    """Where the shades begin: fifths of what is shown, each at least one more than the last."""
    found: list[int] = []
    for fifth in range(1, 5):
        step = counts[len(counts) * fifth // 5]
        found.append(max(step, disclosure.SMALLEST_SHOWN + 1 if not found else found[-1] + 1))
    return (found[0], found[1], found[2], found[3])


def _people(figures: ImpactFigures) -> Iterator[Block]:
    yield SectionHeading(2, _("Who took part"), kicker=_("People"))
    if figures.people == 0:
        yield Paragraph(_("Nobody took part in this period."))
        return
    if figures.ages.too_few:
        words = ngettext(
            "{n} person took part: too few to say of what ages.",
            "{n} people took part: too few to say of what ages.",
            figures.people,
        )
        yield Paragraph(words.format(n=figures.people))
        return
    yield Bars(
        title=findings.ages(figures.ages, figures.people),
        subtitle=_("People who came at least once, by age on {day}; n = {n}").format(
            day=long_date(figures.end), n=figures.people
        ),
        rows=tuple(Bar(age_words(band), number(count)) for band, count in figures.ages.rows),
        unit="",
    )
