"""Nothing hidden can be worked out again: proved by a solver on random tables."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

from artsrx.domain import disclosure
from artsrx.domain.disclosure import HIDDEN, protect_chain, protect_rows, protect_table

SKEWED = st.one_of(st.integers(0, 6), st.integers(0, 60))


def _ranges(rows: list[list[float]], right: list[float], wanted: list[int], least: float) -> list[tuple[int, int]]:
    """Lowest and highest value of each wanted variable under equalities; all are solved as one block problem."""
    size = len(rows[0])
    blocks = block_diag([csr_matrix(rows)] * (2 * len(wanted)), format="csr")
    cost = [0.0] * (size * 2 * len(wanted))
    for number, variable in enumerate(wanted):
        cost[2 * number * size + variable] = 1.0
        cost[(2 * number + 1) * size + variable] = -1.0
    solved = linprog(cost, A_eq=blocks, b_eq=right * (2 * len(wanted)), bounds=(least, 10_000), method="highs")
    assert solved.success
    at = solved.x
    return [
        (round(at[2 * number * size + variable]), round(at[(2 * number + 1) * size + variable]))
        for number, variable in enumerate(wanted)
    ]


def _assert_free(low: int, high: int) -> None:
    assert high > low, "worked out"
    assert low <= 0 or high >= 5, "shown to be small"


@given(st.lists(SKEWED, min_size=1, max_size=8))
def test_no_row_of_a_table_can_be_worked_out(counts: list[int]) -> None:
    safe = protect_table({str(place): count for place, count in enumerate(counts)}, sum(counts))
    hidden = [count for count, (_, shown) in zip(counts, safe.rows, strict=True) if shown is HIDDEN]
    assert safe.hidden == len(hidden)
    assert not any(disclosure.is_small(count) for _, count in safe.rows if count is not HIDDEN)
    if safe.too_few:
        assert safe.total is HIDDEN and safe.hidden == len(counts)
    elif hidden:
        # One equation is left: the hidden ones add up to the total less what is shown.
        assert safe.total is not HIDDEN
        left = safe.total - sum(count for _, count in safe.rows if count is not HIDDEN)
        assert len(hidden) > 1 and left >= 5
        assert 0 in hidden or left - (len(hidden) - 1) >= 5


def test_the_next_smallest_row_goes_with_a_single_small_one() -> None:
    safe = protect_table({"a": 3, "b": 40, "c": 9, "d": 0})
    assert safe.rows == (("a", HIDDEN), ("b", 40), ("c", HIDDEN), ("d", 0))
    assert safe["b"] == 40 and safe.total == 52 and not safe.too_few


def test_a_nought_is_hidden_only_when_nothing_else_is_left() -> None:
    assert protect_table({"a": 2, "b": 3, "c": 0}).hidden == 3
    assert not protect_table({"a": 2, "b": 3, "c": 0}).too_few
    assert protect_table({"a": 2, "b": 3}).too_few
    assert protect_table({"a": 2, "b": 1, "c": 0}).too_few


def test_a_table_without_people_is_shown_as_it_is() -> None:
    assert protect_table({}).rows == ()
    assert protect_table({"a": 0}).total == 0


def test_rows_that_do_not_add_up_are_no_table() -> None:
    with pytest.raises(ValueError, match="add up to 5"):
        protect_table({"a": 5}, 6)


@given(st.lists(st.lists(SKEWED, min_size=1, max_size=5), min_size=1, max_size=5))
def test_no_line_under_a_total_can_be_worked_out(lines: list[list[int]]) -> None:
    safe = protect_rows({str(place): line for place, line in enumerate(lines)})
    lost = [sum(line) for place, line in enumerate(lines) if safe[str(place)][1] is HIDDEN]
    for place, line in enumerate(lines):
        shown, total = safe[str(place)]
        assert not any(disclosure.is_small(count) for count in shown if count is not HIDDEN)
        hidden = [count for count, seen in zip(line, shown, strict=True) if seen is HIDDEN]
        if total is HIDDEN:
            assert len(hidden) == len(line)
        elif hidden:
            assert total == sum(line)
            assert len(hidden) > 1 and sum(hidden) - (0 if 0 in hidden else len(hidden) - 1) >= 5
    if lost and len(lost) < len(lines):
        assert len(lost) > 1 and sum(lost) >= 5


def test_a_line_can_be_hidden_for_another_reason_and_takes_one_with_it() -> None:
    safe = protect_rows({"a": [9, 9], "b": [30, 40], "c": [80]}, also={"a"})
    assert safe == {"a": ((HIDDEN, HIDDEN), HIDDEN), "b": ((HIDDEN, HIDDEN), HIDDEN), "c": ((80,), 80)}


@given(st.lists(SKEWED, min_size=1, max_size=6), st.data())
def test_no_step_of_a_chain_gives_away_a_small_difference(parts: list[int], data: st.DataObject) -> None:
    counts = [sum(parts[place:]) for place in range(len(parts))]
    prefer = data.draw(st.lists(st.sampled_from(range(len(parts))), unique=True))
    shown = protect_chain(counts, prefer)
    printed = [place for place, count in enumerate(shown) if count is not HIDDEN]
    assert len(shown) == len(counts)
    assert all(shown[place] == counts[place] for place in printed)
    for first, after in pairwise([*printed, len(parts)]):
        # Between two printed steps only the sum of the parts is known.
        group = parts[first:after]
        if len(group) == 1:
            assert not disclosure.is_small(group[0])
        elif any(disclosure.is_small(part) for part in group):
            assert sum(group) - (0 if 0 in group else len(group) - 1) >= 5


def test_a_chain_keeps_what_matters_most() -> None:
    assert protect_chain([20, 18, 12, 12]) == (20, HIDDEN, 12, 12)
    assert protect_chain([20, 18, 12, 12], prefer=(1,)) == (HIDDEN, 18, 12, 12)
    assert protect_chain([3, 2]) == (HIDDEN, HIDDEN)
    assert protect_chain([0, 0]) == (0, 0)
    assert protect_chain([]) == ()
    with pytest.raises(ValueError, match="later step"):
        protect_chain([1, 2])


def test_percentages_need_ten_people_and_both_numbers() -> None:
    assert disclosure.percentage(5, 10) == 50
    assert disclosure.percentage(5, 9) is HIDDEN
    assert disclosure.percentage(HIDDEN, 20) is HIDDEN
    assert disclosure.percentage(5, HIDDEN) is HIDDEN
    assert disclosure.percentage(0, 0) is None


def test_means_need_ten_people() -> None:
    assert [disclosure.mean_allowed(n) for n in (0, 9, 10)] == [False, False, True]


def test_hidden_is_neither_nought_nor_nothing() -> None:
    assert HIDDEN != 0 and HIDDEN is not None and repr(HIDDEN) == "HIDDEN"
    assert disclosure.for_json(HIDDEN) is None and disclosure.for_json(0) == 0
    assert disclosure.difference(7, HIDDEN) is HIDDEN and disclosure.difference(HIDDEN, 7) is HIDDEN
    assert disclosure.difference(9, 2) == 7


def test_the_note_says_what_was_hidden_without_narrowing_it_down() -> None:
    assert disclosure.hidden_words(0).startswith("No number had to be hidden")
    assert disclosure.hidden_words(1).startswith("1 number is hidden. Counts of 1 to 4")
    assert disclosure.hidden_words(3).startswith("3 numbers are hidden.")
