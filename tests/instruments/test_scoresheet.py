"""A CSV file of forms becomes scores, pairs and words; nothing is invented."""

import json
from datetime import date

import pytest

from artsrx.domain.errors import Refused
from artsrx.instruments.scoresheet import ScoreSheet, score_file

TODAY = date(2026, 1, 31)
HEAD = "person,point,date,q1,q2,q3,q4,q5,q6,q7\n"


def _score(text: str, key: str = "swemwbs") -> ScoreSheet:
    return score_file(key, text.encode(), today=TODAY)


def _form(person: str, point: str, *answers: int, day: str = "9/9/2025") -> str:
    return f"{person},{point},{day},{','.join(map(str, answers))}\n"


def test_a_start_and_an_end_make_a_pair() -> None:
    sheet = _score(HEAD + _form("A", "start", *[3] * 7) + _form("A", "END", *[4] * 7, day="25/11/2025"))
    told = sheet.as_json()
    assert told["rows"][0] == {
        "row": 2, "person": "A", "point": "start", "date": "2025-09-09", "raw": 21, "score": 19.25,
        "scores": {"swemwbs": 19.25}, "status": "scored", "unresolved": False, "words": "",
    }  # fmt: skip
    pair = told["paired"][0]
    assert (pair["n"], pair["mean_start"], pair["mean_end"], pair["mean_change"]) == (1, 19.25, 25.03, 5.78)
    assert pair["sd_start"] is pair["ci_low"] is pair["effect_size"] is pair["p"] is None
    assert (pair["improved"], pair["reliably_improved"], pair["group"]) == (1, 1, "too few")
    assert told["flow"] == {
        "returned": 2, "scored": 2, "not_scored": 0, "rejected": 0, "with_start": 1, "paired": 1,
        "without_second_form": 0, "unresolved": 0,
    }  # fmt: skip


def test_ons4_has_four_scores_and_each_question_its_own_pairs() -> None:
    text = "q4,Q3,q2,q1,POINT,Date,Person\n2,5,6,7,start,1/9/25,A\n1,6,,8,end,1/12/25,A\n"
    sheet = _score(text, "ONS4")
    told = sheet.as_json()
    assert told["rows"][1]["scores"] == {"satisfied": 8, "worthwhile": None, "happy": 6, "anxious": 1}
    assert told["rows"][1]["status"] == "scored" and told["rows"][1]["raw"] is None and "score" not in told["rows"][0]
    assert [(pair["measure"], pair["n"], pair["without_second_form"]) for pair in told["paired"]] == [
        ("satisfied", 1, 0), ("worthwhile", 0, 1), ("happy", 1, 0), ("anxious", 1, 0),
    ]  # fmt: skip
    assert told["paired"][3]["improved"] == 1
    assert told["paired"][0]["reliably_improved"] is None
    by_name = "person,point,date,satisfied,worthwhile,happy,anxious\nA,mid,1/9/25,1,2,3,4\n"
    assert _score(by_name, "ons4").rows[0].scores["anxious"] == 4


def test_an_incomplete_form_counts_as_returned_and_not_scored() -> None:
    sheet = _score(HEAD + "A,start,9/9/2025,3,3,,3,3,3,\nA,end,1/12/2025\nB,end,1/12/2025,1,1,1,1,1,1,\n")
    assert [row.status for row in sheet.rows] == ["not scored"] * 3
    assert sheet.rows[0].words == "Returned and not scored: questions 3, 7 are blank."
    assert sheet.rows[2].words == "Returned and not scored: question 7 is blank."
    assert sheet.flow["returned"] == 3 and sheet.flow["scored"] == 0
    assert sheet.as_json()["paired"][0]["mean_start"] is None


