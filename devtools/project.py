"""Where the project lies, and what kind of computer and person this is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOGS = ROOT / "build" / "logs"
LINUX = sys.platform.startswith("linux")


def is_root() -> bool:
    """Whether this runs as root, who may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux if a screen is named."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def typed(words: str = "") -> str:
    """A command of dev.py as a person types it here: `python3 dev.py run`, on Windows `py dev.py run`."""
    return f"{'py' if sys.platform == 'win32' else 'python3'} dev.py {words or ' '.join(sys.argv[1:])}".rstrip()
