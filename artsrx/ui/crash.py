"""The last resort: an apology, details without anybody's data, and the work kept."""

import ctypes
import faulthandler
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from artsrx import __version__
from artsrx.domain.i18n import _
from artsrx.ui.ask import Asker

PR_SET_DUMPABLE = 4


def details_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of error and the places in ArtsRx's own files where it happened: no message and no value, which may name people."""
    home = Path(__file__).resolve().parents[1]
    lines = [
        f"ArtsRx {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        kind.__name__,
    ]
    for frame in traceback.extract_tb(trace):
        with suppress(ValueError):
            place = Path(frame.filename).resolve().relative_to(home)
            lines.append(f"  {place.as_posix()}, line {frame.lineno}, in {frame.name}")
    return "\n".join(lines)


class CrashHandler:
    """Takes the place of `sys.excepthook`: shows one apology at a time, and never writes to a log."""

    def __init__(self, ask: Callable[[], Asker | None]) -> None:
        self._ask = ask
        self._busy = False

    def install(self) -> None:
        """Catch everything that nobody else caught from now on."""
        sys.excepthook = self.catch

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Apologise, unless an apology is on screen already."""
        details = details_of(kind, trace)
        ask = self._ask()
        if issubclass(kind, KeyboardInterrupt) or ask is None:
            sys.stderr.write(details + "\n")
            return
        if not self._busy:
            self._busy = True
            ask.tell(_("Something went wrong in ArtsRx"), _APOLOGY, self._again, details=details)

    def _again(self) -> None:
        self._busy = False


_APOLOGY = _(
    "We are sorry. The last thing may not have been done; everything that was saved before is safe. "
    "You can go on. If it happens again, close ArtsRx and open it once more.\n\n"
    "If you report this, these lines help. They hold no names and nothing from your record:"
)


def keep_secrets_out_of_dumps() -> None:
    """Where the system lets: no core dump, no reading of this process's memory by another, no dump of locals."""
    if faulthandler.is_enabled():
        faulthandler.disable()
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
