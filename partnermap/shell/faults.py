"""A bug in a command: its details go to a log on this machine, its user gets one line."""

import datetime as dt
import traceback
from pathlib import Path

from partnermap.shell.paths import log_folder
from partnermap.shell.version import VERSION


def record_fault(fault: BaseException) -> Path:
    """Write what is needed to find the bug to a dated log, and return its path; nothing is sent."""
    now = dt.datetime.now(dt.UTC)
    path = log_folder() / f"fault-{now:%Y-%m-%d-%H%M%S-%f}.log"
    details = "".join(traceback.format_exception(fault))
    path.write_text(f"Partnermap {VERSION}, {now.isoformat()}\n{details}", encoding="utf-8")
    return path
