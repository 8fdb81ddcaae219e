"""What people type where there is nothing to say: "N/A", "TBC", "?", "-"; the same in every field."""

import re
import unicodedata
from functools import lru_cache

_BLANKS = frozenset({
    "na", "nk", "none", "none known", "nil", "null", "nan", "nat", "undefined", "tbc", "tba", "tbd", "unknown", "unk", "not known",
    "not given", "not provided", "not supplied", "not stated", "not recorded", "not applicable", "not available", "no data",
    "not disclosed", "not obtained", "prefer not to say", "did not say", "to be confirmed", "to be advised", "to follow", "to ask",
    "to check", "blank", "empty", "no answer given", "dont know", "do not know", "dk", "x", "xx", "xxx", "anonymous", "na na", "not registered",
})  # fmt: skip
_SIGNS = frozenset("-–—_.?!*/\\#~=+ ")


_HAS_NUMBER = re.compile(r"\d")


def is_blank(text: str) -> bool:
    """Whether a text stands for nothing: it is empty, only signs, or a word such as "N/A", "tbc" or "unknown"."""
    # A long list has a million cells: what is plainly something is told at once.
    if _HAS_NUMBER.search(text):
        return False
    return _is_blank(text)


@lru_cache(maxsize=16384)
def _is_blank(text: str) -> bool:
    bare = unicodedata.normalize("NFKC", text).replace("\u2019", "").replace("'", "").lower().strip()
    if not bare or all(letter in _SIGNS for letter in bare):
        return True
    words = "".join("" if letter in "/.\\" else letter if letter.isalnum() else " " for letter in bare)
    return " ".join(words.split()) in _BLANKS
