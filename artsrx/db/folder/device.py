"""This computer's own number, so that the history can tell two computers apart."""

from pathlib import Path
from uuid import UUID, uuid4

import platformdirs


def this_device(home: Path | None = None) -> UUID:
    """A random number made once for each user of each computer and kept in their own data folder (`home` for tests).

    Where it cannot be kept (a read-only profile) a fresh one serves for this run.
    """
    folder = home or Path(platformdirs.user_data_dir("ArtsRx", appauthor=False))
    file = folder / "device"
    try:
        return UUID(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        device = uuid4()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(str(device), encoding="ascii")
    except OSError:
        pass
    return device
