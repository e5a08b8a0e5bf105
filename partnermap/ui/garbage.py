"""Garbage collection on the thread of the window only, a little at a time.

Left to itself Python collects on whatever thread allocates: a worker would delete widgets, which Qt
forbids, and one full collection over a large place holds every thread for more than 100 ms.
"""

import gc

from PySide6.QtCore import QObject, QTimer

BEAT_MS = 400
YOUNG = 700
"""New containers before a collection, as in Python itself."""

DATA = 20_000
"""So many new containers are records or modules just loaded: without cycles, and set aside."""

STEPS = 10
"""Collections of one generation before the next older one is included, as in Python itself."""


class Garbage(QObject):
    """Takes collection over while it lives; `stop` hands it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(collect_some)
        self._beat.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._beat.stop()
        gc.unfreeze()
        gc.enable()


def collect_some() -> None:
    """Collect what is young, or set aside what is plainly data or too much for one turn."""
    young, middle, old = gc.get_count()
    if young <= YOUNG:
        return
    oldest = 0 if middle < STEPS else 1 if old < STEPS else 2
    if sum(len(gc.get_objects(generation)) for generation in range(oldest + 1)) > DATA:
        gc.freeze()
    else:
        gc.collect(oldest)
