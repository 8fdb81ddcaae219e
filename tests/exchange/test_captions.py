"""Lines that name nobody, and people whose names look like captions."""

import pytest

from artsrx.exchange.captions import is_instruction, may_be_both, names_nobody

PEOPLE = (
    "April Jones", "May Lee", "June Carter", "Autumn Reid", "Tom Old", "Jim New", "Mark Spring", "Ed Winter", "March Adams",
    "Dawn Summer", "Bill Young",
    "Stroud Hall", "Mary Church", "Grace Park", "Kelly House", "Holly Guest", "Penny Lane", "Rose Late", "Singh, April", "Thu Nguyen", "Sun Li",
    "Ann-Marie Day", "Ann Place", "Joan Singh 2", "Jo Room", "August Wilson",
)  # fmt: skip
CAPTIONS = (
    "Clay Tues", "Group A", "Did not start", "Stroud Library", "Please keep confidential", "- brings carer", "• new",
    "Apologies: Cat Dunn", "Reserve list",
    "No shows", "Tutor: Mo Frost", "WAITING LIST", "April 2025", "SUMMER BREAK", "Choir", "Over 65s", "Week 3", "New starters",
    "Town Hall", "Half term",
    "(cancelled)", "Spring 2026", "Drop-ins", "Village Hall", "Cohort 2", "Autumn term", "New", "Old referrals",
    "Women's group", "Thursday pm", "Finished",
    "Q1 2026", "2026", "1st session", "Unconfirmed", "Mondays", "Cancelled", "Venue: Town Hall", "Volunteers", "Page 2", "Contd",
)  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_people(name: str) -> None:
    assert not names_nobody(name)


@pytest.mark.parametrize("caption", CAPTIONS)
def test_captions_name_nobody(caption: str) -> None:
    assert names_nobody(caption) and not may_be_both(caption)


@pytest.mark.parametrize("name", ["May Day", "Will May", "Art Day", "Summer Hall", "Total Ann", "Easter Jones"])
def test_what_may_be_both_is_kept(name: str) -> None:
    assert may_be_both(name)


@pytest.mark.parametrize(
    "cell",
    [
        "dd/mm/yyyy",
        "(first and last)",
        "with area code",
        "e.g. 07700 900123",
        "Please enter your name",
        "[optional]",
        "if known",
    ],
)
def test_instructions(cell: str) -> None:
    assert is_instruction(cell)
    assert not is_instruction("Ada Bell")
