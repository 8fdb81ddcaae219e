"""The environment (`.venv`) that holds exactly what locks name; made once, and renewed where a lock has changed."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from devtools.locks import LOCKS, Lock, normal
from devtools.one_at_a_time import alone
from devtools.pip_error_words import explain
from devtools.pip_runner import install, pip, run, said_by_pip
from devtools.project import LINUX, ROOT, VENV, is_root
from devtools.speech import Stop, say

# What Python itself puts into a new environment.
OF_PYTHON = frozenset({"pip", "setuptools"})


def this_python() -> str:
    """What an environment is made for: another Python of the same version can go on with it."""
    flags = getattr(sys, "abiflags", "")
    return f"{sys.implementation.cache_tag}{flags} {platform.machine()} {sys.maxsize.bit_length() + 1}"


def venv_command() -> str:
    """The command that gives this Python its `venv`, where a distribution ships it apart."""
    if not LINUX:
        return "install Python from python.org, which brings venv with it"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    package = f"python{version}-venv" if Path(f"/usr/bin/python{version}").exists() else "python3-venv"
    return f"{'' if is_root() else 'sudo '}apt-get install {package}"


def has_venv() -> bool:
    """Whether this Python can make an environment; Debian ships half of venv, which then fails on the way."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


@dataclass(frozen=True)
class Environment:
    """A virtual environment in `folder`, for a project that its Python shall find; `locks` are all that may fill it."""

    folder: Path
    project: Path = ROOT
    locks: tuple[Lock, ...] = LOCKS

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def packages(self) -> Path:
        """The folder with its packages."""
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.folder)}))

    def is_made(self) -> bool:
        """Whether it was made to the end, for this Python, which is still there."""
        return self.python.exists() and _read(self.folder / "python.stamp") == this_python()

    def has(self, lock: Lock) -> bool:
        """Whether all that a lock names is in it, as the lock is now."""
        return self.is_made() and _read(self.folder / lock.stamp) == lock.digest()

    def installed(self) -> dict[str, str]:
        """The packages in it with their versions."""
        found = metadata.distributions(path=[str(self.packages)])
        return {normal(one.metadata["Name"]): one.version for one in found if one.metadata["Name"]}

    def bring(self, *locks: Lock) -> Path:
        """See to it that it holds what these locks name, and return its Python; Stop in plain words if it cannot.

        Whatever an earlier call was stopped at, this one goes on from there.
        """
        if all(self.has(lock) for lock in locks):
            return self.python
        try:
            with alone(self.folder.with_name(f"{self.folder.name}.lock")):
                self.bring_python()
                for lock in locks:
                    if not self.has(lock):
                        self._bring(lock, locks)
        except OSError as error:
            raise Stop(explain(str(error), self.python)) from None
        return self.python

    def bring_python(self) -> None:
        """Make it anew and empty unless it is there; Stop with the exact command if this Python lacks `venv`."""
        if self.is_made():
            return
        say(f"Making {self.folder.name} …")
        if not has_venv():
            raise Stop(f"This Python has no venv. Run:\n    {venv_command()}\nand then this command again.")
        (self.folder / "python.stamp").unlink(missing_ok=True)
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(self.folder)], self.python)
        run([str(self.python), "-I", "-m", "ensurepip", "--default-pip"], self.python)
        self.point_to_project()
        (self.folder / "python.stamp").write_text(this_python(), "utf-8")

    def point_to_project(self) -> None:
        """Let its Python find the project, by the way there: the project's folder may have any name, and be moved."""
        (self.packages / "project.pth").write_text(os.path.relpath(self.project, self.packages) + "\n", "utf-8")

    def _bring(self, lock: Lock, locks: Iterable[Lock]) -> None:
        """Bring one lock of these; the stamp goes first and comes last."""
        (self.folder / lock.stamp).unlink(missing_ok=True)
        self._tidy()
        self._fill(lock)
        self._drop_strangers({*self.locks, *locks})
        self._check([known for known in locks if known is lock or self.has(known)])
        (self.folder / lock.stamp).write_text(lock.digest(), "utf-8")

    def _tidy(self) -> None:
        """Remove what a package left that was not installed or removed to the end: pip would take it for whole."""
        for folder in self.packages.glob("~*"):
            shutil.rmtree(folder)
        for info in self.packages.glob("*.dist-info"):
            if not (info / "RECORD").exists():
                shutil.rmtree(info)

    def _fill(self, lock: Lock) -> None:
        wanted = lock.wanted()
        there = self.installed()
        new = [name for name, version in wanted.items() if there.get(name) != version]
        if not new:
            return
        weight = lock.weight_here()
        size = f" ({weight.megabytes} MB to fetch)" if weight and len(new) == len(wanted) else ""
        some = f"{len(new)} of the " if len(new) < len(wanted) else ""
        say(f"Installing {some}{len(wanted)} package{'s' * (len(wanted) > 1)} for {lock.serves}{size} …")
        install(self.python, lock.path, len(wanted))

    def _drop_strangers(self, locks: Iterable[Lock]) -> None:
        """Remove what no lock names any more, or any of them on its own would fail to fit the rest."""
        known = OF_PYTHON.union(pin.name for lock in locks for pin in lock.pins())
        strangers = sorted(self.installed().keys() - known)
        if strangers:
            say(f"Removing what no lock names: {', '.join(strangers)}")
            pip(self.python, "uninstall", "--yes", *strangers)

    def _check(self, locks: Iterable[Lock]) -> None:
        """Stop if packages of these locks do not fit one another; of others, which may be out of date, nothing is said."""
        ours = {name for lock in locks for name in lock.wanted()}
        told = [line for line in _complaints(self.python) if normal(line.split()[0]) in ours]
        if told:
            names = " and ".join(sorted(lock.path.name for lock in locks))
            raise Stop(f"The packages that {names} name do not fit one another:\n  " + "\n  ".join(told))


def _complaints(python: Path) -> Iterator[str]:
    """What `pip check` has to say, a line for each package that lacks another or has the wrong one."""
    done = said_by_pip(python, "check")
    if done.returncode:
        yield from (line for line in done.stdout.splitlines() if re.match(r"[\w.-]+ \S+ (requires|has|is not)\b", line))


def _read(stamp: Path) -> str:
    return stamp.read_text("utf-8") if stamp.exists() else ""


OURS = Environment(VENV)


def set_up(*locks: Lock) -> Path:
    """See to it that `.venv` holds what these locks name; return its Python."""
    return OURS.bring(*locks)
