"""NHS numbers, phone numbers and postcodes as they are really written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.identifiers import (
    ReadIdentifier,
    digits_of,
    new_id,
    phone_key,
    read_email,
    read_nhs_number,
    read_phone,
    read_postcode,
    show_nhs_number,
)


def test_ids_are_of_version_seven_and_in_order() -> None:
    made = [new_id() for _ in range(50)]
    assert {one.version for one in made} == {7}
    assert len(set(made)) == 50
    assert made[0].int >> 80 <= made[-1].int >> 80


@pytest.mark.parametrize(
    "raw",
    ["999 000 0018", "999 000 0026", "999 000 0034", "999 000 0050", "999 000 0190", "999-000-0018", 9990000018.0],
)
def test_nhs_numbers_that_are_right(raw: object) -> None:
    found = read_nhs_number(raw)
    assert found.doubt is None and found.test and len(found.value) == 10


@pytest.mark.parametrize(
    "raw", ["9990000062", "911 111 1124", "922 222 2228", "9990000000", "9990000140", "9990000280"]
)
def test_nhs_numbers_whose_last_digit_is_wrong(raw: str) -> None:
    assert read_nhs_number(raw) == ReadIdentifier(
        doubt=f"“{raw}” is not an NHS number: its last digit does not fit the others."
    )


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_pass_the_check_and_are_refused(digit: str) -> None:
    assert "one digit ten times" in (read_nhs_number(digit * 10).doubt or "")


def test_other_nhs_numbers() -> None:
    assert "ten digits" in (read_nhs_number("123").doubt or "")
    assert "ten digits" in (read_nhs_number("９９９０００００１８").doubt or "")
    assert read_nhs_number(None) == read_nhs_number("n/k") == ReadIdentifier()
    assert show_nhs_number("9990000018") == "999 000 0018"
    assert show_nhs_number("") == ""


@pytest.mark.parametrize(
    "raw",
    [
        7700900548.0, 7700900548, "7700900548", "07700 900548", "07700900548", "+44 7700 900548", "+44 (0)7700 900548",
        "0044 7700900548", "447700900548", "07700-900-548", " 07700 900548 ",
    ],
)  # fmt: skip
def test_one_phone_number_however_it_is_written(raw: object) -> None:
    assert read_phone(raw) == ReadIdentifier("07700 900548")


@pytest.mark.parametrize(
    ("raw", "value", "aside"),
    [
        ("01452 496012", "01452 496012", ""),
        ("1632960123", "01632 960123", ""),
        ("0117 496 0123", "0117 496 0123", ""),
        ("01514960123", "0151 496 0123", ""),
        ("02079460123", "020 7946 0123", ""),
        ("0169772345", "01697 72345", ""),
        ("07700 900123 (daughter)", "07700 900123", "daughter"),
        ("07700900123 / 01632 960123", "07700 900123", "01632 960123"),
        ("mob 07700 900123", "07700 900123", "mob"),
        ("ring daughter", "", "ring daughter"),
        ("+33 1 23 45 67 89", "+33 1 23 45 67 89", ""),
        ("n/a", "", ""),
        (None, "", ""),
    ],
)
def test_phones(raw: object, value: str, aside: str) -> None:
    assert read_phone(raw) == ReadIdentifier(value, aside=aside)


@pytest.mark.parametrize("raw", ["12", "07700 9001234", "0000 000 0000"])
def test_odd_phones_are_kept_with_a_doubt(raw: str) -> None:
    assert read_phone(raw) == ReadIdentifier(raw, f"“{raw}” is not the length of a UK phone number.")


def test_two_ways_of_writing_a_number_have_one_key() -> None:
    assert phone_key("07700 900548") == phone_key("+44 7700 900548") == "700900548"
    assert phone_key("12") == ""


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("GL1 2AB", "GL1 2AB"), ("gl50 1xy", "GL50 1XY"), ("GL7 1ZZ ", "GL7 1ZZ"), ("BS16AA", "BS1 6AA"),
        ("SW1A1AA", "SW1A 1AA"), ("W1A 0AX", "W1A 0AX"), ("M1 1AE", "M1 1AE"), ("GIR 0AA", "GIR 0AA"),
        ("zz99 3vz", "ZZ99 3VZ"), ("BFPO 12", "BFPO 12"), ("GL20 5", "GL20 5"), ("GL20", "GL20"), ("GL205", "GL205"),
        ("BS1", "BS1"), ("NFA", "no fixed address"), ("N.F.A.", "no fixed address"), ("Homeless", "no fixed address"),
        ("", ""), ("n/k", ""), (None, ""),
    ],
)  # fmt: skip
def test_postcodes(raw: object, value: str) -> None:
    assert read_postcode(raw) == ReadIdentifier(value)


@pytest.mark.parametrize("raw", ["rubbish", "QA1 1AA", "GL1 2CI", "12345"])
def test_a_postcode_of_another_shape_only_warns(raw: str) -> None:
    assert read_postcode(raw) == ReadIdentifier(raw, f"“{raw}” does not look like a postcode.")


def test_whole_numbers_lose_their_point() -> None:
    assert [digits_of(raw) for raw in (1.0, 1.5, 3, " a ", None)] == ["1", "1.5", "3", "a", ""]


@given(st.one_of(st.text(max_size=40), st.text("0123456789 +()/-", max_size=20), st.floats(), st.integers(), st.none()))
def test_nothing_written_makes_it_stumble(raw: object) -> None:
    for read in (read_nhs_number, read_phone, read_postcode):
        found = read(raw)
        assert isinstance(found.value, str)


@given(st.integers(0, 999_999))
def test_a_lost_zero_is_put_back(number: int) -> None:
    assert read_phone(float(7_700_000_000 + number)) == read_phone(f"07700 {number:06d}")


@given(st.integers(0, 999_999_999))
def test_an_nhs_number_is_kept_only_with_its_own_check_digit(start: int) -> None:
    kept = [digit for digit in range(10) if read_nhs_number(f"{start:09d}{digit}").value]
    assert len(kept) <= 1


@pytest.mark.parametrize(
    "raw",
    [
        "07700–900123",
        "07700‑900123",
        "07700—900 123",
        "7700900123.0",
        7700900123.0,
        "447700900123.0",
        "+44 (0)7700 900123",
    ],
)
def test_dashes_and_the_point_of_a_spreadsheet_do_no_harm(raw: object) -> None:
    assert read_phone(raw) == ReadIdentifier("07700 900123")


@pytest.mark.parametrize("raw", ["3/4/1951", "03-04-1951", "2026-11-25", "25/11/2026 09:01:11", "3.4.51"])
def test_a_date_is_no_phone_number(raw: str) -> None:
    assert read_phone(raw) == ReadIdentifier(doubt=f"“{raw}” is a date and no phone number.")


def test_a_number_cut_short_is_none() -> None:
    assert read_phone("7.7009E+09").doubt == "“7.7009E+09” is a phone number that a spreadsheet has cut short."


@pytest.mark.parametrize("raw", ["N/A", "tbc", "?", "-", "no phone", "unknown", "none", "", None])
def test_placeholders_are_no_numbers(raw: object) -> None:
    for read in (read_phone, read_email, read_postcode, read_nhs_number):
        assert read(raw) == ReadIdentifier()


@pytest.mark.parametrize(
    "raw", ["ada@example.org", " <ada@example.org>", "mailto:ada@example.org", "Ada Bell <ada@example.org>", "ada@example.org;",
            "MAILTO:ada@example.org?subject=hi",
            "ada@example.org, ada@example.org"],
)  # fmt: skip
def test_an_email_address_is_taken_out_of_what_stands_round_it(raw: str) -> None:
    assert read_email(raw) == ReadIdentifier("ada@example.org")


def test_several_addresses_and_none_are_doubted() -> None:
    assert read_email("ada@example.org / a2@example.org") == ReadIdentifier(
        "ada@example.org",
        "Several email addresses: ada@example.org is taken, the others are kept as a note.",
        "a2@example.org",
    )
    for raw in ("dee at example.org", "no email, ring", "dee@", "@example.org", "dee@example"):
        assert read_email(raw) == ReadIdentifier(doubt=f"“{raw}” is no email address: it is kept as a note.", aside=raw)
