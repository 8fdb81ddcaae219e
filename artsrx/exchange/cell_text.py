"""The text of a cell as somebody typed it, without what programs and encodings have left in it."""

import html
import re

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u0000")
)
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_TABLE = {**_UNSEEN, **_SPACES}
_FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
_HTML_SIGN = re.compile(
    r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|amp|apos|quot|lt|gt|nbsp|rsquo|lsquo|ldquo|rdquo|ndash|mdash|eacute|egrave|euml|ouml|uuml);",
    re.IGNORECASE,
)
_ESCAPES = re.compile(r"(?<=[a-z])xa0(?=[A-Z]|$)|_x([0-9A-Fa-f]{4})_|\\(?:xa0|u00a0|u200b|r|n|t)")
_MOJIBAKE = re.compile(
    r"[ÂÃÅÄÐÎÏ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]|â(?:€|\u0080)|ï¿½|\ufffd"
)


def clean(text: str) -> str:
    """The text without invisible letters, carriage returns, ="…" round it, or entities of a web page."""
    if text.isascii() and text.isprintable() and not _SUSPECT.search(text):
        return text
    inside = _FORMULA.match(text.strip())
    text = inside[1].replace('""', '"') if inside else text
    text = _HTML_SIGN.sub(lambda found: html.unescape(found[0]), text)
    text = _ESCAPES.sub(_meant, text)
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


_SUSPECT = re.compile(r'^\s*="|&|_x|xa0|\\')


def _meant(found: re.Match[str]) -> str:
    """What an escape stands for; a character that cannot be typed is nothing."""
    if found[1] is None:
        return "\n" if found[0] in ("\\n", "\\r") else " "
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() or letter in "\n\t" else ""


def is_damaged(text: str) -> bool:
    """Whether a text was saved in one encoding and read in another: "ZoÃ«", "Oâ€™Neill"."""
    return not text.isascii() and bool(_MOJIBAKE.search(text))


def mended(text: str) -> str:
    """The text as it was before the damage where that can be told, else as it is."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
