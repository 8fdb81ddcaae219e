"""Whether two rows are the same person."""

from datetime import date
from typing import Any

import pytest

from artsrx.db.store import Store
from artsrx.records.imports.incoming import IncomingRow
from artsrx.records.imports.matching import MOST_COMPARED, KnownPerson, Matcher, compare, known_row
from tests.records.imports.lists import brought, planned


def known(**more: Any) -> KnownPerson:
    return known_row(IncomingRow(1, **{"given": "Joan", "family": "Singh", **more}))


@pytest.mark.parametrize(
    ("one", "other", "certain", "why"),
    [
        ({"born": date(1951, 4, 3)}, {"born": date(1951, 4, 3)}, True, "The same name and date of birth."),
        ({"born": date(1951, 4, 3), "given": "Singh", "family": "Joan"}, {"born": date(1951, 4, 3)}, True,
         "The same name and date of birth."),
        ({"born": date(1951, 4, 3), "given": "JOAN", "known_as": "Jo"}, {"born": date(1951, 4, 3), "given": "Jo"}, True,
         "The same name and date of birth."),
        ({"nhs_number": "9990000018", "born": date(1951, 4, 3)}, {"nhs_number": "9990000026", "born": date(1951, 4, 3)}, False,
         "The same name and date of birth, but another NHS number."),
        ({"nhs_number": "9990000018"}, {"nhs_number": "9990000018", "given": "Rhys"}, False, "The same NHS number."),
        ({"nhs_number": "9990000018"}, {"nhs_number": "9990000026"}, None, ""),
        ({"born": date(1951, 4, 3)}, {"born": date(1951, 4, 3), "given": "Joann"}, False,
         "Nearly the same name and the same date of birth."),
        ({"born": date(1951, 4, 3), "phone": "07700 900001"}, {"born": date(1951, 4, 3), "given": "Joann", "phone": "07700 900001"},
         False, "Nearly the same name, the same date of birth and phone number."),
        ({"phone": "07700 900001"}, {"phone": "07700 900001", "given": "Joann"}, False,
         "Nearly the same name and the same phone number."),
        ({"given": "Joann"}, {}, None, ""),
        ({"phone": "07700 900001", "born": date(1951, 4, 3)}, {"phone": "07700 900001", "born_year": 1960}, False,
         "The same name and phone number, but another date of birth."),
        ({"phone": "07700 900001"}, {"phone": "07700 900001"}, False, "The same name and phone number."),
        ({"born": date(1951, 4, 3)}, {"born_year": 1951}, False, "The same name and year of birth."),
        ({"born": date(1951, 4, 3)}, {}, False, "The same name, and no date of birth to tell them apart."),
        ({"born": date(1951, 4, 3)}, {"born": date(1964, 4, 3)}, None, ""),
        ({"given": "Rhys"}, {"phone": "07700 900001"}, None, ""),
    ],
)  # fmt: skip
def test_who_is_the_same(one: dict[str, Any], other: dict[str, Any], certain: bool | None, why: str) -> None:
    for match in (compare(known(**one), known(**other)), compare(known(**other), known(**one))):
        assert (match.certain, match.why) == (certain, why) if match else certain is None


def test_known_as_names_of_the_record_are_compared_too(store: Store) -> None:
    brought(store, IncomingRow(1, "Robert", "Smith", known_as="Bob", born=date(1951, 4, 3), nhs_number="9990000018"))
    plan = planned(store, IncomingRow(1, "Bob", "Smith", born_year=1951, nhs_number="9990000018"))
    assert [row.twin.nhs_number for row in plan.asks if row.twin] == ["999 000 0018"]
    unknown = planned(store, IncomingRow(1, "Bob", "Smith", known_as="Bobby"))
    assert [row.twin.born for row in unknown.asks if row.twin] == ["3 April 1951"]


BORN = date(1951, 4, 3)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Robert", "Smith"), ("Robert James", "Smith"), "first names that may be one"),
        (("Robert", "Smith"), ("R", "Smith"), "first names that may be one"),
        (("Robert", "Smith"), ("R.", "Smith"), "first names that may be one"),
        (("Jean-Paul", "D'Arcy"), ("JP", "D'Arcy"), "first names that may be one"),
        (("Robert", "Smith"), ("R J", "Smith"), "first names that may be one"),
        (("Mary", "Smith-Jones"), ("Mary Ann", "Smith"), "first names that may be one"),
        (("Ann", "Lee"), ("Wendy", "Lee"), None),
        (("", "Lee"), ("Wendy", "Lee"), None),
        (("Ann", "Lee"), ("Ann Marie", "Moss"), None),
    ],
)
def test_one_family_name_and_birth_date(one: tuple[str, str], other: tuple[str, str], why: str | None) -> None:
    for first, second in ((one, other), (other, one)):
        match = compare(
            known(given=first[0], family=first[1], born=BORN), known(given=second[0], family=second[1], born=BORN)
        )
        assert (why is None) == (match is None)
        assert match is None or (not match.certain and why is not None and why in match.why)


def test_a_nickname_with_birth_date_and_phone_is_asked_about() -> None:
    one = known(given="Robert", family="Smith", born=BORN, phone="07700 900123")
    match = compare(known(given="Bob", family="Smith", born=BORN, phone="07700 900123"), one)
    assert match and match.why == "The same family name, date of birth and phone number."


@pytest.mark.parametrize(
    "slip", [date(1915, 4, 3), date(1951, 3, 4), date(1951, 4, 8), date(1952, 4, 3), date(1951, 4, 30)]
)
def test_a_birth_date_a_slip_apart_is_asked_about(slip: date) -> None:
    match = compare(known(given="Ann", family="Lee", born=BORN), known(given="Ann", family="Lee", born=slip))
    assert match and "nearly the same date of birth" in match.why and not match.certain


def test_another_birth_date_is_another_person() -> None:
    assert (
        compare(known(given="Ann", family="Lee", born=BORN), known(given="Ann", family="Lee", born=date(1968, 9, 27)))
        is None
    )


def test_so_many_with_one_telephone_are_not_all_compared() -> None:
    people = [
        known(given=f"A{number}", family=f"F{number}", phone="07700 900123") for number in range(MOST_COMPARED + 5)
    ]
    matcher = Matcher(people)
    assert matcher.best(known(given="Zed", family="Other", phone="07700 900123")) is None
    same = known(given=people[-1].given, family=people[-1].family, phone="07700 900123")
    assert matcher.best(same) is not None
