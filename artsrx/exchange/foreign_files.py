"""Files that are no spreadsheet or text table, told by their first bytes or by what a zip holds, so that the reason is true."""

import io
import zipfile

from artsrx.exchange.limits import Refusal

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_SHEET_PARTS = ("xl/", "content.xml", "Content.xml")
_DOCUMENT_PARTS = ("word/", "ppt/", "visio/")
_MANIFEST = "META-INF/manifest.xml"
_MOST_MANIFEST = 1 << 20


def refusal_of(content: bytes) -> Refusal | None:
    """Why this is surely nothing to bring in, or None; an archive must have been checked for size before."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if content.startswith(ZIP):
        return _in_archive(content)
    if content.startswith(OLE):
        books = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
        return None if any(book in content for book in books) else Refusal.DOCUMENT
    if start.startswith((b"%PDF", b"{\\rtf")):
        return Refusal.DOCUMENT
    if start.startswith(_PICTURES):
        return Refusal.PICTURE
    if start.upper().startswith(b"BEGIN:VCARD"):
        return Refusal.CARDS
    lower = start.lower()
    if lower.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
        return Refusal.OLD_XML
    if lower.startswith((b'{"url"', b'{"doc_id"', b"[internetshortcut]")) or (
        lower.startswith(b"{") and b"docs.google.com" in lower
    ):
        return Refusal.SHORTCUT
    return None


def _in_archive(content: bytes) -> Refusal | None:
    """What a zip is by the names in it: a spreadsheet has its own, Apple's and Word's have others."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
        if (
            any(name.endswith(".iwa") for name in names)
            or any(name.startswith("Index/") for name in names)
            or "Index.zip" in names
        ):
            return Refusal.NUMBERS
        small = _MANIFEST in names and archive.getinfo(_MANIFEST).file_size < _MOST_MANIFEST
        if small and b"encryption-data" in archive.read(_MANIFEST):
            return Refusal.PASSWORD
        if any(name.startswith(_SHEET_PARTS) for name in names):
            return None
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, NotImplementedError, EOFError):
        return Refusal.DAMAGED
    if any(name.startswith(_DOCUMENT_PARTS) for name in names):
        return Refusal.DOCUMENT
    return Refusal.ARCHIVE if names else Refusal.DAMAGED
