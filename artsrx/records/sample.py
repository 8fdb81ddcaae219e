"""A year of an invented organisation, so that a newcomer can look round before there is anything to see."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import (
    ArtsSession,
    Attendance,
    Consent,
    Note,
    Organisation,
    OutcomeForm,
    Participant,
    Place,
    Practice,
    Programme,
    Referral,
    Referrer,
    Sending,
)
from artsrx.domain.i18n import _
from artsrx.domain.names import fold
from artsrx.domain.resources import resource
from artsrx.domain.vocabulary import Answer, Purpose, Route, Status
from artsrx.records.sample_year import SampleYear, Stay

if TYPE_CHECKING:
    from artsrx.db.store import Store

Progress = Callable[[int, int, str], object]
# The same record every time: pictures and tests can rely on it.
SEED = 1951
# Rows that others point at come first.
TABLES: tuple[type[Row], ...] = (
    Practice, Referrer, Participant, Consent, Referral, Programme, ArtsSession, Place, Attendance, OutcomeForm, Note,
    Sending,
)  # fmt: skip
# What became of those who have no place, with the days since they were referred; the answer is due in 14.
WITHOUT_PLACE = (
    (Status.RECEIVED, 3), (Status.RECEIVED, 6), (Status.RECEIVED, 17), (Status.RECEIVED, 20),
    (Status.INFORMATION_NEEDED, 19), (Status.CONTACT_ATTEMPTED, 9), (Status.WAITING, 25), (Status.WAITING, 31),
    (Status.WAITING, 38), (Status.WAITING, 44), (Status.WAITING, 60), (Status.ACCEPTED, 8), (Status.ACCEPTED, 12),
    (Status.DECLINED_BY_US, 90), (Status.DECLINED_BY_US, 210), (Status.DECLINED_BY_PERSON, 70),
    (Status.DECLINED_BY_PERSON, 160), (Status.UNABLE_TO_CONTACT, 55), (Status.UNABLE_TO_CONTACT, 240),
    (Status.PAUSED, 48), (Status.REFERRED_BACK, 130), (Status.ENTERED_IN_ERROR, 100),
)  # fmt: skip
WALK_INS = 5
# Who signs on to a sample record.
STAFF = "Alex"


def organisation_name() -> str:
    """The name of the invented organisation."""
    name: str = _data()["organisation"]["name"]
    return name


def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource("sample", "harbour_lane.json").read_text(encoding="utf-8"))
    return data


def make_sample(store: "Store", *, today: date, progress: Progress | None = None) -> None:
    """Fill an empty record with the sample year, up to a week or so after `today`, and mark it as a sample.

    It is what the record starts with, so Undo does not take it away. `progress(done, total, words)` hears of each table.
    """
    store.seed(_("fill in the sample"), _fill, today=today, staff=store.staff_id, progress=progress or _silent)


def _silent(_done: int, _total: int, _words: str) -> None:
    """Nobody is listening."""


def _fill(tx: Session, *, today: date, staff: UUID, progress: Progress) -> None:
    from artsrx.db.store import add_many

    data = _data()
    organisation = tx.scalars(select(Organisation)).one()
    for field, value in data["organisation"].items():
        setattr(organisation, field, value)
    organisation.sample = True
    rows = SampleRows(data, today, staff).make()
    for done, table in enumerate(TABLES):
        progress(done, len(TABLES), _("Writing the sample record"))
        add_many(tx, table, rows[table])


class SampleRows:
    """Makes the rows; everything that is chance comes from one seeded source."""

    def __init__(self, data: dict[str, Any], today: date, staff: UUID) -> None:
        self.data, self.today, self.staff = data, today, staff
        self.random = Random(SEED)
        self.rows: dict[type[Row], list[dict[str, Any]]] = {table: [] for table in TABLES}
        self.year = SampleYear(data, today, self.random, self.new)
        self.referrers: list[tuple[UUID, UUID]] = []
        self.people: list[UUID] = []
        self.count = 0

    def make(self) -> dict[type[Row], list[dict[str, Any]]]:
        """All rows, by table."""
        self._referrers()
        stays = self.year.stays()
        firsts = self._choose_firsts(stays)
        names = self.data["people"][:]
        self.random.shuffle(names)
        waiting, coming = names[: len(WITHOUT_PLACE)], names[len(WITHOUT_PLACE) :]
        for name, (status, days) in zip(waiting, WITHOUT_PLACE, strict=True):
            self._without_place(name, status, self.today - timedelta(days=days))
        self._with_places(coming, stays, firsts)
        self.year.registers(stays)
        self._notes(stays)
        self._sendings(stays)
        return self.rows

    def new(self, table: type[Row], **values: Any) -> UUID:
        """A row with an id that is the same each time, in the form of a UUID of version 7; returns the id."""
        self.count += 1
        millisecond = 1_700_000_000_000 + self.count
        row_id = UUID(int=millisecond << 80 | 0x7 << 76 | 0x2 << 62 | self.random.getrandbits(62))
        self.rows[table].append({"id": row_id, **values} if table is not Attendance else values)
        return row_id

    def _referrers(self) -> None:
        for practice in self.data["practices"]:
            practice_id = self.new(Practice, name=practice["name"], pcn=practice["pcn"])
            for name, role in practice["workers"]:
                email = f"{fold(name).replace(' ', '.')}@practice.example"
                referrer = self.new(Referrer, name=name, role=role, practice_id=practice_id, email=email)
                self.referrers.append((referrer, practice_id))

    def _choose_firsts(self, stays: list[Stay]) -> set[int]:
        """Which of the stays, oldest first, are somebody's first: as many as there are people with a place."""
        people = len(self.data["people"]) - len(WITHOUT_PLACE)
        early = len(stays) * 2 // 5
        later = self.random.sample(range(early, len(stays)), people - early)
        return {*range(early), *later}

    def _with_places(self, names: list[str], stays: list[Stay], firsts: set[int]) -> None:
        walk_ins = set(self.random.sample(sorted(firsts), WALK_INS))
        had: list[Stay] = []
        left = iter(names)
        for number, stay in enumerate(stays):
            if number in firsts:
                self._first_place(next(left), stay, walk_in=number in walk_ins)
            else:
                self._second_place(stay, had)
            had.append(stay)
            stay.place = self.new(
                Place,
                participant_id=stay.participant,
                programme_id=stay.programme,
                referral_id=stay.referral,
                joined_on=stay.joined_on,
                left_on=stay.left_on,
                left_because=stay.left_because,
                walk_in=stay.walk_in,
            )

    def _first_place(self, name: str, stay: Stay, *, walk_in: bool) -> None:
        received = stay.joined_on - timedelta(days=self.random.randint(6, 34))
        added = stay.joined_on if walk_in else received
        referrer, practice = self.random.choice(self.referrers)
        stay.participant = self._person(name, added, practice)
        stay.walk_in = walk_in
        if walk_in:
            return
        self._consents(stay.participant, received)
        accepted = received + timedelta(days=self.random.randint(1, 6))
        status, on, why = stay.outcome(accepted)
        stay.referral = self._referral(stay.participant, received, status, on, why, referrer, practice)

    def _second_place(self, stay: Stay, had: list[Stay]) -> None:
        """Somebody who has been before comes again, on another programme."""
        now = [other.participant for other in had if other.programme == stay.programme]
        before = [
            other
            for other in had
            if other.participant not in now and other.joined_on < stay.joined_on - timedelta(days=42)
        ]
        stay.participant = self.random.choice(before).participant
        received = stay.joined_on - timedelta(days=self.random.randint(2, 10))
        status, on, why = stay.outcome(received)
        stay.referral = self._referral(stay.participant, received, status, on, why, None, None, Route.INTERNAL)

    def _without_place(self, name: str, status: Status, received: date) -> None:
        referrer, practice = self.random.choice(self.referrers)
        person = self._person(name, received, practice)
        self._consents(person, received)
        reason = {
            Status.DECLINED_BY_US: self.data["declined_by_us"],
            Status.DECLINED_BY_PERSON: self.data["declined_by_person"],
            Status.REFERRED_BACK: self.data["referred_back"],
        }.get(status, "")
        on = received if status is Status.RECEIVED else received + timedelta(days=self.random.randint(1, 6))
        self._referral(person, received, status, on, reason, referrer, practice)

    def _referral(
        self,
        person: UUID,
        received: date,
        status: Status,
        on: date,
        why: str,
        referrer: UUID | None,
        practice: UUID | None,
        route: Route | None = None,
    ) -> UUID:
        chosen = route or self.random.choices((Route.FORMAL, Route.SELF, Route.SIGNPOST), (80, 13, 7))[0]
        formal = chosen is Route.FORMAL
        return self.new(
            Referral,
            participant_id=person,
            referrer_id=referrer if formal else None,
            practice_id=practice if formal else None,
            route=chosen,
            received_on=received,
            reason=self.random.choice(self.data["reasons"]),
            status=status,
            status_on=on,
            status_reason=why,
        )

    def _person(self, name: str, added: date, practice: UUID) -> UUID:
        given, family, known_as = (*name.split("|"), "")[:3]
        chance = self.random
        number = len(self.people)
        age = chance.choices((22, 35, 48, 58, 68, 78), (2, 3, 4, 5, 6, 4))[0] + chance.randint(-4, 7)
        born = self.today - timedelta(days=age * 365 + chance.randint(0, 364))
        known = chance.choices(("date", "year", "nothing"), (82, 11, 7))[0]
        email = f"{fold(given)}.{fold(family)}@mail.example".replace(" ", "") if chance.random() < 0.45 else ""
        person = self.new(
            Participant,
            given=given,
            family=family,
            known_as=known_as,
            born=born if known == "date" else None,
            born_year=born.year if known == "year" else None,
            # Ofcom keeps 07700 900000 to 900999 for drama: nobody answers.
            phone=f"07700 900{number * 7 % 800:03d}" if chance.random() < 0.92 else "",
            email=email,
            # No real postcode begins with PW.
            postcode=f"PW{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDEFGH')}{chance.choice('JLNPQRS')}",
            nhs_number=self._nhs_number() if chance.random() < 0.3 else "",
            contact_note=self._sometimes("contact_notes", 0.15),
            emergency_contact=self._sometimes("emergency", 0.5),
            access_needs=self._sometimes("access_needs", 0.28),
            practice_id=practice,
            added_on=added,
        )
        self.people.append(person)
        return person

    def _sometimes(self, what: str, chance: float) -> str:
        return self.random.choice(self.data[what]) if self.random.random() < chance else ""

    def _nhs_number(self) -> str:
        """A number from the range that is never given to anybody, with its check digit (weights 10 to 2, modulus 11)."""
        while True:
            nine = f"999{self.random.randint(0, 999_999):06d}"
            check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{nine}{check % 11}"

    def _consents(self, person: UUID, on: date) -> None:
        for purpose, weights in ((Purpose.REFERRER, (76, 8, 16)), (Purpose.PRACTICE, (62, 14, 24))):
            answer = self.random.choices((Answer.YES, Answer.NO, Answer.NOT_ASKED), weights)[0]
            if answer is not Answer.NOT_ASKED:
                self.new(Consent, participant_id=person, purpose=purpose, answer=answer, answered_on=on)

    def _notes(self, stays: list[Stay]) -> None:
        for stay in self.random.sample(stays, 45):
            days = ((stay.left_on or self.today) - stay.joined_on).days
            on = stay.joined_on + timedelta(days=self.random.randint(0, max(days, 0)))
            self.new(Note, participant_id=stay.participant, written_on=on, words=self.random.choice(self.data["notes"]))

    def _sendings(self, stays: list[Stay]) -> None:
        finished = [stay for stay in stays if stay.left_on and stay.referral]
        for stay in self.random.sample(finished, 18):
            day = (stay.left_on or self.today) + timedelta(days=self.random.randint(0, 4))
            at = datetime.combine(min(day, self.today), time(9, 40), UTC)
            self.new(
                Sending, participant_id=stay.participant, report="link-worker", sent_at=at, how=_("saved as a PDF"),
                staff_id=self.staff,
            )  # fmt: skip
