"""How long it takes to bring in 50,000 rows, against bare inserts of the same rows into the same encrypted tables."""

import csv
import gc
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from artsrx.db.connection import open_engine
from artsrx.db.folder.layout import RECORD_NAME
from artsrx.db.schema.columns import Row
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
from artsrx.db.store import Store
from artsrx.domain.identifiers import new_id
from artsrx.exchange import importing
from benchmarks import plain_sql
from benchmarks.measured import Measured, same

ROWS = 50_000
ROUNDS = 3
AIM = 4.0
TODAY = date(2026, 6, 30)
KEY = b"b" * 32

_TABLES: tuple[type[Row], ...] = (
    Practice,
    Referrer,
    Programme,
    ImportBatch,
    Participant,
    Referral,
    Consent,
    Place,
    ImportRow,
)
_HEADINGS = (
    "Name", "D.O.B", "Tel", "Postcode", "Referred by / surgery", "Date ref'd", "Why", "Which group", "Status",
    "OK to tell GP?", "Notes",
)  # fmt: skip
_GIVEN = ("Kwame", "Zoë", "Joan", "Rhys", "Priya", "Graham", "Éilís", "Ruth", "Sheila", "Dilys", "Derek", "Aoife")


def measure() -> Iterator[Measured]:
    """The whole import (file, dry run, saving with its journal), and the saving alone, against the bare inserts.

    Medians of three rounds, each in new records.
    """
    rounds = [round_of(ROWS) for _ in range(ROUNDS)]
    ours, saving, reference = (median(seconds) for seconds in zip(*rounds, strict=True))
    against = "bare inserts of the same rows"
    yield Measured(f"import of {ROWS:,} rows, file to record", ours, against, reference, most=AIM)
    yield Measured("of that, saving with its journal", saving, against, reference, most=AIM)


def round_of(rows: int) -> tuple[float, float, float]:
    """Seconds for the whole import, for its saving alone, and for the bare inserts."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = home / "list.csv"
        written = _write_list(file, rows)
        mine = _new_record(home / "import.artsrx")
        start = time.perf_counter()
        plan = importing.dry_run(mine, importing.look(file), today=TODAY)
        planned = time.perf_counter()
        outcome = importing.carry_out(mine, plan)
        ours = time.perf_counter() - start
        del plan, outcome
        reference = _bare(mine, home / "bare.artsrx")
        mine.close()
        for name in ("import.artsrx", "bare.artsrx"):
            plain = plain_sql.Plain(home / name, KEY)
            people = plain.rows("SELECT trim(given || ' ' || family), born, phone FROM participant ORDER BY phone")
            same(f"people in {name}", people, written)
            plain.close()
    return ours, ours - (planned - start), reference


def _new_record(folder: Path) -> Store:
    folder.mkdir()
    return Store.create(folder, KEY, staff_id=new_id(), staff_name="Jan", organisation="Riverside Arts")


def _write_list(file: Path, rows: int) -> list[plain_sql.Row]:
    """Write an invented list in the manner of a real one, the same every time; give name, birth date and number of each."""
    people: list[plain_sql.Row] = []
    random_ = random.Random(1)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADINGS)
        for number in range(rows):
            family = "".join(random_.choices("abcdefghijklmnopqrstuvwxyz", k=8)).capitalize()
            born = date(1930, 1, 1) + timedelta(days=random_.randrange(26_000))
            received = date(2025, 4, 1) + timedelta(days=random_.randrange(300))
            name = f"{random_.choice(_GIVEN)} {family}"
            people.append((name, born.isoformat(), f"07700 9{number:05d}"))
            writer.writerow(
                (
                    name, born.strftime("%d/%m/%Y"), f"07700 9{number:05d}", "GL1 2AB",
                    f"Link Worker {random_.randrange(80)}, Surgery {random_.randrange(40)}",
                    received.strftime("%d/%m/%Y"), "low mood", f"Group {random_.randrange(20)}",
                    random_.choice(("started", "W/L", "completed")), random_.choice("YN?"), "brings a carer",
                )
            )  # fmt: skip
    return people


def _bare(source: Store, folder: Path) -> float:
    """Seconds for the same rows of the same tables, inserted in one transaction without reading, rules or journal.

    Python's collector rests, as it does in the import, so that the plain thing is as fast as it can be.
    """
    rows = source.read(_all_rows)
    _new_record(folder).close()
    engine = open_engine(folder / RECORD_NAME, KEY)
    gc.disable()
    start = time.perf_counter()
    with engine.begin() as connection:
        for table, values in rows:
            connection.execute(insert(table), values)
    seconds = time.perf_counter() - start
    gc.enable()
    engine.dispose()
    return seconds


def _all_rows(tx: Session) -> list[tuple[type[Row], list[dict[str, Any]]]]:
    return [(table, [dict(row._mapping) for row in tx.execute(select(*inspect(table).columns))]) for table in _TABLES]
