"""Files that nobody should be harmed by: bombs, giants, liars, the damaged, the locked and the empty."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import xlsxwriter

from artsrx.exchange.limits import MOST_BYTES, MOST_ENTRIES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def good(rows: int = 3) -> bytes:
    """A small list that is perfectly well."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ["Name", "Tel"])
        for row in range(rows):
            sheet.write_row(row + 1, 0, [f"Person{chr(97 + row % 26)} Jones", "07700 900123"])
    return buffer.getvalue()


def with_sheet(xml: str | bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good file with other XML in its sheet."""
    return replaced(good(), "xl/worksheets/sheet1.xml", xml, method=method)


def replaced(content: bytes, name: str, data: str | bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with one of its entries replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", method) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, data if entry.filename == name else source.read(entry.filename))
    return buffer.getvalue()


def sheet_xml(rows: str) -> str:
    """A sheet of these rows."""
    start = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return start + rows + "</sheetData></worksheet>"


def cell(place: str, text: str) -> str:
    """A cell with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def far_cell() -> bytes:
    """One cell at A1 and one at the last column of the last row: dense, that is 17 thousand million cells."""
    return with_sheet(
        sheet_xml(f'<row r="1">{cell("A1", "Name")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>')
    )


def only_far_cell() -> bytes:
    """Nothing but the last cell of all."""
    return with_sheet(sheet_xml(f'<row r="1048576">{cell("XFD1048576", "x")}</row>'))


def wide_row() -> bytes:
    """A row of 16,384 cells under two headings."""
    return with_sheet(sheet_xml(f'<row r="1">{cell("A1", "Name")}{cell("XFD1", "x")}</row>'))


def many_rows() -> bytes:
    """A million rows of one letter."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 300_000))
    return with_sheet(sheet_xml(rows))


def zip_bomb() -> bytes:
    """Two hundred megabytes of spaces in some 200 kilobytes."""
    return with_sheet(b" " * (200 << 20))


def nested_total() -> bytes:
    """Many entries, none of them striking, that come to more than there may be."""
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as target:
        for number in range(300):
            target.writestr(f"xl/media/{number}", b"\0" * (1 << 20))
    return buffer.getvalue()


def many_entries() -> bytes:
    """More entries than a spreadsheet has."""
    buffer = io.BytesIO(good())
    with zipfile.ZipFile(buffer, "a") as target:
        for number in range(MOST_ENTRIES + 1):
            target.writestr(f"x/{number}", b"")
    return buffer.getvalue()


def lying_size() -> bytes:
    """A bomb whose directory says that it is small."""
    content = bytearray(zip_bomb())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<I", content, at + 24, 1000)
        at += 4
    return bytes(content)


def entity_bomb() -> bytes:
    """XML whose entities multiply."""
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    rows = f'<row r="1">{cell("A1", "&a9;")}</row>'
    return with_sheet(sheet_xml(rows).replace("<worksheet", f"<!DOCTYPE x [{entities}]><worksheet", 1))


def external_entity() -> bytes:
    """XML that asks for a file of the computer."""
    rows = f'<row r="1">{cell("A1", "&x;")}</row>'
    doctype = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet'
    return with_sheet(sheet_xml(rows).replace("<worksheet", doctype, 1))


def encrypted_xlsx() -> bytes:
    """What Excel writes for a workbook with a password: an OLE file with an EncryptedPackage in it."""
    return OLE + b"\0" * 1024 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096


def encrypted_entry() -> bytes:
    """A zip whose entries are said to be encrypted."""
    content = bytearray(good())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := content.find(mark, at)) >= 0:
            content[at + offset] |= 1
            at += 4
    return bytes(content)


def broken_xls() -> bytes:
    """The beginning of an old Excel file and then noise."""
    return OLE + random.Random(2).randbytes(4096)


def other_zip() -> bytes:
    """A zip that is no spreadsheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("word/document.xml", "<x/>")
    return buffer.getvalue()


CORPUS: dict[str, Callable[[], bytes]] = {
    "empty.xlsx": lambda: b"",
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\xef\xbb\xbf \r\n\r\n",
    "zeros.xlsx": lambda: b"\0" * 5000,
    "far cell.xlsx": far_cell,
    "only far cell.xlsx": only_far_cell,
    "wide row.xlsx": wide_row,
    "many rows.xlsx": many_rows,
    "bomb.xlsx": zip_bomb,
    "bomb as.csv": zip_bomb,
    "total.xlsx": nested_total,
    "entries.xlsx": many_entries,
    "lying.xlsx": lying_size,
    "encrypted.xlsx": encrypted_xlsx,
    "encrypted entry.xlsx": encrypted_entry,
    "truncated.xlsx": lambda: good(200)[:-400],
    "half.xlsx": lambda: good(200)[:2000],
    "head.xlsx": lambda: b"PK\x03\x04",
    "text.xlsx": lambda: b"Name,Tel\nJoan Singh,07700 900047\n",
    "text.ods": lambda: b"Name,Tel\nJoan Singh,07700 900047\n",
    "page.xls": lambda: b"<html><table><tr><td>Name</td></tr></table></html>",
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(3000),
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 900,
    "document.csv": lambda: b"%PDF-1.7\n1 0 obj\n",
    "control.csv": lambda: b"\x01\x02\x03\x04\x05abc" * 200,
    "broken.xls": broken_xls,
    "letter.xlsx": other_zip,
    "huge.csv": lambda: b"Name,Tel\n" + b"x,y\n" * (MOST_BYTES // 4),
    "wide.csv": lambda: b"Name," * 2000,
    "long.csv": lambda: b"Name,Tel\n" + b"x,y\n" * 100_001,
    "long cell.csv": lambda: b'Name,Tel\n"' + b"x" * 2_000_000,
    "not xml.xlsx": lambda: with_sheet(b"<worksheet><sheetData><row"),
    "no sheet.xlsx": lambda: replaced(good(), "xl/workbook.xml", "<workbook/>"),
}
"""Every file that must be refused in words, by name."""

HARMLESS: dict[str, Callable[[], bytes]] = {
    "entities.xlsx": entity_bomb,
    "external.xlsx": external_entity,
}
"""Files that may be refused or read, but never unfold nor fetch anything."""
