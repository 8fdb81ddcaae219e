"""Who referred somebody, out of one free cell, however the person, the role and the practice are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.domain.vocabulary import Route
from artsrx.exchange.referrer_cell import Sender, read_sender


@pytest.mark.parametrize(
    "cell",
    [
        "Jo Marsh at Hillcrest Surgery", "Jo Marsh, Hillcrest Surgery", "Hillcrest Surgery, Jo Marsh", "Jo Marsh (Hillcrest Surgery)",
        "Hillcrest Surgery (Jo Marsh)", "Jo Marsh/Hillcrest Surgery", "Jo Marsh | Hillcrest Surgery", "Jo Marsh - Hillcrest Surgery",
        "Hillcrest Surgery – Jo Marsh", "Jo Marsh @ Hillcrest Surgery", "Jo Marsh from Hillcrest Surgery", "Hillcrest Surgery: Jo Marsh",
        "Jo Marsh\nHillcrest Surgery", "Jo Marsh; Hillcrest Surgery", "Jo Marsh c/o Hillcrest Surgery",
    ],
)  # fmt: skip
def test_a_person_and_a_practice(cell: str) -> None:
    assert read_sender(cell) == Sender("Jo Marsh", "", "Hillcrest Surgery", True)


@pytest.mark.parametrize(
    ("cell", "name", "role"),
    [
        ("Jo Marsh LW", "Jo Marsh", "link worker"), ("Link Worker: Jo Marsh", "Jo Marsh", "link worker"),
        ("Link worker - Jo Marsh", "Jo Marsh", "link worker"),
        ("Link worker Jo Marsh", "Jo Marsh", "link worker"), ("GP - Dr Patel", "Patel", "GP"), ("GP Dr Patel", "Patel", "GP"),
        ("Dr Patel", "Patel", "GP"),
        ("Jo Marsh OT", "Jo Marsh", "occupational therapist"), ("Social worker - Ann Lee", "Ann Lee", "social worker"),
        ("Jo Marsh (SPLW)", "Jo Marsh", "social prescribing link worker"),
    ],
)  # fmt: skip
def test_a_person_and_a_role(cell: str, name: str, role: str) -> None:
    found = read_sender(cell)
    assert (found.name, found.role, found.doubt) == (name, role, None)


@pytest.mark.parametrize(
    "cell",
    [
        "Self",
        "Self ref",
        "self-referral",
        "Self-referred via GP",
        "Self (via website)",
        "themselves",
        "Client",
        "walk-in",
        "Self referral by phone",
        "own referral",
    ],
)
def test_who_came_by_themselves(cell: str) -> None:
    assert read_sender(cell) == Sender(route=Route.SELF)


@pytest.mark.parametrize("cell", ["GP", "link worker", "Practice nurse", "Doctor"])
def test_a_role_without_a_name_is_doubted(cell: str) -> None:
    assert read_sender(cell).doubt == f"“{cell}” is a role: who referred them is not named."


@pytest.mark.parametrize("cell", ["Selfridge, Ann", "Ann Self", "Mind", "Social Prescribing team"])
def test_other_names_stay_as_they_are(cell: str) -> None:
    assert (read_sender(cell).name, read_sender(cell).route) == (cell, Route.FORMAL)


def test_a_role_at_work_and_a_charity_before_the_person() -> None:
    assert read_sender("Jo Marsh, Link Worker at Hillcrest") == Sender("Jo Marsh", "link worker", "Hillcrest")
    assert read_sender("Mind - Jo Marsh") == Sender("Jo Marsh", "", "Mind")
    assert read_sender("Nurse - Jo Marsh") == Sender("Jo Marsh", "nurse")


def test_two_organisations_are_kept_as_one() -> None:
    assert read_sender("Hillcrest Surgery / County Hospital").practice == "Hillcrest Surgery / County Hospital"
    assert read_sender("Jo Marsh (LW) Hillcrest Surgery").practice == "Hillcrest Surgery"
    assert read_sender("Abbey Surgery (Hillcrest Practice) at County Hospital").name == ""


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_cell_is_read(cell: str, practice: str) -> None:
    assert isinstance(read_sender(cell, practice), Sender)
