"""Before-and-after statistics that a small evaluation can stand behind; None, never NaN, where little can be said.

Two references stand behind every rule: the list of what a small evaluation should report (fewer than 10 pairs: no
p-value; 10 to 29: "small group"; 30 and more: the full block), and the textbook formula that each function names.
`mpmath` is imported only when a t distribution is needed.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

FEWEST_FOR_P = 10
FULL_FROM = 30
EXACT_UP_TO = 50
NORMAL_975 = 1.959963984540054


class Better(StrEnum):
    """Which way a measure improves; stored scores are never turned round, only how they are read."""

    HIGHER = "higher"
    LOWER = "lower"


class Size(StrEnum):
    """How much a number of pairs can carry."""

    TOO_FEW = "too few"
    SMALL_GROUP = "small group"
    FULL = "full"


class SignificanceTest(StrEnum):
    """The test behind a p-value."""

    PAIRED_T = "paired t"
    WILCOXON_EXACT = "Wilcoxon signed-rank, exact"
    WILCOXON_NORMAL = "Wilcoxon signed-rank, normal approximation with continuity correction"


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper end, in the unit of what is estimated."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RankTest:
    """The result of a signed-rank test: p in 0…1, whether exact, how many zero changes were dropped."""

    p: float
    exact: bool
    zeros_dropped: int


@dataclass(frozen=True, slots=True)
class Paired:
    """What may be said of n matched pairs on one measure.

    Means, SDs and changes are in the measure's own unit; change is end minus start, so on a measure where lower is
    better a fall is an improvement. `effect_size` is the mean change divided by the SD at the start (the convention
    of NHS England's published outcomes). Reliable counts are None for a measure without a published threshold.
    """

    n: int
    size: Size
    mean_start: float | None
    sd_start: float | None
    mean_end: float | None
    sd_end: float | None
    mean_change: float | None
    sd_change: float | None
    ci: Interval | None
    effect_size: float | None
    p: float | None
    test: SignificanceTest | None
    zeros_dropped: int | None
    improved: int
    same: int
    worse: int
    improved_share: Interval | None
    reliably_improved: int | None
    no_reliable_change: int | None
    reliably_worse: int | None
    reliable_share: Interval | None


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean, or None of nothing; summed without rounding on the way (`math.fsum`)."""
    return math.fsum(values) / len(values) if values else None


def sd(values: Sequence[float]) -> float | None:
    """The sample standard deviation (divisor n - 1), or None under two values; exactly 0 when all are the same."""
    if len(values) < 2:
        return None
    if min(values) == max(values):
        return 0.0
    centre = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def t_two_sided(t: float, df: int) -> float:
    """The chance of a t at least as far from zero, with `df` >= 1 degrees of freedom.

    By the regularised incomplete beta function: P(|T| > t) = I_x(df/2, 1/2) with x = df / (df + t^2)
    (Abramowitz and Stegun 26.5.27).
    """
    from mpmath import mp

    square = mp.mpf(t) ** 2
    return float(mp.betainc(df / 2, 0.5, 0, df / (df + square), regularized=True))


@lru_cache(maxsize=512)
def t_975(df: int) -> float:
    """The 97.5 % point of t with `df` >= 1 degrees of freedom, to about 12 digits, by Newton's method on its tail."""
    log_front = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    # Hill's first terms (1970) start close enough for every df from 3; below that the exact forms are known.
    if df == 1:
        return math.tan(math.pi * 0.475)
    if df == 2:
        return 0.95 * math.sqrt(2 / (1 - 0.95**2))
    z = NORMAL_975
    t: float = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    for _step in range(6):
        density = math.exp(log_front - (df + 1) / 2 * math.log1p(t * t / df))
        t += (t_two_sided(t, df) - 0.05) / (2 * density)
    return t


def wilson(part: int, whole: int) -> Interval | None:
    """The 95 % Wilson score interval of a share, both ends in 0…1; None of nothing (Wilson 1927)."""
    if whole == 0:
        return None
    share, z2 = part / whole, NORMAL_975**2
    centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = NORMAL_975 / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return Interval(0.0 if part == 0 else centre - half, 1.0 if part == whole else centre + half)


def wilcoxon(differences: Sequence[float]) -> RankTest | None:
    """The two-sided signed-rank test of differences already rounded to the scale's precision.

    Zeros are dropped and counted; tied ranks are averaged. Without ties and zeros, and up to 50 pairs, the
    distribution is counted exactly; else the normal approximation with the correction for ties and for continuity
    is used. None if every difference is zero (Wilcoxon 1945; the choices are those that SciPy documents).
    """
    kept = [value for value in differences if value != 0]
    zeros = len(differences) - len(kept)
    if not kept:
        return None
    ties = Counter(abs(value) for value in kept)
    ranks, below = {}, 0
    for size in sorted(ties):
        ranks[size] = below + (ties[size] + 1) / 2
        below += ties[size]
    plus = math.fsum(ranks[abs(value)] for value in kept if value > 0)
    if zeros == 0 and len(ties) == len(kept) <= EXACT_UP_TO:
        return RankTest(_exact_p(int(plus), len(kept)), True, 0)
    n = len(kept)
    centre = n * (n + 1) / 4
    spread = math.sqrt((n * (n + 1) * (2 * n + 1) - sum(t**3 - t for t in ties.values()) / 2) / 24)
    distance = max(abs(plus - centre) - 0.5, 0.0)
    return RankTest(math.erfc(distance / spread / math.sqrt(2)), False, zeros)


def _exact_p(plus: int, n: int) -> float:
    """Two-sided p of a rank sum among all 2^n equally likely signs."""
    top = n * (n + 1) // 2
    ways = [1] + [0] * top
    for rank in range(1, n + 1):
        for total in range(top, rank - 1, -1):
            ways[total] += ways[total - rank]
    tail = sum(ways[: min(plus, top - plus) + 1])
    return min(1.0, math.ldexp(2 * tail, -n))


def paired(
    pairs: Sequence[tuple[float, float]],
    *,
    better: Better,
    decimals: int,
    reliable_change: float | None = None,
    single_question: bool = False,
) -> Paired:
    """Sum up matched (start, end) scores of one measure; any number of pairs from 0 up.

    `decimals` is the precision of the scale: differences are rounded to it before anything is counted or ranked, as
    floating point would otherwise part equal changes. `reliable_change` is the published threshold in the measure's
    unit, or None. Fewer than 10 pairs get no p-value. A single 0-10 question is tested by signed ranks, a score by
    the paired t. Where every change is the same there is no interval and no p-value: nothing varied.
    """
    starts, ends = [start for start, _end in pairs], [end for _start, end in pairs]
    changes = [round(end - start, decimals) for start, end in pairs]
    gains = changes if better is Better.HIGHER else [-change for change in changes]
    n = len(pairs)
    improved, worse = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
    up, down = _reliable(gains, reliable_change)
    steady = None if up is None or down is None else n - up - down
    mean_change, sd_change, sd_start = mean(changes), sd(changes), sd(starts)
    p, test, zeros = _significance(changes, mean_change, sd_change, single_question)
    return Paired(
        n=n,
        size=size(n),
        mean_start=mean(starts),
        sd_start=sd_start,
        mean_end=mean(ends),
        sd_end=sd(ends),
        mean_change=mean_change,
        sd_change=sd_change,
        ci=t_interval(mean_change, sd_change, n),
        effect_size=mean_change / sd_start if sd_start and mean_change is not None else None,
        p=p,
        test=test,
        zeros_dropped=zeros,
        improved=improved,
        same=n - improved - worse,
        worse=worse,
        improved_share=wilson(improved, n),
        reliably_improved=up,
        no_reliable_change=steady,
        reliably_worse=down,
        reliable_share=None if up is None else wilson(up, n),
    )


def size(n: int) -> Size:
    """How much n pairs can carry: too few (under 10), a small group (10 to 29), or the full block (30 and more)."""
    if n < FEWEST_FOR_P:
        return Size.TOO_FEW
    return Size.SMALL_GROUP if n < FULL_FROM else Size.FULL


def t_interval(centre: float | None, spread: float | None, n: int) -> Interval | None:
    """The 95 % interval of a mean by t: centre ± t(.975, n - 1) × SD / √n; None where nothing varied or n < 2."""
    if centre is None or not spread:
        return None
    half = t_975(n - 1) * spread / math.sqrt(n)
    return Interval(centre - half, centre + half)


def _reliable(gains: Sequence[float], threshold: float | None) -> tuple[int | None, int | None]:
    """How many gained, and how many lost, at least the published threshold."""
    if threshold is None:
        return None, None
    return sum(gain >= threshold for gain in gains), sum(gain <= -threshold for gain in gains)


def _significance(
    changes: Sequence[float], mean_change: float | None, sd_change: float | None, single_question: bool
) -> tuple[float | None, SignificanceTest | None, int | None]:
    """The p-value, the test it comes from and the zeros dropped, or three times None where there is none to give."""
    if len(changes) < FEWEST_FOR_P or mean_change is None or not sd_change:
        return None, None, None
    if not single_question:
        t = mean_change / (sd_change / math.sqrt(len(changes)))
        return t_two_sided(t, len(changes) - 1), SignificanceTest.PAIRED_T, None
    ranked = wilcoxon(changes)
    assert ranked is not None  # something varied, so something is not zero
    return (
        ranked.p,
        SignificanceTest.WILCOXON_EXACT if ranked.exact else SignificanceTest.WILCOXON_NORMAL,
        ranked.zeros_dropped,
    )
