"""The folder that holds records unless somebody says otherwise."""

import os
from pathlib import Path


def default_home() -> Path:
    """The user's own data folder, which is not synced as Documents is.

    `ARTSRX_HOME` in the environment replaces it, for tests and for computers that are set up by script.
    """
    told = os.environ.get("ARTSRX_HOME")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("ArtsRx", appauthor=False)
