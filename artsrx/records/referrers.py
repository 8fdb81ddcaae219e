"""Who sends people: referrers under whatever name their role goes, and the practices they work for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Practice, Referral, Referrer
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import new_id, read_phone
from artsrx.domain.names import fold, tidy
from artsrx.records.rows import get_or_refuse

REFERRER_FIELDS = ("name", "role", "email", "phone")


@dataclass(frozen=True, slots=True)
class ReferrerLine:
    """One referrer with the practice they work for; `role` is empty when nobody said."""

    id: UUID
    name: str
    role: str
    practice_id: UUID | None
    practice: str
    email: str
    phone: str
    referrals: int


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice."""

    id: UUID
    name: str
    pcn: str
    address: str


def referrers(tx: Session) -> tuple[ReferrerLine, ...]:
    """Every referrer with the number of referrals they made, by name."""
    made = (
        select(Referral.referrer_id, func.count().label("made"))
        .where(Referral.referrer_id.is_not(None))
        .group_by(Referral.referrer_id)
        .subquery()
    )
    statement = (
        select(
            Referrer.id,
            Referrer.name,
            Referrer.role,
            Referrer.practice_id,
            func.coalesce(Practice.name, "").label("practice"),
            Referrer.email,
            Referrer.phone,
            func.coalesce(made.c.made, 0).label("referrals"),
        )
        .outerjoin(Practice, Practice.id == Referrer.practice_id)
        .outerjoin(made, made.c.referrer_id == Referrer.id)
    )
    lines = (ReferrerLine(**row._mapping) for row in tx.execute(statement))
    return tuple(sorted(lines, key=lambda line: (fold(line.name), line.id)))


def practices(tx: Session) -> tuple[PracticeLine, ...]:
    """Every practice, by name."""
    rows = tx.execute(select(Practice.id, Practice.name, Practice.pcn, Practice.address))
    return tuple(sorted((PracticeLine(**row._mapping) for row in rows), key=lambda line: (fold(line.name), line.id)))


def add_practice(tx: Session, *, name: str, pcn: str = "", address: str = "") -> UUID:
    """Add a practice and return its id; a name is needed."""
    practice = Practice(id=new_id(), name=_check_name(name), pcn=tidy(pcn), address=address.strip())
    tx.add(practice)
    tx.flush()
    return practice.id


def find_or_add_practice(tx: Session, *, name: str) -> UUID | None:
    """The practice whose name is the same but for accents, capitals and punctuation; added if new; None for a blank."""
    wanted = fold(name)
    if not wanted:
        return None
    for row in tx.execute(select(Practice.id, Practice.name)):
        if fold(row.name) == wanted:
            known: UUID = row.id
            return known
    return add_practice(tx, name=name)


def add(
    tx: Session, *, name: str, role: str = "", practice: UUID | None = None, email: str = "", phone: str = ""
) -> UUID:
    """Add a referrer and return their id; a name is needed."""
    number = read_phone(phone)
    referrer = Referrer(
        id=new_id(),
        name=_check_name(name),
        role=tidy(role),
        practice_id=practice,
        email=email.strip(),
        phone=number.value or phone.strip(),
    )
    tx.add(referrer)
    tx.flush()
    return referrer.id


def find_or_add(tx: Session, *, name: str, role: str = "", practice: UUID | None = None) -> UUID | None:
    """The referrer of this folded name, at this practice if one is given; added if new; None for a blank name.

    Somebody of the name who has no practice yet is taken as the same person and given it; somebody of the name at
    another practice is not.
    """
    wanted = fold(name)
    if not wanted:
        return None
    rows = tx.execute(select(Referrer.id, Referrer.name, Referrer.practice_id).order_by(Referrer.id))
    same: list[tuple[UUID, UUID | None]] = [(row.id, row.practice_id) for row in rows if fold(row.name) == wanted]
    for referrer, at in same:
        if practice is None or at == practice:
            return referrer
    for referrer, at in same:
        if at is None:
            _referrer(tx, referrer).practice_id = practice
            return referrer
    return add(tx, name=name, role=role, practice=practice)


def change(tx: Session, *, referrer: UUID, field: str, value: str) -> None:
    """Set name, role, email or phone of a referrer; an empty name is refused."""
    if field not in REFERRER_FIELDS:
        raise ValueError(field)
    row = _referrer(tx, referrer)
    if field == "name":
        row.name = _check_name(value)
    elif field == "phone":
        row.phone = read_phone(value).value or value.strip()
    else:
        setattr(row, field, tidy(value))


def name_practice(tx: Session, *, referrer: UUID, practice: str) -> None:
    """Say by name which practice a referrer works for: a known one is found, a new one added, a blank takes it away."""
    _referrer(tx, referrer).practice_id = find_or_add_practice(tx, name=practice)


def remove(tx: Session, *, referrer: UUID) -> None:
    """Remove a referrer whom no referral names; anybody else is refused."""
    row = _referrer(tx, referrer)
    if tx.scalar(select(Referral.id).where(Referral.referrer_id == referrer).limit(1)):
        raise Refused(_("Referrals name this person, so they stay in the record."))
    tx.delete(row)


def _check_name(name: str) -> str:
    if not fold(name):
        raise Refused(_("Please give a name."), field="name")
    return tidy(name)


def _referrer(tx: Session, referrer: UUID) -> Referrer:
    return get_or_refuse(tx, Referrer, referrer, _("This referrer has been removed meanwhile."))
