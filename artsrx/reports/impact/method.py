"""How an impact report counts, what it hides and why, and what it cannot say."""

from collections.abc import Iterator

from artsrx.domain.dates import long_date
from artsrx.domain.disclosure import hidden_words
from artsrx.domain.i18n import _
from artsrx.domain.statistics import SignificanceTest
from artsrx.reports.document import Block, Bullets, Paragraph, SectionHeading, Table, TableColumn
from artsrx.reports.impact.figures import ImpactFigures
from artsrx.reports.impact.findings import figure_words, signed


def how_we_counted(figures: ImpactFigures) -> Iterator[Block]:
    """The last section: method, what was hidden, limits."""
    yield SectionHeading(2, _("How we know"), kicker=_("Method"))
    yield SectionHeading(3, _("What is counted"))
    yield Bullets(tuple(_counted(figures)))
    if figures.outcomes:
        yield SectionHeading(3, _("How change is measured"))
        yield Bullets(tuple(_measured()))
        yield from _tests(figures)
    yield SectionHeading(3, _("What was hidden, and why"))
    yield Paragraph(hidden_words(figures.hidden))
    yield SectionHeading(3, _("What this report cannot say"))
    yield Bullets(tuple(_limits()))


def _counted(figures: ImpactFigures) -> Iterator[str]:
    yield _(
        "Referrals received from {start} to {end}; one person may have several. Those entered in error are left out."
    ).format(start=long_date(figures.start), end=long_date(figures.end))
    if figures.programmes:
        yield _("Only referrals that led to a place on the chosen programmes are counted.")
    yield _("Where they stand is shown as at {day}.").format(day=long_date(figures.as_at))
    yield _(
        "A session counts as held when it was not cancelled and its register has a mark or a head-count. It was "
        "offered to everybody who had joined by then, had not left, and was not marked as not expected."
    )
    yield _("Attended means marked present or late.")
    yield _("Ages are as on the last day of the period; where only the year of birth is known, as if born in July.")


def _measured() -> Iterator[str]:
    yield _(
        "Only matched pairs are compared: a start and an end form of the same person on the same programme, the end "
        "form dated within the period. Forms with blanks that cannot be scored are left out, and so are people with "
        "two forms at the same point until one is chosen."
    )
    yield _("The 95% interval of the mean change is by the t distribution. Under 10 pairs no mean is given.")


def _tests(figures: ImpactFigures) -> Iterator[Block]:
    """The tests and effect sizes of the measures that carry them."""
    known = [outcome for outcome in figures.outcomes if outcome.effect_size is not None]
    if not known:
        return
    yield Table(
        columns=(
            TableColumn(_("Measure"), width=1.9),
            TableColumn(_("Pairs"), "right", 0.7),
            TableColumn(_("Effect size"), "right", 0.9),
            TableColumn(_("p"), "right"),
            TableColumn(_("Test"), width=2.6),
        ),
        rows=tuple(
            (
                outcome.name,
                figure_words(outcome.n),
                "–" if outcome.effect_size is None else signed(outcome.effect_size),
                _p_words(outcome.p),
                _test_name(outcome.test),
            )
            for outcome in known
        ),
        caption=_("Tests and effect sizes"),
        note=_("Effect size: mean change divided by the standard deviation at the start. Signed-rank tests leave out "
               "pairs without any change."),
    )  # fmt: skip


def _p_words(p: float | None) -> str:
    """A p-value to three places, never as nought."""
    if p is None:
        return "–"
    return _("below 0.001") if p < 0.001 else f"{p:.3f}"


def _test_name(test: SignificanceTest | None) -> str:
    """The test as it is named in print."""
    return {
        None: "–",
        SignificanceTest.PAIRED_T: _("paired t-test"),
        SignificanceTest.WILCOXON_EXACT: _("Wilcoxon signed-rank test, exact"),
        SignificanceTest.WILCOXON_NORMAL: _(
            "Wilcoxon signed-rank test, normal approximation with continuity correction"
        ),
    }[test]


def _limits() -> Iterator[str]:
    yield _("It cannot say that the programmes caused a change: nobody is compared with people who did not come.")
    yield _(
        "It knows only what is in the record: registers that were not filled in and forms that were not returned are missing."
    )
    yield _("People who return both forms may differ from those who do not.")
    yield _("Set beside an earlier report, small differences may show a few people. Please do not subtract reports.")
