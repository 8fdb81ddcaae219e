"""`dev.py lock` writes the table of systems into its place in the README, and nothing else there."""

from __future__ import annotations

import pytest

from devtools.commands.lock import CLOSES, OPENS, README, with_table
from devtools.speech import Stop


def test_the_table_goes_into_its_place() -> None:
    readme = f"before\n{OPENS}| old |\n{CLOSES}after\n"
    assert with_table(readme, "| new |\n") == f"before\n{OPENS}| new |\n{CLOSES}after\n"
    assert with_table(with_table(readme, "| new |\n"), "| old |\n") == readme


@pytest.mark.parametrize("readme", ["nothing", OPENS, CLOSES])
def test_a_readme_without_the_place_is_left_alone(readme: str) -> None:
    with pytest.raises(Stop, match="has lost the place"):
        with_table(readme, "| new |\n")


def test_our_readme_has_the_place() -> None:
    text = README.read_text("utf-8")
    assert text.count(OPENS) == text.count(CLOSES) == 1
