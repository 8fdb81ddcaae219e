"""The table of ratios says what was measured, and whether the aim was met."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import main, names, table
from benchmarks.measured import Measured, megabytes, same, seconds, side_by_side, typical


def test_a_ratio_is_held_against_its_aim() -> None:
    slow = Measured("year's figures", ours=0.3, against="plain SQL", plain=0.1, most=2)
    quick = Measured("find box", ours=0.02, within=0.05)
    assert (slow.met, quick.met) == (False, True)
    lines = table([slow, quick]).splitlines()
    assert lines[2].split("|")[2:8] == [" 300.0 ms ", " plain SQL ", " 100.0 ms ", " 3.00  ", " × 2     ", " MISSED "]
    assert lines[3].rstrip(" |").endswith("met")


@pytest.mark.parametrize(
    ("most", "within", "met"),
    [(2, 0.2, True), (2, 0.05, False), (0.5, 0.2, False), (None, 0.2, True), (None, None, None)],
)
def test_both_aims_have_to_be_met(most: float | None, within: float | None, met: bool | None) -> None:
    assert Measured("Today", ours=0.1, against="plain SQL", plain=0.1, most=most, within=within).met is met


def test_a_line_without_an_aim_tells_and_does_not_judge() -> None:
    line = Measured("memory with Today", ours=135e6, against="a bare window", plain=50e6, show=megabytes)
    assert line.cells() == ("memory with Today", "135 MB", "a bare window", "50 MB", "2.70", "", "")


@pytest.mark.parametrize(("value", "words"), [(0.0031, "3.1 ms"), (1.254, "1.25 s")])
def test_times_are_for_people(value: float, words: str) -> None:
    assert seconds(value) == words


def test_both_are_called_in_turn() -> None:
    calls: list[str] = []
    side_by_side(lambda: calls.append("ours"), lambda: calls.append("plain"), times=2)
    typical(lambda: calls.append("again"), times=1)
    assert calls == ["ours", "plain", "ours", "plain", "again"]


def test_a_quick_wrong_answer_stops_the_run() -> None:
    same("Today", [1, 2], [1, 2])
    with pytest.raises(AssertionError, match="Today: ours and the plain way differ: 2 and 3"):
        same("Today", [1, 2], [1, 3])
    with pytest.raises(AssertionError, match="2 and 1"):
        same("Today", [1, 2], [1])
    with pytest.raises(AssertionError, match="differ: 5 and 6"):
        same("people", 5, 6)


def test_a_benchmark_that_is_not_there_is_refused() -> None:
    assert "measured" not in names()
    assert "plain_sql" not in names()
    with pytest.raises(SystemExit):
        main(["no-such-benchmark"])
