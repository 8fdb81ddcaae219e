"""How much a file that comes in may be, and the reasons for which one is refused."""

from enum import StrEnum

SECONDS = 10
"""Wall-clock and processor seconds for opening one file."""
MOST_MEMORY = 512 << 20
MOST_BYTES = 32 << 20
MOST_OUTPUT = 64 << 20
"""What the child hands over; the values that it becomes take some four times as much memory here."""
MOST_ENTRIES = 2_000
MOST_UNPACKED = 256 << 20
MOST_RATIO = 200
"""A spreadsheet packs to a tenth or a thirtieth; a bomb to a thousandth."""
MOST_ROWS = 100_000
MOST_COLUMNS = 512
MOST_CELLS = 2_000_000
MOST_AREA = 8_000_000
"""Cells between the first and the last that hold anything, blanks included; a stray space may lie far down."""
MOST_TEXT = 32_767
"""Characters in one cell: as many as Excel allows."""
MOST_SHEETS = 60
MOST_MERGES = 4_000


class Refusal(StrEnum):
    """Why a file was not read."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_WIDE = "too wide"
    PASSWORD = "password"
    DAMAGED = "damaged"
    BOMB = "bomb"
    NOT_ONE = "not one"
    WEB_PAGE = "web page"
    BINARY = "binary"
    NUMBERS = "numbers"
    DOCUMENT = "document"
    PICTURE = "picture"
    CARDS = "cards"
    OLD_XML = "old xml"
    SHORTCUT = "shortcut"
    ARCHIVE = "archive"
    NULS = "nuls"


class Unreadable(Exception):
    """A file that is not read, with the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
