"""Small wheels that a test writes itself, and a lock that names them: an index of packages without a network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile


def write_wheel(folder: Path, name: str, version: str, needs: Sequence[str] = (), extras: Sequence[str] = ()) -> str:
    """Write the wheel of an empty package into `folder`, and return its SHA-256.

    `needs` are lines such as `other[extra]>=1`; `extras` are the names of extras that it offers, which bring nothing.
    """
    info = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {line}" for line in needs]
    files = {
        f"{name}.py": f'"""{name} {version}."""\n',
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_digest(text)},{len(text.encode())}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def write_lock(path: Path, packages: dict[str, str]) -> Path:
    """Write a lock of `{"name==version": hash}`, as `dev.py lock` does, and return its path."""
    path.write_text("".join(f"{pin} \\\n    --hash=sha256:{sha256}\n" for pin, sha256 in packages.items()), "utf-8")
    return path
