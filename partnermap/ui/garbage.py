"""Garbage collection on the thread of the window only, a little at a time.

Left to itself Python collects on whatever thread allocates: a worker would delete widgets, which Qt
forbids, and one full collection over a large place holds every thread for more than 100 ms.
"""

import gc
from time import thread_time

from PySide6.QtCore import QObject, QTimer

BEAT_MS = 400
YOUNG = 700
"""New containers before a collection, as in Python itself."""

DATA = 20_000
"""So many new containers are records or modules just loaded: without cycles, and set aside."""

SLOW_S = 0.004
"""A collection that took so long met far more than was counted."""

STEPS = 10
"""Collections of one generation before the next older one is included, as in Python itself."""


class Garbage(QObject):
    """Takes collection over while it lives; `stop` hands it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._collector = Collector()
        self._beat.timeout.connect(self._collector.collect_some)
        self._beat.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._beat.stop()
        gc.unfreeze()
        gc.enable()


class Collector:
    """Collects in small steps; how much each generation holds is counted, never looked at.

    Python counts what is made less what is given back: a large place that takes the place of another
    hardly counts. The first collection that meets it is slow and sets it aside, so that none follows.

    To list the objects of a generation would take hold of tuples that a worker is still filling, and
    the worker would fail.
    """

    def __init__(self) -> None:
        self._middle = self._old = 0

    def collect_some(self) -> None:
        """Collect what is young, or set aside what is plainly data or too much for one turn."""
        young, middles, olds = gc.get_count()
        if young <= YOUNG:
            return
        oldest = 0 if middles < STEPS else 1 if olds < STEPS else 2
        held = young + sum((self._middle, self._old)[:oldest])
        if held > DATA:
            self._set_aside()
            return
        began = thread_time()
        left = max(held - gc.collect(oldest), 0)
        if thread_time() - began > SLOW_S:
            self._set_aside()
        elif oldest == 0:
            self._middle += left
        else:
            self._middle, self._old = 0, left + (self._old if oldest == 1 else 0)

    def _set_aside(self) -> None:
        gc.freeze()
        self._middle = self._old = 0
