"""Who sent somebody, out of one free cell: "Jo Marsh (link worker), Hillcrest Practice"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from artsrx.domain.blanks import is_blank
from artsrx.domain.i18n import _
from artsrx.domain.names import drop_title, fold, recase, tidy
from artsrx.domain.vocabulary import Route

_ROLES = (
    "social prescribing link worker", "community link worker", "link worker", "wellbeing advisor", "wellbeing adviser",
    "community connector", "community navigator", "community health worker", "community health agent", "health advisor",
    "social prescriber", "community links practitioner", "social prescribing practitioner", "social prescribing co-ordinator",
    "social prescribing coordinator", "personalised care adviser", "care navigator", "care co-ordinator", "village agent",
    "local area co-ordinator", "gp", "practice nurse", "nurse", "occupational therapist", "physiotherapist", "psychologist",
    "counsellor", "social worker", "support worker", "health visitor", "pharmacist", "paramedic", "lw", "splw", "sp",
)  # fmt: skip
"""Words by which the role goes; the first sixteen or so are names of the link worker's job around Britain."""

_SHORT = {
    "lw": "link worker", "splw": "social prescribing link worker", "sp": "social prescriber", "gp": "GP",
    "ot": "occupational therapist", "cpn": "community psychiatric nurse", "sw": "social worker", "hv": "health visitor",
}  # fmt: skip
_GP_PRACTICE = re.compile(r"\b(?:surgery|practice|health centre|medical centre|medical group|doctors)\b", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:surgery|practice|health centre|medical|centre|clinic|hospital|pcn|trust|council|service|services|charity|hub|"
    r"doctors|hospice|housing|association)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"^(?:self|themsel\w+|herself|himself|client|participant|patient|own|walk ?in|me|myself)"
    r"(?: ?(?:ref\w*|refd|referred|referral|refer|booked|walk ?in))*(?: (?:via|through|from|after|by|at|to|website|"
    r"online|phone|form|by phone) ?.*)?$"
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who referred somebody, in what role, from which practice, and by which route; texts empty when not said.

    `doubt` says that only a role is named. `own_practice` is true when the practice is surely a GP practice, and so the person's own.
    """

    name: str = ""
    role: str = ""
    practice: str = ""
    own_practice: bool = False
    route: Route = Route.FORMAL
    doubt: str | None = None


@lru_cache(maxsize=4096)
def read_sender(cell: str, practice: str = "") -> Sender:
    """The sender named in a cell, with the practice from a column of its own if there is one. Never raises."""
    text, split = tidy(re.sub(r"\s*\n\s*", ", ", cell.strip())), tidy(practice)
    text, there = _apart(text)
    split = split or there
    own = bool(practice.strip()) or bool(_GP_PRACTICE.search(split))
    if _SELF.match(fold(text)):
        return Sender(practice=split, own_practice=own, route=Route.SELF)
    if is_blank(text):
        return Sender(practice=split, own_practice=own)
    name, role = _name_and_role(text)
    words = _("“{text}” is a role: who referred them is not named.").format(text=text)
    return Sender(
        name,
        role,
        split,
        own,
        doubt=words if text.lower() in (*_ROLES, "doctor", "their gp", "own gp", "hospital") else None,
    )


def _apart(text: str) -> tuple[str, str]:
    """Who it was, and the practice or organisation they are of, however the two are joined: a comma, "at", brackets, a slash."""
    at_work = _ROLE_AT_WORK.match(text)
    if at_work:
        return f"{at_work[1]}, {at_work[2]}", at_work[3]
    head, comma, tail = text.rpartition(",")
    if comma and _ORGANISATION.search(tail):
        return head.strip(), tail.strip()
    if comma and _ORGANISATION.search(head) and not _ORGANISATION.search(tail) and not _ROLE_AT_END.search(head):
        return tail.strip(), head.strip()
    one_word = _SINGLE_WORD_FIRST.match(text)
    if one_word and one_word[1].lower() not in _ROLES and one_word[2].lower() not in _ROLES:
        return one_word[2], one_word[1]
    if not _ORGANISATION.search(text) or _ROLE_AT_END.search(text):
        return text, ""
    for pattern in _JOINS:
        found = pattern.match(text)
        if not found:
            continue
        first, second = found[1].strip(), found[2].strip()
        if _ORGANISATION.search(second) and not _ORGANISATION.search(first):
            return first, second
        if _ORGANISATION.search(first) and not _ORGANISATION.search(second):
            return second, first
    return "", text


_JOINS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(.+?[)\]])\s+(.+)$", r"^(.+?)\s+(?:at|from|of|@|c/o|via|on behalf of)\s+(.+)$", r"^(.+?)\s*[(\[](.+?)[)\]]$",
        r"^(.+?)\s*[/|;\n]\s*(.+)$",
        r"^(.+?)\s+[-–—]+\s+(.+)$", r"^(.+?):\s+(.+)$",
    )
)  # fmt: skip
_ROLE_WORDS = "|".join(re.escape(role) for role in sorted(_ROLES, key=len, reverse=True))
_ROLE_AT_END = re.compile(rf"(?:[(\[–—,/-]|\s)\s*({_ROLE_WORDS})\s*[)\]]?\s*$", re.IGNORECASE)
_ROLE_AT_WORK = re.compile(rf"^([^,]+?),?\s+\(?({_ROLE_WORDS})\)?\s+(?:at|from|for)\s+(.+)$", re.IGNORECASE)
_SINGLE_WORD_FIRST = re.compile(r"^([A-Z]\w+)\s+[-–—]\s+([A-Z][\w'’-]+\s+[A-Z][\w'’-]+)$")
_ROLE_FIRST = re.compile(rf"^({_ROLE_WORDS})\s*(?:[:,–—-]|\s(?=[A-Z]))\s*(.+)$", re.IGNORECASE)
_SHORT_ROLE_LAST = re.compile(r"^(.*\w\.?)\s+(LW|SPLW|SP|GP|OT|CPN|SW|HV)$")


def _name_and_role(text: str) -> tuple[str, str]:
    role = ""
    ahead = _ROLE_FIRST.match(text)
    if ahead and not re.search(r"\bteam\b|\bservice\b", ahead[2], re.IGNORECASE):
        role, text = ahead[1], ahead[2].strip(" ,-–—")
        bare = drop_title(text)
        return _cased(bare), _SHORT.get(role.lower(), role.lower())
    behind = _SHORT_ROLE_LAST.match(text)
    if behind:
        return _cased(drop_title(behind[1])), _SHORT.get(behind[2].lower(), behind[2])
    found = re.search(r"[(\[]\s*([^)\]]+?)\s*[)\]]\s*$", text) or re.search(r"\s[-–—]\s+(.+)$", text)
    if not found and "," in text:
        found = re.search(rf",\s*({_ROLE_WORDS})\s*$", text, re.IGNORECASE)
    if found:
        role, text = found[1], text[: found.start()].strip(" ,-–—")
    bare = drop_title(text)
    if bare != text and not role and text.lower().startswith(("dr ", "dr. ")):
        role = "GP"
    known = role.lower() if role.lower() in _ROLES else role
    return _cased(bare), _SHORT.get(role.lower(), known)


def _cased(name: str) -> str:
    """The name in ordinary capitals if it was in one kind of letters: "jo marsh" is Jo Marsh."""
    return recase(name) if name.islower() or (name.isupper() and len(name) > 4) else name
