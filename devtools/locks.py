"""The locks: every package with its version and hashes, and what it weighs on each system.

The first is what the program needs. Each of the others lies on top of it, and holds only what the first has not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devtools.markers import applies, this_environment
from devtools.project import ROOT
from devtools.systems import this_system

PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.!+]+)(?: ; (?P<marker>.+?))?(?: \\)?$", re.M)
WEIGHT = re.compile(r"^# (?P<system>[^|\n]+?) \| (?P<megabytes>\d+) MB \| (?P<missing>.+)$", re.M)


@dataclass(frozen=True)
class Pin:
    """One package of a lock, in one version, for the computers that its marker names (all if it is empty)."""

    name: str
    version: str
    marker: str = ""

    @property
    def line(self) -> str:
        """As it stands in a lock."""
        return f"{self.name}=={self.version}" + (f" ; {self.marker}" if self.marker else "")


@dataclass(frozen=True)
class Weight:
    """What a lock weighs on a system: megabytes to fetch, and the packages that have no wheel there."""

    megabytes: int
    missing: str = ""


@dataclass(frozen=True)
class Lock:
    """A file of packages, and in words what they are for.

    `group` is the group of the project file that asks for them; without one it is what the program itself asks for.
    `room` is about what they take on the disk, in megabytes.
    """

    path: Path
    serves: str
    group: str = ""
    room: int = 0

    @property
    def stamp(self) -> str:
        """The name of the file in an environment that says which state of this lock is in it."""
        return f"{self.path.stem}.stamp"

    def digest(self) -> str:
        """What changes whenever the lock does."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def pins(self) -> tuple[Pin, ...]:
        """Every package it names."""
        return read_pins(self.path.read_text("utf-8"))

    def wanted(self, environment: Mapping[str, str] | None = None) -> dict[str, str]:
        """The packages with their versions that an environment gets; without one, this computer."""
        here = this_environment() if environment is None else environment
        return {pin.name: pin.version for pin in self.pins() if applies(pin.marker, here)}

    def weights(self) -> dict[str, Weight]:
        """What it weighs on each system, by the words of the system; `dev.py lock` wrote it there."""
        found = WEIGHT.finditer(self.path.read_text("utf-8"))
        return {
            one["system"]: Weight(int(one["megabytes"]), "" if one["missing"] == "all there" else one["missing"])
            for one in found
        }

    def weight_here(self) -> Weight | None:
        """What it weighs on this computer; None if this is no system that we looked at."""
        system = this_system()
        return self.weights().get(system.words) if system else None


def read_pins(text: str) -> tuple[Pin, ...]:
    """Every package that a lock's text names."""
    return tuple(Pin(normal(found["name"]), found["version"], found["marker"] or "") for found in PIN.finditer(text))


def normal(name: str) -> str:
    """A package's name as it is compared: `PySide6_Essentials` is `pyside6-essentials`."""
    return re.sub(r"[-_.]+", "-", name).lower()


PROGRAM = Lock(ROOT / "requirements-lock.txt", "the program", room=450)
CHECKS = Lock(ROOT / "requirements-dev-lock.txt", "tests and checks", "dev", room=500)
BUILD = Lock(ROOT / "requirements-build-lock.txt", "the folder that runs without Python", "build", room=50)
LOCKING = Lock(ROOT / "requirements-uv-lock.txt", "writing the locks", "lock", room=80)
LOCKS = (PROGRAM, CHECKS, BUILD, LOCKING)
