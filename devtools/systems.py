"""The systems that ArtsRx is for, and which ready-made package (wheel) runs on which of them."""

from __future__ import annotations

import itertools
import platform
import re
import sys
from dataclasses import dataclass

MINORS = (11, 12, 13, 14)  # of Python 3
MARGIN = "Python 3.11 to 3.14"
# The names that wheels had before they named the version of glibc itself.
OLD_LINUX = {"1": (2, 5), "2010": (2, 12), "2014": (2, 17)}
MAC_KINDS = {"x86_64": {"x86_64", "universal2", "intel"}, "arm64": {"arm64", "universal2"}}


@dataclass(frozen=True)
class System:
    """A kind of computer: `platform` as `sys.platform` names it, `machine` as wheels do.

    `oldest` is the oldest macOS, or the oldest glibc of a Linux, that is promised.
    """

    words: str
    platform: str
    machine: str
    oldest: tuple[int, int] = (0, 0)

    def runs(self, wheel: str, minor: int) -> bool:
        """Whether a wheel of this file name can be installed here, for Python 3.`minor`."""
        parts = [part.split(".") for part in wheel.removesuffix(".whl").split("-")[-3:]]
        return any(
            _fits(python, abi, minor) and (abi == "none" if place == "any" else self._is_at(place))
            for python, abi, place in itertools.product(*parts)
        )

    def environment(self, minor: int) -> dict[str, str]:
        """What the markers in a lock ask about, on this system with Python 3.`minor`."""
        return {
            "os_name": "nt" if self.platform == "win32" else "posix",
            "sys_platform": self.platform,
            "platform_machine": self.machine.upper() if self.platform == "win32" else self.machine,
            "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(self.platform, "Linux"),
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": f"3.{minor}",
            "python_full_version": f"3.{minor}.0",
        }

    def _is_at(self, place: str) -> bool:
        if self.platform == "win32":
            return place == f"win_{self.machine}"
        if self.platform == "darwin":
            mac = re.fullmatch(r"macosx_(\d+)_(\d+)_(\w+)", place)
            if mac is None or mac[3] not in MAC_KINDS[self.machine]:
                return False
            major, minor = int(mac[1]), int(mac[2])
            return major < 11 or (minor == 0 and major <= self.oldest[0])
        linux = re.fullmatch(rf"manylinux(?:_(\d+)_(\d+)|(\d+))_{self.machine}", place)
        if linux is None:
            return False
        asked = OLD_LINUX[linux[3]] if linux[3] else (int(linux[1]), int(linux[2]))
        return asked <= self.oldest


def _fits(python: str, abi: str, minor: int) -> bool:
    number = re.fullmatch(r"[cp][py]3(\d*)", python)
    if number is None:
        return False
    if abi == "none":
        return python == f"cp3{minor}" or (python.startswith("py") and int(number[1] or 0) <= minor)
    if abi == "abi3":
        return python.startswith("cp") and int(number[1] or 0) <= minor
    return python == abi == f"cp3{minor}"


SYSTEMS = (
    System("Windows 10 or newer, Intel or AMD", "win32", "amd64"),
    System("Windows 11 on ARM, with a Python for ARM", "win32", "arm64"),
    System("macOS 13 or newer, Intel", "darwin", "x86_64", (13, 0)),
    System("macOS 13, Apple silicon", "darwin", "arm64", (13, 0)),
    System("macOS 14 or newer, Apple silicon", "darwin", "arm64", (14, 0)),
    System("Linux, glibc 2.34 or newer, Intel or AMD", "linux", "x86_64", (2, 34)),
    System("Linux, glibc 2.39 or newer, ARM", "linux", "aarch64", (2, 39)),
)


def this_system() -> System | None:
    """Which of them this computer is; None if it is none of them."""
    version = (0, 0)
    if sys.platform == "darwin":
        major, _, minor = platform.mac_ver()[0].partition(".")
        version = (int(major or 0), int(minor.partition(".")[0] or 0))
    elif sys.platform.startswith("linux"):
        name, number = platform.libc_ver()
        major, _, minor = number.partition(".")
        version = (int(major or 0), int(minor or 0)) if name == "glibc" else (0, 0)
    machine = platform.machine().lower()
    fitting = [
        system
        for system in SYSTEMS
        if (system.platform, system.machine) == (sys.platform, machine) and version >= system.oldest
    ]
    return fitting[-1] if fitting else None
