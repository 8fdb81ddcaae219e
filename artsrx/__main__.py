"""`python -m artsrx`: the window without arguments, a verb of the command line with them."""

import sys

from artsrx.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
