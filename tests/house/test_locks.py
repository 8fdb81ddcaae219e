"""The locks name exactly what is installed: hashes and no address, nothing twice, and all that the project asks for."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from devtools.lock_writing import readme_table
from devtools.locks import CHECKS, LOCKS, PROGRAM, Lock, normal
from devtools.markers import applies
from devtools.systems import MARGIN, MINORS, SYSTEMS
from tests.house.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PLACES = [(system, minor) for system in SYSTEMS for minor in MINORS]
each_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.path.name)


def asked_for(lock: Lock) -> list[Requirement]:
    """What the project file asks for in a lock's part of it."""
    lines = PROJECT["dependency-groups"][lock.group] if lock.group else PROJECT["project"]["dependencies"]
    return [Requirement(line) for line in lines]


@each_lock
def test_a_lock_names_versions_and_hashes_and_no_address(lock: Lock) -> None:
    text = lock.path.read_text("utf-8")
    assert "://" not in text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    packages = [line for line in lines if not line.startswith(" ")]
    assert len(packages) == len(lock.pins()) > 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?|[\w.-]+==\S+( ; .+)? \\", line)
        assert line.endswith("\\") == after.startswith(" "), f"{lock.path.name}: {line}"


@each_lock
def test_a_lock_holds_what_the_project_asks_for(lock: Lock) -> None:
    for system, minor in PLACES:
        environment = system.environment(minor)
        there = {name: version for one in LOCKS for name, version in one.wanted(environment).items()}
        assert asked_for(lock)
        for wanted in asked_for(lock):
            if wanted.marker is None or wanted.marker.evaluate(environment):
                assert wanted.specifier.contains(there[normal(wanted.name)]), f"{wanted} {system.words}"


def test_no_package_is_in_two_locks() -> None:
    names = [name for lock in LOCKS for name in {pin.name for pin in lock.pins()}]
    assert sorted(names) == sorted(set(names))


@each_lock
def test_a_computer_gets_each_package_once(lock: Lock) -> None:
    for system, minor in PLACES:
        environment = system.environment(minor)
        wanted = [pin.name for pin in lock.pins() if applies(pin.marker, environment)]
        assert sorted(wanted) == sorted(set(wanted)), system.words


@each_lock
def test_a_lock_says_what_it_weighs_on_each_system(lock: Lock) -> None:
    assert list(lock.weights()) == [system.words for system in SYSTEMS]


def test_the_table_of_systems_in_the_readme_is_that_of_the_locks() -> None:
    assert readme_table(PROGRAM, CHECKS) in (ROOT / "README.md").read_text("utf-8")


def test_one_margin_of_pythons_is_promised_everywhere() -> None:
    dev = (ROOT / "dev.py").read_text("utf-8")
    oldest, newest = MINORS[0], MINORS[-1]
    assert f"OLDEST, NEWEST = (3, {oldest}), (3, {newest})" in dev
    assert PROJECT["project"]["requires-python"] == f">=3.{oldest},<3.{newest + 1}"
    assert f"Python 3.{oldest} to 3.{newest}" == MARGIN
    assert MARGIN in (ROOT / "README.md").read_text("utf-8")
