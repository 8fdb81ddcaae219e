"""Sentences that are worked out from the figures, so that a title can never contradict its chart."""

from artsrx.domain.disclosure import HIDDEN, Count, IsHidden, SafeTable, percentage
from artsrx.domain.i18n import _, ngettext
from artsrx.domain.statistics import Better
from artsrx.reports.charts import number_words
from artsrx.reports.document import Number
from artsrx.reports.impact.figures import ImpactFigures
from artsrx.reports.impact.labels import AgeBand, age_words_within
from artsrx.reports.impact.outcomes import Outcome

DECIMALS = 2


def number(value: float | IsHidden | None) -> Number:
    """A figure as a chart takes it."""
    if value is HIDDEN:
        return "hidden"
    return "none" if value is None else value


def figure_words(value: float | IsHidden | None, *, unit: str = "", decimals: int = 0) -> str:
    """A figure as a table prints it: the number, "hidden", or a dash for nothing."""
    return number_words(number(value), unit=unit, decimals=decimals)


def signed(value: float) -> str:
    """A change with its sign, a true minus before a fall."""
    return number_words(value, decimals=DECIMALS, signed=True)


def share_of(part: Count, whole: Count, words: str) -> str:
    """A share with its words ("85% of referrals"), or nothing where it may not be given."""
    share = percentage(part, whole)
    return f"{share}% {words}" if isinstance(share, int) else ""


def journey(figures: ImpactFigures) -> str:
    """What the funnel shows."""
    steps = figures.journey
    if steps.referred == 0:
        return _("No referrals were received in this period")
    if steps.referred is HIDDEN:
        return _("There were too few referrals to show their journey")
    if steps.completed is not HIDDEN and steps.completed > 0:
        return ngettext(
            "{completed} of {n} referral has led to a completed course",
            "{completed} of {n} referrals have led to a completed course",
            steps.referred,
        ).format(completed=steps.completed, n=steps.referred)
    if steps.started is not HIDDEN:
        return ngettext(
            "{started} of {n} referral has led to somebody coming",
            "{started} of {n} referrals have led to somebody coming",
            steps.referred,
        ).format(started=steps.started, n=steps.referred)
    return ngettext("{n} referral was received", "{n} referrals were received", steps.referred).format(n=steps.referred)


def attendance(figures: ImpactFigures) -> str:
    """What the heat strip shows; there is one only if a session was held."""
    times = ngettext("{n} time", "{n} times", figures.attendances).format(n=f"{figures.attendances:,}")
    sessions = ngettext("{n} session", "{n} sessions", figures.held).format(n=f"{figures.held:,}")
    return _("People came {times} to {sessions}").format(times=times, sessions=sessions)


def ages(table: SafeTable[AgeBand | None], people: int) -> str:
    """What the age bands show: the largest, if one is and may be named."""
    if people == 0:
        return _("Nobody took part in this period")
    known = [(band, count) for band, count in table.rows if band is not None and count is not HIDDEN]
    visible = [count for _band, count in known]
    most = max(visible, default=0)
    # A hidden band may be as large as all that is not shown, so a largest is named only if it beats that.
    shown = sum(count for _band, count in table.rows if count is not HIDDEN)
    if table.too_few or most == 0 or visible.count(most) > 1 or people - shown >= most:
        return ngettext("{n} person took part", "{n} people took part", people).format(n=people)
    largest = next(band for band, count in known if count == most)
    return _("The largest age group is {band}: {n} of {people} people").format(
        band=age_words_within(largest), n=most, people=people
    )


def moved(outcome: Outcome) -> float | None:
    """The change as it is printed everywhere: the end mean less the start mean, both as printed; None if hidden.

    A reader who subtracts one from the other gets the same.
    """
    if outcome.mean_start is None or outcome.mean_end is None:
        return None
    return round(round(outcome.mean_end, DECIMALS) - round(outcome.mean_start, DECIMALS), DECIMALS)


def better(outcome: Outcome) -> bool | None:
    """Whether the mean moved the good way (None: not at all, or not known), to the decimals printed."""
    change = moved(outcome)
    if not change:
        return None
    return (change > 0) == (outcome.better is Better.HIGHER)


def clear(outcome: Outcome) -> bool:
    """Whether the interval of the change leaves out no change at all."""
    return outcome.ci is not None and (outcome.ci.low > 0 or outcome.ci.high < 0)


def change(outcome: Outcome) -> str:
    """What one measure shows, without a full stop, as every finding here."""
    if outcome.n == 0:
        return _("{measure}: nobody has both a start and an end form yet").format(measure=outcome.name)
    points = moved(outcome)
    if points is None:
        return _("{measure}: too few pairs of forms to say anything yet").format(measure=outcome.name)
    if points == 0:
        words = _("{measure}: no change on average ({n} pairs)")
    elif not clear(outcome):
        words = _("{measure}: {change} points on average, which could be chance ({n} pairs)")
    elif better(outcome):
        words = _("{measure}: better by {size} points on average ({n} pairs)")
    else:
        words = _("{measure}: worse by {size} points on average ({n} pairs)")
    return words.format(
        measure=outcome.name, change=signed(points), size=f"{abs(points):.2f}", n=figure_words(outcome.n)
    )


def changes(outcomes: tuple[Outcome, ...]) -> str:
    """What the measures of one instrument show together."""
    spoken = [outcome for outcome in outcomes if outcome.mean_change is not None]
    if not spoken:
        return _("Too few pairs of forms to say anything yet")
    up = [outcome for outcome in spoken if better(outcome) and clear(outcome)]
    down = [outcome for outcome in spoken if better(outcome) is False and clear(outcome)]
    if len(spoken) == 1:
        return change(spoken[0])
    if len(up) == len(spoken):
        return _("All {n} measures were better at the end than at the start").format(n=len(spoken))
    if not up and not down:
        return _("None of the {n} measures changed by more than chance could explain").format(n=len(spoken))
    return _("Of {n} measures, {up} were clearly better at the end and {down} clearly worse").format(
        n=len(spoken), up=len(up), down=len(down)
    )
