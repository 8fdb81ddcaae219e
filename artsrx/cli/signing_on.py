"""Opening a record from the command line: which one, who signs on, and with what password."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

if TYPE_CHECKING:
    from artsrx.db.folder.lock import Holder
    from artsrx.db.store import Store

T = TypeVar("T")

PASSWORD = "ARTSRX_PASSWORD"


def add_record(parser: argparse.ArgumentParser) -> None:
    """Let a verb take the folder of a record, as `record`."""
    parser.add_argument("record", type=Path, metavar="RECORD", help=_("the record's folder"))


def add_staff(parser: argparse.ArgumentParser) -> None:
    """Let a verb be told who signs on, as `staff`."""
    parser.add_argument("--staff", metavar="NAME", help=_("who signs on, where there are several"))
    words = _("open a record all the same that the computer of this name seems to have open")
    parser.add_argument("--take-over", metavar="COMPUTER", help=words)


def password(chosen: argparse.Namespace) -> str:
    """The password, from standard input or the environment; never from an argument, which others on this computer could see.

    Raises `Refused` where there is none, or where it is no text.
    """
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


def one_of_staff(people: Sequence[Any], name: str | None) -> Any:
    """The member of staff who signs on: the one named, or the only one. Raises `Refused` where that is nobody."""
    fitting = [person for person in people if name is None or person.name.casefold() == name.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    words = _("Say who you are with --staff NAME. This record knows: {names}.")
    raise Refused(words.format(names=", ".join(person.name for person in people)))


def taking_over(chosen: argparse.Namespace, work: "Callable[[Holder | None], T]") -> T:
    """What `work(None)` returns; if another computer left the record locked, `work(holder)` where `--take-over` names that one.

    Nobody takes over unseen: who has it is said first. Raises `Refused` with the words for that, and what `work` raises.
    """
    from artsrx.db.folder.lock import Held

    try:
        return work(None)
    except Held as error:
        if not error.left_behind or error.holder is None:
            raise
        if chosen.take_over != error.holder.host:
            todo = _("From the command line: --take-over {computer}").format(computer=error.holder.host)
            raise Refused(f"{error.words} {todo}") from error
        return work(error.holder)


@contextmanager
def opened(chosen: argparse.Namespace) -> Iterator[tuple["Store", bytes]]:
    """The record that was asked for, held, unlocked and open, and its key; closed again at the end."""
    from artsrx.db.keys import key_file, vault
    from artsrx.db.keys.sheet_mark import sheet_words
    from artsrx.db.opening import hold
    from artsrx.db.store import Store

    folder: Path = chosen.record
    typed = password(chosen)
    with taking_over(chosen, lambda holder: hold(folder, even_if=holder)) as lock:
        person = one_of_staff(key_file.people(folder), chosen.staff)
        unlocked = vault.unlock(folder, person.id, typed)
        lock.signed_on(person.name)
        if missing := sheet_words(folder):
            sys.stderr.write(missing + "\n")
        store = Store.open(folder, unlocked.key, staff_id=unlocked.staff_id)
        if store.trouble:
            sys.stderr.write(store.trouble.words + "\n")
        try:
            yield store, unlocked.key
        finally:
            store.close()
