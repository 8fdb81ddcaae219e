"""A shelf of small wheels that a test writes itself, and locks that name them: packages without a network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from devtools.locks import Lock


@dataclass(frozen=True)
class Shelf:
    """A folder of wheels."""

    folder: Path

    def put(self, name: str, version: str, needs: Sequence[str] = (), extras: Sequence[str] = ()) -> str:
        """Write the wheel of a package with one small module, and return its line in a lock.

        `needs` are lines such as `other[extra]>=1`; `extras` are the names of extras that it offers, which bring nothing.
        """
        info = f"{name}-{version}.dist-info"
        metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
        metadata += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {line}" for line in needs]
        files = {
            f"{name}.py": f'VERSION = "{version}"\n',
            f"{info}/METADATA": "\n".join(metadata) + "\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = [f"{path},sha256={_digest(text)},{len(text.encode())}" for path, text in files.items()]
        files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
        wheel = self.folder / f"{name}-{version}-py3-none-any.whl"
        with ZipFile(wheel, "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
        return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def write_lock(path: Path, *lines: str, serves: str = "the easel") -> Lock:
    """Write a lock of these lines, in place of what it was, and return it."""
    path.write_text("".join(lines), "utf-8")
    return Lock(path, serves)
