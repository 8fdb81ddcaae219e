"""Small lists in which a person reads more than their cells say: each is read as that person would read it, or doubted.

What an expectation may say stands in `lists/reader.py`.
"""

from typing import Any

import pytest

from artsrx.domain.dates import read_birth_date, read_date
from tests.exchange.lists.reader import HERE, TODAY, cases, named, taken, wrong


@pytest.mark.parametrize("case", cases("lists"), ids=named(lambda case: case["file"]))
def test_a_list_says_what_it_said(case: dict[str, Any]) -> None:
    assert wrong(taken(HERE / case["file"]), case["expect"]) == []


@pytest.mark.parametrize("case", cases("dates"), ids=named(lambda case: case["text"]))
def test_a_date_is_read(case: dict[str, Any]) -> None:
    read = (read_birth_date if case["birth"] else read_date)(case["text"], today=TODAY)
    assert (read.value.isoformat() if read.value else read.year) == case["expected"]
