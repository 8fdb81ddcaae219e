"""`artsrx check`: checks the whole record and its history."""

import argparse

from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    add_staff(parser)


def _check(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.backups.integrity import check_record

    with opened(chosen) as (store, key):
        folder = store.folder
    found = check_record(folder, key)
    if found.troubles:
        raise Refused("\n".join(found.troubles))
    words = _("The record is sound: every page, every link between rows, and the whole history.")
    return VerbResult({"sound": True, "rows": found.rows}, words)


CHECK = Verb("check", _("check the whole record and its history"), _add_arguments, _check)
