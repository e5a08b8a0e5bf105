"""A bug in a command: its details go to a log on this machine, its user gets one line."""

import datetime as dt
import traceback
from pathlib import Path

from partnermap.shell.paths import log_folder
from partnermap.shell.version import VERSION


def record_fault(fault: BaseException) -> Path | None:
    """Write what is needed to find the bug to a dated log; nothing is sent.

    Returns:
        The path of the log; None where it could not be written, which must not hide the bug itself.
    """
    now = dt.datetime.now(dt.UTC)
    details = "".join(traceback.format_exception(fault))
    try:
        path = log_folder() / f"fault-{now:%Y-%m-%d-%H%M%S-%f}.log"
        words = f"Partnermap {VERSION}, {now.isoformat()}\n{details}"
        path.write_text(words, encoding="utf-8", errors="backslashreplace")
    except (OSError, RuntimeError):
        return None
    return path
