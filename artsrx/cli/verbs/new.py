"""`artsrx new`: makes a new record, and saves or prints its recovery code."""

import argparse
from pathlib import Path

from artsrx.cli.record_making import make_record
from artsrx.cli.signing_on import add_record, password
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    parser.add_argument("--organisation", required=True, metavar="NAME")
    parser.add_argument("--staff", required=True, metavar="NAME", help=_("who signs on first"))
    parser.add_argument("--sheet", type=Path, metavar="FILE.pdf", help=_("where to save the recovery sheet"))


def _new(chosen: argparse.Namespace) -> VerbResult:
    sheet = make_record(chosen.record, chosen.organisation, chosen.staff, password(chosen), sheet=chosen.sheet)
    facts = {"record": str(chosen.record), "organisation": chosen.organisation, "staff": chosen.staff}
    facts["sheet"] = str(chosen.sheet) if chosen.sheet else " ".join(sheet)
    made = _("The record of {name} is ready: {folder}").format(name=chosen.organisation, folder=chosen.record)
    if chosen.sheet:
        words = _("Print the recovery sheet and keep it in a safe place: {file}").format(file=chosen.sheet)
        return VerbResult(facts, f"{made}\n{words}")
    kept = _("Write down these groups and keep them in a safe place. They are the only way in without a password:")
    return VerbResult(facts, f"{made}\n{kept}\n{' '.join(sheet)}")


NEW = Verb("new", _("make a new record"), _add_arguments, _new)
