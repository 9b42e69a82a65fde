"""What is handed over is for the kiosk's own user alone."""

import os

from kiosk.handover.write import file_name, write_file


def test_a_file_is_its_owners_alone_whatever_the_process_would_allow(tmp_path) -> None:
    before = os.umask(0)
    try:
        written = write_file(tmp_path, file_name("V-1", "xml"), b"<a/>")
    finally:
        os.umask(before)
    assert written.stat().st_mode & 0o777 == 0o600
