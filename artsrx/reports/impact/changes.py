"""What changed between start and end, and how sure anybody can be of it."""

from collections.abc import Iterator

from artsrx.domain.disclosure import HIDDEN
from artsrx.domain.i18n import _
from artsrx.domain.statistics import Better, Interval, Size
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.instrument import Instrument
from artsrx.reports.document import (
    Block,
    Bullets,
    Dumbbell,
    DumbbellRow,
    Panel,
    Paragraph,
    SectionHeading,
    Table,
    TableColumn,
)
from artsrx.reports.impact import findings
from artsrx.reports.impact.figures import ImpactFigures
from artsrx.reports.impact.findings import DECIMALS, figure_words, signed
from artsrx.reports.impact.outcomes import Outcome


def what_changed(figures: ImpactFigures) -> Iterator[Block]:
    """The outcomes of each instrument, and the panel that says how sure they are."""
    yield SectionHeading(2, _("What changed"), kicker=_("Before and after"))
    if not figures.outcomes:
        yield Paragraph(_("No start or end forms were filled in for this period, so nothing can be said about change."))
        return
    for instrument in INSTRUMENTS:
        outcomes = tuple(outcome for outcome in figures.outcomes if outcome.instrument == instrument.key)
        if outcomes:
            yield SectionHeading(3, instrument.name)
            yield from _instrument(instrument, outcomes)
    yield Panel(_("How sure are we?"), (Bullets(tuple(_sure(figures))),))


def _instrument(instrument: Instrument, outcomes: tuple[Outcome, ...]) -> Iterator[Block]:
    """One instrument: the dumbbell if anything may be averaged, then who moved which way."""
    spoken = [outcome for outcome in outcomes if outcome.mean_start is not None]
    if spoken:
        title = findings.changes(outcomes)
        for scale in dict.fromkeys((outcome.lowest, outcome.highest) for outcome in spoken):
            on_it = [outcome for outcome in spoken if (outcome.lowest, outcome.highest) == scale]
            yield _dumbbell(title, on_it, *scale)
            title = _("What changed, on another scale")
        yield _means(spoken)
    else:
        yield Paragraph(f"{findings.changes(outcomes)}.")
    if any(outcome.n is not HIDDEN for outcome in outcomes):
        yield _directions(outcomes)
    yield from _reliable(outcomes)
    if instrument.registration_needed:
        yield Paragraph(instrument.licence, quiet=True)


def _dumbbell(title: str, outcomes: list[Outcome], low: float, high: float) -> Dumbbell:
    """The means of measures that share a scale. No band stands beside them: bands are of people, not of means."""
    sizes = sorted(outcome.n for outcome in outcomes if outcome.n is not HIDDEN)
    pairs = str(sizes[0]) if sizes[0] == sizes[-1] else _("{low} to {high}").format(low=sizes[0], high=sizes[-1])
    return Dumbbell(
        title=title,
        subtitle=_("Mean at the start and at the end, scale {low:g} to {high:g}; n = {pairs} matched pairs").format(
            low=low, high=high, pairs=pairs
        ),
        rows=tuple(_row(outcome) for outcome in outcomes),
        low=low,
        high=high,
        decimals=DECIMALS,
        before=_("Start"),
        after=_("End"),
    )


def _label(outcome: Outcome) -> str:
    """The measure's name, saying so where lower is better."""
    return outcome.name if outcome.better is Better.HIGHER else _("{name} (lower is better)").format(name=outcome.name)


def _row(outcome: Outcome) -> DumbbellRow:
    return DumbbellRow(_label(outcome), findings.number(outcome.mean_start), findings.number(outcome.mean_end))


def _means(outcomes: list[Outcome]) -> Table:
    """Means with their spread, the change and its interval."""
    rows = []
    for outcome in outcomes:
        moved = findings.moved(outcome)
        interval = "–"
        if outcome.ci is not None:
            interval = _("{low} to {high}").format(low=signed(outcome.ci.low), high=signed(outcome.ci.high))
        rows.append(
            (
                _label(outcome),
                figure_words(outcome.n),
                _with_spread(outcome.mean_start, outcome.sd_start),
                _with_spread(outcome.mean_end, outcome.sd_end),
                "–" if moved is None else signed(moved),
                interval,
            )
        )
    return Table(
        columns=(
            TableColumn(_("Measure"), width=1.8),
            TableColumn(_("Pairs"), "right", 0.75),
            TableColumn(_("Start (SD)"), "right", 1.55),
            TableColumn(_("End (SD)"), "right", 1.55),
            TableColumn(_("Change"), "right", 0.95),
            TableColumn(_("95% interval"), "right", 1.8),
        ),
        rows=tuple(rows),
        caption=_("Means of the matched pairs"),
        note=_("SD: standard deviation. Only people with both forms are in this table."),
    )


