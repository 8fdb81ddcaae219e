"""The recovery code: eight groups of letters on a sheet of paper that open a record when every password is forgotten."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

# Douglas Crockford's base 32: no I, L, O or U, so that nothing on paper is read as something else.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})

GROUPS = 8
GROUP_LETTERS = 5
SECRET_BYTES = 20  # 160 bits: eight groups of four letters; the fifth letter of each is its check


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """What the recovery sheet says: printed once and never stored; `groups` are the only copy of the key."""

    organisation: str
    groups: tuple[str, ...]

    def __repr__(self) -> str:
        """The code without its groups: a secret does not belong in a log."""
        return f"RecoveryCode({self.organisation!r}, …)"


def new_secret() -> bytes:
    """A fresh secret for a code."""
    return os.urandom(SECRET_BYTES)


def to_groups(secret: bytes) -> tuple[str, ...]:
    """The 20 secret bytes as eight groups of five letters."""
    number = int.from_bytes(secret, "big")
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(SECRET_BYTES * 8 // 5)))
    bodies = [letters[start : start + 4] for start in range(0, len(letters), 4)]
    return tuple(body + _check_letter(body, place) for place, body in enumerate(bodies))


def to_secret(typed: str | Sequence[str]) -> bytes:
    """The secret bytes of a code as somebody typed it: spaces, dashes, small letters, O for 0 and I for 1 are forgiven.

    Raises `Refused` (field "sheet") that names the first group that cannot be right.
    """
    letters = _plain(typed if isinstance(typed, str) else "".join(typed))
    if len(letters) != GROUPS * GROUP_LETTERS:
        raise Refused(
            _("The sheet has {groups} groups of {letters} letters. You have typed {typed} of {all} letters.").format(
                groups=GROUPS, letters=GROUP_LETTERS, typed=len(letters), all=GROUPS * GROUP_LETTERS
            ),
            "sheet",
        )
    groups = [letters[start : start + GROUP_LETTERS] for start in range(0, len(letters), GROUP_LETTERS)]
    for place, group in enumerate(groups):
        if not group_is_sound(group, place):
            raise Refused(
                _("Please look at group {number} again: {group} is not quite what a sheet can say.").format(
                    number=place + 1, group=group
                ),
                "sheet",
            )
    number = 0
    for letter in "".join(group[:4] for group in groups):
        number = number << 5 | LETTERS.index(letter)
    return number.to_bytes(SECRET_BYTES, "big")


def group_is_sound(typed: str, place: int) -> bool:
    """Whether a typed group can stand at `place` (from 0): five letters, the last of which checks the four and the place."""
    group = _plain(typed)
    known = len(group) == GROUP_LETTERS and all(letter in LETTERS for letter in group)
    return known and _check_letter(group[:4], place) == group[4]


def check_groups(code: RecoveryCode, places: Sequence[int], typed: Sequence[str]) -> bool:
    """Whether the groups at `places` (from 0) were typed back as they are on the sheet."""
    return [_plain(group) for group in typed] == [code.groups[place] for place in places]


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(FORGIVEN)


def _check_letter(body: str, place: int) -> str:
    """Luhn's rule in base 32 with the group's place mixed in: finds any one wrong letter and any two swapped groups."""
    total = place
    for index, letter in enumerate(body):
        value = LETTERS.index(letter)
        doubled = value * 2 // 32 + value * 2 % 32
        total += doubled if index % 2 else value
    return LETTERS[-total % 32]
