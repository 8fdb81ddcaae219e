"""What somebody typed under Status, read for what it surely says; the words themselves are always kept.

Whole phrases are read, negations first: "not started yet" waits, "did not attend" never began. Words that are not known are
*stated before ArtsRx* with a doubt and come to no answer: only what plainly says so may tell a referrer anything.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from artsrx.domain.blanks import is_blank
from artsrx.domain.i18n import _
from artsrx.domain.names import fold, tidy
from artsrx.domain.vocabulary import Status
from artsrx.exchange.status_phrases import CAME, NOT, OVER, PHRASES, compiled

_READ = (*((status, compiled(text), False) for status, text in PHRASES[:-2]), (Status.ACCEPTED, compiled(OVER), True),
         *((status, compiled(text), False) for status, text in PHRASES[-2:]))  # fmt: skip
_TURNS = re.compile(
    rf"\b{NOT}\b|\bnon\b|\bno longer\b|\b(?:unsure|maybe|perhaps|if|only|but|may|might|will|would|wants?|wish\w*|hop(?:es|ing)|until|"
    r"stop\w*|left|leav\w*|drop\w*|wait\w*|declin\w*|refus\w*|dna|withdr\w*|cancel\w*|except|pending|subject|was|has not|have not)\b"
)
"""Words that turn what stands before them: a yes with one of them is read by a person."""
_LEFT_OPEN = re.compile(rf"\b{NOT}\b|\b(?:unsure|maybe|perhaps|if|may|might|will|would|wants?|wish\w*|hop(?:es|ing))\b")
"""Words by which nothing is decided."""
_UNDECIDED = re.compile(rf"\b(?:has not|hasnt|have not|havent)\b(?! {CAME} (?:yet|so far))(?!.*\byet\b)(?! start)")
_WORDS: tuple[tuple[Status, str], ...] = (
    (Status.REFERRED_BACK, r"ref\w* back|back to (?:gp|referrer|lw|link worker)"),
    (Status.DISENGAGED, r"\bdna\b|dropped out|disengag|did not return|stopped coming"),
    (Status.CONTACT_ATTEMPTED, r"no answer|no reply|left (?:a )?message|voicemail"),
    (Status.WAITING, r"waiting list|\bw l\b"),
)
_TRAILING = re.compile(
    r"(?=.*(?:\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|twice|once))"
    r"(?: (?:on|in|since|from|x ?\d+|\d+x|\d{1,4}|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|"
    r"dec\w*|\d+(?:st|nd|rd|th)|twice|once|times))+$"
)
"""A date or a count behind a phrase."""


@dataclass(frozen=True, slots=True)
class ReadStatus:
    """The status that the words come to, the words as typed, and a doubt when they could not be placed.

    `finished` says that the person had come to the end of something.
    """

    status: Status
    stated: str = ""
    doubt: str | None = None
    finished: bool = False


@lru_cache(maxsize=4096)
def read_status(raw: str) -> ReadStatus:
    """The status in free text: "W/L" is the waiting list, "started" an accepted referral (that they came is derived)."""
    stated = tidy(raw)
    words = fold(stated)
    if not words or is_blank(stated):
        return ReadStatus(Status.RECEIVED, "" if not words else stated)
    whole = None if "?" in stated else _meant(stated, words)
    if whole is not None:
        doubt = None
        if words == "declined":
            doubt = _("“{stated}” is taken as declined by the person, not by you.").format(stated=stated)
        return ReadStatus(whole[0], stated, doubt, whole[1])
    likely = None if _LEFT_OPEN.search(words) else next((one for one, sign in _WORDS if re.search(sign, words)), None)
    if likely is not None:
        said = _("The status “{stated}” is not known word for word. Please check what it comes to.")
        return ReadStatus(likely, stated, said.format(stated=stated))
    return ReadStatus(Status.RECEIVED, stated, _("The status “{stated}” is kept as written.").format(stated=stated))


def _meant(stated: str, words: str) -> tuple[Status, bool] | None:
    """The status and whether something was finished: of several phrases the last, where all of them are understood.

    Words behind a phrase ("declined - husband ill") change nothing where none of them turns it.
    """
    parts = [fold(part) for part in _APART.split(stated) if fold(part)]
    if len(parts) < 2:
        return _whole(words)
    read = [_whole(part) for part in parts]
    if all(read):
        return read[-1]
    rest = " ".join(part for part, one in zip(parts[1:], read[1:], strict=True) if one is None)
    return read[0] if not any(read[1:]) and not _TURNS.search(rest) else None


_APART = re.compile(r"\s+[-–—]+\s+|[;,.]\s+|/\s+|\s*->\s*|\b(?:and then|then|but|however|now)\b|[()]", re.IGNORECASE)


def _whole(words: str) -> tuple[Status, bool] | None:
    """What one phrase says; None unless every word of it is understood. A date behind it says nothing more."""
    words = re.sub(r"\bun(?=(?:completed|finished|accepted)\b)", "not ", words)
    if _UNDECIDED.search(words):
        return None
    for phrase in (words, _TRAILING.sub("", words)):
        for status, pattern, over in _READ:
            if pattern.fullmatch(f" {phrase}") and not (status is Status.ACCEPTED and _TURNS.search(phrase)):
                return status, over
    return None
