"""What pip's last words mean, in plain words, with the command that helps."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from devtools.project import ROOT, typed


@dataclass(frozen=True)
class Trouble:
    """A kind of failure: the signs of it in what pip said, and the words for it, given those and pip's Python."""

    signs: str
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


def _full(_said: str, _python: Path) -> str:
    places = "; ".join(_free(place) for place in (ROOT, Path(tempfile.gettempdir())))
    return (
        f"The disk is full ({places}). Setting up needs about 1,000 MB, and for a moment as much again.\n"
        f"Make room, or let the unpacking use another disk, and run:\n{_with('TMPDIR', '/a/folder/on/it')}"
    )


def _full_windows(said: str, python: Path) -> str:
    return _full(said, python).replace("TMPDIR=/a/folder/on/it", r"TEMP=D:\a\folder\on\it")


def _proxy(said: str, _python: Path) -> str:
    named = next(
        (name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy") if os.environ.get(name)), ""
    )
    parts = urlsplit(os.environ.get(named, ""))
    where = f"{parts.hostname}:{parts.port}" if named and parts.hostname and parts.port else "the settings of pip"
    told = f" {named} names it: {where}." if named else " It is named in the settings of pip or of this computer."
    if "407" in said:
        return (
            f"The proxy between here and the network wants a name and a password.{told}\n"
            f"Ask whoever looks after the network for them, and run:\n"
            f"{_with('HTTPS_PROXY', 'http://NAME:PASSWORD@PROXY:PORT')}"
        )
    return (
        f"The proxy between here and the network does not answer.{told}\n"
        f"If there is another, run:\n{_with('HTTPS_PROXY', 'http://PROXY:PORT')}\n"
        f"If none is needed, run:\n{_with(named or 'HTTPS_PROXY', '')}"
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


def _no_wheel(said: str, _python: Path) -> str:
    found = re.search(r"No matching distribution found for ([\w.-]+)", said)
    name = found[1] if found else "a package"
    return (
        f"There is no ready-made {name} for this system and this Python ({sys.version_info[0]}.{sys.version_info[1]}).\n"
        "The README has a table of the systems that have all of them. To see which this is, run:\n"
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
    Trouble(r"No space left on device|Errno 28\b|Disk quota exceeded", _full),
    Trouble(r"not enough space on the disk|WinError 112", _full_windows),
    Trouble(r"DO NOT MATCH THE HASHES", _hashes),
    Trouble(r"407 Proxy|ProxyError|Cannot connect to proxy|Tunnel connection failed", _proxy),
    Trouble(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSLError", _certificate),
    Trouble(
        r"NewConnectionError|NameResolutionError|getaddrinfo failed|name resolution|nodename nor servname"
        r"|Network is unreachable|Connection refused|Connection reset|Connection aborted|ConnectTimeoutError"
        r"|Read timed out|ReadTimeoutError|Max retries exceeded|IncompleteRead|ProtocolError|No route to host",
        _offline,
    ),
    Trouble(r"Permission denied|WinError 5\b|WinError 32\b|Access is denied", _forbidden),
    Trouble(r"no such option|No module named '?pip|ImportError: .*pip", _old_pip),
    Trouble(r"No matching distribution found", _no_wheel),
)


def explain(said: str, python: Path) -> str:
    """What went wrong in words for a person, with the command that helps; `python` is that of the environment."""
    for trouble in TROUBLES:
        if re.search(trouble.signs, said):
            return trouble.words(said, python)
    errors = [line for line in said.splitlines() if line.startswith(("ERROR", "error"))]
    last = errors[-1] if errors else (said.strip().splitlines() or ["it said nothing"])[-1]
    return f"The packages could not be installed: {last}\nTo try again, run:\n    {typed()}"
