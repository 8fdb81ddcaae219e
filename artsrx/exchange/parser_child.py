"""The process that opens a stranger's file: it may be killed or run out of memory, and nothing else is hurt.

The file arrives on standard input (its name is not needed and shows in no process list); rows leave on standard output, one
JSON value a line. It knows no Qt, no database and no words: a refusal is a short code that the parent puts into words.
"""

import importlib.util
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from artsrx.exchange import csv_text
from artsrx.exchange.cell_text import clean
from artsrx.exchange.foreign_files import OLE, ZIP, refusal_of
from artsrx.exchange.limits import (
    MOST_AREA,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ENTRIES,
    MOST_MEMORY,
    MOST_MERGES,
    MOST_RATIO,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    MOST_UNPACKED,
    SECONDS,
    Refusal,
    Unreadable,
)

FLAG = "--parse-child"
"""The hidden argument by which the packaged program starts as this process."""

_SPREADSHEETS = ("xlsx", "xlsm", "xlsb", "xls", "ods")
_SMALL = 1 << 20


def child_main(arguments: list[str]) -> int:
    """Read the file on standard input and write its rows; `arguments` holds the ending of its name ("xlsx").

    Returns the exit status: always 0 when it could speak, refusals included.
    """
    cap()
    out = sys.stdout.buffer

    def say(value: Any) -> None:
        out.write(
            json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_pack_cell).encode("utf-8", "replace")
        )
        out.write(b"\n")

    parse(sys.stdin.buffer.read(MOST_BYTES + 1), arguments[0].lower() if arguments else "", say)
    out.flush()
    return 0


def cap() -> None:
    """Limit this process's memory and processor time where the system can (the parent watches in any case)."""
    if importlib.util.find_spec("resource") is None:
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue  # macOS refuses an address-space limit below what is already mapped


def parse(content: bytes, ending: str, say: Callable[[Any], None]) -> None:
    """Say every sheet of the file, then `{"done": true}`; or `{"refused": code}` in its place. Never raises."""
    try:
        for value in _sheets_and_rows(content, ending):
            say(value)
        say({"done": True})
    except Unreadable as unreadable:
        say({"refused": unreadable.refusal.value})
    except MemoryError:
        say({"refused": Refusal.TOO_BIG.value})
    except BaseException as error:  # a panic of the spreadsheet reader is not an Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        say({"refused": Refusal.DAMAGED.value})


def _sheets_and_rows(content: bytes, ending: str) -> Iterator[Any]:
    if not content.strip(b"\x00\xff\xfe\xef\xbb\xbf \r\n\t"):
        raise Unreadable(Refusal.EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(Refusal.TOO_BIG)
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(Refusal.PASSWORD)
    if content.startswith(ZIP):
        check_zip(content)
    refusal = refusal_of(content)
    if refusal is not None:
        raise Unreadable(refusal)
    if content.startswith((OLE, ZIP)):
        return _workbook(content)
    if ending in _SPREADSHEETS:
        start = content[:2048].lower()
        raise Unreadable(Refusal.WEB_PAGE if b"<html" in start or b"<table" in start else Refusal.NOT_ONE)
    return _text(content)


def check_zip(content: bytes) -> None:
    """Refuse a zip whose own directory already shows a bomb: too many entries, too much inside, packed too tightly.

    Raises `Unreadable`. The directory may lie; the memory and time caps are for that.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(Refusal.DAMAGED) from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unreadable(Refusal.BOMB)
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Unreadable(Refusal.BOMB)
        if entry.flag_bits & 1:
            raise Unreadable(Refusal.PASSWORD)


def _workbook(content: bytes) -> Iterator[Any]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = book.sheets_metadata[:MOST_SHEETS]
        cells = 0
        if not any(sheet.typ is python_calamine.SheetTypeEnum.WorkSheet for sheet in sheets):
            raise Unreadable(Refusal.EMPTY)
        for number, sheet in enumerate(sheets):
            if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            found = book.get_sheet_by_index(number)
            visible = sheet.visible is python_calamine.SheetVisibleEnum.Visible
            yield {"sheet": sheet.name, "hidden": not visible, "merged": (found.merged_cell_ranges or [])[:MOST_MERGES]}
            for row in _rows(found, cells):
                cells += len(row)
                yield row
    except python_calamine.PasswordError as error:
        raise Unreadable(Refusal.PASSWORD) from error
    except python_calamine.CalamineError as error:
        raise Unreadable(Refusal.DAMAGED) from error


def _rows(sheet: Any, before: int) -> Iterator[list[Any]]:
    """The rows from the first line of the sheet on, without blanks at their ends."""
    if sheet.start is None:
        return
    (top, left), (bottom, right) = sheet.start, sheet.end
    if top >= MOST_ROWS or left >= MOST_COLUMNS or (bottom - top + 1) * (right - left + 1) > MOST_AREA:
        raise Unreadable(Refusal.TOO_WIDE)
    blank, cells = 0, before
    for number, values in enumerate(sheet.iter_rows()):
        row = _trim([""] * left + values)
        if not row:
            blank += 1
            continue
        cells += len(row)
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise Unreadable(Refusal.TOO_WIDE)
        yield from ([] for _line in range(blank))
        yield row
        blank = 0


def _text(content: bytes) -> Iterator[Any]:
    yield {"sheet": "", "hidden": False, "merged": []}
    cells = 0
    for number, row in enumerate(csv_text.rows(content)):
        cells += len(row)
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise Unreadable(Refusal.TOO_WIDE)
        yield _trim(row)


def _trim(row: list[Any]) -> list[Any]:
    row = [clean(cell[:MOST_TEXT]) if isinstance(cell, str) else cell for cell in row]
    while row and (row[-1] is None or (isinstance(row[-1], str) and not row[-1].strip())):
        row.pop()
    return row


def _pack_cell(cell: object) -> Any:
    """A cell that JSON has no form for: a day or a moment by its letter, a time or a length of time as text."""
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    assert isinstance(cell, (time, timedelta))
    return str(cell)


if __name__ == "__main__":
    raise SystemExit(child_main(sys.argv[1:]))
