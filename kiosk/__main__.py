"""`python -m kiosk`."""

import sys

from eligibility_kiosk import start

if __name__ == "__main__":
    sys.exit(start("kiosk"))
