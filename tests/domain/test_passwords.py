"""A good password is let in with any shape; a guessable one is sent back with help."""

import pytest

from artsrx.domain.errors import Refused
from artsrx.domain.passwords import check_new, delay_after, normal, suggest


@pytest.mark.parametrize(
    "password",
    [
        "otter lamp gravel window",
        "Otter Lamp Gravel Window of the north",
        "fjord tin ape wok",
        "qX7!mfp2-Tz9_bWk",
        "żółw kamień łódka most",
        "k" + "3vq8zj" * 3 + " and so on and on" * 10,
    ],
)
def test_good(password):
    assert check_new(password, about=["Riverside Arts", "Priya Shah"]) is None


@pytest.mark.parametrize(
    "password", ["", "short", "letmein", "four of us a", "cat cat cat ox", "   abc         ", "fourteenletter"]
)
def test_too_short(password):
    with pytest.raises(Refused, match="15 characters, or 4 words") as refused:
        check_new(password)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "123456789012345",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "Riverside Arts 2026",
        "RiversideArtsPriya",
        "iloveyouiloveyou",
        "cat cat cat cat",
    ],
)
def test_easy_to_guess(password):
    with pytest.raises(Refused, match="easy to guess") as refused:
        check_new(password, about=["Riverside Arts", "Priya Shah"])
    assert refused.value.field == "password"


def test_two_ways_to_type_one_letter_are_one_password():
    assert normal("cafe\u0301") == normal("caf\u00e9")


def test_waiting_grows_and_stops_growing():
    waits = [delay_after(failures) for failures in range(12)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert delay_after(10**6) == 300


def test_fewer_than_ten_tries_in_the_first_five_minutes():
    elapsed, tries = 0, 1
    while (elapsed := elapsed + delay_after(tries)) <= 300:
        tries += 1
    assert tries < 10


def test_a_suggestion_is_good_enough_and_never_the_same() -> None:
    made = {suggest() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        assert len(password.split()) == 5
        check_new(password)
