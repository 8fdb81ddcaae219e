"""`artsrx report`: saves a report as PDF."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from artsrx.cli.report_options import add_period, period, person, programmes
from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _, ngettext

if TYPE_CHECKING:
    from artsrx.db.store import Store


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    parser.add_argument("report", choices=tuple(_REPORTS))
    add_period(parser)
    parser.add_argument("--person", metavar="ID", help=_("who a note is about"))
    parser.add_argument("--asked", default="", metavar="WORDS", help=_("what a note asks of its reader"))
    parser.add_argument("--next-step", default="", metavar="WORDS", help=_("the next step that a note tells of"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_staff(parser)


def _report(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.reports.pdf import render

    with opened(chosen) as (store, _key):
        document, brand = _REPORTS[chosen.report](store, chosen)
    rendered = render(document, brand=brand)
    save_outside(chosen.out, rendered.data)
    words = ngettext("Saved {file}, {n} page.", "Saved {file}, {n} pages.", rendered.pages).format(
        file=chosen.out, n=rendered.pages
    )
    if rendered.missing:
        words += "\n" + _("These characters could not be printed: {all}").format(all=" ".join(rendered.missing))
    facts = {"file": str(chosen.out), "pages": rendered.pages, "missing_characters": list(rendered.missing)}
    return VerbResult(facts, words)


def _impact(store: "Store", chosen: argparse.Namespace) -> tuple[Any, Any]:
    from artsrx.reports.impact import figures, story

    start, end = period(chosen)
    chosen_ones = programmes(store, chosen.programme)
    counted = store.read(figures, start=start, end=end, programmes=chosen_ones, as_at=date.today())
    return story(counted), _brand(store)


def _link_worker(store: "Store", chosen: argparse.Namespace) -> tuple[Any, Any]:
    from artsrx.reports.link_worker import note, story

    figures = store.read(
        note,
        participant=person(chosen.person),
        asked_of_reader=chosen.asked,
        next_step=chosen.next_step,
        as_at=date.today(),
    )
    return story(figures), _brand(store)


def _brand(store: "Store") -> Any:
    from artsrx.records.organisation import organisation
    from artsrx.reports.pdf import Brand

    facts = store.read(organisation)
    return Brand(colour=facts.colour or None, logo=facts.logo)


_REPORTS: dict[str, Callable[["Store", argparse.Namespace], tuple[Any, Any]]] = {
    "impact": _impact,
    "link-worker": _link_worker,
}

REPORT = Verb("report", _("save a report as PDF"), _add_arguments, _report)
