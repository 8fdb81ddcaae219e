"""Whether two rows are the same person: surely, probably, or not, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import Participant
from artsrx.domain.dates import long_date
from artsrx.domain.i18n import _
from artsrx.domain.identifiers import phone_key
from artsrx.domain.names import fold
from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.naming import full_name

NEAR = 85
"""Names this alike, of 100, are a slip of the finger apart: Aoife and Aoifee Begum are at 96."""


MOST_COMPARED = 100
"""People who share a telephone or a birth date and are compared one by one: so many of a list that all do, and no more."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody to compare with: in the record (`participant`), or in an earlier row of the file (`row`)."""

    participant: UUID | None
    row: int | None
    given: str
    family: str
    born: date | None
    born_year: int | None
    phone: str
    postcode: str
    nhs_number: str
    folded: str
    called: str = ""

    @property
    def name(self) -> str:
        """Given and family name with one space."""
        return full_name(self.given, self.family)


@dataclass(frozen=True, slots=True)
class Match:
    """Who it is, whether that is certain, and why it looks so, in words."""

    known: KnownPerson
    certain: bool
    why: str


class Matcher:
    """Finds the person that a row is about, among those in the record and the rows before it."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        """Takes everybody already in the record."""
        self._by: dict[tuple[str, object], list[KnownPerson]] = defaultdict(list)
        self._recorded: dict[UUID | None, KnownPerson] = {}
        for one in known:
            self.add(one)
            self._recorded[one.participant] = one

    def add(self, known: KnownPerson) -> None:
        """Counts somebody from now on."""
        for key in _keys(known):
            self._by[key].append(known)

    def best(self, new: KnownPerson) -> Match | None:
        """The likeliest match, certain ones first; None when nobody is like them."""
        found: Match | None = None
        for key in _keys(new):
            for known in self._by.get(key, [])[:MOST_COMPARED]:
                match = compare(new, known)
                if match and match.certain:
                    return self._as_recorded(match)
                found = found or match
        return self._as_recorded(found) if found else None

    def _as_recorded(self, match: Match) -> Match:
        """Somebody known by another spelling too, as the record has them."""
        participant = match.known.participant
        return replace(match, known=self._recorded[participant]) if participant in self._recorded else match

    def same_phone(self, new: KnownPerson) -> KnownPerson | None:
        """Somebody else with the same phone number, as people of one household have."""
        shared = self._by.get(("phone", phone_key(new.phone)), []) if phone_key(new.phone) else []
        return shared[0] if shared else None


def _keys(known: KnownPerson) -> Iterable[tuple[str, object]]:
    """Under what somebody is found, the surest first: nobody is compared with everybody."""
    if known.nhs_number:
        yield "nhs", known.nhs_number
    names = {known.folded, known.called or known.folded}
    for name in names if known.born else ():
        yield "name and birth", (name, known.born)
    for name in names:
        yield "name", name
    if phone_key(known.phone):
        yield "phone", phone_key(known.phone)
    if known.born:
        yield "born", (known.born, fold(known.family)[:2])
        yield "born", (known.born, fold(known.given)[:2])


def people(tx: Session) -> list[KnownPerson]:
    """Everybody in the record, ready to be compared with."""
    rows = tx.execute(
        select(
            Participant.id, Participant.given, Participant.family, Participant.known_as, Participant.born,
            Participant.born_year, Participant.phone, Participant.postcode, Participant.nhs_number, Participant.sort_name,
        )
    )  # fmt: skip
    return [
        KnownPerson(
            participant=row.id, row=None, given=row.given, family=row.family, born=row.born, born_year=row.born_year,
            phone=row.phone, postcode=row.postcode, nhs_number=row.nhs_number, folded=_in_one_order(row.sort_name),
            called=_in_one_order(fold(f"{row.known_as} {row.family}")) if row.known_as else "",
        )
        for row in rows
    ]  # fmt: skip


def known_row(row: IncomingRow) -> KnownPerson:
    """A row of the file, ready to be compared with."""
    return KnownPerson(
        participant=None, row=row.number, given=row.given, family=row.family, born=row.born, born_year=row.born_year,
        phone=row.phone, postcode=row.postcode, nhs_number=row.nhs_number, folded=_in_one_order(fold(row.name)),
        called=_in_one_order(fold(f"{row.known_as} {row.family}")) if row.known_as else "",
    )  # fmt: skip


def compare(new: KnownPerson, known: KnownPerson) -> Match | None:
    """Whether the two are one person; None when there is not enough to ask about.

    Certain are the same name and whole birth date without another NHS number. Everything else is only probable and asked.
    """
    same_name = new.folded == known.folded or bool({new.called, new.folded} & {known.called, known.folded} - {""})
    near = same_name or fuzz.ratio(new.folded, known.folded) >= NEAR
    nhs = _agree(new.nhs_number, known.nhs_number)
    born = _born_agree(new, known)
    phone = _agree(phone_key(new.phone), phone_key(known.phone))
    whole = bool(new.born and new.born == known.born)
    if same_name and whole and nhs is not False:
        return Match(known, True, _("The same name and date of birth."))
    if nhs:
        return Match(known, False, _("The same NHS number."))
    if same_name and whole:
        return Match(known, False, _("The same name and date of birth, but another NHS number."))
    if nhs is False:
        return None
    if not near and whole and _one_family(new, known):
        return _of_one_family(new, known, phone)
    return _likely(new, known, same_name, born, phone, whole) if near else None


def _one_family(new: KnownPerson, known: KnownPerson) -> bool:
    """Whether the two have one family name, or one of a double-barrelled one."""
    families = [set(fold(one.family).split()) for one in (new, known)]
    return bool(families[0]) and (families[0] <= families[1] or families[1] <= families[0])


def _of_one_family(new: KnownPerson, known: KnownPerson, phone: bool | None) -> Match | None:
    """What the same family name and birth date come to: twins have both, so first names or a telephone must speak too."""
    if _first_names_agree(new.given, known.given):
        return Match(known, False, _("The same family name and date of birth, and first names that may be one."))
    if phone:
        return Match(known, False, _("The same family name, date of birth and phone number."))
    return None


def _first_names_agree(one: str, other: str) -> bool:
    """Whether first names may be one person's: a middle name more or less, an initial, "JP" for Jean-Paul."""
    words, others = sorted((fold(one).split(), fold(other).split()), key=len)
    if not words:
        return False
    if set(words) <= set(others):
        return True
    starts = "".join(word[0] for word in others)
    joined = "".join(words)
    if len(joined) <= len(others) and starts.startswith(joined):
        return True
    return 1 in (len(words[0]), len(others[0])) and words[0][0] == others[0][0]


