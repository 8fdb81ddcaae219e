"""Everything that a person who works on ArtsRx does; this file needs no more than some Python, to say which it wants.

`python3 dev.py run` sets up and starts ArtsRx; `python3 dev.py test` sets up and runs the tests; `python3 dev.py`
lists the rest. What each does is a file in `devtools/commands/`. What is set up lives in `.venv` beside this file.
"""

import shutil
import sys

OLDEST, NEWEST = (3, 11), (3, 14)

# Written so that a Python of 2010 can read it: whoever has an old one deserves words, not a list of places in files.
if not OLDEST <= sys.version_info[:2] <= NEWEST:
    names = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]  # noqa: UP031
    found = [name for name in names if getattr(shutil, "which", lambda name: None)(name)]
    sys.exit(
        "ArtsRx runs on Python %d.%d to %d.%d; this is %d.%d. " % (OLDEST + NEWEST + sys.version_info[:2])  # noqa: UP031
        + (
            "One that fits is here. Run:\n    " + " ".join([found[0], "dev.py"] + sys.argv[1:])  # noqa: RUF005
            if found
            else "Install Python %d.%d from python.org and run this command with it." % NEWEST  # noqa: UP031
        )
    )

from devtools.command_line import main  # noqa: E402  only once this Python is known to be able to read it

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
