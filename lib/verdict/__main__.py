"""`python -m verdict` is the command line."""

import sys

from verdict.cli import main

if __name__ == "__main__":
    sys.exit(main())
