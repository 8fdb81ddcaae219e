"""Names of people as they are written: taken apart, put in ordinary capitals, and folded so that they can be found."""

import re
import unicodedata
from dataclasses import dataclass, replace

from artsrx.domain.i18n import _
from artsrx.domain.name_asides import take_asides

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "rev", "revd", "reverend", "sir", "dame", "lady", "lord",
    "sr", "fr", "cllr", "councillor", "capt", "captain", "major", "col", "colonel", "sgt", "canon", "hon", "baroness", "baron", "mstr",
    "master", "sister", "mme", "madam",
})  # fmt: skip
_SUFFIXES = frozenset(
    {"jr", "jnr", "snr", "sr", "ii", "iii", "iv", "esq", "obe", "mbe", "cbe", "bem", "phd", "kc", "qc", "md"}
)
_LONG_SUFFIXES = frozenset({"junior", "senior"})
_TWO_PEOPLE = re.compile(
    r"\s(?:and|&|\+|with|or)\s|\s?[&+;/]\s?|\bfamily\s*$|\bcouple\b|\bplus (?:one|1|carer)\b", re.IGNORECASE
)
PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "la", "le", "ap", "ab", "ferch", "bin",
    "bint", "al", "el", "st"
})  # fmt: skip
"""Small words within family names."""
_LOWERED = PARTICLES - {"st", "la", "le"}
_MAC = frozenset({
    "alister", "allister", "arthur", "aulay", "donald", "dougall", "farlane", "gregor", "intosh", "intyre",
    "kenzie", "kinnon", "lean", "leod", "millan", "neil", "pherson"
})  # fmt: skip
"""What follows Mac in a name that surely is of that kind."""
_COUPLE = re.compile(r"^(?:mr|dr|sir|rev)\.?\s*(?:&|and|\+)\s*(?:mrs|ms|miss|lady|dr)\.?\s+(?=\w)", re.IGNORECASE)
_ODD_LETTER = re.compile(r"[^\w\s'’.,()\-\u00b7/&+]|_")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `doubt` is a sentence when the split or the capitals are a guess.

    `note` is what stood beside the name and is no part of it, such as "deceased" or "née Jones".
    """

    given: str = ""
    family: str = ""
    known_as: str = ""
    doubt: str | None = None
    note: str = ""

    @property
    def full(self) -> str:
        """Given and family name with one space."""
        return f"{self.given} {self.family}".strip()


def fold(text: str) -> str:
    """The text as it is searched: lower case, no accents, no apostrophes, other punctuation as single spaces.

    "Łukasz" and "LUKASZ" fold alike; so do "O'Neill" and "ONeill", "Jean-Paul" and "jean paul".
    """
    if text.isascii():  # most names are, and a list has many
        return " ".join(_ASCII_WORDS.findall(text.lower().replace("'", "").replace("`", "")))
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_LETTERS)
    kept = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def tidy(text: str) -> str:
    """The text with single spaces, ordinary apostrophes and nothing unprintable."""
    if text.isascii() and text.isprintable():
        return " ".join(text.replace("`", "'").split())
    shown = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", text))
    return " ".join(_APOSTROPHES.sub("'", shown).split())


def drop_title(text: str) -> str:
    """The name without Mr, Dr., Revd and the like at its start."""
    words = text.split()
    while len(words) > 1 and _bare(words[0]) in _TITLES:
        words = words[1:]
    return " ".join(words)


def _bare(word: str) -> str:
    return _APOSTROPHES.sub("", word.lower()).strip(".,")


def split_name(raw: str) -> PersonName:
    """A whole name from one cell: "Last, First", "First LAST", with a known-as in brackets or quotes.

    Titles are dropped and capitals made ordinary; what else stands beside the name is its note. Text without a letter gives
    an empty name. Never raises.
    """
    two_lines = all(len(line.split()) > 1 for line in raw.strip().split("\n")) and "\n" in raw.strip()
    asides = take_asides(tidy(raw.replace("\n", " and " if two_lines else " ").replace("\t", " ")))
    parts = [part.strip() for part in _COUPLE.sub("", asides.name).split(",") if part.strip()]
    suffix = parts.pop() if len(parts) > 1 and _is_suffix(parts[-1]) else ""
    if len(parts) > 1 and _bare(parts[-1]) in _TITLES:
        parts.pop()
    if len(parts) > 1:
        found = _joined(" ".join(parts[1:]), parts[0], suffix)
        if len(parts[0].split()) > 1 < len(parts[1].split()) and parts[0].split()[0].lower() not in PARTICLES:
            found = replace(found, doubt=_two_people(asides.name))
    else:
        words = drop_title(parts[0] if parts else "").split()
        while len(words) > 1 and _is_suffix(words[-1], after=len(words) > 2):
            suffix = f"{words.pop()} {suffix}".strip()
        start = len(words) - 1
        while start > 1 and words[start - 1].lower() in PARTICLES:
            start -= 1
        found = _joined(" ".join(words[:start]), " ".join(words[start:]), suffix)
    return _with_asides(found, asides.name, asides.known_as, asides.notes) if found.full else found


def join_name(given: str, family: str, known_as: str = "") -> PersonName:
    """A name from two cells, tidied as `split_name` does."""
    first, last = take_asides(tidy(given)), take_asides(tidy(family).strip(","))
    found = _joined(first.name, last.name, "")
    called = known_as or first.known_as or last.known_as
    return _with_asides(found, f"{first.name} {last.name}", called, first.notes + last.notes) if found.full else found


def _joined(given: str, family: str, suffix: str) -> PersonName:
    given, family = drop_title(given), drop_title(family)
    if _bare(given) in _TITLES:
        given = ""
    if not any(letter.isalpha() for letter in given + family):
        return PersonName()
    new_given = recase(given) if given.islower() or _shouted(given, family) else given
    new_family = recase(family) if family.isupper() or family.islower() else family
    return PersonName(new_given, f"{new_family} {suffix}".strip(), "", _doubt(new_given, new_family, family))


def _two_people(written: str) -> str:
    return _("“{name}” may be two people: add the other by hand.").format(name=written)


def _is_suffix(word: str, *, after: bool = True) -> bool:
    """Whether a word ends a name as "Jr" does; `after` says that two words come before it."""
    return _bare(word) in _SUFFIXES or (after and _bare(word) in _LONG_SUFFIXES)


def _with_asides(found: PersonName, written: str, known_as: str, notes: tuple[str, ...]) -> PersonName:
    """The name with what stood beside it, and a doubt where that must be read or the cell may name two people."""
    notes = tuple(note for note in notes if _bare(note) not in _TITLES)
    doubt = found.doubt
    odd = _ODD_LETTER.search(written)
    if notes:
        doubt = _("“{note}” beside the name is kept as a note.").format(note="”, “".join(notes))
    elif _TWO_PEOPLE.search(f" {written} "):
        doubt = _two_people(written)
    elif odd:
        doubt = _("There is a “{sign}” in the name “{name}”.").format(sign=odd[0], name=written)
    return PersonName(found.given, found.family, known_as, doubt, "; ".join(notes))


def recase(name: str) -> str:
    """A name in ordinary capitals: O'Neill, Jean-Paul, McKay, MacDonald, van der Berg.

    Only names beginning Mac that are surely of that kind get a capital after it (Mackie and Macey do not).
    """
    words = name.lower().split()
    cased = [word if word in _LOWERED and len(words) > 1 else _recase_word(word) for word in words]
    return " ".join(cased)


def _shouted(given: str, family: str) -> bool:
    """Whether a given name in capitals is a name (JOAN, and JO before MARSH) and not initials (JP)."""
    return (
        given.isupper()
        and "." not in given
        and (len(given) > 2 or (family.isupper() and any(vowel in given for vowel in "AEIOUY")))
    )


def _recase_word(word: str) -> str:
    parts = re.split(r"(-)", word)
    cased = []
    for part in parts:
        if part in _LOWERED and len(parts) > 1:
            cased.append(part)
        elif re.match(r"[od]'\w", part):
            cased.append(part[:2].upper() + part[2:].capitalize())
        elif part.startswith("mc") and len(part) > 3:
            cased.append("Mc" + part[2:].capitalize())
        elif part.startswith("mac") and part[3:] in _MAC:
            cased.append("Mac" + part[3:].capitalize())
        else:
            cased.append(part.capitalize())
    return "".join(cased)


def _doubt(given: str, family: str, written: str) -> str | None:
    if not given or not family:
        return _("Only one name is given: “{name}”.").format(name=given or family)
    if written.isupper() and written.lower().startswith("mac") and len(written) > 4:
        return _("“{written}” is taken as {name}. Please check the capitals.").format(written=written, name=family)
    if any(letter.isdigit() for letter in given + family):
        return _("There is a number in the name “{name}”.").format(name=f"{given} {family}")
    return None