def _likely(
    new: KnownPerson, known: KnownPerson, same_name: bool, born: bool | None, phone: bool | None, whole: bool
) -> Match | None:
    """What the name with the birth date or the phone number comes to, for two who may be one."""
    if not same_name:
        if whole and phone:
            return Match(known, False, _("Nearly the same name, the same date of birth and phone number."))
        if whole:
            return Match(known, False, _("Nearly the same name and the same date of birth."))
        if phone and born is not False:
            return Match(known, False, _("Nearly the same name and the same phone number."))
        return None
    if phone and born is False:
        return Match(known, False, _("The same name and phone number, but another date of birth."))
    if phone:
        return Match(known, False, _("The same name and phone number."))
    if new.born and known.born and _nearly_one_day(new.born, known.born):
        words = _("The same name, and nearly the same date of birth: {date}.")
        return Match(known, False, words.format(date=long_date(known.born)))
    if born:
        return Match(known, False, _("The same name and year of birth."))
    if born is None:
        return Match(known, False, _("The same name, and no date of birth to tell them apart."))
    return None


def _nearly_one_day(one: date, other: date) -> bool:
    """Whether two dates are a slip apart: one figure wrong, two figures exchanged, or day and month."""
    first, second = f"{one:%d%m%Y}", f"{other:%d%m%Y}"
    wrong = [place for place, (left, right) in enumerate(zip(first, second, strict=True)) if left != right]
    if len(wrong) <= 1 or (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return True
    return len(wrong) == 2 and first[wrong[0]] == second[wrong[1]] and first[wrong[1]] == second[wrong[0]]


def _agree(one: str, other: str) -> bool | None:
    return one == other if one and other else None


def _born_agree(new: KnownPerson, known: KnownPerson) -> bool | None:
    if new.born and known.born:
        return new.born == known.born
    years = [one.born.year if one.born else one.born_year for one in (new, known)]
    return years[0] == years[1] if all(years) else None


def _in_one_order(folded: str) -> str:
    """The words of a folded name in one order, so that a reversed name is the same name."""
    return " ".join(sorted(folded.split()))
