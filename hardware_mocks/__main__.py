"""`python -m hardware_mocks`."""

import sys

from eligibility_kiosk import start

if __name__ == "__main__":
    sys.exit(start("hardware_mocks", "demo"))
