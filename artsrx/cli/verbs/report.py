"""`artsrx report`: saves a report as PDF; one about a person is noted on their timeline."""

import argparse
from datetime import date
from pathlib import Path

from artsrx.cli import report_options
from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _, ngettext


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from artsrx.reports import REPORTS

    add_record(parser)
    report_options.add_report(parser, REPORTS, printing=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_staff(parser)


def _report(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.records import sendings
    from artsrx.reports.draft import draft

    report = report_options.chosen_report(chosen)
    with opened(chosen) as (store, _key):
        answers = report_options.answers(store, report, chosen)
        made = store.read(draft, report, answers, as_at=date.today())
        rendered = made.drawn(report_options.printing(report, chosen))
        save_outside(chosen.out, rendered.data)
        if made.about is not None:
            store.seed(
                _("note what was sent"),
                sendings.record,
                participant=made.about.participant,
                report=report.key,
                how=_("saved as PDF"),
                staff=store.staff_id,
            )
    words = ngettext("Saved {file}, {n} page.", "Saved {file}, {n} pages.", rendered.pages).format(
        file=chosen.out, n=rendered.pages
    )
    if rendered.missing:
        words += "\n" + _("These characters could not be printed: {all}").format(all=" ".join(rendered.missing))
    facts = {"file": str(chosen.out), "pages": rendered.pages, "missing_characters": list(rendered.missing)}
    return VerbResult(facts, words)


REPORT = Verb("report", _("save a report as PDF"), _add_arguments, _report)
