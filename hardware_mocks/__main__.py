"""`python -m hardware_mocks`."""

import sys

from hardware_mocks.cli import main

if __name__ == "__main__":
    sys.exit(main())
