"""What taking an import back came to, in words: reversed, kept because of what happened since, could not and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.journal import act_that_added
from artsrx.db.partial_undo import Reversal, WhyStays
from artsrx.db.schema.tables import (
    Consent,
    ImportBatch,
    ImportRow,
    Participant,
    Place,
    Practice,
    Programme,
    Referral,
    Referrer,
)
from artsrx.db.undo import RowKey
from artsrx.domain.errors import Refused
from artsrx.domain.i18n import _, ngettext
from artsrx.records.naming import full_name

_OWNED: dict[str, Any] = {table.__tablename__: table for table in (Referral, Consent, Place, ImportRow)}
_NAMED: dict[str, Any] = {table.__tablename__: table for table in (Practice, Referrer, Programme)}
_OURS = ("import_row", "import_batch")
"""What the import noted for itself: nobody need hear of it."""
_FOLLOWS = (WhyStays.OWNER_STAYS, WhyStays.NEEDED)
"""Reasons that only follow from that of another row."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was reversed, in counts of people, referrals and places; and a sentence for everything that stayed."""

    people: int
    referrals: int
    places: int
    kept: tuple[str, ...]
    could_not: tuple[str, ...]

    def words(self) -> str:
        """The three results in one paragraph."""
        people = ngettext("{n} person", "{n} people", self.people).format(n=self.people)
        referrals = ngettext("{n} referral", "{n} referrals", self.referrals).format(n=self.referrals)
        places = ngettext("{n} place", "{n} places", self.places).format(n=self.places)
        lines = [
            _("Taken back: {people}, {referrals}, {places}.").format(people=people, referrals=referrals, places=places)
        ]
        if self.kept:
            lines += ["", _("Kept:"), *self.kept]
        if self.could_not:
            lines += ["", _("Could not be taken back:"), *self.could_not]
        return "\n".join(lines)


def act_of(tx: Session, batch: UUID) -> int:
    """The number of the act that brought a list in; raises `Refused` when it is not there or was taken back before."""
    row = tx.get(ImportBatch, batch)
    act = act_that_added(tx.connection(), table="import_batch", key=batch.bytes)
    if row is None or row.undone_at is not None or act is None:
        raise Refused(_("This import was taken back already."))
    return act


def mark_undone(tx: Session, *, batch: UUID) -> None:
    """Note on an import of which something stayed that it was taken back, so that it is not offered again."""
    row = tx.get(ImportBatch, batch)
    if row is not None:
        row.undone_at = datetime.now(UTC)


def undone_words(tx: Session, reversal: Reversal) -> Undone:
    """A reversal of an import in words, with the names of the people and things that stayed."""
    back = Counter(table for table, _key in reversal.put_back)
    return Undone(
        people=back["participant"],
        referrals=back["referral"],
        places=back["place"],
        kept=tuple(_tell_kept(tx, reversal.kept)),
        could_not=tuple(_tell_gone(reversal.could_not)),
    )


def _tell_kept(tx: Session, kept: Iterable[tuple[RowKey, WhyStays]]) -> Iterable[str]:
    """One sentence for each person or shared thing that stayed, with the reason nearest to its cause."""
    reasons: dict[str, list[WhyStays]] = {}
    for (table, key), why in kept:
        if table in _OURS:
            continue
        reasons.setdefault(_whose(tx, table, UUID(bytes=key)), []).append(why)
    for name, found in reasons.items():
        causes = [why for why in found if why not in _FOLLOWS] or found
        yield _("{name}: {reason}").format(name=name, reason=causes[0].words)


def _whose(tx: Session, table: str, key: UUID) -> str:
    """The name of the person that a row belongs to, or of the shared thing that it is."""
    if table in _NAMED:
        name: str = tx.scalars(select(_NAMED[table].name).where(_NAMED[table].id == key)).one()
        return name
    if table in _OWNED:
        key = tx.scalars(select(_OWNED[table].participant_id).where(_OWNED[table].id == key)).one()
    row = tx.execute(select(Participant.given, Participant.family).where(Participant.id == key)).one()
    return full_name(row.given, row.family)


def _tell_gone(could_not: Iterable[tuple[RowKey, WhyStays]]) -> Iterable[str]:
    """How many of each kind could not be taken back, by reason; their names are gone with them."""
    counted = Counter((table, why) for (table, _key), why in could_not if table not in _OURS)
    for (table, why), count in counted.items():
        yield _("{what}: {reason}").format(what=_kind(table, count), reason=why.words)


def _kind(table: str, count: int) -> str:
    words = {
        "participant": ngettext("{n} person", "{n} people", count),
        "referral": ngettext("{n} referral", "{n} referrals", count),
        "place": ngettext("{n} place", "{n} places", count),
        "permission": ngettext("{n} consent", "{n} consents", count),
        "practice": ngettext("{n} practice", "{n} practices", count),
        "referrer": ngettext("{n} referrer", "{n} referrers", count),
        "programme": ngettext("{n} programme", "{n} programmes", count),
    }
    return words[table].format(n=count)
