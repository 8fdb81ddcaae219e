"""A keystroke in the find box and the first page of the list among 100,000 people, and the second pass for slips."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from artsrx.db.connection import open_engine
from artsrx.db.derived import filled
from artsrx.db.schema.columns import Row
from artsrx.db.schema.tables import Participant, Place, Programme
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.records.find import find, find_near
from artsrx.records.people import people_list
from benchmarks.measured import Measured, typical

PEOPLE = 100_000
KEY = b"k" * 32
DAY = date(2026, 5, 26)
# As somebody types, with names that thousands share and names that nobody has.
TYPED = ("m", "ma", "mac", "macdonald d", "dilys macdonald", "ann", "7700900", "1951", "en", "xq", "zebedee zwart")
KEYSTROKE, FIRST_PAGE, SECOND_PASS = 0.05, 0.2, 2.0


def measure() -> Iterator[Measured]:
    """The slowest of ten usual keystrokes; a page of the list narrowed and sorted; a name with two slips."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        home.mkdir()
        staff = new_id()
        Store.create(home, KEY, staff_id=staff, staff_name="Jan", organisation="Bench").close()
        _fill(home)
        store = Store.open(home, KEY, staff_id=staff)
        strokes = {text: typical(partial(store.read, find, today=DAY, text=text)) for text in TYPED}
        worst = max(strokes, key=lambda text: strokes[text])
        yield Measured(f"find box, slowest keystroke (“{worst}”)", strokes[worst], aim=KEYSTROKE)
        page = typical(partial(store.read, people_list, today=DAY, text="ann", sort="born"))
        yield Measured("people, a page filtered and sorted by age", page, aim=FIRST_PAGE)
        near = typical(partial(store.read, find_near, today=DAY, text="Dilis Macdonld"), 3)
        yield Measured("find box, second pass for slips (worker)", near, aim=SECOND_PASS)
        store.close()


def _fill(home: Path) -> None:
    chance = random.Random(1951)
    given = [
        "Dilys",
        "Ann",
        "Mary",
        "Łukasz",
        "Siân",
        "Maureen",
        "Tom",
        "Joan",
        "Amina",
        "Pat",
        *_syllables(chance, 400),
    ]
    family = ["MacDonald", "O'Neill", "Mahmood", "Marsh", "Smith", "Mann", *_syllables(chance, 6000)]
    people = [
        {
            "id": new_id(), "given": chance.choice(given), "family": chance.choice(family), "born_year":
            chance.randint(1930, 2005), "phone": f"07700 900{chance.randint(0, 999):03d}", "added_on": DAY,
        }
        for _number in range(PEOPLE)
    ]  # fmt: skip
    programmes: list[dict[str, Any]] = [{"id": new_id(), "name": f"Programme {number}"} for number in range(200)]
    places = [
        {"participant_id": person["id"], "programme_id": chance.choice(programmes)["id"], "joined_on": DAY}
        for person in people
    ]
    engine = open_engine(home / "record.db", KEY)
    with engine.begin() as connection:
        for table, rows in ((Participant, people), (Programme, programmes), (Place, places)):
            made: type[Row] = table
            plain: Any = made.__table__
            connection.execute(insert(plain), [filled(plain, row) for row in rows])
    engine.dispose()


def _syllables(chance: random.Random, count: int) -> list[str]:
    parts = (
        "ma",
        "ren",
        "tho",
        "lin",
        "gar",
        "wen",
        "ise",
        "bel",
        "ock",
        "tre",
        "pol",
        "ham",
        "ald",
        "ka",
        "szy",
        "dra",
    )
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))).title() for _number in range(count)]
