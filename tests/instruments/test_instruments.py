"""The questionnaires that come with the program: what they ask, what they accept, how they score."""

import itertools
import random

import pytest

from artsrx import instruments
from artsrx.domain.errors import Refused
from artsrx.domain.statistics import Better
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.ons4 import ONS4
from artsrx.instruments.swemwbs import METRIC, SWEMWBS

FULL = dict.fromkeys((f"q{number}" for number in range(1, 8)), 3)


def test_each_is_found_by_its_key() -> None:
    assert all(instruments.instrument(known.key) is known for known in INSTRUMENTS)
    assert instruments.instrument(" SWEMWBS ") is SWEMWBS
    with pytest.raises(Refused) as refusal:
        instruments.instrument("phq")
    assert all(known.key in refusal.value.words for known in INSTRUMENTS)
    assert refusal.value.field == "instrument"


def test_ons4_ships_its_wording_and_has_four_measures_and_no_total() -> None:
    assert ONS4.wording_shipped and ONS4.words(0).startswith("Overall, how satisfied")
    assert [measure.key for measure in ONS4.measures] == ["satisfied", "worthwhile", "happy", "anxious"]
    assert [measure.better for measure in ONS4.measures] == [Better.HIGHER] * 3 + [Better.LOWER]
    answers = {"satisfied": 7, "worthwhile": 8, "happy": 6, "anxious": 2}
    assert ONS4.scores(answers) == {"satisfied": 7.0, "worthwhile": 8.0, "happy": 6.0, "anxious": 2.0}
    assert ONS4.raw(answers) is None
    assert all(measure.reliable_change is None and measure.single_question for measure in ONS4.measures)


def test_each_question_of_ons4_stands_alone() -> None:
    assert ONS4.scores({"anxious": 0}) == {"anxious": 0.0}
    assert ONS4.scores({}) is None


@pytest.mark.parametrize("key", ["satisfied", "worthwhile", "happy", "anxious"])
def test_bands_cover_the_scale_without_gap_or_overlap(key: str) -> None:
    measure = ONS4.measure(key)
    for score in range(11):
        assert sum(band.lowest <= score <= band.highest for band in measure.bands) == 1
    assert measure.bands_source
    assert measure.band(6) == ("high" if key == "anxious" else "medium")


def test_a_measure_without_bands_has_no_band() -> None:
    assert SWEMWBS.measures[0].band(23.21) is None


def test_swemwbs_ships_no_wording_and_names_its_owners() -> None:
    assert not SWEMWBS.wording_shipped and SWEMWBS.registration_needed
    assert [SWEMWBS.words(place) for place in range(7)] == [f"Question {number}" for number in range(1, 8)]
    assert "all rights reserved" in SWEMWBS.licence


def test_swemwbs_converts_the_sum_of_one_person_by_the_table() -> None:
    assert len(METRIC) == 29 and list(METRIC) == sorted(METRIC)
    assert METRIC[29 - 7] == 26.02  # the table with 25.99 that goes round is wrong
    # German norms: raw 23 is 20.73 and raw 32 is 29.31; the English median 23.2 is raw 26.
    assert (METRIC[23 - 7], METRIC[32 - 7], METRIC[26 - 7]) == (20.73, 29.31, 23.21)
    assert SWEMWBS.scores(FULL) == {"swemwbs": 19.25} and SWEMWBS.raw(FULL) == 21
    assert SWEMWBS.scores(dict.fromkeys(FULL, 1)) == {"swemwbs": 7.0}
    assert SWEMWBS.scores(dict.fromkeys(FULL, 5)) == {"swemwbs": 35.0}


def test_an_incomplete_swemwbs_is_not_scored() -> None:
    tried = 0
    for missing in range(1, 8):
        for left_out in itertools.islice(itertools.combinations(FULL, missing), 5):
            answers = {key: value for key, value in FULL.items() if key not in left_out}
            assert SWEMWBS.scores(answers) is None and SWEMWBS.raw(answers) is None
            tried += 1
    assert tried == 31


@pytest.mark.parametrize(("answer", "kept"), [(3, 3), (3.0, 3), ("3", 3), (" 3.0 ", 3), ("5", 5), (1, 1)])
def test_whole_numbers_in_range_are_taken_however_written(answer: object, kept: int) -> None:
    assert SWEMWBS.check({"q2": answer}) == {"q2": kept}


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_blanks_stay_blanks(blank: object) -> None:
    assert SWEMWBS.check({"q1": blank, "q2": 4}) == {"q2": 4}


@pytest.mark.parametrize("answer", [3.5, 0, 6, "0", "6", "three", "nan", "inf", True, [3], "1e400"])
def test_anything_else_is_refused_beside_its_question(answer: object) -> None:
    with pytest.raises(Refused, match="Question 4 takes a whole number from 1 to 5") as refusal:
        SWEMWBS.check({"q4": answer})
    assert refusal.value.field == "q4"


def test_a_question_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="no question “q8”"):
        SWEMWBS.check({"q8": 3})


def test_many_forms_are_scored() -> None:
    draw = random.Random(6)
    forms = [{key: draw.randint(1, 5) for key in FULL} for _ in range(20_000)]
    scores = [SWEMWBS.scores(form) for form in forms]
    assert len(scores) == 20_000
    assert all(score and 7 <= score["swemwbs"] <= 35 for score in scores)
