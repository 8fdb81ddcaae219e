"""`artsrx figures`: prints a report's numbers."""

import argparse
from datetime import date

from artsrx.cli import report_options
from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from artsrx.reports import REPORTS

    add_record(parser)
    report_options.add_report(parser, REPORTS)
    add_staff(parser)


def _figures(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.reports.document import as_text
    from artsrx.reports.draft import draft

    report = report_options.chosen_report(chosen)
    with opened(chosen) as (store, _key):
        answers = report_options.answers(store, report, chosen)
        made = store.read(draft, report, answers, as_at=date.today())
    return VerbResult(report.as_json(made.figures), as_text(made.document))


FIGURES = Verb("figures", _("print a report's numbers"), _add_arguments, _figures)
