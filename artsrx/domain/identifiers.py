"""Identifiers: the record's own, and those that people bring (NHS number, phone, postcode)."""

import os
import re
import time
from dataclasses import dataclass
from uuid import UUID

from artsrx.domain.blanks import is_blank
from artsrx.domain.date_marks import plain
from artsrx.domain.i18n import _

_OUTWARD = r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKS-UW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRV-Y])"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"({_OUTWARD})({_INWARD})|(GIR)(0AA)|(ZZ99)([0-9][A-Z]{{2}})|(BFPO)([0-9]{{1,4}})")
_PART = re.compile(rf"({_OUTWARD})([0-9]?)")
_NO_ADDRESS = {"nfa", "no fixed abode", "no fixed address", "homeless", "of no fixed abode"}
_NO_NUMBER = frozenset({"no", "no phone", "no number", "no mobile", "no email", "no e-mail"})
_DATE = re.compile(
    r"^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?:[t ]+\d{1,2}:\d{2}.*)?$"
)
_EMAIL = re.compile(r"[^\s@<>,;:()\[\]\"']+@[^\s@<>,;:()\[\]\"'.]+(?:\.[^\s@<>,;:()\[\]\"'.]+)+")
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_THREE_DIGIT_AREAS = ("011", "020", "023", "024", "028", "029")


def new_id() -> UUID:
    """A fresh UUID of version 7 (RFC 9562): ordered by the millisecond it was made, the rest random."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


@dataclass(frozen=True, slots=True)
class ReadIdentifier:
    """What a written number or postcode turned out to be.

    `value` is how it is kept, empty when there is none; `doubt` is a sentence for the person who must look at it; `aside` is
    what else stood beside it ("daughter"); `test` marks an NHS number that is never given to anybody.
    """

    value: str = ""
    doubt: str | None = None
    aside: str = ""
    test: bool = False


def digits_of(raw: object) -> str:
    """The cell as text, a whole number without the ".0" that spreadsheets add."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    text = "" if raw is None else str(raw).strip()
    return text[:-2] if text.endswith(".0") and re.fullmatch(r"\d{6,15}\.0", text) else text


def _nothing(written: str) -> bool:
    return is_blank(written) or written.lower() in _NO_NUMBER


def read_nhs_number(raw: object) -> ReadIdentifier:
    """An NHS number, ten digits kept without spaces, if its check digit is right (weights 10 to 2, modulus 11).

    A number that fails is not kept and the doubt quotes it. Ten equal digits pass the check, so they are refused by name.
    Numbers from 999 000 0000 are for tests only (`test`).
    """
    from nhs_number import REGION_SYNTHETIC, is_valid, standardise_format

    written = digits_of(raw)
    if _nothing(written):
        return ReadIdentifier()
    digits = re.sub(r"[\s-]", "", written)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return ReadIdentifier(
            doubt=_("“{written}” is not an NHS number: it has ten digits.").format(written=written[:40])
        )
    if len(set(digits)) == 1:
        return ReadIdentifier(doubt=_("“{written}” is one digit ten times, not an NHS number.").format(written=written))
    if not is_valid(digits):
        return ReadIdentifier(
            doubt=_("“{written}” is not an NHS number: its last digit does not fit the others.").format(written=written)
        )
    return ReadIdentifier(standardise_format(digits), test=REGION_SYNTHETIC.contains_number(digits))


def show_nhs_number(number: str) -> str:
    """The number as it is written, 3-3-4: "999 000 0018"."""
    return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


