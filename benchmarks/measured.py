"""One measurement: how long ours took, how long the plain thing took in the same run, and what we aim for."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for `ours` and for what it is held `against` (None if the aim is a time); `aim` is a ratio or seconds."""

    what: str
    ours: float
    against: str = ""
    plain: float | None = None
    aim: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How many times as long as the plain thing; None where the aim is a time."""
        return None if not self.plain else self.ours / self.plain

    @property
    def met(self) -> bool:
        """Whether the aim was reached."""
        return (self.ours if self.ratio is None else self.ratio) <= self.aim

    def cells(self) -> tuple[str, ...]:
        """The row of the table, in words."""
        ratio, aim = "", seconds(self.aim)
        if self.ratio is not None:
            ratio, aim = f"{self.ratio:.2f}", f"{self.aim:g}"
        plain = "" if self.plain is None else seconds(self.plain)
        return (self.what, seconds(self.ours), self.against, plain, ratio, aim, "met" if self.met else "MISSED")


def seconds(value: float) -> str:
    """A time for people: `3.1 ms`, `1.25 s`."""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def typical(work: Callable[[], object], times: int = 5) -> float:
    """The median of several calls, in seconds."""
    return statistics.median(timed(work) for _ in range(times))


def side_by_side(ours: Callable[[], object], plain: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """Medians of both, called in turn so that a busy minute falls on both alike."""
    pairs = [(timed(ours), timed(plain)) for _ in range(times)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
