"""One measurement: what ours took, what the plain thing took in the same run, and what we aim for."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


def seconds(value: float) -> str:
    """A time for people: `3.1 ms`, `1.25 s`."""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def megabytes(value: float) -> str:
    """A number of bytes for people, in millions: `135 MB`."""
    return f"{value / 1e6:.0f} MB"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: an amount of `ours` and of what it is held `against` (None where nothing plain does the same).

    `most` is the aim for the ratio of the two, `within` for the amount itself, in the same unit; either may be missing, and
    without both the line only tells. `show` puts an amount into words.
    """

    what: str
    ours: float
    against: str = ""
    plain: float | None = None
    most: float | None = None
    within: float | None = None
    show: Callable[[float], str] = seconds

    @property
    def ratio(self) -> float | None:
        """How many times as much as the plain thing; None where there is none."""
        return None if not self.plain else self.ours / self.plain

    @property
    def met(self) -> bool | None:
        """Whether the aims were reached; None without an aim."""
        kept = [
            value <= aim for value, aim in ((self.ratio, self.most), (self.ours, self.within))
            if value is not None and aim is not None
        ]  # fmt: skip
        return all(kept) if kept else None

    def cells(self) -> tuple[str, ...]:
        """The row of the table, in words."""
        aims = [f"× {self.most:g}"] if self.most is not None else []
        aims += [self.show(self.within)] if self.within is not None else []
        return (
            self.what,
            self.show(self.ours),
            self.against,
            "" if self.plain is None else self.show(self.plain),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            ", ".join(aims),
            {True: "met", False: "MISSED", None: ""}[self.met],
        )


def same(what: str, ours: T, plain: T) -> None:
    """Stop the run where ours and the plain way do not say the same: a quick wrong answer is worth nothing.

    Raises `AssertionError`, with the first difference where both are lists.
    """
    if ours == plain:
        return
    if isinstance(ours, list) and isinstance(plain, list):
        pairs = zip(ours, plain, strict=False)
        differs = next((pair for pair in pairs if pair[0] != pair[1]), (len(ours), len(plain)))
        raise AssertionError(f"{what}: ours and the plain way differ: {differs[0]!r} and {differs[1]!r}")
    raise AssertionError(f"{what}: ours and the plain way differ: {ours!r} and {plain!r}")


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
