"""Everything that a person who works on ArtsRx does, in one file that needs Python 3.11 and nothing else.

`python3 dev.py run` sets up and starts ArtsRx; `python3 dev.py test` sets up and runs the tests; `python3 dev.py`
lists the rest. What is set up lives in `.venv` beside this file and is made anew only when the lock, the project
file or Python itself changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-lock.txt"
BUILD_LOCK = ROOT / "requirements-build-lock.txt"
PROJECT = ROOT / "pyproject.toml"
APT_LOG = ROOT / "build" / "apt-get.log"
STAMP = VENV / "artsrx-stamp"
LINUX = sys.platform.startswith("linux")

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


class Stop(Exception):
    """What went wrong and what to do, in words for the person at the keyboard."""


def say(words: str) -> None:
    """Print a line at once, so that it stands before the output of what it announces."""
    print(words, flush=True)


def python_in(venv: Path) -> Path:
    """Where a virtual environment keeps its Python on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """What the set-up depends on: the lock, what the project asks for, this Python and where the project lies."""
    import tomllib  # an older Python has none, and gets its words from main()

    digest = hashlib.sha256(LOCK.read_bytes())
    digest.update(json.dumps(tomllib.loads(PROJECT.read_text("utf-8"))["project"]).encode())
    digest.update(f"{sys.version}|{platform.machine()}|{ROOT}".encode())
    return digest.hexdigest()


def venv_command() -> str:
    """The command that gives this Python its `venv`, where a distribution ships it apart."""
    if not LINUX:
        return "install Python from python.org, which brings venv with it"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    package = f"python{version}-venv" if Path(f"/usr/bin/python{version}").exists() else "python3-venv"
    return f"{'' if is_root() else 'sudo '}apt-get install {package}"


def make_venv(folder: Path) -> None:
    """Make a virtual environment with pip in `folder`; Stop with the exact command if Python lacks `venv`."""
    say(f"Making {folder.name} …")
    try:
        import ensurepip  # noqa: F401  Debian ships venv without it, and then fails half way
        import venv  # noqa: F401
    except ImportError:
        raise Stop(f"This Python has no venv. Run:\n    {venv_command()}\nand then this command again.") from None
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False)
    if done.returncode:
        raise Stop(f"The virtual environment could not be made. If venv is missing, run:\n    {venv_command()}")


def pip(python: Path, *words: str) -> None:
    """Run pip in a virtual environment; Stop if it fails."""
    quiet = ["--disable-pip-version-check", "--no-input", "--quiet"]
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}  # the build tool warns of what is meant
    done = subprocess.run([str(python), "-m", "pip", "install", *quiet, *words], check=False, cwd=ROOT, env=env)
    if done.returncode:
        raise Stop("The packages could not be installed (see above). Is there a network? Then run this command again.")


