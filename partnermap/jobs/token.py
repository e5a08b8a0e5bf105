"""Token: how long work reports progress and learns that nobody wants its result any more."""

import threading
from collections.abc import Callable

ProgressListener = Callable[[float, str], None]


class Token:
    """Handed to every long function; thread-safe.

    Attributes:
        listener: called with a share done (0 to 1) and a few words, from the working thread.
    """

    def __init__(self, listener: ProgressListener | None = None) -> None:
        self._cancelled = threading.Event()
        self._listener = listener

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def report(self, share: float, words: str) -> None:
        """Tell the listener how far the work is."""
        if self._listener is not None:
            self._listener(min(max(share, 0.0), 1.0), words)
