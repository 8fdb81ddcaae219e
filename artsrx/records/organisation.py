"""The organisation that keeps the record: its facts, its logo and its colour."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Organisation
from artsrx.domain.contrast import LEAST_CONTRAST, contrast
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _

MOST_ANSWER_DAYS = 365


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What the record knows about the organisation; `colour` is empty or "#rrggbb"; `logo` is a picture file."""

    name: str
    address: str
    email: str
    phone: str
    colour: str
    logo: bytes | None
    link_worker_word: str
    answer_days: int
    sample: bool


def organisation(tx: Session) -> OrganisationFacts:
    """The facts of the organisation."""
    row = _row(tx)
    return OrganisationFacts(
        name=row.name,
        address=row.address,
        email=row.email,
        phone=row.phone,
        colour=row.colour,
        logo=row.logo,
        link_worker_word=row.link_worker_word,
        answer_days=row.answer_days,
        sample=row.sample,
    )


def change(tx: Session, *, field: str, value: str) -> None:
    """Set one field of the organisation from what was typed; `Refused` says what is wrong with it.

    Fields: name, address, email, phone, colour ("#rrggbb" or empty), link_worker_word, answer_days (1 to 365).
    """
    rule = _RULES[field]
    setattr(_row(tx), field, rule(value.strip()))


def set_logo(tx: Session, *, logo: bytes | None, check: Callable[[bytes], object]) -> None:
    """Keep a logo, or take it away with None; `check` raises `Refused` when it is not a picture that can be printed."""
    if logo is not None:
        check(logo)
    _row(tx).logo = logo


def _row(tx: Session) -> Organisation:
    return tx.scalars(select(Organisation)).one()


def _name(value: str) -> str:
    if not value:
        raise Refused(_("The organisation needs a name: it is printed on every report."), field="name")
    return value


def _colour(value: str) -> str:
    if not value:
        return value
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise Refused(_("Write the colour as # and six digits, such as #7a1f4b."), field="colour")
    # It carries white words on screen and coloured words on white paper.
    if contrast(value, "#ffffff") < LEAST_CONTRAST:
        raise Refused(_("This colour is too light to read on white. Please choose a darker one."), field="colour")
    return value.lower()


def _word(value: str) -> str:
    return value or _("link worker")


def _days(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= MOST_ANSWER_DAYS:
        raise Refused(_("Please give a number of days from 1 to 365."), field="answer_days")
    return int(value)


_RULES: dict[str, Callable[[str], object]] = {
    "name": _name,
    "address": str,
    "email": str,
    "phone": str,
    "colour": _colour,
    "link_worker_word": _word,
    "answer_days": _days,
}
