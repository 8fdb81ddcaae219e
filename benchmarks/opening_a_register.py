"""Opening a register among 1,000,000 attendances, against the same register read in plain SQL."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import quantiles
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from artsrx.db.schema.tables import ArtsSession
from artsrx.db.store import Store
from artsrx.records.register import RegisterPage, register
from benchmarks import big_record, plain_sql
from benchmarks.measured import Measured, same, timed

OPENED = 300
# What nobody can see: one frame of a screen, in seconds.
A_FRAME = 0.016
Way = tuple[list[float], Callable[[], object]]


def measure() -> Iterator[Measured]:
    """Open 300 registers, each of another programme and for the first time, both ways in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "Bench.artsrx"
        store = big_record.make(home)
        sessions = store.read(chosen)
        staff = store.staff_id
        store.close()
        # Opened anew, so that neither way finds its pages read and decrypted already: so it is each morning.
        store = Store.open(home, big_record.KEY, staff_id=staff)
        plain = plain_sql.Plain(home, big_record.KEY)
        ours, bare = _both(store, plain, sessions)
        for session in sessions:
            check(store, plain, session)
        plain.close()
        store.close()
    marks = big_record.BIG.attendances
    yield Measured(f"open a register among {marks:,} attendances", ours, "the same in plain SQL", bare, within=A_FRAME)


def check(store: Store, plain: plain_sql.Plain, session: UUID) -> None:
    """Stop unless both read the same register: who is on it in which order, the marks, the sessions beside it."""
    same("a register", shown(store.read(register, session=session)), plain_sql.register(plain, session))


def shown(page: RegisterPage) -> tuple[list[plain_sql.Row], plain_sql.Row]:
    """What the plain way reads, of ours."""
    lines = [
        (
            line.place.bytes, line.mark or "", line.missed, line.participant.bytes, line.given, line.family, line.known_as,
            line.needs, line.note if line.mark else None, int(line.walk_in),
        )
        for line in page.lines
    ]  # fmt: skip
    beside = (one and one.bytes for one in (page.before, page.after))
    return lines, (page.session.programme_name, page.number, page.number_of, *beside)


def _both(store: Store, plain: plain_sql.Plain, sessions: list[UUID]) -> tuple[float, float]:
    """Seconds for one register each way; each connection reads and decrypts its own pages."""
    ours: list[float] = []
    bare: list[float] = []
    for number, session in enumerate(sessions):
        ways: list[Way] = [
            (ours, partial(store.read, register, session=session)),
            (bare, partial(plain_sql.register, plain, session)),
        ]
        for seconds, way in ways if number % 2 else reversed(ways):
            seconds.append(timed(way))
    # The lower quartile: what else the machine does in between is not counted.
    return quantiles(ours, n=4)[0], quantiles(bare, n=4)[0]


def chosen(tx: Session) -> list[UUID]:
    """A late session of each of so many programmes."""
    latest = select(func.max(ArtsSession.id)).group_by(ArtsSession.programme_id)
    return list(
        tx.scalars(select(ArtsSession.id).where(ArtsSession.id.in_(latest)).order_by(ArtsSession.id).limit(OPENED))
    )
