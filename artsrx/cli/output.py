"""What is printed, as standard output can take it."""

import json
import sys
from typing import Any


def printable(words: str) -> str:
    """The words as standard output can take them: a letter that it has no code for is written by its number."""
    coding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return words.encode(coding, "backslashreplace").decode(coding)


def as_json(facts: Any) -> str:
    """Facts as one JSON value, in plain letters where standard output has a code for them all."""
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    return text if printable(text) == text else json.dumps(facts, indent=2)