def _with_spread(mean: float | None, spread: float | None) -> str:
    """A mean with its standard deviation in brackets."""
    return f"{figure_words(mean, decimals=DECIMALS)} ({figure_words(spread, decimals=DECIMALS)})"


def _directions(outcomes: tuple[Outcome, ...]) -> Table:
    """Who improved, who did not, and how many have no second form."""
    return Table(
        columns=(
            TableColumn(_("Measure"), width=2.2),
            TableColumn(_("Pairs"), "right"),
            TableColumn(_("Improved"), "right"),
            TableColumn(_("Same"), "right"),
            TableColumn(_("Worse"), "right"),
            TableColumn(_("No second form"), "right", 1.3),
        ),
        rows=tuple(
            (
                _label(outcome),
                figure_words(outcome.n),
                figure_words(outcome.improved),
                figure_words(outcome.same),
                figure_words(outcome.worse),
                figure_words(outcome.without_second),
            )
            for outcome in outcomes
        ),
        caption=_("Any change, however small"),
        note=_(
            "No second form: people with a start form who were active in the period and have no end form yet "
            "that can be scored."
        ),
    )


def _reliable(outcomes: tuple[Outcome, ...]) -> Iterator[Block]:
    """Change by a published threshold, beside any change."""
    known = [outcome for outcome in outcomes if outcome.reliable_change is not None and outcome.n not in (0, HIDDEN)]
    if not known:
        return
    yield Table(
        columns=(
            TableColumn(_("Measure"), width=2.2),
            TableColumn(_("Pairs"), "right"),
            TableColumn(_("Improved"), "right"),
            TableColumn(_("No reliable change"), "right", 1.4),
            TableColumn(_("Worse"), "right"),
            TableColumn(_("Improved, 95% interval"), "right", 1.6),
        ),
        rows=tuple(_reliable_row(outcome) for outcome in known),
        caption=_("Reliable change: more than the scale's own error"),
        note=" ".join(
            _("{measure}: {threshold} points or more. {source}.").format(
                measure=outcome.name, threshold=outcome.reliable_change, source=outcome.change_source
            )
            for outcome in known
        ),
    )


def _reliable_row(outcome: Outcome) -> tuple[str, ...]:
    """One measure's reliable change."""
    share = outcome.reliable_share
    words = "–"
    if share is not None:
        words = _("{low}% to {high}%").format(low=round(100 * share.low), high=round(100 * share.high))
    return (
        _label(outcome),
        figure_words(outcome.n),
        figure_words(outcome.reliably_improved),
        figure_words(outcome.no_reliable_change),
        figure_words(outcome.reliably_worse),
        words,
    )


def _sure(figures: ImpactFigures) -> Iterator[str]:
    """What speaks for and against the changes, worked out from the figures."""
    for outcome in figures.outcomes:
        if outcome.ci is not None:
            yield _interval_words(outcome, outcome.ci)
        elif outcome.mean_start is not None:
            yield _("{measure}: everybody changed by the same amount, so no interval can be given.").format(
                measure=outcome.name
            )
        elif outcome.n != 0:
            yield _("{measure}: fewer than 10 pairs, so no average is claimed.").format(measure=outcome.name)
    missing = [outcome for outcome in figures.outcomes if outcome.without_second not in (0, HIDDEN)]
    if missing:
        most = max(missing, key=lambda outcome: findings.number(outcome.without_second))
        yield _(
            "Up to {n} people with a start form have no end form yet that can be scored. Those who stay to the end may differ from "
            "those who do not."
        ).format(n=most.without_second)
    yield _(
        "These are the same people before and after, with nobody to compare them with. People are often referred "
        "when things are at their worst, and some would have felt better anyway."
    )


def _interval_words(outcome: Outcome, interval: Interval) -> str:
    """The interval of one measure in words, with its test."""
    words = _("{measure}: the true average change most likely lies between {low} and {high} (n = {n}).").format(
        measure=outcome.name, low=signed(interval.low), high=signed(interval.high), n=figure_words(outcome.n)
    )
    return f"{words} {_('This is a small group.')}" if outcome.size is Size.SMALL_GROUP else words
