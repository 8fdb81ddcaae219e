"""Writing a lock: what was worked out becomes lines with hashes, and above them what it weighs on each system."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from devtools.locks import Lock, Pin, Weight, normal, read_pins
from devtools.markers import applies
from devtools.speech import Stop
from devtools.systems import MARGIN, MINORS, SYSTEMS, System

ALL_THERE = "all there"


@dataclass(frozen=True)
class Wheel:
    """A ready-made package: the name of its file, its size in bytes, and its hash."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Found:
    """A package that was worked out, with all of its wheels."""

    pin: Pin
    wheels: tuple[Wheel, ...]

    def wheel_for(self, system: System, minor: int) -> Wheel | None:
        """The smallest wheel that runs on a system with Python 3.`minor`; None if there is none."""
        fitting = [wheel for wheel in self.wheels if system.runs(wheel.file, minor)]
        return min(fitting, key=lambda wheel: wheel.size, default=None)


def read_worked_out(plain: Path, detailed: Path) -> tuple[Found, ...]:
    """The packages that were worked out; Stop if one of them has no wheel at all.

    `plain` lists them as a lock does, with markers a person can read; `detailed` is the same as a `pylock.toml`.
    """
    wheels = {
        (normal(package["name"]), package["version"]): tuple(_wheel(one) for one in package.get("wheels", ()))
        for package in tomllib.loads(detailed.read_text("utf-8"))["packages"]
    }
    found = [Found(pin, wheels[pin.name, pin.version]) for pin in read_pins(plain.read_text("utf-8"))]
    if bare := [one.pin.line for one in found if not one.wheels]:
        raise Stop(f"No ready-made package for any system: {', '.join(bare)}.")
    return tuple(found)


def _wheel(entry: Mapping[str, Any]) -> Wheel:
    name = PurePosixPath(urlsplit(entry["url"]).path).name
    return Wheel(unquote(name), entry["size"], entry["hashes"]["sha256"])


def on_top_of(found: Iterable[Found], below: Iterable[Lock]) -> tuple[Found, ...]:
    """Only what no lock below has; Stop if one of them has a package in another version, or for fewer computers."""
    pins = {pin.line for lock in below for pin in lock.pins()}
    names = {pin.name for lock in below for pin in lock.pins()}
    new = tuple(one for one in found if one.pin.line not in pins)
    if twice := sorted(one.pin.line for one in new if one.pin.name in names):
        raise Stop(f"These would stand in two locks, and not alike: {', '.join(twice)}.")
    return new


def weigh(found: Iterable[Found], system: System) -> Weight:
    """What these weigh on a system, with the Python that needs most, and the names of those without a wheel there."""
    sums, missing = dict.fromkeys(MINORS, 0), dict[str, list[int]]()
    for one in found:
        for minor in MINORS:
            if applies(one.pin.marker, system.environment(minor)):
                wheel = one.wheel_for(system, minor)
                if wheel is None:
                    missing.setdefault(one.pin.name, []).append(minor)
                else:
                    sums[minor] += wheel.size
    names = [
        name if tuple(minors) == MINORS else f"{name} (Python {', '.join(f'3.{minor}' for minor in minors)})"
        for name, minors in sorted(missing.items())
    ]
    return Weight(-(-max(sums.values()) // 1_000_000), ", ".join(names))


def lock_text(found: Iterable[Found], serves: str) -> str:
    """A lock as it is written: it names packages, versions and hashes, and no address."""
    packages = tuple(found)
    lines = [
        f"# Written by `python3 dev.py lock`: every package for {serves}.",
        f"# What is fetched on each system with {MARGIN}, and what has no ready-made package there:",
    ]
    for system in SYSTEMS:
        weight = weigh(packages, system)
        lines.append(f"# {system.words} | {weight.megabytes} MB | {weight.missing or ALL_THERE}")
    for one in packages:
        hashes = sorted({wheel.sha256 for wheel in one.wheels})
        lines.append(" \\\n".join([one.pin.line, *(f"    --hash=sha256:{sha256}" for sha256 in hashes)]))
    return "\n".join(lines) + "\n"


def readme_table(program: Lock, checks: Lock) -> str:
    """The README's table of the systems that have every package ready-made, as the locks say it."""
    lines = ["| system | every package ready-made | to fetch for `run` | and for `test` |", "| --- | --- | --- | --- |"]
    more = checks.weights()
    for words, weight in program.weights().items():
        also = more[words]
        tests = f"{also.megabytes} MB more" + (f", without {also.missing}" if also.missing else "")
        ready = f"no: {weight.missing}" if weight.missing else "yes"
        lines.append(f"| {words} | {ready} | {weight.megabytes} MB | {tests} |")
    return "\n".join(lines) + "\n"
