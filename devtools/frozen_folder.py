"""What may be in the folder that runs without Python: the packages for running, and libraries that NOTICES names.

Whatever else the packager finds on the computer where it runs stays there. On Linux those are libraries that every
desktop has and keeps up to date itself: X11, GLib, fonts, printing with all the encryption and networks behind it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from devtools.locks import LOCKS, PROGRAM, Lock, normal
from devtools.speech import Stop

# A file to be taken along, as PyInstaller lists it: its place in the folder, where it is now, its kind.
Entry = tuple[str, str, str]


@dataclass(frozen=True)
class Work:
    """A library by others that the folder brings along: its name and licence, as NOTICES has them.

    `files` is a pattern for the names of its files, without `lib` in front and without a version behind. `of_system` is
    one that Python or a window needs, and that is taken from the system; the others are inside packages.
    """

    name: str
    licence: str
    files: str
    of_system: bool = False


WORKS = (
    Work("Python", "PSF-2.0", r"python3\d*t?|Python\d*", of_system=True),
    Work("OpenSSL", "Apache-2.0", r"(crypto|ssl)(-3.*)?", of_system=True),
    Work("libffi", "MIT", r"ffi(-\d+)?", of_system=True),
    Work("zlib", "Zlib", r"z|zlib1?", of_system=True),
    Work("bzip2", "bzip2-1.0.6", r"bz2", of_system=True),
    Work("XZ Utils (liblzma)", "0BSD", r"lzma", of_system=True),
    Work("Expat", "MIT", r"expat", of_system=True),
    Work("libuuid", "BSD-3-Clause", r"uuid", of_system=True),
    Work("mpdecimal", "BSD-2-Clause", r"mpdec", of_system=True),
    Work("GCC's run-time libraries", "GPL-3.0 with the GCC exception", r"gcc_s|stdc\+\+", of_system=True),
    Work("libxcb and its utilities", "MIT", r"xcb(-[a-z-]+)?", of_system=True),
    Work("libxkbcommon", "MIT", r"xkbcommon(-x11)?", of_system=True),
    Work("Microsoft's run-time libraries", "Microsoft's terms for them",
         r"(vcruntime|msvcp|concrt|vcomp)\d.*|ucrtbase|api-ms-win-.*|d3dcompiler_\d+", of_system=True),
    Work("Mesa", "MIT", r"opengl32sw"),
    Work("Qt 6 and PySide6", "LGPL-3.0", r"(Qt|pyside6|shiboken6).*"),
    Work("ICU", "Unicode-3.0", r"icu(data|i18n|uc|dt|in)\d*"),
    Work("PDFium", "BSD-3-Clause, Apache-2.0", r"pdfium"),
    Work("qpdf", "Apache-2.0", r"qpdf\d*"),
    Work("libjpeg-turbo", "IJG, BSD-3-Clause", r"(turbo)?jpeg"),
    Work("libpng", "libpng-2.0", r"png16"),
    Work("LibTIFF", "libtiff", r"tiff"),
    Work("libwebp", "BSD-3-Clause", r"webp(mux|demux)?|sharpyuv"),
    Work("OpenJPEG", "BSD-2-Clause", r"openjp2"),
    Work("Little CMS", "MIT", r"lcms2"),
    Work("FreeType", "FTL", r"freetype"),
    Work("HarfBuzz", "MIT", r"harfbuzz"),
    Work("Brotli", "MIT", r"brotli(common|dec|enc)"),
    Work("Zstandard", "BSD-3-Clause", r"zstd"),
    Work("libavif, with dav1d and libaom", "BSD-2-Clause", r"avif"),
    Work("libXau", "MIT", r"Xau"),
    Work("GnuTLS, GNU Libtasn1, GNU gettext (libintl)", "LGPL-2.1", r"gnutls|tasn1|intl"),
    Work("Nettle, GMP, Libidn2, GNU libunistring", "LGPL-3.0", r"nettle|hogweed|gmp|idn2|unistring"),
    Work("p11-kit", "BSD-3-Clause", r"p11-kit"),
)  # fmt: skip

# Of Python's own modules those that nothing here asks for: the first three would bring libraries under the GPL.
NOT_OF_PYTHON = ("readline", "_gdbm", "_dbm", "curses", "_curses", "_curses_panel", "sqlite3", "_sqlite3", "tkinter", "_tkinter")  # fmt: skip
# Plugins of Qt for bare consoles, for GTK's look and for the internet; ArtsRx needs none of those.
NOT_OF_QT = re.compile(
    r"/plugins/(egldeviceintegrations|generic|networkinformation|tls)/"
    r"|/plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.|/plugins/platformthemes/libqgtk3\."
    r"|Qt6EglF[sS]"
)


def work_of(file: str) -> Work | None:
    """Whose library a file is, by its name: `libfreetype-57f805ba.so.6.20.6` is FreeType's."""
    place = PurePosixPath(file.replace("\\", "/"))
    name = re.sub(r"-[0-9a-f]{8,}$", "", place.name.split(".")[0]).removeprefix("lib")
    if "PySide6" in place.parts and "plugins" in place.parts:
        name = "Qt plugin"
    return next((work for work in WORKS if re.fullmatch(work.files, name, re.I)), None)