def read_phone(raw: object) -> ReadIdentifier:
    """A UK phone number with its leading zero and usual spaces: 7700900548 (a number) becomes "07700 900548".

    Words around it are kept as `aside`; a number of an unusual length, or from abroad, is kept as written with a doubt.
    """
    written = digits_of(raw)
    if _nothing(written):
        return ReadIdentifier()
    written = re.sub(rf"[{_HYPHENS}]", "-", written)
    if _DATE.match(plain(written)):
        return ReadIdentifier(doubt=_("“{written}” is a date and no phone number.").format(written=written[:40]))
    exponent = re.fullmatch(r"(\d(?:\.\d+)?)e\+?(\d{1,2})", written.lower())
    if exponent:
        words = _("“{written}” is a phone number that a spreadsheet has cut short.")
        return ReadIdentifier(doubt=words.format(written=written[:40]), aside=written)
    match = re.search(r"\+?\(?[0-9][0-9 ()./-]*[0-9]", written)
    if not match:
        return ReadIdentifier(aside=written)
    found = match[0]
    aside = " ".join((written[: match.start()] + " " + written[match.end() :]).strip(" ,;:()/-").split())
    first = found.partition("/")[0] if len(re.sub(r"[^0-9]", "", found)) > 13 else found
    if first != found:
        aside = f"{found.partition('/')[2].strip()} {aside}".strip()
    return _phone(first.strip(), aside)


def _phone(found: str, aside: str) -> ReadIdentifier:
    digits = re.sub(r"[^0-9]", "", found.replace("(0)", ""))
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    elif found.startswith("+"):
        return ReadIdentifier(found, aside=aside)
    if not digits.startswith("0") and len(digits) in (9, 10):
        digits = "0" + digits
    if len(digits) == 11 and digits[0] == "0" and digits[1] in "12378":
        return ReadIdentifier(_spaced(digits), aside=aside)
    if len(digits) == 10 and digits[:2] == "01":
        return ReadIdentifier(f"{digits[:5]} {digits[5:]}", aside=aside)
    doubt = _("“{written}” is not the length of a UK phone number.").format(written=found)
    return ReadIdentifier(found, doubt, aside)


def _spaced(digits: str) -> str:
    if digits.startswith(_THREE_DIGIT_AREAS):
        cut = 4 if digits.startswith("011") else 3
        return f"{digits[:cut]} {digits[cut:-4]} {digits[-4:]}"
    if digits[1] == "1" and digits[3] == "1":
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"


def phone_key(phone: str) -> str:
    """The last nine digits, by which two ways of writing one number are the same; empty for fewer."""
    digits = re.sub(r"[^0-9]", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""


def read_email(raw: object) -> ReadIdentifier:
    """One email address out of "mailto:…", "Ada Bell <…>" or several; the others, and words round it, are its `aside`.

    Text without an address is not kept as one: it comes back as `aside` with a doubt that quotes it.
    """
    written = digits_of(raw)
    if _nothing(written):
        return ReadIdentifier()
    bare = re.sub(r"^mailto:|\?subject=.*$", "", written.strip("<>;, "), flags=re.IGNORECASE)
    found = _EMAIL.findall(bare)
    if not found:
        words = _("“{written}” is no email address: it is kept as a note.")
        return ReadIdentifier(doubt=words.format(written=written[:60]), aside=written)
    first, others = found[0].rstrip("."), [one for one in dict.fromkeys(found) if one != found[0]]
    if others:
        words = _("Several email addresses: {first} is taken, the others are kept as a note.")
        return ReadIdentifier(first, words.format(first=first), ", ".join(others))
    return ReadIdentifier(first)


def read_postcode(raw: object) -> ReadIdentifier:
    """A postcode in capitals with its space; "NFA" and the like become "no fixed address"; part of one is kept.

    Anything else is kept as written with a doubt: a format can only warn (rule: UK Government postcode format, with the NHS
    pseudo-postcodes ZZ99 and BFPO numbers, which do not follow it).
    """
    written = " ".join(digits_of(raw).split())
    if written.lower().strip(".").replace(".", "") in _NO_ADDRESS:
        return ReadIdentifier(_("no fixed address"))
    if _nothing(written):
        return ReadIdentifier()
    packed = re.sub(r"[^A-Z0-9]", "", written.upper())
    whole = _POSTCODE.fullmatch(packed)
    if whole:
        return ReadIdentifier(" ".join(part for part in whole.groups() if part))
    part = _PART.fullmatch(packed)
    if part:
        spaced = " " in written or not part[2]
        return ReadIdentifier(" ".join(filter(None, part.groups())) if spaced else packed)
    return ReadIdentifier(written, _("“{written}” does not look like a postcode.").format(written=written[:40]))
