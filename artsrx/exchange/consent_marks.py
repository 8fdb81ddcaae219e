"""What somebody answered to a question of consent: words, and marks by the column's own legend.

Only a plain yes is a yes. A cross is a yes in a column where nothing else is a tick, else a no; a choice that was printed and
not made ("Yes / No") was not answered.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from artsrx.domain.blanks import is_blank
from artsrx.domain.i18n import _
from artsrx.domain.names import fold, tidy
from artsrx.domain.vocabulary import Answer

_TICKS = "✓✔☑✅🗹👍√"
_CROSSES = "✗✘❌☒✖❎×👎"
_LETTER_X = {"x", "X"}
_NO = re.compile(
    r"^(?:n|no|nope|false|0|refus\w*|declin\w*|not ok|not happy|do not|dont|withdr\w+|revoked|removed|objected|never|opt(?:ed)? out|"
    r"not given|denied|not agreed|not consented|disagree\w*|without)\b|"
    r"\b(?:consent|permission)\b.*\b(?:not|withdrawn|refused|declined|revoked|denied)\b|"
    r"\b(?:does not|doesnt|did not|didnt|has not|hasnt|not) (?:consent\w*|agree\w*|give\w*|want|wish)\b|"
    r"\bno (?:consent|permission|longer)\b|\bwithdrawn\b"
)
_YES = re.compile(
    r"^(?:y|yes|yep|yeah|yea|ok|okay|true|1|agreed|agrees|consented|consents|consent given|consent obtained|consent received|given|"
    r"granted|fine|happy|happy to|verbal(?: consent| yes)?|written(?: consent)?|signed|all ok|definitely|of course)\b"
)
_PRINTED = re.compile(
    r"^(?:y|yes)\s*(?:/|\||or|\s)\s*(?:n|no)(?:\s*(?:/|\||or|\s)\s*(?:maybe|n\s*/?\s*a|unsure|not sure|delete.*|please.*|circle.*))?$|"
    r"delete as|please (?:circle|tick|delete)"
)
"""A choice as it was printed, unmade."""
_UNASKED = {
    "not asked", "ask", "to ask", "need to ask", "not yet asked", "not asked yet", "asked", "awaiting", "awaiting consent", "pending",
    "chase", "not yet", "to do", "dont know", "unsure", "not sure",
}  # fmt: skip
_ASIDE = " -–—,;:.!()[]"


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The answer, what else was written beside it, and a doubt when somebody must read it."""

    answer: Answer
    remark: str = ""
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What a cross means in one column: yes only where no ticks and no words for yes or no stand there too."""

    x_is_yes: bool = False


def legend_of(cells: Iterable[str]) -> Legend:
    """The legend of a column, from everything that stands in it."""
    said = [tidy(cell) for cell in cells]
    ticked = any(one[:1] in _TICKS for one in said if one)
    worded = any(_YES.match(one.lower()) or _NO.match(one.lower()) for one in said if one not in _LETTER_X)
    return Legend(x_is_yes=not ticked and not worded)


_PLAIN = Legend(x_is_yes=True)


@lru_cache(maxsize=4096)
def read_answer(raw: str, legend: Legend = _PLAIN) -> ReadAnswer:
    """Yes, no, or not asked ("?", blank, an unmade choice); "Y (not daughter)" is yes with a remark that somebody must read."""
    text = tidy(raw).replace("\ufe0f", "")
    words = fold(text) if fold(text) else text.lower()
    if not text or words in _UNASKED or _PRINTED.search(text.lower()):
        return ReadAnswer(Answer.NOT_ASKED)
    if text[0] in _LETTER_X and len(text) == 1:
        return _cross(text, legend)
    if text[0] in _TICKS + _CROSSES:
        answer = Answer.YES if text[0] in _TICKS else Answer.NO
        rest = text[1:].strip(_ASIDE)
        told = read_answer(rest, legend).answer if rest else Answer.NOT_ASKED
        if told is not Answer.NOT_ASKED and told is not answer:
            return _unread(text)
        return _taken(text, answer, "" if told is answer else rest)
    if is_blank(text):
        return ReadAnswer(Answer.NOT_ASKED)
    no = _NO.search(words)
    if no:
        rest = fold(text)[no.end() :] if no.start() == 0 else ""
        return _taken(text, Answer.NO, _rest(text, no, words) if rest or no.start() else "")
    yes = _YES.match(words)
    if yes:
        return _taken(text, Answer.YES, _rest(text, yes, words))
    return _unread(text)


def _cross(text: str, legend: Legend) -> ReadAnswer:
    if legend.x_is_yes:
        doubt = _("A cross under a question of consent is taken as yes. Please check that it does not mean no.")
        return ReadAnswer(Answer.YES, "", doubt)
    return ReadAnswer(Answer.NO, "", _("A cross beside ticks or words is taken as no. Please check."))


def _rest(text: str, found: re.Match[str], words: str) -> str:
    """What stands behind the answer in the words as written; the whole text where the answer stands inside it."""
    if found.start():
        return text
    count = len(words[: found.end()].split())
    letters = re.match(rf"(?:\W*\w+(?:['’]\w+)*){{{count}}}", text)
    return text[letters.end() :].strip(_ASIDE) if letters else text


def _taken(text: str, answer: Answer, remark: str) -> ReadAnswer:
    shown = _("yes") if answer is Answer.YES else _("no")
    doubt = _("“{text}” is taken as {answer}: please read the remark.").format(text=text, answer=shown)
    return ReadAnswer(answer, remark, doubt if remark else None)


def _unread(text: str) -> ReadAnswer:
    return ReadAnswer(
        Answer.NOT_ASKED, text, _("“{text}” is neither yes nor no: taken as not asked.").format(text=text)
    )