def packages_to_leave_out(locks: Iterable[Lock] = LOCKS) -> list[str]:
    """The modules of everything that is installed and that running does not need, for the packager."""
    wanted = PROGRAM.wanted().keys()
    tools = {pin.name for lock in locks for pin in lock.pins()} - wanted
    found = metadata.packages_distributions().items()
    return sorted(
        {module for module, owners in found if {normal(owner) for owner in owners} <= tools | {"pip", "setuptools"}}
        | set(NOT_OF_PYTHON)
    )


def what_may_come(entries: Iterable[Entry], project: Path) -> list[Entry]:
    """What the folder brings along of what was found.

    Stop if there is something of a package or of the project that running does not need, or a library that NOTICES does
    not name.
    """
    known = {Path(str(file.locate())).resolve() for name in PROGRAM.wanted() for file in metadata.files(name) or ()}
    wanted = [entry for entry in entries if not NOT_OF_QT.search("/" + entry[0].replace("\\", "/"))]
    if strangers := sorted(_strangers(wanted, known, project)):
        raise Stop("Not for running, and yet on the way into the folder:\n  " + "\n  ".join(strangers))
    coming = [entry for entry in wanted if entry[2] != "BINARY" or _may_come(entry, known)]
    if unnamed := sorted({name for name, _, kind in coming if kind == "BINARY" and work_of(name) is None}):
        raise Stop(
            "NOTICES does not name these libraries. Name them there and in devtools/frozen_folder.py, or leave them out:\n  "
            + "\n  ".join(unnamed)
        )
    return coming


def _may_come(entry: Entry, known: set[Path]) -> bool:
    """Whether a library is to be taken: of Linux itself only what Python or a window needs, of anything else all."""
    name, source, _kind = entry
    if sys.platform != "linux" or Path(source).resolve() in known:
        return True
    work = work_of(name)
    return work is not None and work.of_system


def licences_of_system(entries: Iterable[Entry]) -> Iterator[Path]:
    """Where Debian and its family keep the licences of the system's libraries among these."""
    for _name, source, kind in entries:
        for place in {source, source.removeprefix("/usr"), str(Path(source).resolve())}:
            if kind == "BINARY" and sys.platform == "linux" and (text := _copyright(place)):
                yield text


def _copyright(place: str) -> Path | None:
    asked = shutil.which("dpkg-query")
    if asked is None:
        return None
    told = subprocess.run([asked, "--search", place], check=False, capture_output=True, text=True)
    package = told.stdout.partition(":")[0]
    text = Path("/usr/share/doc") / package / "copyright"
    return text if told.returncode == 0 and package and text.exists() else None


def _strangers(entries: Iterable[Entry], known: set[Path], project: Path) -> Iterator[str]:
    """What lies among the installed packages, or in the project, and is no part of running."""
    folders = [Path(folder).resolve() for folder in sys.path if Path(folder).name in {"site-packages", "dist-packages"}]
    for name, source, kind in entries:
        place = Path(source).resolve()
        if kind == "SYMLINK":
            is_ours = True  # to another entry
        elif any(place.is_relative_to(folder) for folder in folders):
            is_ours = place in known or name.startswith("_pyi_rth")  # with these the packager starts a program
        elif place.is_relative_to(project):
            is_ours = place.relative_to(project).parts[0] in {"artsrx", "build", "resources", "LICENSE"}
        else:
            is_ours = True  # of Python or of the system
        if not is_ours:
            yield f"{name} ({source})"
