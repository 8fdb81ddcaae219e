"""What somebody typed under Status or OK?, read for what it surely says; the words themselves are always kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from artsrx.domain.i18n import _
from artsrx.domain.names import fold, tidy
from artsrx.domain.vocabulary import Answer, Status

_STATUSES: tuple[tuple[Status, str], ...] = (
    (Status.ENTERED_IN_ERROR, r"in error|duplicate|mistake"),
    (Status.REFERRED_BACK, r"\bref\w* back|back to (?:gp|referrer|lw|link worker)|stepped up"),
    (Status.DISENGAGED, r"\bdna\b|stopped|dropped out|disengag|drop out|did not return|withdr|\bleft\b"),
    (Status.MOVED_ON, r"moved on|signposted on"),
    (Status.DECLINED_BY_US, r"not suitable|unsuitable|inappropriate|rejected|declined by us|we declined"),
    (Status.DECLINED_BY_PERSON, r"declin|refus|not interested|does not want|doesnt want|said no|changed mind"),
    (
        Status.CONTACT_ATTEMPTED,
        r"no answer|\bn a\b|no reply|left message|voicemail|\btried\b|no response|\bcalled\b|\brang\b",
    ),
    (Status.UNABLE_TO_CONTACT, r"unable to contact|cannot contact|cant contact|uncontactable|no contact|unreachable"),
    (Status.WAITING, r"\bw l\b|\bwl\b|wait"),
    (Status.PAUSED, r"paus|on hold|\bhold\b|hospital|unwell"),
    (Status.INFORMATION_NEEDED, r"info|incomplete|queried|query"),
    (
        Status.ACCEPTED,
        r"start|complet|attend|finish|\bdone\b|accept|offered|active|enrol|booked|current|\bplace\b|engag|join",
    ),
    (Status.RECEIVED, r"^new$|receiv|logged|to do|pending|to call|to ring"),
)
_OVER = re.compile(r"complet|finish|\bdone\b")
_YES = re.compile(r"^(?:y|yes|ok|okay|true|1|agreed|consented|consent given|fine|✓|✔|x)\b|^[✓✔]")
_NO = re.compile(r"^(?:n|no|false|0|refused|declined|not ok|do not|dont|✗|✘)\b|^[✗✘]")
_UNASKED = {"", "n a", "not asked", "nk", "n k", "not known", "unknown", "tbc", "ask", "to ask"}


@dataclass(frozen=True, slots=True)
class ReadStatus:
    """The status that the words come to, the words as typed, and a doubt when they could not be placed.

    `finished` says that the person had come to the end of something.
    """

    status: Status
    stated: str = ""
    doubt: str | None = None
    finished: bool = False


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The answer, what else was written beside it, and a doubt when somebody must read it."""

    answer: Answer
    remark: str = ""
    doubt: str | None = None


@lru_cache(maxsize=4096)
def read_status(raw: str) -> ReadStatus:
    """The status in free text: "W/L" is the waiting list, "started" an accepted referral (that they came is derived)."""
    stated = tidy(raw)
    words = fold(stated)
    if not words:
        return ReadStatus(Status.RECEIVED, stated)
    for status, pattern in _STATUSES:
        if re.search(pattern, words):
            unsure = status is Status.DECLINED_BY_PERSON and words == "declined"
            doubt = (
                _("“{stated}” is taken as declined by the person, not by you.").format(stated=stated)
                if unsure
                else None
            )
            return ReadStatus(status, stated, doubt, bool(_OVER.search(words)))
    return ReadStatus(Status.RECEIVED, stated, _("The status “{stated}” is kept as written.").format(stated=stated))


@lru_cache(maxsize=4096)
def read_answer(raw: str) -> ReadAnswer:
    """Yes, no, or not asked ("?" and blank); "Y (not daughter)" is yes with a remark that somebody must read."""
    text = tidy(raw)
    words = text.lower()
    if fold(text) in _UNASKED and not re.match(r"[✓✔✗✘]", text):
        return ReadAnswer(Answer.NOT_ASKED)
    for answer, pattern in ((Answer.YES, _YES), (Answer.NO, _NO)):
        found = pattern.match(words)
        if found:
            remark = text[found.end() :].strip(" -–,;:.!()[]")
            shown = _("yes") if answer is Answer.YES else _("no")
            doubt = _("“{text}” is taken as {answer}: please read the remark.").format(text=text, answer=shown)
            return ReadAnswer(answer, remark, doubt if remark else None)
    return ReadAnswer(
        Answer.NOT_ASKED, text, _("“{text}” is neither yes nor no: taken as not asked.").format(text=text)
    )
