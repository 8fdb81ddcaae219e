"""The system libraries that Qt loads on Linux: which are missing, and the exact command that installs them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence

from devtools.processes import run_capped
from devtools.project import LINUX, LOGS, VENV, is_root
from devtools.speech import say

# A library that Qt loads, and the packages that hold it (Debian and its family, Fedora and its family).
# The first six draw off screen; the others open a real window.
PACKAGES = {
    "libGL.so": ("libgl1", "mesa-libGL"), "libEGL.so": ("libegl1", "mesa-libEGL"),
    "libglib-2.0.so": ("libglib2.0-0", "glib2"), "libgthread-2.0.so": ("libglib2.0-0", "glib2"),
    "libfontconfig.so": ("libfontconfig1", "fontconfig"), "libfreetype.so": ("libfreetype6", "freetype"),
    "libxkbcommon.so": ("libxkbcommon0", "libxkbcommon"), "libdbus-1.so": ("libdbus-1-3", "dbus-libs"),
    "libxcb-cursor.so": ("libxcb-cursor0", "xcb-util-cursor"), "libxcb-icccm.so": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so": ("libxcb-image0", "xcb-util-image"), "libxcb-keysyms.so": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so": ("libxcb-randr0", "libxcb"), "libxcb-render-util.so": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so": ("libxcb-render0", "libxcb"), "libxcb-shape.so": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so": ("libxcb-shm0", "libxcb"), "libxcb-sync.so": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so": ("libxcb-util1", "xcb-util"), "libxcb-xfixes.so": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so": ("libxcb-xkb1", "libxcb"), "libxcb.so": ("libxcb1", "libxcb"),
    "libX11-xcb.so": ("libx11-xcb1", "libX11-xcb"), "libX11.so": ("libx11-6", "libX11"),
    "libxkbcommon-x11.so": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
}  # fmt: skip
OFFSCREEN = ("lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "lib/libQt6PrintSupport.so.6", "lib/libQt6Test.so.6",
             "plugins/platforms/libqoffscreen.so")  # fmt: skip
WINDOW = (*OFFSCREEN, "plugins/platforms/libqxcb.so")


def missing_libraries(parts: Sequence[str]) -> list[str]:
    """The system libraries that these parts of Qt ask for and do not find, by asking the loader itself."""
    found = sorted((VENV / "lib").glob("python3*/site-packages/PySide6/Qt"))
    ldd = shutil.which("ldd")
    if not LINUX or not found or ldd is None:
        return []
    files = [str(found[0] / part) for part in parts if (found[0] / part).exists()]
    listing = subprocess.run([ldd, *files], check=False, capture_output=True, text=True).stdout
    return sorted({line.split()[0] for line in listing.splitlines() if line.rstrip().endswith("=> not found")})


def packages_for(libraries: Sequence[str], family: int) -> list[str]:
    """The packages that hold these libraries; `family` is 0 for apt and 1 for dnf."""
    named = {PACKAGES[stem][family] for lib in libraries if (stem := lib.partition(".so")[0] + ".so") in PACKAGES}
    if "libglib2.0-0" in named and apt_knows("libglib2.0-0t64"):
        named = named - {"libglib2.0-0"} | {"libglib2.0-0t64"}
    return sorted(named)


def apt_knows(package: str) -> bool:
    """Whether apt could install this package (newer releases renamed some)."""
    cache = shutil.which("apt-cache")
    if cache is None:
        return False
    asked = subprocess.run([cache, "policy", package], check=False, capture_output=True, text=True)
    return bool(re.search(r"Candidate: (?!\(none\))", asked.stdout))


def install_command(libraries: Sequence[str]) -> str:
    """The exact command that installs these libraries here, or what to look for if it is not known."""
    sudo = "" if is_root() else "sudo "
    if shutil.which("apt-get"):
        wanted = " ".join(packages_for(libraries, 0))
        return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {wanted}"
    if shutil.which("dnf"):
        return f"{sudo}dnf install -y {' '.join(packages_for(libraries, 1))}"
    return f"(install the packages of your system that hold {', '.join(libraries)})"


def install_libraries(missing: Sequence[str]) -> None:
    """Install missing system libraries with apt-get, as root, saying so; give up where it fails or hangs."""
    log = LOGS / "apt-get.log"
    slow_net = ["-q", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=2", "-o", "DPkg::Lock::Timeout=60"]
    say(f"Qt needs {len(missing)} system libraries that are not here: {', '.join(missing)}.")
    say("Installing them with apt-get, because this runs as root. This can take some minutes …")
    run_capped(["apt-get", "update", *slow_net], 180, log)
    wanted = packages_for(missing, 0)
    run_capped(["apt-get", "install", "-y", "--no-install-recommends", *slow_net, *wanted], 900, log)


def see_to_libraries(parts: Sequence[str]) -> bool:
    """See to it that Qt finds its system libraries: install them or name the command. Whether all are there now."""
    missing = missing_libraries(parts)
    if missing and is_root() and shutil.which("apt-get"):
        install_libraries(missing)
        missing = missing_libraries(parts)
    if missing:
        say(f"Qt cannot start here yet: {', '.join(missing)} missing. Run:\n    {install_command(missing)}")
    return not missing
