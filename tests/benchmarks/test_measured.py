"""The table of ratios says what was measured, and whether the aim was met."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import main, names, table
from benchmarks.measured import Measured, seconds, side_by_side, typical


def test_a_ratio_is_held_against_its_aim() -> None:
    slow = Measured("year's figures", ours=0.3, against="bare SQL", plain=0.1, aim=2)
    quick = Measured("find box", ours=0.02, aim=0.05)
    assert (slow.met, quick.met) == (False, True)
    lines = table([slow, quick]).splitlines()
    assert lines[2].split("|")[2:8] == [" 300.0 ms ", " bare SQL ", " 100.0 ms ", " 3.00  ", " 2       ", " MISSED "]
    assert lines[3].rstrip(" |").endswith("met")


@pytest.mark.parametrize(("value", "words"), [(0.0031, "3.1 ms"), (1.254, "1.25 s")])
def test_times_are_for_people(value: float, words: str) -> None:
    assert seconds(value) == words


def test_both_are_called_in_turn() -> None:
    calls: list[str] = []
    side_by_side(lambda: calls.append("ours"), lambda: calls.append("plain"), times=2)
    typical(lambda: calls.append("again"), times=1)
    assert calls == ["ours", "plain", "ours", "plain", "again"]


def test_a_benchmark_that_is_not_there_is_refused() -> None:
    assert "measured" not in names()
    with pytest.raises(SystemExit):
        main(["no-such-benchmark"])
