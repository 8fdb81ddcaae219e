"""What makes a password good enough for a record, and how long to wait after a wrong one."""

import unicodedata
from collections.abc import Sequence

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.resources import resource

LETTERS_NEEDED = 15
WORDS_NEEDED = 4
SHORTEST_WORD = 3
# zxcvbn's scale: 3 is "safely unguessable, moderate protection from offline slow-hash scenario" (its README).
SCORE_NEEDED = 3
# zxcvbn refuses longer texts; a password whose first 72 letters are strong is strong.
LETTERS_JUDGED = 72

FREE_FAILURES = 2
FIRST_DELAY = 5
LONGEST_DELAY = 300


def normal(password: str) -> str:
    """The password as it is used: one form for letters that keyboards write in several ways (NFKC, as RFC 8265 advises)."""
    return unicodedata.normalize("NFKC", password)


def check_new(password: str, *, about: Sequence[str] = ()) -> None:
    """Return if `password` will do; raise `Refused` (field "password") in words that help if it will not.

    15 characters or 4 words; nothing that a guessing program would try early (zxcvbn, which knows the common passwords).
    `about` holds what anybody could guess: the organisation's name, the person's own.
    """
    password = normal(password)
    if not _long_enough(password):
        raise Refused(
            _(
                "Please make it longer: {letters} characters, or {words} words such as a short sentence of your own. "
                "You may paste it."
            ).format(letters=LETTERS_NEEDED, words=WORDS_NEEDED),
            "password",
        )
    if _score(password, about) < SCORE_NEEDED:
        raise Refused(
            _(
                "This one is easy to guess: it is a common password, or made of common pieces. "
                "Four words that have nothing to do with each other are hard to guess and easy to keep in mind."
            ),
            "password",
        )


def _long_enough(password: str) -> bool:
    words = {word.casefold() for word in password.split() if len(word) >= SHORTEST_WORD}
    return len(password.strip()) >= LETTERS_NEEDED or len(words) >= WORDS_NEEDED


def _score(password: str, about: Sequence[str]) -> int:
    # Imported here: its word lists take a quarter of a second, and unlocking never needs them.
    from zxcvbn import zxcvbn

    known = ["artsrx", "arts", "prescription", "museum", "gallery", "nhs"]
    for text in about:
        known += [text.casefold(), *text.casefold().split()]
    judged = zxcvbn(_without(password.casefold(), known)[:LETTERS_JUDGED], user_inputs=known)
    return int(judged["score"])


def _without(password: str, known: Sequence[str]) -> str:
    """The password with each thing that anybody could guess cut down to one letter, so that length alone does not save it."""
    for word in sorted(set(known), key=len, reverse=True):
        if len(word) > SHORTEST_WORD:
            password = password.replace(word, word[0])
    return password


def delay_after(failures: int) -> int:
    """Seconds to wait before the next try after `failures` wrong passwords in a row.

    Two slips are free, then 5 seconds, doubled each time up to 5 minutes: fewer than 10 tries in any first 5 minutes
    (the limit of Cyber Essentials 3.2), and 12 an hour after that.
    """
    if failures <= FREE_FAILURES:
        return 0
    doublings = min(failures - FREE_FAILURES - 1, 16)
    return int(min(FIRST_DELAY * 2**doublings, LONGEST_DELAY))


def suggest(words: int = 5) -> str:
    """A password of `words` plain words, drawn by the system's own random source: about 8.5 bits for each word."""
    import secrets

    known = resource("words", "plain.txt").read_text(encoding="utf-8").split()
    return " ".join(secrets.choice(known) for _ in range(words))
