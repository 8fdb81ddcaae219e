"""What a heading says, read whole: whose the column is and what it holds; never a word inside it alone.

Each word must belong to what the heading is taken for: "Last attended" is no surname, "Family size" no family name. Where
words are left over the heading is about something else, unless a longer question plainly asks for a field.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from artsrx.domain.names import fold
from artsrx.exchange import heading_words as vocabulary
from artsrx.exchange.fields import Field

LONGEST = 200
"""Characters of a heading; a longer text is a paragraph."""
LONG_QUESTION = 4
"""From so many words on a heading is a question, in which a field may be asked for among other words."""


class Owner(StrEnum):
    """Whose column it is; UNSAID where the heading does not say, YOU where it speaks to whoever fills in a form."""

    UNSAID = "unsaid"
    PERSON = "person"
    YOU = "you"
    REFERRER = "referrer"
    PRACTICE = "practice"
    EMERGENCY = "emergency contact"
    CONTACT = "contact"
    BUYER = "buyer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReadHeading:
    """A heading as it is read: `field` or None, whose it is, and whether it says enough that contents are not asked.

    `plain` is false where the field is only likely; a plainer column of the same kind goes first.
    """

    field: Field | None = None
    owner: Owner = Owner.UNSAID
    decided: bool = False
    plain: bool = False


_PHRASES = tuple((re.compile(rf"\b(?:{pattern})\b"), word) for pattern, word in vocabulary.PHRASES)
_LIKELY = tuple((field, re.compile(pattern)) for field, pattern in vocabulary.LIKELY)
_ASKING = re.compile(vocabulary.ASKING)
_WHICH = re.compile(r"^(?:which|what) (?:groups?|programmes?|activit(?:y|ies)|course|class|workshop)")
_BRACKETS = re.compile(
    r"[(\[][^)\]]*(?:\bdd\b|\bmm\b|yyyy|e\.?g|optional|required|\bif |please|format|\bas |\bfor |incl|\binc\b)[^)\]]*[)\]]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\d{1,2}[.)]\s+")


@lru_cache(maxsize=2048)
def read_heading(text: str) -> ReadHeading:
    """What a heading says; an empty or very long one says nothing. Never raises."""
    words = _normal(text)
    if not words or len(text) > LONGEST:
        return ReadHeading()
    said = words.split()
    if (
        words in ("attendee status", "order status")
        or set(said) <= vocabulary.NUMBERING
        or all(word.isdigit() for word in said)
    ):
        return ReadHeading(decided=True)
    asked = _consent(words, set(said))
    if asked is not None:
        return asked
    owner = _owner(words, said)
    if owner is Owner.REFERRER:
        return _referrers(set(said))
    if owner is Owner.EMERGENCY:
        return ReadHeading(Field.EMERGENCY, owner, decided=True, plain=True)
    if owner in (Owner.BUYER, Owner.OTHER):
        return ReadHeading(None, owner, decided=True)
    if owner is Owner.PRACTICE:
        return _practices(set(said))
    return _persons(words, said, owner)


def _normal(text: str) -> str:
    """The folded words, phrases as one word: camel case taken apart, a form's path, numbers and instructions left off."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", _ITEM.sub("", text.strip()))
    if re.fullmatch(r"\w+(?:/\w+)+", text) and ("_" in text or text.lower().startswith("group")):
        text = text.rpartition("/")[2]
    words = fold(_BRACKETS.sub(" ", text).replace("_", " ").replace("#", " no "))
    for pattern, word in _PHRASES:
        words = pattern.sub(word, words)
    return " ".join(words.split())


def _consent(words: str, said: set[str]) -> ReadHeading | None:
    """A question whether or how something may be done: whom it is about, or None where the heading is no such question."""
    if not (said & vocabulary.CONSENT or _ASKING.search(words)) or "knownas" in said or "to be called" in words:
        return None
    if _WHICH.search(words):
        return None
    if said & vocabulary.PRACTICE:
        return ReadHeading(Field.TELL_PRACTICE, Owner.PRACTICE, decided=True, plain=True)
    if said & vocabulary.REFERRER:
        return ReadHeading(Field.TELL_REFERRER, Owner.REFERRER, decided=True, plain=True)
    return ReadHeading(decided=True)


def _owner(words: str, said: list[str]) -> Owner:
    held = set(said) | {
        word[:-1] for word in said if word.endswith("s") and len(word) > 3
    }  # "husband's" folds to "husbands"
    if held & vocabulary.EMERGENCY:
        return Owner.EMERGENCY
    if held & vocabulary.REFERRER:
        return Owner.REFERRER
    if held & vocabulary.BUYER:
        return Owner.BUYER
    if held & vocabulary.DONE_BY and held & {"by", "to"}:
        return Owner.OTHER
    if held & vocabulary.PRACTICE:
        return Owner.PRACTICE
    if held & vocabulary.OTHERS:
        return Owner.OTHER
    if (
        held & {"contact", "contacts"}
        and held & {"person", "name"}
        and not held & vocabulary.PERSON - {"contact", "person"}
    ):
        return Owner.CONTACT
    if held & {"your", "you"}:
        return Owner.YOU
    return Owner.PERSON if held & vocabulary.PERSON else Owner.UNSAID


