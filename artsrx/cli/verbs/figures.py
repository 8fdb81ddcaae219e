"""`artsrx figures`: prints a report's numbers."""

import argparse
from datetime import date

from artsrx.cli.report_options import add_period, period, programmes
from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    parser.add_argument("report", choices=("impact",))
    add_period(parser)
    add_staff(parser)


def _figures(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.reports.document import as_text
    from artsrx.reports.impact import figures, figures_json, story

    with opened(chosen) as (store, _key):
        start, end = period(chosen)
        chosen_ones = programmes(store, chosen.programme)
        counted = store.read(figures, start=start, end=end, programmes=chosen_ones, as_at=date.today())
    return VerbResult(figures_json(counted), as_text(story(counted)))


FIGURES = Verb("figures", _("print a report's numbers"), _add_arguments, _figures)
