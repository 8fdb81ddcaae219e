"""A row by what it says, wherever it stands in the file."""

from dataclasses import replace

from artsrx.records.imports.incoming import digest
from tests.records.imports.lists import JOAN, RHYS


def test_a_row_is_told_by_what_it_says_and_not_by_where_it_stands() -> None:
    assert digest(JOAN) == digest(replace(JOAN, number=40, doubts=("Check this.",), written=("Joan Singh",)))
    assert len({digest(JOAN), digest(RHYS), digest(replace(JOAN, phone="")), digest(replace(JOAN, refers=False))}) == 4
    assert (JOAN.name, replace(JOAN, family="").name) == ("Joan Singh", "Joan")