def test_what_cannot_be_read_is_said_by_row_and_nothing_is_invented() -> None:
    text = HEAD + (
        "A,start,9/9/2025,3,3.0,9,3,3,x,3\n"
        ",sometime,9/9/2025,3,3,3,3,3,3,3\n"
        "\n"
        "B,start,31/02/2025,3,3,3,3,3,3,3\n"
        "C,start,,3,3,3,3,3,3,3\n"
    )
    rows = _score(text).rows
    assert [(row.number, row.status) for row in rows] == [
        (2, "rejected"), (3, "rejected"), (5, "scored"), (6, "scored"),
    ]  # fmt: skip
    assert "Question 3 takes a whole number from 1 to 5; “9” is not one." in rows[0].words
    assert "Question 6" in rows[0].words and rows[0].scores == {} and rows[0].raw is None
    assert "whose form" in rows[1].words and "“sometime” is not a point" in rows[1].words and rows[1].point is None
    assert rows[2].done_on is None and rows[2].words
    assert rows[3].words == "It has no whole date."


def test_two_forms_at_one_point_are_kept_and_left_out_of_the_pairs() -> None:
    text = HEAD + _form("Zoë", "start", *[2] * 7) + _form("ZOË", "start", *[3] * 7, day="10/9/2025")
    text += _form("Zoë", "end", *[4] * 7) + _form("B", "start", *[2] * 7) + _form("B", "follow up", *[2] * 7)
    sheet = _score(text)
    assert [row.unresolved for row in sheet.rows] == [True, True, False, False, False]
    assert "until one is chosen" in sheet.rows[0].words and sheet.rows[0].status == "scored"
    assert sheet.flow["unresolved"] == 1 and sheet.flow["paired"] == 0 and sheet.flow["without_second_form"] == 1
    assert sheet.rows[4].point == "follow-up"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    text = (HEAD + _form("Zoë", "start", *[3] * 7)).replace(",", delimiter)
    sheet = score_file("swemwbs", text.encode(encoding), today=TODAY)
    assert sheet.rows[0].person == "Zoë" and sheet.rows[0].scores == {"swemwbs": 19.25}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Nom,Quand,Q1\nA,before,3\n"])
def test_a_file_without_the_columns_is_refused_naming_them(data: bytes) -> None:
    with pytest.raises(Refused, match=r"missing: person, point, date") as refusal:
        score_file("swemwbs", data)
    assert refusal.value.field == "file"


def test_a_file_that_is_no_csv_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be read as a CSV file"):
        _score(HEAD + '"' + "x" * 200_000)


def _many(n: int, *, gain: int = 1) -> str:
    lines = []
    for number in range(n):
        start = [1 + (number + place) % 3 for place in range(7)]
        lines.append(_form(f"P{number}", "start", *start))
        lines.append(_form(f"P{number}", "end", *(answer + (gain if number % 4 else 0) for answer in start)))
    return HEAD + "".join(lines)


def test_json_is_json_without_nan_at_any_size() -> None:
    for n in (0, 1, 2, 9, 10, 30):
        told = _score(_many(n)).as_json()
        assert json.loads(json.dumps(told, allow_nan=False)) == told
        assert (told["paired"][0]["p"] is not None) == (n >= 10)


def test_the_words_say_rows_pairs_and_how_sure_to_be() -> None:
    nothing = _score(HEAD).as_words()
    assert "0 forms returned" in nothing and "0 of 0 people" in nothing
    few = _score(_many(3) + "X,later,1/1/25\n").as_words()
    assert "Row 8: “later” is not a point" in few and "claim nothing from the mean" in few
    one = _score(_many(1)).as_words()
    assert "2 forms returned" in one and "95% interval" not in one
    small = _score(_many(12)).as_words()
    assert "95% interval of the change: +" in small and "small group" in small
    assert "By 2.87 points or more: 9 improved, 0 got worse." in small
    full = _score(_many(40)).as_words()
    assert "small group" not in full and "30 improved, 10 stayed the same, 0 got worse." in full
    ons = "person,point,date,q1,q2,q3,q4\nA,start,1/9/25,1,1,1,1\nA,end,1/12/25,2,2,2,2\n"
    assert "points or more" not in _score(ons, "ons4").as_words()


def test_the_clock_is_asked_only_when_no_day_is_given() -> None:
    assert score_file("swemwbs", HEAD.encode()).rows == ()
