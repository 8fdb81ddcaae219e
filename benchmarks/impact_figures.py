"""A year's impact figures among 1,000,000 attendances, against the same numbers asked in plain SQL."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from artsrx.db.store import Store
from artsrx.domain.disclosure import HIDDEN
from artsrx.reports.impact.figures import ImpactFigures, figures
from benchmarks import big_record, plain_sql
from benchmarks.measured import Measured, same, side_by_side

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def measure() -> Iterator[Measured]:
    """Count the last year both ways in turn, each with its own connection."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        store = big_record.make(home)
        plain = plain_sql.Plain(home, big_record.KEY)
        check(store, plain, FIRST, LAST)
        ours, bare = side_by_side(
            partial(store.read, figures, start=FIRST, end=LAST, as_at=LAST),
            partial(plain_sql.year, plain, FIRST, LAST, LAST),
            times=3,
        )
        plain.close()
        store.close()
    marks = big_record.BIG.attendances
    yield Measured(f"a year's figures among {marks:,} attendances", ours, "the same numbers in plain SQL", bare, most=2)


def check(store: Store, plain: plain_sql.Plain, start: date, end: date) -> None:
    """Stop unless both count the same; a number that the report hides is not compared."""
    ours = _numbers(store.read(figures, start=start, end=end, as_at=end))
    bare = plain_sql.year(plain, start, end, end)
    for key, value in ours.items():
        if value is not HIDDEN:
            same(f"figures, {key}", value, bare[key])


def _numbers(found: ImpactFigures) -> dict[str, Any]:
    """What is compared, by the names that the plain way gives it."""
    rows = dict(found.practices.rows)
    lines = sorted([line.held, line.cancelled, line.attendances] for line in found.lines)
    return {
        "referred": found.journey.referred,
        "started": found.journey.started,
        "staying": found.journey.staying,
        "completed": found.journey.completed,
        "practices": HIDDEN if HIDDEN in rows.values() else dict(sorted(rows.items())),
        "held": found.held,
        "cancelled": found.cancelled,
        "offered": found.offered,
        "attendances": found.attendances,
        "people": found.people,
        "lines": HIDDEN if any(HIDDEN in line for line in lines) else lines,
        "pairs": found.outcomes[0].n if found.outcomes else 0,
    }
