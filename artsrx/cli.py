"""the same verbs without a window"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from artsrx.domain.dates import long_date, typed_date, year_before
from artsrx.domain.errors import Refused, StoreError
from artsrx.domain.i18n import _, ngettext

if TYPE_CHECKING:
    from artsrx.db.store import Store

REFUSED, USAGE = 1, 2
PASSWORD = "ARTSRX_PASSWORD"


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb has to say: the same facts for a script and in plain words."""

    facts: Any
    words: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit status: 0 done, 1 refused, 2 asked for wrongly.

    Each verb prints plain words, or one JSON value with `--json`; a refusal goes to standard error in words.
    """
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        told = chosen.verb(chosen)
    except (Refused, StoreError) as error:
        print(error.words, file=sys.stderr)  # standard error writes what it has no code for by its number
        return REFUSED
    print(_json(told.facts) if chosen.json else _printable(told.words))
    return 0


def _printable(words: str) -> str:
    """The words as standard output can take them: a letter that it has no code for is written by its number."""
    coding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return words.encode(coding, "backslashreplace").decode(coding)


def _json(facts: Any) -> str:
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    return text if _printable(text) == text else json.dumps(facts, indent=2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="artsrx", description=_("One encrypted register for arts on prescription."))
    verbs = parser.add_subparsers(metavar=_("VERB"), required=True)
    for name, words, verb, arguments in _VERBS:
        one = verbs.add_parser(name, help=words, description=words)
        one.set_defaults(verb=verb)
        one.add_argument("--json", action="store_true", help=_("print one JSON value"))
        one.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))
        for argument in arguments:
            one.add_argument(*argument[0], **argument[1])
    return parser


def _argument(*names: str, **how: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return names, how


def _day(text: str) -> date:
    try:
        day = typed_date(text, today=date.today())
    except Refused as error:
        raise argparse.ArgumentTypeError(error.words) from error
    if day is None:
        raise argparse.ArgumentTypeError(_("a date is needed, such as 3 April 2026 or 2026-04-03"))
    return day


def _password(chosen: argparse.Namespace) -> str:
    """The password, from standard input or the environment; never from an argument, which others on this computer could see."""
    try:
        found = os.environ.get(PASSWORD, "")
        if chosen.password_stdin:  # where it was closed there is no standard input at all
            found = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
        found.encode()
    except UnicodeError as error:
        raise Refused(_("The password cannot be read as text (UTF-8).")) from error
    if not found:
        raise Refused(_("A password is needed: put it in {name}, or use --password-stdin.").format(name=PASSWORD))
    return found


@contextmanager
def _opened(chosen: argparse.Namespace) -> Iterator[tuple["Store", bytes]]:
    """The record that was asked for, held, unlocked and open, and its key."""
    from artsrx.db import opening
    from artsrx.db.keys import vault
    from artsrx.db.store import Store

    folder: Path = chosen.record
    password = _password(chosen)
    with opening.hold(folder) as lock:
        person = _staff(vault.people(folder), chosen.staff)
        unlocked = vault.unlock(folder, person.id, password)
        lock.signed_on(person.name)
        store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
        try:
            yield store, unlocked.key
        finally:
            store.close()


def _staff(people: Sequence[Any], name: str | None) -> Any:
    """The member of staff who signs on: the one named, or the only one."""
    fitting = [person for person in people if name is None or person.name.casefold() == name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    words = _("Say who you are with --staff NAME. This record knows: {names}.")
    raise Refused(words.format(names=", ".join(person.name for person in people)))


def _new(chosen: argparse.Namespace) -> Told:
    sheet = _make_record(chosen.record, chosen.organisation, chosen.staff_name, _password(chosen), chosen.sheet)
    facts = {"record": str(chosen.record), "organisation": chosen.organisation, "staff": chosen.staff_name}
    facts["sheet"] = str(chosen.sheet) if chosen.sheet else " ".join(sheet)
    made = _("The record of {name} is ready: {folder}").format(name=chosen.organisation, folder=chosen.record)
    if chosen.sheet:
        words = _("Print the recovery sheet and keep it in a safe place: {file}").format(file=chosen.sheet)
        return Told(facts, f"{made}\n{words}")
    kept = _("Write down these groups and keep them in a safe place. They are the only way in without a password:")
    return Told(facts, f"{made}\n{kept}\n{' '.join(sheet)}")


def _make_record(folder: Path, organisation: str, staff: str, password: str, sheet: Path | None) -> tuple[str, ...]:
    """Makes a record in a new folder, with its keys, and its recovery sheet as a PDF if asked; returns the sheet's groups.

    All of it or nothing: a record whose recovery sheet was lost on the way would be without one for ever.
    """
    from artsrx.db import opening

    opening.require_home(folder)
    _new_folder(folder)
    try:
        return _fill_record(folder, organisation, staff, password, sheet)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _fill_record(folder: Path, organisation: str, staff: str, password: str, sheet: Path | None) -> tuple[str, ...]:
    from artsrx.db.keys import vault
    from artsrx.db.store import Store

    unlocked, recovery = vault.new_vault(folder, organisation, staff, password)
    store = Store.create(
        folder, unlocked.key, staff_id=unlocked.staff_id, staff_name=unlocked.staff_name, organisation=organisation
    )
    store.close()
    if sheet:
        from artsrx.db.folder.outgoing import save_outside
        from artsrx.reports.pdf import render
        from artsrx.reports.recovery_sheet import story

        save_outside(sheet, render(story(recovery.groups, organisation=organisation, made_on=date.today())).data)
    groups: tuple[str, ...] = recovery.groups
    return groups


def _new_folder(folder: Path) -> None:
    from artsrx.db.folder.outgoing import inside_a_record
    from artsrx.db.folder.system import keep_private

    if inside_a_record(folder):
        raise Refused(_("There is a record in this folder already."))
    try:
        folder.mkdir(parents=True)
        keep_private(folder)
    except FileExistsError as error:
        raise Refused(_("There is already something at {folder}. Choose a new name.").format(folder=folder)) from error
    except OSError as error:
        raise StoreError(
            _("That folder could not be made."), _("Nothing was changed."), _("Choose a place where you may write.")
        ) from error


def _sample(chosen: argparse.Namespace) -> Told:
    from artsrx.db.keys import vault
    from artsrx.db.store import Store
    from artsrx.domain.passwords import suggest
    from artsrx.records.sample import STAFF, make_sample, organisation_name

    password = os.environ.get(PASSWORD) or suggest()
    _make_record(chosen.record, organisation_name(), STAFF, password, None)
    unlocked = vault.unlock(chosen.record, vault.people(chosen.record)[0].id, password)
    store = Store.open(chosen.record, unlocked.key, staff_id=unlocked.staff_id)
    try:
        make_sample(store, today=date.today())
    finally:
        store.close()
    facts = {"record": str(chosen.record), "staff": STAFF}
    words = _("A sample record with a year of an invented organisation is ready: {folder}").format(folder=chosen.record)
    if not os.environ.get(PASSWORD):
        facts["password"] = password
        words += "\n" + _("Its password: {password}").format(password=password)
    return Told(facts, words)


def _import(chosen: argparse.Namespace) -> Told:
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.db.opening import back_up
    from artsrx.exchange import importing

    with _opened(chosen) as (store, key):
        sheet = importing.look(chosen.file)
        plan = importing.dry_run(store, sheet, today=date.today())
        if chosen.rejects:  # first: where this cannot be saved, nothing has been brought in
            save_outside(chosen.rejects, importing.rejects_xlsx(plan), source=chosen.file)
        if not chosen.dry_run:
            back_up(store.folder, key, sequence=store.sequence)
            result = importing.carry_out(store, plan, today=date.today())
        else:
            result = importing.foreseen(plan)
    return Told(result.as_json(), result.as_words())


def _people(chosen: argparse.Namespace) -> Told:
    from artsrx.records.people import PersonLine, people_list

    with _opened(chosen) as (store, _key):
        lines: list[PersonLine] = []
        while page := store.read(people_list, offset=len(lines)).rows:
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
    return Told(facts, "\n".join(words) or _("There is nobody in this record yet."))


def _backup(chosen: argparse.Namespace) -> Told:
    from artsrx.db.opening import back_up

    with _opened(chosen) as (store, key):
        made = back_up(store.folder, key, sequence=store.sequence)
    words = _("Backed up and checked: {file}").format(file=made.path)
    return Told({"backup": str(made.path), "made": made.made.isoformat(), "sequence": made.sequence}, words)


def _restore(chosen: argparse.Namespace) -> Told:
    from artsrx.db import opening

    facts = opening.backup_facts(chosen.backup)
    password = _password(chosen)
    person = _staff(facts.people, chosen.staff)
    unlocked = opening.unlock_backup(chosen.backup, person.id, password)
    restored = opening.restore(chosen.backup, chosen.record, key=unlocked.key)
    words = _("Restored and checked: {folder}").format(folder=restored.folder)
    if restored.aside:
        words += "\n" + _("The record that was there is kept: {folder}").format(folder=restored.aside)
    told = {"record": str(restored.folder), "kept_aside": str(restored.aside) if restored.aside else None}
    return Told(told, words)


def _programmes(store: "Store", name: str | None) -> tuple[UUID, ...] | None:
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


def _period(chosen: argparse.Namespace) -> tuple[date, date]:
    """The period asked for; without one, the twelve months that end today."""
    end = chosen.end or date.today()
    start = chosen.start or min(year_before(end) + timedelta(days=1), end)
    if start > end:
        raise Refused(
            _("The period ends before it begins: {start} to {end}.").format(start=long_date(start), end=long_date(end))
        )
    return start, end


def _report(chosen: argparse.Namespace) -> Told:
    from artsrx.db.folder.outgoing import save_outside
    from artsrx.reports.pdf import render

    with _opened(chosen) as (store, _key):
        document, brand = _REPORTS[chosen.report](store, chosen)
    rendered = render(document, brand=brand)
    save_outside(chosen.out, rendered.data)
    words = ngettext("Saved {file}, {n} page.", "Saved {file}, {n} pages.", rendered.pages).format(
        file=chosen.out, n=rendered.pages
    )
    if rendered.missing:
        words += "\n" + _("These characters could not be printed: {all}").format(all=" ".join(rendered.missing))
    return Told({"file": str(chosen.out), "pages": rendered.pages, "missing_characters": list(rendered.missing)}, words)


def _impact(store: "Store", chosen: argparse.Namespace) -> tuple[Any, Any]:
    from artsrx.reports.impact import story

    return story(_impact_figures(store, chosen)), _brand(store)


def _impact_figures(store: "Store", chosen: argparse.Namespace) -> Any:
    from artsrx.reports.impact import figures

    start, end = _period(chosen)
    programmes = _programmes(store, chosen.programme)
    return store.read(figures, start=start, end=end, programmes=programmes, as_at=date.today())


def _link_worker(store: "Store", chosen: argparse.Namespace) -> tuple[Any, Any]:
    from artsrx.reports.link_worker import note, story

    if chosen.person is None:
        raise Refused(_("Say who the note is about with --person ID. `artsrx people` prints each person's ID."))
    figures = store.read(
        note,
        participant=_person(chosen.person),
        asked_of_reader=chosen.asked,
        next_step=chosen.next_step,
        as_at=date.today(),
    )
    return story(figures), _brand(store)


def _person(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(_("That is not a person's ID. `artsrx people` prints each person's ID.")) from error


def _brand(store: "Store") -> Any:
    from artsrx.records.organisation import organisation
    from artsrx.reports.pdf import Brand

    facts = store.read(organisation)
    return Brand(colour=facts.colour or None, logo=facts.logo)


def _figures(chosen: argparse.Namespace) -> Told:
    from artsrx.reports.document import as_text
    from artsrx.reports.impact import figures_json, story

    with _opened(chosen) as (store, _key):
        counted = _impact_figures(store, chosen)
    return Told(figures_json(counted), as_text(story(counted)))


def _check(chosen: argparse.Namespace) -> Told:
    from artsrx.db.opening import check_record

    with _opened(chosen) as (store, key):
        folder = store.folder
    found = check_record(folder, key)
    if found.troubles:
        raise Refused("\n".join(found.troubles))
    words = _("The record is sound: every page, every link between rows, and the whole history.")
    return Told({"sound": True, "rows": found.rows}, words)


def _score(chosen: argparse.Namespace) -> Told:
    from artsrx.instruments.scoresheet import score_file

    try:
        data = chosen.file.read_bytes()
    except OSError as error:
        raise Refused(_("The file {name} could not be read.").format(name=chosen.file)) from error
    sheet = score_file(chosen.instrument, data)
    return Told(sheet.as_json(), sheet.as_words())


_REPORTS: dict[str, Callable[["Store", argparse.Namespace], tuple[Any, Any]]] = {
    "impact": _impact,
    "link-worker": _link_worker,
}

_RECORD = _argument("record", type=Path, metavar="RECORD", help=_("the record's folder"))
_STAFF = _argument("--staff", metavar="NAME", help=_("who signs on, where there are several"))
_PERIOD = (
    _argument("--from", dest="start", type=_day, metavar="D", help=_("first day")),
    _argument(
        "--to", dest="end", type=_day, metavar="D", help=_("last day; without both, the twelve months up to today")
    ),
    _argument("--programme", metavar="NAME", help=_("only this programme")),
)
_VERBS: tuple[tuple[str, str, Callable[[argparse.Namespace], Told], tuple[Any, ...]], ...] = (
    ("new", _("make a new record"), _new, (
        _RECORD,
        _argument("--organisation", required=True, metavar="NAME"),
        _argument("--staff", dest="staff_name", required=True, metavar="NAME"),
        _argument("--sheet", type=Path, metavar="FILE.pdf", help=_("where to save the recovery sheet")),
    )),
    ("sample", _("make a sample record to look round in"), _sample, (_RECORD,)),
    ("import", _("bring in people and referrals from a spreadsheet"), _import, (
        _RECORD,
        _argument("file", type=Path, metavar="FILE"),
        _argument("--dry-run", action="store_true", help=_("say what would happen and change nothing")),
        _argument("--rejects", type=Path, metavar="FILE.xlsx", help=_("where to save the rows that need mending")),
        _STAFF,
    )),
    ("people", _("list everybody in a record"), _people, (_RECORD, _STAFF)),
    ("backup", _("make a backup and check it"), _backup, (_RECORD, _STAFF)),
    ("restore", _("restore a backup; a record that is there is kept aside"), _restore, (
        _argument("backup", type=Path, metavar="BACKUP"), _RECORD, _STAFF,
    )),
    ("report", _("save a report as PDF"), _report, (
        _RECORD,
        _argument("report", choices=tuple(_REPORTS)),
        *_PERIOD,
        _argument("--person", metavar="ID", help=_("who a note is about")),
        _argument("--asked", default="", metavar="WORDS", help=_("what a note asks of its reader")),
        _argument("--next-step", default="", metavar="WORDS", help=_("the next step that a note tells of")),
        _argument("--out", type=Path, required=True, metavar="FILE"),
        _STAFF,
    )),
    ("figures", _("print a report's numbers"), _figures, (_RECORD, _argument("report", choices=("impact",)), *_PERIOD, _STAFF)),
    ("check", _("check the whole record and its history"), _check, (_RECORD, _STAFF)),
    ("score", _("score a file of questionnaires"), _score, (
        _argument("instrument", metavar="INSTRUMENT"), _argument("file", type=Path, metavar="FILE.csv"),
    )),
)  # fmt: skip
