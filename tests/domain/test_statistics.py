"""The statistics agree with SciPy over thousands of random cases, and say nothing where there is nothing to say."""

import math
import random
import warnings

import pytest
from scipy import stats

from artsrx.domain import statistics
from artsrx.domain.statistics import Better, SignificanceTest, Size


def _pairs(draw: random.Random, n: int, low: int, high: int) -> list[tuple[float, float]]:
    return [(draw.randint(low, high), draw.randint(low, high)) for _ in range(n)]


def test_t_points_and_tails_agree_with_scipy() -> None:
    for df in [*range(1, 200), 500, 999, 5_000, 99_999]:
        assert statistics.t_975(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-11)
    draw = random.Random(1)
    for _ in range(1_000):
        t, df = draw.uniform(-30, 30), draw.randint(1, 400)
        assert statistics.t_two_sided(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-9, abs=1e-300)


def test_no_distance_from_zero_is_certain_to_happen() -> None:
    assert statistics.t_two_sided(0.0, 7) == 1.0


def test_wilson_agrees_with_scipy() -> None:
    for whole in range(1, 60):
        for part in range(whole + 1):
            theirs = stats.binomtest(part, whole).proportion_ci(method="wilson")
            ours = statistics.wilson(part, whole)
            assert ours is not None
            assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert statistics.wilson(0, 0) is None


def test_signed_ranks_agree_with_scipy_exact_and_normal() -> None:
    draw = random.Random(2)
    exact = normal = 0
    for _ in range(2_000):
        n = draw.randint(1, 60)
        if draw.random() < 0.5:
            values = [float(size * draw.choice((1, -1))) for size in draw.sample(range(1, 200), n)]
        else:
            values = [float(draw.randint(-10, 10)) for _ in range(n)]
        ours = statistics.wilcoxon(values)
        if ours is None:
            assert not any(values)
            continue
        method = "exact" if ours.exact else "approx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = stats.wilcoxon(values, zero_method="wilcox", correction=True, method=method)
        assert ours.p == pytest.approx(theirs.pvalue, rel=1e-9)
        assert ours.zeros_dropped == values.count(0)
        exact, normal = exact + ours.exact, normal + (not ours.exact)
    assert exact > 500 and normal > 500


def test_nothing_but_zeros_has_no_ranks() -> None:
    assert statistics.wilcoxon([0, 0, 0]) is None
    assert statistics.wilcoxon([]) is None


def test_paired_scores_agree_with_scipy() -> None:
    draw = random.Random(3)
    for _ in range(1_000):
        pairs = _pairs(draw, draw.randint(10, 80), 7, 35)
        ours = statistics.paired(pairs, better=Better.HIGHER, decimals=2, reliable_change=2.87)
        starts, ends = [a for a, _ in pairs], [b for _, b in pairs]
        theirs = stats.ttest_rel(ends, starts)
        low, high = theirs.confidence_interval(0.95)
        assert ours.p == pytest.approx(theirs.pvalue, rel=1e-8, abs=1e-300)
        assert ours.ci is not None
        assert (ours.ci.low, ours.ci.high) == pytest.approx((low, high), rel=1e-9, abs=1e-9)
        assert ours.test is SignificanceTest.PAIRED_T and ours.zeros_dropped is None
        assert ours.mean_start == pytest.approx(stats.tmean(starts))
        assert ours.sd_end == pytest.approx(stats.tstd(ends))
        assert ours.sd_change == pytest.approx(stats.tstd([b - a for a, b in pairs]))
        assert ours.effect_size == pytest.approx((stats.tmean(ends) - stats.tmean(starts)) / stats.tstd(starts))
        assert ours.improved + ours.same + ours.worse == ours.n
        assert ours.reliably_improved == sum(b - a >= 2.87 for a, b in pairs)
        assert ours.reliably_worse == sum(a - b >= 2.87 for a, b in pairs)


def test_a_single_question_is_ranked_and_lower_may_be_better() -> None:
    pairs = [(8, 3), (7, 7), (6, 7), (9, 2), (5, 4), (6, 1), (8, 8), (7, 5), (9, 6), (4, 2), (6, 5)]
    ours = statistics.paired(pairs, better=Better.LOWER, decimals=0, single_question=True)
    assert (ours.improved, ours.same, ours.worse) == (8, 2, 1)
    assert ours.test is SignificanceTest.WILCOXON_NORMAL and ours.zeros_dropped == 2
    assert ours.mean_change is not None and ours.mean_change < 0
    assert ours.reliably_improved is ours.no_reliable_change is ours.reliably_worse is ours.reliable_share is None
    distinct = [(0, size if size % 3 else -size) for size in range(1, 13)]
    assert statistics.paired(distinct, better=Better.HIGHER, decimals=0, single_question=True).test is (
        SignificanceTest.WILCOXON_EXACT
    )


def test_differences_are_rounded_to_the_scale_before_they_are_ranked() -> None:
    """0.3 - 0.1 and 1.2 - 1.0 are one change to the scale, two to a computer."""
    starts_and_ends = [(0.1, 0.3), (1.0, 1.2)] * 6
    ours = statistics.paired(starts_and_ends, better=Better.HIGHER, decimals=1, single_question=True)
    assert ours.sd_change == 0
    assert ours.p is None and ours.ci is None


@pytest.mark.parametrize("n", range(10))
def test_under_ten_pairs_directions_only(n: int) -> None:
    ours = statistics.paired(_pairs(random.Random(n), n, 0, 10), better=Better.HIGHER, decimals=0)
    assert ours.n == n and ours.size is Size.TOO_FEW and ours.p is None and ours.test is None
    assert ours.improved + ours.same + ours.worse == n
    assert (ours.mean_start is None) == (n == 0)
    assert (ours.sd_start is None) == (n < 2)
    assert (ours.improved_share is None) == (n == 0)


@pytest.mark.parametrize("n", [2, 12, 40])
def test_equal_changes_get_no_interval_and_no_invented_p(n: int) -> None:
    for change in (0, 2):
        ours = statistics.paired(
            [(3, 3 + change)] * n, better=Better.HIGHER, decimals=0, reliable_change=1.0, single_question=change == 0
        )
        assert ours.p is None and ours.ci is None and ours.effect_size is None
        assert ours.mean_change == change
        assert ours.reliably_improved == (n if change else 0)


def test_sizes_are_named_at_their_borders() -> None:
    assert [statistics.size(n) for n in (0, 9, 10, 29, 30)] == [
        Size.TOO_FEW, Size.TOO_FEW, Size.SMALL_GROUP, Size.SMALL_GROUP, Size.FULL,
    ]  # fmt: skip


def test_no_value_is_ever_nan() -> None:
    draw = random.Random(4)
    for _ in range(300):
        ours = statistics.paired(_pairs(draw, draw.randint(0, 15), 0, 2), better=Better.LOWER, decimals=0)
        numbers = [ours.mean_start, ours.sd_start, ours.mean_change, ours.effect_size, ours.p]
        assert all(number is None or math.isfinite(number) for number in numbers)
