"""`artsrx people`: lists everybody in a record, with the ID that other verbs ask for."""

import argparse
from datetime import date

from artsrx.cli.signing_on import add_record, add_staff, opened
from artsrx.cli.verb import Verb, VerbResult
from artsrx.domain.i18n import _


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_record(parser)
    add_staff(parser)


def _people(chosen: argparse.Namespace) -> VerbResult:
    from artsrx.records.people import PersonLine, people_list

    with opened(chosen) as (store, _key):
        lines: list[PersonLine] = []
        while page := store.read(people_list, today=date.today(), offset=len(lines)).rows:
            lines += page
    facts = [
        {
            "id": str(line.id),
            "name": line.name,
            "known_as": line.known_as,
            "born": line.born.isoformat() if line.born else None,
            "born_year": line.born.year if line.born else line.born_year,
            "phone": line.phone,
            "programmes": line.programmes,
        }
        for line in lines
    ]
    words = [f"{fact['name']}\t{fact['born_year'] or ''}\t{fact['programmes']}\t{fact['id']}" for fact in facts]
    return VerbResult(facts, "\n".join(words) or _("There is nobody in this record yet."))


PEOPLE = Verb("people", _("list everybody in a record"), _add_arguments, _people)
