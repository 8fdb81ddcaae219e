"""Answers to questions of consent: words, ticks and crosses by the column's own legend, choices as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.vocabulary import Answer
from artsrx.exchange.consent_marks import Legend, legend_of, read_answer


@pytest.mark.parametrize(
    "text",
    [
        "Y",
        "yes",
        "✓",
        "☑",
        "✅",
        "✔️",
        "☑ yes",
        "TRUE",
        "agreed",
        "Consent given",
        "verbal",
        "written consent",
        "ok",
        "1",
    ],
)
def test_a_plain_yes(text: str) -> None:
    assert (read_answer(text).answer, read_answer(text).doubt) == (Answer.YES, None)


@pytest.mark.parametrize(
    "text",
    [
        "N",
        "no",
        "✗",
        "❌",
        "✖",
        "declined",
        "does not consent",
        "not consented",
        "refused",
        "0",
        "never",
        "no consent",
        "opted out",
        "not agreed",
    ],
)
def test_a_plain_no(text: str) -> None:
    assert read_answer(text).answer is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "withdrawn 4/5/26",
        "Consent withdrawn",
        "Consent not given",
        "has not agreed",
        "no longer consents",
        "permission refused",
    ],
)
def test_a_no_in_other_words_is_no(text: str) -> None:
    assert read_answer(text).answer is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "n/a",
        "Yes / No",
        "Y/N",
        "yes no",
        "Yes/No (please circle)",
        "Y / N / unsure",
        "not asked",
        "not asked yet",
        "tbc",
        "-",
    ],
)
def test_what_was_not_asked_or_not_chosen(text: str) -> None:
    assert read_answer(text).answer is Answer.NOT_ASKED and read_answer(text).doubt is None


def test_a_cross_means_what_the_column_says() -> None:
    ticked, worded, alone = legend_of(["✓", "x", ""]), legend_of(["yes", "x"]), legend_of(["x", "", "X"])
    assert (ticked, worded, alone) == (Legend(), Legend(), Legend(x_is_yes=True))
    for legend in (ticked, worded):
        assert read_answer("x", legend).answer is Answer.NO and read_answer("X", legend).doubt
    assert read_answer("x", alone).answer is Answer.YES and read_answer("x", alone).doubt
    assert read_answer("✗", alone).answer is Answer.NO


def test_a_mark_and_words_that_disagree_are_not_an_answer() -> None:
    found = read_answer("✓ no")
    assert (found.answer, found.remark) == (Answer.NOT_ASKED, "✓ no") and found.doubt
    assert read_answer("✓ not daughter").remark == "not daughter"
    assert read_answer("GP consent refused by letter").remark == "GP consent refused by letter"


@given(st.text(max_size=40), st.booleans())
def test_any_answer_is_read_and_a_yes_begins_like_one(text: str, alone: bool) -> None:
    found = read_answer(text, Legend(x_is_yes=alone))
    assert found.answer is not Answer.YES or text.strip()
