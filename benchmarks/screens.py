"""What each screen reads when it opens, with 100,000 participants and 1,000,000 attendances: none may be waited for."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session

from artsrx.db.connection import open_engine
from artsrx.db.derived import filled
from artsrx.db.schema.tables import ArtsSession, Participant, Place
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.records import forms, people, places, programmes, referral_list, register, sessions, today
from artsrx.records.person import person_page
from artsrx.records.timeline import timeline
from artsrx.reports.impact.gaps import gaps
from benchmarks import figures
from benchmarks.measured import Measured, typical

# Those with places come from the benchmark of the figures; the others were referred and never came.
PEOPLE = 100_000
WITH_PLACES = figures.YEARS * figures.COURSES * figures.PEOPLE
# A day in the middle of term, with some hundred courses running.
DAY = date(2025, 5, 20)
QUARTER = (date(2025, 1, 1), date(2025, 3, 31))
KEY = b"k" * 32
# What is not waited for, in seconds; a list of gaps is made by the worker beside the preview.
PAUSE, IN_THE_WORKER = 0.15, 1.0

Read = Callable[[], object]


def measure() -> Iterator[Measured]:
    """Each screen's reads, the median of five, in a record opened for them."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        store = big_record(home)
        for name, (read, aim) in _screens(store).items():
            yield Measured(f"{name}, {PEOPLE:,} people", typical(read), aim=aim)
        store.close()


def big_record(home: Path) -> Store:
    """Make the record in `home`, which must not exist yet, and open it."""
    home.mkdir()
    staff = new_id()
    Store.create(home, KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
    engine = open_engine(home / "record.db", KEY)
    with engine.begin() as connection:
        figures.fill(connection)
        _never_came(connection)
    engine.dispose()
    return Store.open(home, KEY, staff_id=staff)


def _never_came(connection: Connection) -> None:
    """People without a place, so that there are 100,000 in all."""
    chance = random.Random(3)
    table: Any = Participant.__table__
    rows = [
        {
            "id": new_id(), "given": chance.choice(("Dilys", "Ann", "Siân", "Tom")), "family": f"Marsh {number}",
            "born_year": chance.randint(1930, 2005), "added_on": DAY,
        }
        for number in range(PEOPLE - WITH_PLACES)
    ]  # fmt: skip
    connection.execute(insert(table), [filled(table, row) for row in rows])


def _screens(store: Store) -> dict[str, tuple[Read, float]]:
    """What each screen asks for when it opens, and what it may take."""
    programme, session, place, person = store.read(_some)
    start, end = QUARTER

    def at(*reads: Read, aim: float = PAUSE) -> tuple[Read, float]:
        return partial(_all, reads), aim

    def read(query: Callable[..., object], *words: object, **more: object) -> Read:
        return partial(store.read, query, *words, **more)

    return {
        "Today": at(read(today.today, as_at=DAY)),
        "People": at(read(people.people_list, today=DAY)),
        "a person's page": at(read(person_page, person), read(timeline, person, limit=50)),
        "Referrals": at(read(referral_list.referral_list, as_at=DAY)),
        "Referrals, not answered": at(
            read(referral_list.referral_list, as_at=DAY, which=referral_list.ReferralFilter.UNANSWERED)
        ),
        "Programmes": at(read(programmes.programme_list, today=DAY)),
        "a programme's page": at(
            read(programmes.programme_page, programme=programme, today=DAY),
            read(sessions.session_list, programme=programme),
            read(places.places_of, programme=programme, today=DAY),
            read(forms.forms_of_programme, programme=programme),
        ),
        "a register": at(read(register.register, session=session)),
        "the forms of a programme": at(
            read(places.programme_of, place=place),
            read(forms.forms_due, as_at=DAY, programme=programme),
            read(forms.forms_of_programme, programme=programme),
        ),
        "Reports, what is missing (worker)": at(read(gaps, start=start, end=end, as_at=DAY), aim=IN_THE_WORKER),
    }


def _all(reads: tuple[Read, ...]) -> None:
    for read in reads:
        read()


def _some(tx: Session) -> tuple[UUID, UUID, UUID, UUID]:
    """A programme that runs, a session of it, a place on it and the person who has that place."""
    at = select(ArtsSession.programme_id, ArtsSession.id).where(ArtsSession.starts_at >= DAY)
    programme, session = tx.execute(at.order_by(ArtsSession.starts_at).limit(1)).one()
    has = select(Place.id, Place.participant_id).where(Place.programme_id == programme).limit(1)
    place, person = tx.execute(has).one()
    return programme, session, place, person
