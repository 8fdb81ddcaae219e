"""Who sent somebody, out of one free cell: "Jo Marsh (link worker), Hillcrest Practice"."""

import re
from dataclasses import dataclass
from functools import lru_cache

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

_SHORT = {"lw": "link worker", "splw": "social prescribing link worker", "sp": "social prescriber", "gp": "GP"}
_GP_PRACTICE = re.compile(r"\b(?:surgery|practice|health centre|medical centre|medical group|doctors)\b", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:surgery|practice|health centre|medical|centre|clinic|hospital|pcn|trust|council|service|services|charity|hub|"
    r"doctors|hospice|housing|association)\b",
    re.IGNORECASE,
)
_SELF = {"self", "self referral", "self referred", "selfreferral", "themselves", "herself", "himself", "walk in", "own"}
_NOBODY = {"", "n k", "nk", "unknown", "not known", "n a", "none", "tbc"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who referred somebody, in what role, from which practice, and by which route; texts empty when not said.

    `own_practice` is true when the practice is surely a GP practice, and so the person's own.
    """

    name: str = ""
    role: str = ""
    practice: str = ""
    own_practice: bool = False
    route: Route = Route.FORMAL


@lru_cache(maxsize=4096)
def read_sender(cell: str, practice: str = "") -> Sender:
    """The sender named in a cell, with the practice from a column of its own if there is one. Never raises."""
    text, split = tidy(cell), tidy(practice)
    head, comma, tail = text.rpartition(",")
    if comma and _ORGANISATION.search(tail):
        text, split = head.strip(), split or tail.strip()
    elif not split and _ORGANISATION.search(text) and not _ROLE_AT_END.search(text):
        text, split = "", text
    own = bool(practice.strip()) or bool(_GP_PRACTICE.search(split))
    if fold(text) in _SELF:
        return Sender(practice=split, own_practice=own, route=Route.SELF)
    if fold(text) in _NOBODY:
        return Sender(practice=split, own_practice=own)
    name, role = _name_and_role(text)
    return Sender(name, role, split, own)


_ROLE_AT_END = re.compile(
    rf"(?:[(\[–—,/-]|\s)\s*({'|'.join(re.escape(role) for role in _ROLES)})\s*[)\]]?\s*$", re.IGNORECASE
)


def _name_and_role(text: str) -> tuple[str, str]:
    role = ""
    found = re.search(r"[(\[]\s*([^)\]]+?)\s*[)\]]\s*$", text) or re.search(r"\s[-–—]\s+(.+)$", text)
    if not found and "," in text:
        found = re.search(rf",\s*({'|'.join(map(re.escape, _ROLES))})\s*$", text, re.IGNORECASE)
    if found:
        role, text = found[1], text[: found.start()].strip(" ,-–—")
    bare = drop_title(text)
    if bare != text and not role and text.lower().startswith(("dr ", "dr. ")):
        role = "GP"
    return _cased(bare), _SHORT.get(role.lower(), role)


def _cased(name: str) -> str:
    """The name in ordinary capitals if it was in one kind of letters: "jo marsh" is Jo Marsh."""
    return recase(name) if name.islower() or (name.isupper() and len(name) > 4) else name
