"""What is asked for a report on the command line: its period, its programme, the person it is about."""

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from artsrx.domain.dates import long_date, typed_date, year_before
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

if TYPE_CHECKING:
    from artsrx.db.store import Store


def add_period(parser: argparse.ArgumentParser) -> None:
    """Let a verb take a period and a programme, as `start`, `end` and `programme`."""
    parser.add_argument("--from", dest="start", type=_day, metavar="D", help=_("first day"))
    words = _("last day; without both, the twelve months up to today")
    parser.add_argument("--to", dest="end", type=_day, metavar="D", help=words)
    parser.add_argument("--programme", metavar="NAME", help=_("only this programme"))


def _day(text: str) -> date:
    try:
        day = typed_date(text, today=date.today())
    except Refused as error:
        raise argparse.ArgumentTypeError(error.words) from error
    if day is None:
        raise argparse.ArgumentTypeError(_("a date is needed, such as 3 April 2026 or 2026-04-03"))
    return day


def period(chosen: argparse.Namespace) -> tuple[date, date]:
    """The period asked for; without one, the twelve months that end today. Raises `Refused` if it ends before it begins."""
    end = chosen.end or date.today()
    start = chosen.start or min(year_before(end) + timedelta(days=1), end)
    if start > end:
        raise Refused(
            _("The period ends before it begins: {start} to {end}.").format(start=long_date(start), end=long_date(end))
        )
    return start, end


def programmes(store: "Store", name: str | None) -> tuple[UUID, ...] | None:
    """The programmes of that name, None for all; raises `Refused` where there is none."""
    from artsrx.records.programmes import programme_list

    if name is None:
        return None
    found = [
        line.id
        for line in store.read(programme_list, today=date.today(), text=name).lines
        if line.name.casefold() == name.casefold()
    ]
    if not found:
        raise Refused(_("There is no programme called {name} in this record.").format(name=name))
    return tuple(found)


def person(text: str | None) -> UUID:
    """The person whose ID this is; raises `Refused` where it is none, or none was given."""
    if text is None:
        raise Refused(_("Say who the note is about with --person ID. `artsrx people` prints each person's ID."))
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(_("That is not a person's ID. `artsrx people` prints each person's ID.")) from error
