"""What pip's last words mean, in plain words, with the command that helps."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from devtools.locks import CHECKS, PROGRAM, normal
from devtools.project import ROOT, typed

NO_ANSWER = (
    r"NewConnectionError|NameResolutionError|getaddrinfo failed|name resolution|nodename nor servname"
    r"|Network is unreachable|Connection refused|Connection reset|Connection aborted|ConnectTimeoutError"
    r"|Read timed out|ReadTimeoutError|Max retries exceeded|IncompleteRead|ProtocolError|No route to host"
)


def _has(signs: str) -> Callable[[str], bool]:
    pattern = re.compile(signs)
    return lambda said: pattern.search(said) is not None


@dataclass(frozen=True)
class Trouble:
    """A kind of failure: whether what pip said is a sign of it, and the words for it, given those and pip's Python."""

    is_meant: Callable[[str], bool]
    words: Callable[[str, Path], str]


def _with(name: str, value: str) -> str:
    """The command that does again what was typed, with a variable set."""
    if sys.platform == "win32":
        return f"    set {name}={value}\n    {typed()}"
    return f"    {name}={value} {typed()}"


def _free(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free // 2**20} MB free in {folder}"
    except OSError:
        return f"{folder} cannot be read"


def _full(_said: str, python: Path) -> str:
    places = "; ".join(_free(place) for place in (python.parents[1], Path(tempfile.gettempdir())))
    other = _with("TEMP", r"D:\a\folder") if sys.platform == "win32" else _with("TMPDIR", "/a/folder/on/another/disk")
    return (
        f"The disk is full. Now there are {places}.\nThe program takes about {PROGRAM.room} MB, tests and checks {CHECKS.room} MB "
        f"more, and for a while as much again.\nMake room, and run:\n    {typed()}\n"
        f"Or let another disk hold what is unpacked on the way:\n{other}"
    )


def _proxies() -> dict[str, str]:
    """The proxies that this computer or the environment names, without what they may hold of names and passwords."""
    parts = [urlsplit(address) for kind, address in getproxies().items() if kind in {"https", "http", "all"}]
    return {str(part.hostname): f"{part.hostname}:{part.port}" if part.port else str(part.hostname) for part in parts}


def _is_of_proxy(said: str) -> bool:
    """Whether it is the proxy that gave no answer: old and new pips say so in words, the newest names its host alone."""
    if re.search(r"407 Proxy|ProxyError|Cannot connect to proxy|Tunnel connection failed", said):
        return True
    return any(f"host='{host}'" in said for host in _proxies()) and re.search(NO_ANSWER, said) is not None


def _proxy(said: str, _python: Path) -> str:
    where = ", ".join(_proxies().values())
    told = f" ({where})" if where else ""
    if "407" in said:
        return (
            f"The proxy between here and the network{told} wants a name and a password.\n"
            f"Ask whoever looks after the network for them, and run:\n"
            f"{_with('HTTPS_PROXY', 'http://NAME:PASSWORD@PROXY:PORT')}"
        )
    return (
        f"The proxy between here and the network{told} does not answer.\n"
        f"If another is to be used, run:\n{_with('HTTPS_PROXY', 'http://PROXY:PORT')}\n"
        f"If none is needed, run:\n{_with('NO_PROXY', '*')}"
    )


def _certificate(_said: str, _python: Path) -> str:
    return (
        "Something between here and the network shows a certificate that this Python does not trust. In a café or a hotel\n"
        "that is the page to sign in on: open a browser, sign in, and run this command again. In an office it is the\n"
        "organisation's own: ask for its certificate as a file, and run:\n"
        f"{_with('PIP_CERT', '/where/it/lies/certificate.pem')}"
    )


def _offline(_said: str, _python: Path) -> str:
    return (
        "There is no connection to where the packages come from. What has been fetched so far is kept.\n"
        f"When the network is back, run:\n    {typed()}\n"
        f"If this network is reached through a proxy, run:\n{_with('HTTPS_PROXY', 'http://PROXY:PORT')}"
    )


def _hashes(said: str, python: Path) -> str:
    found = re.search(r"^\s+([\w.-]+)==\S+ from ", said, re.M)
    name = found[1] if found else "A package"
    return (
        f"{name} is not the one that was locked: what came has another hash, so that nothing was installed. Perhaps it was\n"
        f'cut short on the way. Forget what was fetched, and try again:\n    "{python}" -m pip cache purge\n    {typed()}\n'
        "If it stays so, somebody has changed it: do not go on, and tell whoever looks after ArtsRx."
    )


def _not_there(said: str, _python: Path) -> str:
    found = re.search(r"No matching distribution found for ([\w.-]+)(==\S+)?", said)
    name = found[1] if found else "a package"
    here = PROGRAM.weight_here()
    if here is not None and normal(name) not in here.missing:
        return (
            f"Where the packages come from, {name} cannot be had in the version that is locked. Perhaps something stands\n"
            "between here and there: a page to sign in on, a filter, or a mirror that is behind. If pip's settings name a\n"
            f'mirror, this shows it:\n    "{sys.executable}" -m pip config list\nTo try again, run:\n    {typed()}'
        )
    return (
        f"There is no ready-made {name} for this system and Python {sys.version_info[0]}.{sys.version_info[1]}.\n"
        f"The README has a table of the systems that have all of them. What this one lacks is told by:\n"
        f"    {typed('doctor')}"
    )


def _old_pip(_said: str, _python: Path) -> str:
    return f"The pip in .venv is broken or too old. Make .venv anew: delete the folder, and run:\n    {typed()}"


def _forbidden(said: str, _python: Path) -> str:
    found = re.search(r"(?:Permission denied|Access is denied|being used by another process)[^'\n]*'([^'\n]+)'", said)
    what = found[1] if found else "A file in .venv"
    whose = "" if sys.platform == "win32" else f' If it belongs to somebody else:\n    sudo chown -R "$USER" "{ROOT}"\n'
    return f"{what} may not be written, or is in use.{whose or ' '}Close ArtsRx, and run:\n    {typed()}"


# The first that fits: a full disk may look like a broken download, and offline ends in "No matching distribution".
TROUBLES = (
    Trouble(_has(r"No space left on device|Errno 28\b|Disk quota exceeded|not enough space on the disk"), _full),
    Trouble(_has(r"DO NOT MATCH THE HASHES"), _hashes),
    Trouble(_is_of_proxy, _proxy),
    Trouble(_has(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSLError"), _certificate),
    Trouble(_has(NO_ANSWER), _offline),
    Trouble(_has(r"Permission denied|WinError 5\b|WinError 32\b|Access is denied"), _forbidden),
    Trouble(_has(r"no such option|No module named '?pip|ImportError: .*pip"), _old_pip),
    Trouble(_has(r"No matching distribution found"), _not_there),
)


def explain(said: str, python: Path) -> str:
    """What went wrong in words for a person, with the command that helps; `python` is that of the environment."""
    for trouble in TROUBLES:
        if trouble.is_meant(said):
            return trouble.words(said, python)
    errors = [line for line in said.splitlines() if line.startswith(("ERROR", "error"))]
    last = errors[-1] if errors else (said.strip().splitlines() or ["it said nothing"])[-1]
    return f"The packages could not be installed: {last}\nTo try again, run:\n    {typed()}"