def _referrers(said: set[str]) -> ReadHeading:
    """Of whoever referred them the name and the organisation are kept, and when; never their telephone or email."""
    if said & {"date", "when", "month"}:
        return ReadHeading(Field.RECEIVED, Owner.REFERRER, decided=True, plain=True)
    organisation = said & (vocabulary.PRACTICE | {"organisation", "organization", "agency", "company", "team", "pcn"})
    if said & {
        "email", "phone", "tel", "telephone", "mobile", "landline", "number", "no", "contact", "address", "postcode", "role", "title",
        "job", "type", "relationship", "profession", "signature", "id", "reason", "position", "notes", "comments",
    }:  # fmt: skip
        return ReadHeading(None, Owner.REFERRER, decided=True)
    if not _known(said, vocabulary.REFERRER | vocabulary.PRACTICE | organisation):
        return ReadHeading(None, Owner.REFERRER)
    if organisation and len(said - vocabulary.FILLER) == 2 and not organisation & vocabulary.PRACTICE:
        return ReadHeading(Field.PRACTICE, Owner.REFERRER, decided=True)
    return ReadHeading(Field.REFERRER, Owner.REFERRER, decided=True, plain=True)


def _practices(said: set[str]) -> ReadHeading:
    """The practice by its name; its doctor's only where nothing plainer is there; never its telephone."""
    if said & {
        "email", "phone", "tel", "telephone", "mobile", "number", "no", "address", "postcode", "code", "contact", "fax", "ods", "id",
        "date", "seen", "last", "notes", "letter",
    }:  # fmt: skip
        return ReadHeading(None, Owner.PRACTICE, decided=True)
    if not _known(said, vocabulary.PRACTICE):
        return ReadHeading(None, Owner.PRACTICE)
    doctor = not said & {"surgery", "practice", "practices"} and bool(
        said & {"name", "named", "doctor", "doctors", "dr"}
    )
    return ReadHeading(Field.PRACTICE, Owner.PRACTICE, decided=True, plain=not doctor)


def _known(said: set[str], own: frozenset[str] | set[str]) -> bool:
    """Whether each word belongs to a heading about somebody else: "Jo Marsh, Hillcrest Surgery" is no heading."""
    return said <= own | vocabulary.FILLER | vocabulary.PERSON | vocabulary.ABOUT_OTHERS


def _persons(words: str, said: list[str], owner: Owner) -> ReadHeading:
    """What of the person the heading holds, if every word of it belongs to that."""
    if owner is Owner.CONTACT:
        return ReadHeading(Field.NAME, owner, decided=True)
    part = _part_of_birth(set(said))
    if part is not None:
        return ReadHeading(part, owner, decided=True, plain=True)
    bare = {word for word in said if word not in vocabulary.FILLER and word not in vocabulary.PERSON}
    rest = bare or {word for word in said if word not in vocabulary.FILLER}
    if rest in ({"given", "surname"}, {"name", "knownas"}, {"surname", "name"}, {"given", "middle", "surname"}):
        return ReadHeading(Field.NAME, owner, decided=True, plain=True)
    if not bare and rest:
        named = len(rest) == 1 and rest <= vocabulary.PERSON - {"contact", "user", "su"}
        return ReadHeading(Field.NAME if named else None, owner, decided=True, plain=False)
    alone = {word for word in said if word not in vocabulary.FILLER}
    if alone in ({"first"}, {"last"}, {"family"}):
        return ReadHeading(Field.GIVEN if "first" in alone else Field.FAMILY, owner, decided=True, plain=True)
    for field, keys, besides in vocabulary.FIELDS:
        if rest & keys and rest <= keys | besides:
            return ReadHeading(field, owner, decided=True, plain=bool(rest - {"date", "when", "month", "to"}))
    with_contact = rest | {"contact"} if "contact" in said else rest
    if with_contact <= {"contact", "no", "number", "numbers", "nos"} and len(with_contact) > 1:
        return ReadHeading(Field.PHONE, owner, decided=True, plain=True)
    if len(said) >= LONG_QUESTION and not re.match(r"(?:first|last|next|previous)\b", words):
        likely = next((field for field, pattern in _LIKELY if pattern.search(words)), None)
        if likely is not None:
            return ReadHeading(likely, owner, decided=True)
    return ReadHeading(None, owner, decided=bool(rest & (vocabulary.NOT_KEPT | _ALL_KEYS | _OF_OTHER_THINGS)))


def _part_of_birth(said: set[str]) -> Field | None:
    if not said & {"birth", "dob", "born", "birthday"} or len(said - vocabulary.FILLER) != 2 - ("yob" in said):
        return None
    parts = {"day": Field.BORN_DAY, "month": Field.BORN_MONTH, "year": Field.BORN_YEAR}
    return next((field for word, field in parts.items() if word in said), None)


_OF_OTHER_THINGS = frozenset({"date", "dates", "no", "nos", "number", "numbers", "num", "ref", "id"})
"""Words of a date or number of something else: "Membership number", "Date seen"."""
_ALL_KEYS = frozenset().union(*(keys for _field, keys, _besides in vocabulary.FIELDS))
