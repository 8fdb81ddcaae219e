"""Lines of a list that name nobody: totals, rules, titles of groups, notes between people.

April Jones, May Lee and Tom Old are people; "Clay Tues", "Reserve list" and "Tutor: Mo Frost" are not. A line is left out
only where each of its words, or one that is never part of a name, says so; anything less is a doubt about a person.
"""

import re

from artsrx.domain.i18n import _
from artsrx.domain.names import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_A_NAME = _words(
    "monday tuesday wednesday thursday saturday sunday sundays tues weds thurs mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays group groups list lists waiting reserve reserves shows class classes session sessions term "
    "terms cohort cohorts intake course courses programme programmes workshop workshops holiday holidays closed cancelled archive "
    "archived declined apologies absent absentees present total totals subtotal library guildhall museum gallery theatre community "
    "centre center hospital surgery council university college primary academy cafe hub studio continued contd cont dropouts "
    "volunteers staff helpers facilitators tutors tutor participants attendees referrals referral visitors visitor starters leavers "
    "finished completed confirmed unconfirmed provisional active inactive please confidential private started example sample tbc tba "
    "morning afternoon evening mornings afternoons evenings venue zoom online booked bookings registered registrations enrolled "
    "unallocated withdrawn discharged deceased disengaged followup signature signed register wellbeing workshop activity activities "
    "carers cancellations expressions enquiries notes names people everybody everyone none nobody vacant vacancy spare "
    "cancelled postponed halfterm fortnight weekly christmas easter"
)
"""One of these says that a line is no name, whatever stands beside it."""

_NOT_ALONE_A_NAME = _words(
    "april may june august autumn summer winter spring january february march july september october november december new old "
    "break half end start week weeks day days friday hall town village church parish memorial school room house art arts clay choir "
    "pottery ceramics painting drawing singing dance drama music craft crafts knitting textiles printmaking photography writing "
    "gardening yoga explorers drop in ins out outs no not did to from of the and with for a an on at is are was has have been be see "
    "only over under aged keep brings left year years next last previous this first second third one two three all other others page "
    "sheet block phase module am pm lunch tea date time q1 q2 q3 q4 women men mens womens ladies gents young adult adults older "
    "guests guest test total late early still yet will they row count number sum grand running overall i ii iii b c d e f show up place places "
    "mon tue wed thu thur fri sat sun"
)
"""Words of captions that are names too: a line of nothing but such words names nobody."""
_GIVEN_TOO = _words(
    "april may june august autumn summer art clay will melody dance holly grace dawn sunday easter christmas total visitor"
)
_FAMILY_TOO = _words(
    "day days may hall still house church page friday winter spring march summer old new young late early lunch school room two "
    "weeks place sun sat mon thu end date place adult guest test count"
)
_SENTENCE = _words(
    "not the to is are was has have been with for from will they please brings keep only until did were does still"
)
_TOTAL = re.compile(
    r"^(?:(?:grand|sub|running|overall) ?)?totals?\b|^sum$|^count$|^number of (?:people|referrals)|^visitors?\b"
)
_RULE = re.compile(r"^\W*[-=_*#~.•—–+<>]{2,}.*[-=_*#~.•—–+<>]{2,}\W*$|^[\W_]+$")
_BULLET = re.compile(r"^\s*(?:[-–—•*>→·]|\.{2,})\s*\S")
_LABEL = re.compile(r"^[^:]{2,40}:(?:\s|$)")
_INSTRUCTION = re.compile(
    r"\bd{1,2}[/. -]m{1,3}[/. -]y{2,4}\b|\be\.?g\.?\b|^\(.*\)$|^\[.*\]$|^<.*>$|\bfirst and last\b|\barea code\b|^(?:free )?text$|"
    r"^(?:please|enter|required|optional|if known|type here|select|choose)\b",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Whether a line begins like a total or a count of people without names."""
    return bool(_TOTAL.match(fold(text)))


def is_rule(text: str) -> bool:
    """Whether a text is a line drawn across the list: "----", "==== Summer ====" ."""
    return bool(_RULE.match(text))


def is_instruction(text: str) -> bool:
    """Whether a cell says how to fill a column in: "dd/mm/yyyy", "(first and last)"."""
    return bool(_INSTRUCTION.search(text.strip()))


def names_nobody(text: str) -> bool:
    """Whether a text in the column of names is surely no name: a caption, a note, a label with its value."""
    words = fold(text).split()
    if not any(map(str.isalpha, text)):
        return len("".join(words)) <= 4  # a year or a number of something; a longer one is somebody's
    if not words or _BULLET.match(text) or _LABEL.match(text):
        return True
    if re.fullmatch(r"[(\[].*[)\]]", text.strip()) or set(words) & _NEVER_A_NAME or set(words[1:]) & _SENTENCE:
        return True
    return all(
        word in _NOT_ALONE_A_NAME or word.isdigit() or re.fullmatch(r"\d+(?:st|nd|rd|th|s)", word) for word in words
    )


def may_be_both(text: str) -> bool:
    """Whether words of captions make a name all the same: May Day, Summer Hall. Such a line is kept, with a doubt."""
    words = fold(text).split()
    return len(words) == 2 and words[0] in _GIVEN_TOO and (words[1] in _FAMILY_TOO or not _is_vocabulary(words[1]))


def _is_vocabulary(word: str) -> bool:
    return word in _NEVER_A_NAME or word in _NOT_ALONE_A_NAME or word.isdigit()


def divides(text: str) -> str:
    """The words that say why such a line was left out."""
    return _("“{text}” divides the list.").format(text=text[:40])
