"""`artsrx import`: brings in people and referrals from a spreadsheet, or says what would happen."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    words = _("where to save the rows that need mending")
    parser.add_argument("--rejects", type=Path, metavar="FILE.xlsx", help=words)
    parser.add_argument("--sheet", metavar="NAME", help=_("the sheet to read, where the file has several"))
    words = _("give a place on the group also where the status is blank")
    parser.add_argument("--places-if-blank", action="store_true", help=words)
    add_staff(parser)


def _import(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.backups.backup import back_up
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.exchange import importing

    with opened(chosen) as (store, key):
        sheet = importing.look(chosen.file)
        today = date.today()
        mapping = importing.guess_named(sheet, chosen.sheet, today=today)
        mapping = replace(mapping, place_if_blank=chosen.places_if_blank)
        plan = importing.dry_run(store, sheet, today=today, mapping=mapping)
        if chosen.rejects:  # first: where this cannot be saved, nothing has been brought in
            save_outside(chosen.rejects, importing.rejects_xlsx(plan), source=chosen.file)
        if not chosen.dry_run:
            back_up(store.folder, key, sequence=store.sequence)
            result = importing.carry_out(store, plan, today=date.today())
        else:
            result = importing.foreseen(plan)
    return VerbResult(result.as_json(), result.as_words())


IMPORT_LIST = Verb("import", _("bring in people and referrals from a spreadsheet"), _add_arguments, _import)
