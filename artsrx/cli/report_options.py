"""What a report asks for as options of the command line: each kind of ask has its own, whichever report it stands in."""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from artsrx.domain.dates import typed_date
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.reports.asks import (
    AboutPerson,
    Ask,
    AskOneOf,
    AskPeriod,
    AskPerson,
    AskProgrammes,
    AskTick,
    AskWords,
    ReportAnswers,
)
from artsrx.reports.periods import Period, twelve_months_to
from artsrx.reports.report import Report

if TYPE_CHECKING:
    from artsrx.db.store import Store


@dataclass(frozen=True, slots=True)
class _AskKind:
    """One kind of ask: its options, and how what was typed for them, in their order, becomes the answer."""

    options: Callable[[Any], tuple["_Option", ...]]
    read: Callable[..., object]


@dataclass(frozen=True, slots=True)
class _Option:
    """One option: its flag, and what argparse has to know about it. None stands for what was not typed."""

    flag: str
    how: dict[str, Any]

    def typed(self, chosen: argparse.Namespace) -> Any:
        """What was typed for it, None if nothing was."""
        return getattr(chosen, self.flag.removeprefix("--").replace("-", "_"), None)


def add_report(parser: argparse.ArgumentParser, reports: Sequence[Report[Any]], *, printing: bool = False) -> None:
    """Let a verb take the key of one of these reports, as `report`, and all that they ask for.

    The options stand in groups, each under the reports that ask for them. With `printing` there are also those for how
    a report is printed.
    """
    parser.add_argument("report", choices=tuple(report.key for report in reports))
    groups: dict[tuple[str, ...], list[Ask[Any]]] = defaultdict(list)
    for ask, asking in _by_ask(reports, printing=printing):
        groups[asking].append(ask)
    for asking, asks in groups.items():
        group = parser.add_argument_group(_("for {reports}").format(reports=", ".join(asking)))
        for option in (option for ask in asks for option in _kind(ask).options(ask)):
            group.add_argument(option.flag, default=None, **option.how)


def _by_ask(reports: Sequence[Report[Any]], *, printing: bool) -> Iterator[tuple[Ask[Any], tuple[str, ...]]]:
    """Each ask once, by its key, with the keys of the reports that ask for it."""
    found: dict[str, tuple[Ask[Any], list[str]]] = {}
    for report in reports:
        for ask in (*report.asks, *(report.printing if printing else ())):
            found.setdefault(ask.key, (ask, []))[1].append(report.key)
    return ((ask, tuple(keys)) for ask, keys in found.values())


def chosen_report(chosen: argparse.Namespace) -> Report[Any]:
    """The report whose key was typed."""
    from artsrx.reports import REPORTS

    return next(report for report in REPORTS if report.key == chosen.report)


def answers(store: "Store", report: Report[Any], chosen: argparse.Namespace) -> ReportAnswers:
    """What was typed for this report; raises `Refused` for what cannot be read, is missing, or belongs to another report."""
    _refuse_strangers(report, chosen)
    return ReportAnswers({ask.key: _answer(store, ask, chosen) for ask in report.asks})


def printing(report: Report[Any], chosen: argparse.Namespace) -> dict[str, bool]:
    """How it is to be printed, by the names that the renderer gives it."""
    return {tick.key: _flag(tick).typed(chosen) is not None for tick in report.printing}


def _refuse_strangers(report: Report[Any], chosen: argparse.Namespace) -> None:
    """An option that this report does not ask for would be passed over in silence, and that would mislead."""
    from artsrx.reports import REPORTS

    own = {ask.key for ask in (*report.asks, *report.printing)}
    for ask, _asking in _by_ask(REPORTS, printing=True):
        for option in _kind(ask).options(ask):
            if ask.key not in own and option.typed(chosen) is not None:
                words = _("The report “{report}” does not ask for {option}.")
                raise Refused(words.format(report=report.key, option=option.flag))


def _kind(ask: Ask[Any]) -> "_AskKind":
    return _KINDS[type(ask)]


def _answer(store: "Store", ask: Ask[Any], chosen: argparse.Namespace) -> object:
    kind = _kind(ask)
    return kind.read(store, ask, *(option.typed(chosen) for option in kind.options(ask)))


# -- the kinds ----------------------------------------------------------------------------------------------------


def _flag(ask: Ask[Any], **how: Any) -> _Option:
    """An option that is called what the ask is."""
    return _Option("--" + ask.key.replace("_", "-"), {"help": ask.help, **how})


def _period_options(_ask: AskPeriod) -> tuple[_Option, ...]:
    last = _("last day; without both, the twelve months up to today")
    return (
        _Option("--from", {"type": _day, "metavar": "D", "help": _("first day")}),
        _Option("--to", {"type": _day, "metavar": "D", "help": last}),
    )


def _day(text: str) -> date:
    try:
        day = typed_date(text, today=date.today())
    except Refused as error:
        raise argparse.ArgumentTypeError(error.words) from error
    if day is None:
        raise argparse.ArgumentTypeError(_("a date is needed, such as 3 April 2026 or 2026-04-03"))
    return day


def _period(_store: "Store", _ask: AskPeriod, first: date | None, last: date | None) -> Period:
    end = last or date.today()
    return Period(first, end) if first else twelve_months_to(end)


def _programme_options(ask: AskProgrammes) -> tuple[_Option, ...]:
    return (_Option("--programme", {"metavar": "NAME", "help": ask.help}),)


def _programmes(store: "Store", _ask: AskProgrammes, name: str | None) -> tuple[UUID, ...] | None:
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


def _person_options(ask: AskPerson) -> tuple[_Option, ...]:
    person = _Option("--person", {"metavar": "ID", "help": ask.help})
    which = _("which of their referrals; without it, the latest")
    return (person, _Option("--referral", {"metavar": "ID", "help": which})) if ask.referral else (person,)


def _person(_store: "Store", _ask: AskPerson, person: str | None, referral: str | None = None) -> AboutPerson:
    if person is None:
        raise Refused(_("Say who it is about with --person ID. `artsrx people` prints each person's ID."))
    return AboutPerson(
        _id(person, _("That is not a person's ID. `artsrx people` prints each person's ID.")),
        None if referral is None else _id(referral, _("That is not a referral's ID.")),
    )


def _id(text: str, words: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(words) from error


def _one_of_options(ask: AskOneOf) -> tuple[_Option, ...]:
    return (_flag(ask, choices=tuple(key for key, _words in ask.options)),)


def _one_of(_store: "Store", ask: AskOneOf, key: str | None) -> str:
    return key or ask.options[0][0]


def _words_options(ask: AskWords) -> tuple[_Option, ...]:
    return (_flag(ask, metavar="WORDS"),)


def _words(_store: "Store", _ask: AskWords, typed: str | None) -> str:
    return typed or ""


def _tick_options(ask: AskTick) -> tuple[_Option, ...]:
    return (_flag(ask, action="store_true"),)


def _tick(_store: "Store", _ask: AskTick, typed: bool | None) -> bool:
    return typed is not None


_KINDS: dict[type, _AskKind] = {
    AskPeriod: _AskKind(_period_options, _period),
    AskProgrammes: _AskKind(_programme_options, _programmes),
    AskPerson: _AskKind(_person_options, _person),
    AskOneOf: _AskKind(_one_of_options, _one_of),
    AskWords: _AskKind(_words_options, _words),
    AskTick: _AskKind(_tick_options, _tick),
}
