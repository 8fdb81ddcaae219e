"""`artsrx backup`: makes a backup and checks it."""

import argparse

from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    add_staff(parser)


def _backup(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.backups.backup import back_up

    with opened(chosen) as (store, key):
        made = back_up(store.folder, key, sequence=store.sequence)
    words = _("Backed up and checked: {file}").format(file=made.path)
    return VerbResult({"backup": str(made.path), "made": made.made.isoformat(), "sequence": made.sequence}, words)


BACKUP = Verb("backup", _("make a backup and check it"), _add_arguments, _backup)
