"""A file of forms in the words that people use: headings, points, titles above the list, the same form twice."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.errors import Refused
from artsrx.domain.vocabulary import Point
from artsrx.instruments import INSTRUMENTS
from artsrx.instruments.score_file import read_point
from artsrx.instruments.scoresheet import score_file

TODAY = date(2026, 11, 25)
ROW = "P1,start,1/5/2026,3,3,3,3,3,3,3\nP1,end,1/7/2026,4,4,4,4,4,4,4\n"


def flow(text: str, key: str = "swemwbs") -> dict[str, int]:
    return score_file(key, text.encode(), today=TODAY).flow


@pytest.mark.parametrize(
    "head",
    [
        "person,point,date,q1,q2,q3,q4,q5,q6,q7",
        "Name,Which form,Date done,Q1,Q2,Q3,Q4,Q5,Q6,Q7",
        "Participant ID,Pre/post,Date completed,Q1.,Q2.,Q3.,Q4.,Q5.,Q6.,Q7.",
        "Client,Time point,Completion date,Question 1,Question 2,Question 3,Question 4,Question 5,Question 6,Question 7",
        "initials,STAGE,When,Q01,Q02,Q03,Q04,Q05,Q06,Q07",
        "Code,Before or after?,Date of form,1,2,3,4,5,6,7",
        "Full name,Form,Timestamp,1. Optimistic,2. Useful,3. Relaxed,4. Dealing,5. Thinking,6. Close,7. Mind",
        "Name,Point,Date,Item 1,Item 2,Item 3,Item 4,Item 5,Item 6,Item 7",
    ],
)
def test_headings_in_the_words_people_use(head: str) -> None:
    assert flow(f"{head}\n{ROW}")["paired"] == 1


@pytest.mark.parametrize(
    "above", ["Riverside SWEMWBS 2026\n\n", "\n\n", "Title,,,\nMade by Jan\n", "sep=,\n", "Name of group: Clay\n"]
)
def test_lines_above_the_headings_are_passed_over(above: str) -> None:
    assert flow(f"{above}person,point,date,q1,q2,q3,q4,q5,q6,q7\n{ROW}")["paired"] == 1


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_other_signs_between_cells(sign: str) -> None:
    text = f"person,point,date,q1,q2,q3,q4,q5,q6,q7\n{ROW}".replace(",", sign)
    assert flow(text)["paired"] == 1
    assert flow("sep=" + sign + "\n" + text)["paired"] == 1


def test_a_name_in_two_columns_and_the_wording_of_questions() -> None:
    head = "First name,Surname,point,date,life sat 0-10,worthwhile,Happy yesterday,anxious 0-10\n"
    assert flow(head + "Ada,Bell,pre,1/5/26,7,7,7,2\nAda,Bell,post,1/7/26,8,8,8,1\n", "ons4")["paired"] == 1
    worded = 'name,point,date,"Overall, how satisfied are you with your life nowadays?",worth,happiness,anxiety\n'
    assert flow(worded + "Ada,pre,1/5/26,7,7,7,2\n", "ons4")["scored"] == 1


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("before", Point.START), ("PRE", Point.START), ("Baseline", Point.START), ("start of course", None), ("first", Point.START),
        ("AFTER", Point.END), ("post", Point.END), ("Final", Point.END), ("end", Point.END), ("Exit", Point.END), ("mid-point", Point.MID),
        ("halfway", Point.MID), ("follow up", Point.FOLLOW_UP), ("followup", Point.FOLLOW_UP), ("6 month follow-up", Point.FOLLOW_UP),
        ("3 months later", Point.FOLLOW_UP), ("sometime", None), ("", None), ("befor", None),
    ],
)  # fmt: skip
def test_points_in_the_words_people_use(text: str, point: Point | None) -> None:
    assert read_point(text) is point


def test_one_person_written_two_ways_is_one() -> None:
    head = "person,point,date,q1,q2,q3,q4,q5,q6,q7\n"
    one = "Pat  O'Neill,start,1/5/2026,3,3,3,3,3,3,3\npat o’neill,end,1/7/2026,4,4,4,4,4,4,4\n"
    assert flow(head + one)["paired"] == 1


def test_the_same_form_twice_counts_once_and_two_different_ones_never() -> None:
    head, form = "person,point,date,q1,q2,q3,q4,q5,q6,q7\n", "P1,start,1/5/2026,3,3,3,3,3,3,3\n"
    end = "P1,end,1/7/2026,4,4,4,4,4,4,4\n"
    sheet = score_file("swemwbs", (head + form + form + end).encode(), today=TODAY)
    assert (sheet.flow["paired"], sheet.flow["returned"]) == (1, 2)
    assert (sheet.rows[1].status, sheet.rows[1].words) == ("repeated", "The same form as in row 2: it counts once.")
    other = form.replace("3,3\n", "2,4\n")
    assert flow(head + form + other + end) | {"paired": 0, "unresolved": 1, "returned": 3} == flow(
        head + form + other + end
    )


def test_what_is_no_text_is_refused() -> None:
    for data in (b"\x00\x01", b"", b"nothing here"):
        with pytest.raises(Refused):
            score_file("swemwbs", data, today=TODAY)


CELLS = st.sampled_from(
    [
        "person",
        "point",
        "date",
        "q1",
        "q2",
        "P1",
        "start",
        "1.1234567890123",
        "9" * 30,
        "1/5/2026",
        "3",
        "-1",
        "1e400",
        "",
        '"',
        "sep=;",
        "\x85",
    ]
)


@given(
    st.sampled_from([one.key for one in INSTRUMENTS]),
    st.lists(st.lists(CELLS, max_size=12).map(",".join), max_size=8).map("\n".join),
)
def test_any_file_is_scored_or_refused(key: str, text: str) -> None:
    head = "person,point,date,q1,q2,q3,q4,q5,q6,q7,satisfied,worthwhile,happy,anxious\n"
    for data in (text, head + text):
        with suppress(Refused):
            assert score_file(key, data.encode(), today=TODAY).as_json()


@given(st.sampled_from([one.key for one in INSTRUMENTS]), st.binary(max_size=200))
def test_any_bytes_are_scored_or_refused(key: str, data: bytes) -> None:
    with suppress(Refused):
        assert score_file(key, data, today=TODAY).as_words()
