"""Text tables whatever their delimiter and encoding, as Excel and everything else write them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from artsrx.exchange.limits import MOST_TEXT, Refusal, Unreadable

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60


def rows(content: bytes) -> Iterator[list[str]]:
    """The rows of a text table; raises `Unreadable` when it is no text."""
    text = decoded(content)
    csv.field_size_limit(MOST_TEXT * 4)
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, delimiter = rest, first.strip()[4]
    else:
        delimiter = sniffed(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable(Refusal.DAMAGED) from error


def decoded(content: bytes) -> str:
    """The text, by its byte-order mark or else UTF-8, UTF-16 without a mark, or Windows-1252, in that order.

    Raises `Unreadable` for bytes that are no text at all.
    """
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return content.decode("utf-32", "replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\x00" in content[:4096]:
        for encoding, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
            if zeros.count(0) * 10 >= len(zeros) * 9:
                return content.decode(encoding, "replace")
        letters = sum(byte in b"\t\r\n" or 32 <= byte < 127 for byte in content[:4096])
        raise Unreadable(
            Refusal.NULS if (letters + content[:4096].count(0)) * 20 >= len(content[:4096]) * 19 else Refusal.BINARY
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    odd = sum(text[:4096].count(chr(code)) for code in range(32) if code not in (9, 10, 11, 12, 13, 26))
    if odd * 20 > len(text[:4096]):
        raise Unreadable(Refusal.BINARY)
    if "\x00" in text:
        raise Unreadable(Refusal.NULS)
    return text


def sniffed(text: str) -> str:
    """The delimiter under which most lines have the same number of cells, more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
        try:
            widths = Counter(len(row) for row in csv.reader(sample.splitlines(), delimiter=delimiter) if row)
        except csv.Error:
            return 0, 0
        width, lines = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(0, 0))
        return (lines, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=score)
