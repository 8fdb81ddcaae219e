"""A stranger's file, read safely: a child process opens it under caps of memory and time, and only plain values come back."""

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.exchange.limits import MOST_BYTES, MOST_MEMORY, MOST_OUTPUT, SECONDS, Refusal
from artsrx.exchange.parser_child import FLAG

Cell = str | int | float | bool | date | datetime | None
"""What a cell may hold once read."""

_GLANCE = 0.02


def _go_on() -> None:
    """Nobody wants to stop."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: row `i` of `rows` is line `i + 1` of the spreadsheet; short rows end in blanks.

    `merged` lists merged ranges as (top, left, bottom, right), counted from 0.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SpreadsheetFile:
    """A file that was read: its name without the folder, a digest of its bytes, and its sheets in order."""

    file_name: str
    digest: str
    sheets: tuple[Sheet, ...]


def look(path: Path, *, check: Callable[[], object] = _go_on) -> SpreadsheetFile:
    """The sheets of an XLSX, XLS, ODS or CSV file; nothing of it is run or followed, only values are read.

    `check` is called many times a second while the child works; what it raises ends the child and is passed on (Cancel).
    Raises `Refused` within some 10 seconds for any file that cannot or may not be read, in words that say what to do.
    """
    try:
        if not path.is_file():
            # A pipe or a device may never come to an end.
            raise FileNotFoundError
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MOST_BYTES:
                raise Refused(_words(Refusal.TOO_BIG))
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            output = _run_child(file, path.suffix.lstrip("."), check=check)
    except OSError as error:
        raise Refused(_("The file could not be opened. Close it in other programs and try again.")) from error
    return SpreadsheetFile(path.name, digest, tuple(_sheets(output)))


def command() -> list[str]:
    """How the child is started: this very program with a hidden argument when packaged, else its module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-m", "artsrx.exchange.parser_child"]


def _run_child(
    file: IO[bytes],
    ending: str,
    *,
    seconds: float = SECONDS,
    memory: int = MOST_MEMORY,
    check: Callable[[], object] = _go_on,
) -> bytes:
    """Everything the child says of the file; it is killed when it takes too long or too much memory."""
    child = subprocess.Popen(
        [*command(), ending],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    said: list[bytes] = []
    assert child.stdout is not None
    listener = threading.Thread(target=_listen, args=(child.stdout, said), daemon=True)
    listener.start()
    try:
        _watch(child.pid, listener, time.monotonic() + seconds, memory, check)
    finally:
        child.kill()
        child.wait()
        listener.join()
        child.stdout.close()
    return said[0]


def _surroundings() -> dict[str, str]:
    """The child's environment: where the program is, and nothing of ours, such as a password for scripts."""
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("ARTSRX")}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))}


def _listen(pipe: IO[bytes], said: list[bytes]) -> None:
    said.append(pipe.read(MOST_OUTPUT))


def _watch(
    pid: int, listener: threading.Thread, deadline: float, memory: int, check: Callable[[], object] = _go_on
) -> None:
    import psutil

    while True:
        listener.join(_GLANCE)
        if not listener.is_alive():
            return
        check()
        if time.monotonic() > deadline:
            raise Refused(_words(Refusal.TOO_BIG))
        try:
            used = psutil.Process(pid).memory_info().rss
        except psutil.Error:
            continue  # it has just ended: the listener will say so
        if used > memory:
            raise Refused(_words(Refusal.TOO_BIG))


def _sheets(output: bytes) -> Iterator[Sheet]:
    """The sheets as told by the child; an output that breaks off means that the child died of the file."""
    about: dict[str, Any] = {}
    rows: list[tuple[Cell, ...]] = []
    for line in io.BytesIO(output):  # which shares the bytes, where a list of lines would copy them
        try:
            value = json.loads(line, object_hook=_unpack_cell)
        except ValueError:
            break
        if isinstance(value, list):
            rows.append(tuple(value))
            continue
        if "refused" in value:
            raise Refused(_words(Refusal(value["refused"])))
        if about:
            yield _sheet(about, rows)
        if "done" in value:
            return
        about, rows = value, []
    raise Refused(_words(Refusal.TOO_BIG))


def _sheet(about: dict[str, Any], rows: list[tuple[Cell, ...]]) -> Sheet:
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in about["merged"])
    return Sheet(about["sheet"], tuple(rows), about["hidden"], merged)


def _unpack_cell(value: dict[str, Any]) -> Any:
    if "d" in value:
        return date.fromisoformat(value["d"])
    if "t" in value:
        return datetime.fromisoformat(value["t"])
    return value


def _words(refusal: Refusal) -> str:
    """Why the file was not read and what to do, for the person at the screen."""
    reasons = {
        Refusal.EMPTY: _("The file is empty. Check that it is the right one."),
        Refusal.TOO_BIG: _(
            "The file is too large or too complicated to read safely. "
            "Copy the rows you need into a new spreadsheet and bring that in."
        ),
        Refusal.TOO_WIDE: _(
            "The sheet is far larger than a list of people should be. There may be a stray entry far to the right or far down: "
            "copy the rows you need into a new spreadsheet and bring that in."
        ),
        Refusal.PASSWORD: _(
            "The file is protected by a password. Open it in your spreadsheet program, save a copy without the password "
            "and bring that in; delete the copy afterwards."
        ),
        Refusal.DAMAGED: _(
            "The file is damaged or incomplete. Open it in your spreadsheet program, save it again and bring in the new one."
        ),
        Refusal.BOMB: _(
            "The file unpacks to far more than a spreadsheet should, so it was not opened. "
            "Ask whoever sent it, or copy the rows you need into a new spreadsheet."
        ),
        Refusal.NOT_ONE: _(
            "The file's name says that it is a spreadsheet, but its content is something else. "
            "Open it in the program it came from and save it as .xlsx or .csv."
        ),
        Refusal.WEB_PAGE: _(
            "The file is a web page under the name of a spreadsheet. Open it in your spreadsheet program and save it as .xlsx."
        ),
        Refusal.NUMBERS: _(
            "This is a file of Apple Numbers, which only Numbers can read. In Numbers choose File, Export To, Excel, and bring "
            "that file in."
        ),
        Refusal.DOCUMENT: _(
            "This is a document (Word, PDF or the like) and not a spreadsheet. Copy its table into a spreadsheet and bring that in."
        ),
        Refusal.PICTURE: _(
            "This is a picture and not a spreadsheet. Type the list into a spreadsheet and bring that in."
        ),
        Refusal.CARDS: _("This is a file of contact cards (vCard). Export the contacts as CSV and bring that in."),
        Refusal.OLD_XML: _(
            "This is a spreadsheet in an old XML form. Open it in your spreadsheet program and save it as .xlsx."
        ),
        Refusal.SHORTCUT: _(
            "This is only a link to a spreadsheet on the web. Open it there, choose File, Download, Excel, and bring that file in."
        ),
        Refusal.ARCHIVE: _(
            "This is an archive of other files (zip). Unpack it and bring in the spreadsheet that is inside."
        ),
        Refusal.NULS: _(
            "The file holds empty bytes where text should be: it was not saved or copied completely. Export or copy it again."
        ),
        Refusal.BINARY: _("The file is not a spreadsheet or a text table. Bring in an .xlsx, .xls, .ods or .csv file."),
    }
    return _("{reason} Nothing was changed.").format(reason=reasons[refusal])
