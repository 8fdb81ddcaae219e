"""Markers mean what those who write them say they mean; the oracle is the packaging library."""

from __future__ import annotations

import pytest
from packaging.markers import Marker, default_environment

from devtools.locks import LOCKS
from devtools.markers import applies, this_environment
from devtools.systems import MINORS, SYSTEMS

IN_LOCKS = sorted({pin.marker for lock in LOCKS for pin in lock.pins() if pin.marker})
OTHERS = [
    "python_version >= '3.12'", "python_full_version == '3.13'", "python_full_version != '3.11.0'", "'win' in sys_platform",
    "'win' not in sys_platform", "os_name == 'nt' and (python_version < '3.13' or platform_machine == 'ARM64')",
    "python_full_version > '3.12'", "python_full_version <= '3.12.0'", "platform_system == 'Darwin' or os_name == 'nt'",
]  # fmt: skip


@pytest.mark.parametrize("marker", [*IN_LOCKS, *OTHERS])
def test_a_marker_means_what_packaging_says(marker: str) -> None:
    for system in SYSTEMS:
        for minor in MINORS:
            environment = system.environment(minor)
            assert applies(marker, environment) == Marker(marker).evaluate(environment), (system.words, minor)


def test_this_computer_is_described_as_packaging_describes_it() -> None:
    theirs = default_environment()
    assert this_environment() == {name: theirs[name] for name in this_environment()}  # type: ignore[literal-required]


def test_no_marker_is_for_everybody() -> None:
    assert applies("", {})


@pytest.mark.parametrize(
    "marker",
    ["sys_platform", "sys_platform == ", "planet == 'Earth'", "sys_platform ~= '3'", "f() == 'a'", "sys_platform == 3"],
)
def test_what_cannot_be_read_is_not_guessed(marker: str) -> None:
    with pytest.raises(ValueError, match="this marker cannot be read"):
        applies(marker, this_environment())
