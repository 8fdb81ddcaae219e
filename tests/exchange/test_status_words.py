"""A status in free text, by whole phrases: what is left open or denied is never read as its opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.vocabulary import Status
from artsrx.exchange.status_words import read_status

NEGATED = (
    "Not {}",
    "Not {} yet",
    "Never {}",
    "Didn't {}",
    "Hasn't {}",
    "Could not be {}",
    "Was not {}",
    "no longer {}",
    "Won't be {}",
)
GOOD = (
    "started",
    "attended",
    "accepted",
    "offered a place",
    "attending",
    "engaged",
    "completed",
    "booked",
    "enrolled",
    "confirmed",
    "joined",
)


@pytest.mark.parametrize("form", NEGATED)
@pytest.mark.parametrize("word", GOOD)
def test_a_negation_is_never_an_acceptance(form: str, word: str) -> None:
    found = read_status(form.format(word))
    assert found.status is not Status.ACCEPTED and not found.finished


@pytest.mark.parametrize(
    "tail",
    [
        "?",
        " - maybe",
        " if well enough",
        ", then left",
        " but stopped",
        " until ill",
        " (not Tuesdays)",
        " subject to place",
    ],
)
def test_a_turn_is_never_an_acceptance(tail: str) -> None:
    for word in ("Started", "Accepted", "Attending", "Offered place"):
        assert read_status(word + tail).status is not Status.ACCEPTED


@pytest.mark.parametrize(
    "words",
    [
        "Would like to start",
        "Wants to attend",
        "May attend",
        "Hoping to join",
        "To be offered a place",
        "Will start in May",
    ],
)
def test_a_wish_is_never_an_acceptance(words: str) -> None:
    assert read_status(words).status is not Status.ACCEPTED


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("Left message", Status.CONTACT_ATTEMPTED), ("left voicemail 3/4", Status.CONTACT_ATTEMPTED), ("LM x2", Status.CONTACT_ATTEMPTED),
        ("Rang, no answer", Status.CONTACT_ATTEMPTED), ("offered place - no reply", Status.CONTACT_ATTEMPTED),
        ("Message left with wife", Status.CONTACT_ATTEMPTED),
        ("Left", Status.DISENGAGED), ("left the group", Status.DISENGAGED), ("DNA x2 then stopped", Status.DISENGAGED),
        ("No show", Status.DISENGAGED),
        ("Started then left", Status.DISENGAGED), ("unfinished", Status.DISENGAGED), ("Not started yet", Status.WAITING),
        ("awaiting place", Status.WAITING),
        ("accepted - waiting list", Status.WAITING), ("W/L Sept", Status.WAITING), ("Not accepted", Status.DECLINED_BY_US),
        ("declined by us", Status.DECLINED_BY_US),
        ("Declined - husband ill", Status.DECLINED_BY_PERSON), ("Can't attend", Status.DECLINED_BY_PERSON),
        ("Declined then changed mind, started", Status.ACCEPTED),
        ("Stopped then restarted", Status.ACCEPTED), ("Started 5 May 2026", Status.ACCEPTED), ("attending weekly", Status.ACCEPTED),
        ("in hospital", Status.PAUSED), ("not yet contacted", Status.RECEIVED), ("referred back to the surgery", Status.REFERRED_BACK),
    ],
)  # fmt: skip
def test_phrases(stated: str, status: Status) -> None:
    found = read_status(stated)
    assert (found.status, found.doubt) == (status, None)


@pytest.mark.parametrize(
    "stated",
    [
        "purple",
        "completed 8 of 10",
        "declined by GP",
        "called - will ring back",
        "Has not attended",
        "place offered, not taken",
        "Discharged",
        "see notes",
        "Referred on",
    ],
)
def test_what_is_not_known_word_for_word_is_kept_with_a_doubt(stated: str) -> None:
    found = read_status(stated)
    assert (found.status, found.stated, found.finished) == (Status.RECEIVED, stated, False)
    assert found.doubt == f"The status “{stated}” is kept as written."


def test_a_sign_of_an_outcome_in_other_words_is_taken_with_a_doubt() -> None:
    found = read_status("family say he dropped out in week three")
    assert found.status is Status.DISENGAGED
    assert found.doubt == (
        "The status “family say he dropped out in week three” is not known word for word. Please check what it comes to."
    )


@pytest.mark.parametrize("stated", ["", "N/A", "-", "tbc", "?", "unknown"])
def test_a_placeholder_is_no_status(stated: str) -> None:
    assert read_status(stated).doubt is None and read_status(stated).status is Status.RECEIVED


@pytest.mark.parametrize(
    "stated", ["Completed!", "finished the course", "Completed 10 weeks", "completed course March", "Done"]
)
def test_what_came_to_an_end(stated: str) -> None:
    assert read_status(stated).finished


@given(st.text(max_size=60))
def test_any_status_is_read(text: str) -> None:
    found = read_status(text)
    assert found.status is Status.RECEIVED or found.stated
