"""Names of people as they are written: taken apart, put in ordinary capitals, and folded so that they can be found."""

import re
import unicodedata
from dataclasses import dataclass

from artsrx.domain.i18n import _

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_ASCII_WORDS = re.compile(r"[a-z0-9]+")
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sir", "dame", "lady", "lord", "sr",
    "fr"
})  # fmt: skip
_PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "da", "di", "dos", "la", "le", "ap", "ab", "ferch", "bin",
    "bint", "al", "el", "st"
})  # fmt: skip
_LOWERED = _PARTICLES - {"st", "la", "le"}
_MAC = frozenset({
    "alister", "allister", "arthur", "aulay", "donald", "dougall", "farlane", "gregor", "intosh", "intyre",
    "kenzie", "kinnon", "lean", "leod", "millan", "neil", "pherson"
})  # fmt: skip
"""What follows Mac in a name that surely is of that kind."""
_KNOWN_AS = (
    re.compile(
        r"[(\[]\s*(?:known as|likes to be called|prefers|aka|a\.k\.a\.?|called)?\s*([^)\]]*?)\s*[)\]]", re.IGNORECASE
    ),
    re.compile(r"(?<!\w)[\"“”]\s*([^\"“”]+?)\s*[\"“”](?!\w)"),
    re.compile(r"(?<=\s)['‘]([^'‘’]+?)['’](?=\s|,|$)"),
    re.compile(r"[,\s]+(?:known as|likes to be called|aka|a\.k\.a\.)\s+(.+)$", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `doubt` is a sentence when the split or the capitals are a guess."""

    given: str = ""
    family: str = ""
    known_as: str = ""
    doubt: str | None = None

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
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def split_name(raw: str) -> PersonName:
    """A whole name from one cell: "Last, First", "First LAST", with a known-as in brackets or quotes.

    Titles are dropped and capitals made ordinary. Text without a letter gives an empty name. Never raises.
    """
    text, known_as = _take_known_as(tidy(raw.replace("\n", " ").replace("\t", " ")))
    if "," in text:
        family, _comma, given = text.partition(",")
        return join_name(given.strip(" ,"), family.strip(), known_as)
    words = drop_title(text).split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return join_name(" ".join(words[:start]), " ".join(words[start:]), known_as)


def join_name(given: str, family: str, known_as: str = "") -> PersonName:
    """A name from two cells, tidied as `split_name` does."""
    given, inside = _take_known_as(tidy(given))
    given, family = drop_title(given), drop_title(tidy(family).strip(","))
    if given.lower().rstrip(".") in _TITLES:
        given = ""
    if not any(letter.isalpha() for letter in given + family):
        return PersonName()
    new_given = recase(given) if given.islower() or _shouted(given, family) else given
    new_family = recase(family) if family.isupper() or family.islower() else family
    return PersonName(new_given, new_family, known_as or inside, _doubt(new_given, new_family, family))


def recase(name: str) -> str:
    """A name in ordinary capitals: O'Neill, Jean-Paul, McKay, MacDonald, van der Berg.

    Only names beginning Mac that are surely of that kind get a capital after it (Mackie and Macey do not).
    """
    words = name.lower().split()
    cased = [word if word in _LOWERED and len(words) > 1 else _recase_word(word) for word in words]
    return " ".join(cased)


def _shouted(given: str, family: str) -> bool:
    """Whether a given name in capitals is a name (JOAN, and JO before MARSH) and not initials (JP)."""
    return given.isupper() and (len(given) > 2 or (family.isupper() and any(vowel in given for vowel in "AEIOUY")))


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


def _take_known_as(text: str) -> tuple[str, str]:
    for pattern in _KNOWN_AS:
        match = pattern.search(text)
        if match and any(letter.isalpha() for letter in match[1]):
            rest = tidy(text[: match.start()] + " " + text[match.end() :])
            if any(letter.isalpha() for letter in rest):
                return re.sub(r"\s+,", ",", rest), match[1].strip(" ,.")
    return text, ""


def _doubt(given: str, family: str, written: str) -> str | None:
    if not given or not family:
        return _("Only one name is given: “{name}”.").format(name=given or family)
    if written.isupper() and written.lower().startswith("mac") and len(written) > 4:
        return _("“{written}” is taken as {name}. Please check the capitals.").format(written=written, name=family)
    if any(letter.isdigit() for letter in given + family):
        return _("There is a number in the name “{name}”.").format(name=f"{given} {family}")
    return None
