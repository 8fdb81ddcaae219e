"""`artsrx restore`: puts a backup in the place of a record, which is kept aside."""

import argparse
from pathlib import Path

from artsrx.cli.signing_on import add_record, add_staff, one_of_staff, password, taking_over
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    add_record(parser)
    add_staff(parser)


def _restore(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.db.backups.restore import backup_facts, restore, unlock_backup

    facts = backup_facts(chosen.backup)
    typed = password(chosen)
    person = one_of_staff(facts.people, chosen.staff)
    unlocked = unlock_backup(chosen.backup, person.id, typed)
    restored = taking_over(
        chosen, lambda holder: restore(chosen.backup, chosen.record, key=unlocked.key, even_if=holder)
    )
    words = _("Restored and checked: {folder}").format(folder=restored.folder)
    if restored.aside:
        words += "\n" + _("The record that was there is kept: {folder}").format(folder=restored.aside)
    aside = str(restored.aside) if restored.aside else None
    return VerbResult({"record": str(restored.folder), "kept_aside": aside}, words)


RESTORE = Verb("restore", _("restore a backup; a record that is there is kept aside"), _add_arguments, _restore)
