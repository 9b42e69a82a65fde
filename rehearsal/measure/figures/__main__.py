"""`python -m rehearsal.measure.figures FILE`: write the figures."""

import logging
import os
import sys
from pathlib import Path

from kiosk.clock import SystemClock
from rehearsal.measure.figures.figures import figures

PROJECT = Path(__file__).parents[3]

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    data = Path(os.environ.get("KIOSK_EVAL_DATA", PROJECT / ".." / "shared" / "data"))
    Path(sys.argv[1]).write_text(figures(SystemClock().now().wall, data), "utf-8")
