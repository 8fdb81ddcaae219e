"""Files that are no list are told by what is in them, whatever they are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from artsrx.exchange.foreign_files import refusal_of
from artsrx.exchange.limits import Refusal


def zipped(*names: str, **contents: bytes) -> bytes:
    """A zip with files of these names, empty but for those whose contents are given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, b""))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 and no more", Refusal.DAMAGED),
        (zipped("xl/workbook.xml")[:-30], Refusal.DAMAGED),
        (zipped("Index/Tables.iwa"), Refusal.NUMBERS),
        (zipped("Index.zip"), Refusal.NUMBERS),
        (zipped("word/document.xml"), Refusal.DOCUMENT),
        (zipped("photo.jpg"), Refusal.ARCHIVE),
        (zipped("META-INF/manifest.xml", "content.xml", **{"META-INF/manifest.xml": b"<encryption-data/>"}), Refusal.PASSWORD),
        (zipped("META-INF/manifest.xml", "content.xml"), None),
        (zipped("xl/workbook.xml"), None),
        (b"Name,Born\nJoan Singh,3 April 1951\n", None),
    ],
)  # fmt: skip
def test_a_file_is_told_by_what_it_holds(content: bytes, refusal: Refusal | None) -> None:
    assert refusal_of(content) is refusal
