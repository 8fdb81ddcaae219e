"""One set-up at a time: whoever comes second waits for the first, even if that was killed and only its pip is left."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.speech import say


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold a file while something is done; wait as long as somebody else holds it.

    A program that is started meanwhile with `close_fds=False` holds it as well, until it ends.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as held:
        os.set_inheritable(held.fileno(), True)
        if not _takes(held.fileno()):
            say("Another dev.py is setting up here; waiting until it has ended …")
            while not _takes(held.fileno()):
                time.sleep(0.2)
        yield


if sys.platform == "win32":
    import msvcrt

    def _takes(number: int) -> bool:
        try:
            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _takes(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