def install_lock(python: Path, lock: Path) -> None:
    """Install exactly what a lock names; it is the whole, so that pip need not look at what came out since."""
    pip(python, "--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    check = [str(python), "-I", "-m", "pip", "check"]
    fits = subprocess.run(check, check=False, capture_output=True, text=True)
    if fits.returncode:
        raise Stop(f"The packages that {lock.name} names do not fit one another:\n{fits.stdout}")


def usable(python: Path) -> bool:
    """Whether a virtual environment is there, is of this very Python version, and has pip."""
    if not python.exists():
        return False
    ask = "import sys, pip; print(sys.version)"
    done = subprocess.run([str(python), "-c", ask], check=False, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() == sys.version.strip()


def set_up() -> Path:
    """Make or renew `.venv` if anything it depends on has changed; return its Python."""
    python, mark = python_in(VENV), fingerprint()
    if python.exists() and STAMP.exists() and STAMP.read_text("utf-8") == mark:
        return python
    if not usable(python):
        make_venv(VENV)
    say("Installing the packages that requirements-lock.txt names, each checked by its hash …")
    install_lock(python, LOCK)
    ourselves = ["--no-deps", "--no-index", "--no-build-isolation", "--config-settings=editable_mode=compat"]
    pip(python, *ourselves, "--editable", str(ROOT))
    STAMP.write_text(mark, "utf-8")
    return python


def is_root() -> bool:
    """Whether this runs as root, who may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux if a screen is named."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


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


def run_capped(words: Sequence[str], seconds: float) -> bool:
    """Run a command that may hang; whether it ended well in time. Its whole process group is ended otherwise."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    APT_LOG.parent.mkdir(exist_ok=True)
    with APT_LOG.open("ab") as log:
        child = subprocess.Popen(
            words, env=quiet, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        if child.wait(seconds):
            say(f"{' '.join(words[:2])} failed; {APT_LOG} says why.")
        return child.returncode == 0
    except subprocess.TimeoutExpired:
        say(f"No end after {seconds:.0f} seconds.")
    if sys.platform != "win32":
        os.killpg(child.pid, signal.SIGTERM)
        time.sleep(2)
    child.kill()
    child.wait()
    return False


def install_libraries(missing: Sequence[str]) -> None:
    """Install missing system libraries with apt-get, as root, saying so; give up where it fails or hangs."""
    slow_net = ["-q", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=2", "-o", "DPkg::Lock::Timeout=60"]
    say(f"Qt needs {len(missing)} system libraries that are not here: {', '.join(missing)}.")
    say("Installing them with apt-get, because this runs as root. This can take some minutes …")
    run_capped(["apt-get", "update", *slow_net], 180)
    wanted = packages_for(missing, 0)
    run_capped(["apt-get", "install", "-y", "--no-install-recommends", *slow_net, *wanted], 900)


def see_to_libraries(parts: Sequence[str]) -> bool:
    """See to it that Qt finds its system libraries: install them or name the command. Whether all are there now."""
    missing = missing_libraries(parts)
    if missing and is_root() and shutil.which("apt-get"):
        install_libraries(missing)
        missing = missing_libraries(parts)
    if missing:
        say(f"Qt cannot start here yet: {', '.join(missing)} missing. Run:\n    {install_command(missing)}")
    return not missing


def call(python: Path, *words: str, env: dict[str, str] | None = None) -> int:
    """Run the set-up Python with these words in the project folder; return its exit status."""
    try:
        return subprocess.run([str(python), *words], check=False, env={**os.environ, **(env or {})}).returncode
    except KeyboardInterrupt:
        return 130


def run(words: list[str]) -> int:
    """Start ArtsRx, or do one of its verbs; without a screen do the main job in a folder and say where."""
    python = set_up()
    os.environ["PYTHONSAFEPATH"] = "1"  # whatever lies in the folder that one happens to be in is not ours
    if words:
        return call(python, "-m", "artsrx", *words)
    if has_display():
        return call(python, "-m", "artsrx") if see_to_libraries(WINDOW) else 1
    see_to_libraries(OFFSCREEN)
    return main_job(python)


def sample_folder() -> Path:
    """A folder that does not exist yet, for a sample record and its PDFs."""
    home = ROOT / "build" / "sample"
    count = 1
    while home.exists():
        count += 1
        home = ROOT / "build" / f"sample-{count}"
    home.mkdir(parents=True)
    return home


def ask(python: Path, *words: str, password: str = "", hush: bool = False) -> subprocess.CompletedProcess[str]:
    """Do a verb of ArtsRx and keep what it says; a refusal is shown at once, or with `hush` kept as well."""
    env = {**os.environ, "ARTSRX_PASSWORD": password} if password else None
    command = [str(python), "-m", "artsrx", *words]
    refusal = subprocess.PIPE if hush else None
    return subprocess.run(command, check=False, env=env, stdout=subprocess.PIPE, stderr=refusal, encoding="utf-8")


def main_job(python: Path) -> int:
    """Make the sample record and its two PDFs without a window, and say where they are."""
    home = sample_folder()
    record, impact, note = (
        home / name for name in ("Sample.artsrx", "Impact report.pdf", "Note to the link worker.pdf")
    )
    say("There is no screen here, so ArtsRx shows what it does without a window.")
    say(f"Making a sample record (everybody in it is invented) in {home} …")
    made = ask(python, "sample", str(record), "--json")
    if made.returncode:
        return made.returncode
    password = os.environ.get("ARTSRX_PASSWORD") or json.loads(made.stdout)["password"]
    status = ask(python, "report", str(record), "impact", "--out", str(impact), password=password).returncode
    status = status or write_note(python, record, note, password)
    if status:
        return status
    say(f"\nThe record            {record}")
    say(f"Its password          {password}")
    say(f"The impact report     {impact}")
    say(f"A note about a person {note}")
    say("\nTo open the window on this record, where there is a screen (DISPLAY is set), run:")
    say(f"    ARTSRX_HOME={shlex.quote(str(home))} python3 dev.py run")
    say("Every verb works without one: python3 dev.py run --help")
    return 0


def write_note(python: Path, record: Path, out: Path, password: str) -> int:
    """Write the note about the first person whose permission allows one; return the exit status."""
    listed = ask(python, "people", str(record), "--json", password=password)
    if listed.returncode:
        return listed.returncode
    for person in json.loads(listed.stdout)[:50]:
        words = [str(record), "link-worker", "--person", person["id"], "--out", str(out)]
        if not ask(python, "report", *words, password=password, hush=True).returncode:
            return 0
    say("No note could be written: nobody among the first people allows it.")
    return 1


def other_systems() -> dict[str, str]:
    """The names of the files that only other systems run, for the coverage settings."""
    own = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    other, third = sorted({"windows", "macos", "linux"} - {own}, reverse=True)
    posix = {"ARTSRX_NOT_POSIX": "posix"} if own == "windows" else {}
    return {"ARTSRX_OTHER_SYSTEM": other, "ARTSRX_THIRD_SYSTEM": third, **posix}


def test(words: list[str]) -> int:
    """Run the tests; any further words go to pytest. `--cov` also holds the coverage to its promise."""
    python = set_up()
    if not see_to_libraries(OFFSCREEN):
        return 1
    env = other_systems() | ({} if has_display() else {"QT_QPA_PLATFORM": "offscreen"})
    (ROOT / "build" / "coverage").mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    return call(python, "-m", "pytest", *words, env=env)


def check(_words: list[str]) -> int:
    """Lint, format, types, import contracts and unused dependencies; every one of them even if one fails."""
    python = set_up()
    os.chdir(ROOT)
    tools = {
        "ruff": ["-m", "ruff", "check"],
        "format": ["-m", "ruff", "format", "--check"],
        "types": ["-m", "mypy"],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "dependencies": ["-m", "deptry", "."],
    }
    failed = []
    for name, words in tools.items():
        say(f"── {name}")
        if call(python, *words, env={"PYTHONUTF8": "1"}):
            failed.append(name)
    say(f"check: {'not passed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def lock(_words: list[str]) -> int:
    """Write both locks anew: the newest versions allowed, with hashes, for all systems, naming no address."""
    tool = ROOT / "build" / "lock-venv"
    make_venv(tool)
    pip(python_in(tool), "uv")
    for group, path in (("dev", LOCK), ("build", BUILD_LOCK)):
        source = [str(PROJECT), "--group", "dev"] if group == "dev" else ["--group", f"{PROJECT}:build"]
        plain = ["--universal", "--no-header", "--no-annotate", "--generate-hashes", "--no-emit-index-url"]
        status = call(python_in(tool), "-m", "uv", "pip", "compile", *source, *plain, "--upgrade", "-q",
                      "--python-version", "3.11", "-o", str(path))  # fmt: skip
        if status:
            return status
        if "://" in path.read_text("utf-8"):
            raise Stop(f"{path.name} names an address. It must hold only names, versions and hashes.")
        say(f"Wrote {path.name}.")
    return 0


def doctor(_words: list[str]) -> int:
    """Say what is here and what is missing, with the command for it. Changes nothing."""
    say(f"Python     {platform.python_version()} at {sys.executable}")
    say(f"System     {platform.platform()}")
    ready = STAMP.exists() and STAMP.read_text("utf-8") == fingerprint()
    say(f"Set-up     {'ready' if ready else 'not made yet, or out of date: `python3 dev.py run` makes it'}")
    say(f"Screen     {'yes' if has_display() else 'none: windows are drawn off screen, the verbs all work'}")
    say(f"Free disk  {shutil.disk_usage(ROOT).free // 2**30} GiB (the set-up takes about 1)")
    if LINUX and ready:
        missing = missing_libraries(WINDOW)
        say(f"Libraries  {'all that Qt needs' if not missing else 'missing for a window: ' + ', '.join(missing)}")
        if missing:
            say(f"           {install_command(missing)}")
            ready = not missing_libraries(OFFSCREEN)
    return 0 if ready else 1


def look(words: list[str]) -> int:
    """Draw every screen and every page of every report into build/look/."""
    python = set_up()
    if not see_to_libraries(OFFSCREEN):
        return 1
    os.chdir(ROOT)
    return call(python, "-m", "tests.look", *words, env={"QT_QPA_PLATFORM": "offscreen"})


def battery(words: list[str]) -> int:
    """Kill the program at random points of real work, `--kills N` times, and look for anything lost."""
    return test(["-m", "battery", *words])


def bench(words: list[str]) -> int:
    """Measure speed as ratios to something plain in the same run, and print the table."""
    python = set_up()
    if not see_to_libraries(OFFSCREEN):
        return 1
    os.chdir(ROOT)
    return call(python, "-m", "benchmarks", *words, env={} if has_display() else {"QT_QPA_PLATFORM": "offscreen"})


def build(_words: list[str]) -> int:
    """Make the folder that runs without Python (dist/ArtsRx), for this system."""
    python = set_up()
    install_lock(python, BUILD_LOCK)
    see_to_libraries(WINDOW)
    os.chdir(ROOT)
    status = call(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    if status == 0:
        say(f"Made {ROOT / 'dist' / 'ArtsRx'}.")
    return status


COMMANDS = {command.__name__: command for command in (run, test, check, lock, doctor, look, battery, bench, build)}


def main(words: Sequence[str]) -> int:
    """Do one command; what is not for this script is passed on. Return the exit status."""
    lines = [f"  {name:9}{(function.__doc__ or '').splitlines()[0]}" for name, function in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="dev.py", formatter_class=argparse.RawDescriptionHelpFormatter, epilog="\n".join(lines)
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command", help="one of those below")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="passed on")
    told = parser.parse_args(words)
    try:
        if sys.version_info < (3, 11):  # noqa: UP036  an older Python reads this far, and deserves words
            raise Stop(f"ArtsRx needs Python 3.11 or newer; this is {platform.python_version()}.")
        return COMMANDS[told.command](told.words)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


if __name__ == "__main__":
    if os.name == "nt":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
