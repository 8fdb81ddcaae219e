"""What is worked out of a row's other columns, and what stands where nothing was given."""

from datetime import date
from typing import Any

import pytest

from artsrx.db.derived import derived, filled, find_text
from artsrx.db.row_codec import table_named

PARTICIPANT = table_named("participant")


def test_defaults_are_made_afresh_for_each_row() -> None:
    first, second = (filled(PARTICIPANT, {"added_on": date(2026, 1, 2)}) for _ in range(2))
    assert first["id"] != second["id"]
    assert (first["phone"], first["born"]) == ("", None)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (
            {"given": "Łukasz", "family": "Wójcik", "known_as": "", "born": None, "born_year": None, "phone": ""},
            "lukasz wojcik",
        ),
        (
            {"given": "Ann", "family": "", "known_as": "Nan", "born": None, "born_year": 1951, "phone": "07700 900123"},
            "ann nan 07700900123 1951",
        ),
        ({"given": "", "family": "", "known_as": "", "born": date(1951, 4, 3), "born_year": None, "phone": ""}, "1951"),
    ],
)
def test_what_the_find_box_looks_at(values: dict[str, Any], found: str) -> None:
    assert find_text(values) == found


def test_only_people_have_derived_columns() -> None:
    assert derived("programme", {}) == {}
