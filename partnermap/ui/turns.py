"""Turns: what is to be done on the window's thread, a little in each turn of the event loop."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot

TURN_S = 0.008
"""Seconds of waiting work that one turn takes on; a click waits for no more, and for a painting."""


@dataclass(eq=False)
class _Work:
    """Steps that are carried out one after the other, until something newer takes their place."""

    steps: Iterator[object]
    key: Hashable
    is_wanted: bool = True


class Turns(QObject):
    """First come, first served; belongs to the thread of the window.

    A turn that has painted or answered the user for long is left alone: the work waits for the next.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[_Work] = deque()
        self._newest: dict[Hashable, _Work] = {}
        self._left_at = 0.0
        self._stood_back = False
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def soon(self, call: Callable[[], object], *, key: Hashable = None) -> None:
        """Do something in a later turn, in place of what waits under the same key."""
        self.in_steps((call() for _ in range(1)), key=key)

    def in_steps(self, steps: Iterator[object], *, key: Hashable = None) -> None:
        """Carry out what an iterator does between its items, in place of what the key did before."""
        if self._is_closed:
            return
        work = _Work(steps, key)
        if key is not None:
            self.forget(key)
            self._newest[key] = work
        self._waiting.append(work)
        if not self._timer.isActive():
            self._left_at = perf_counter()
            self._timer.start()

    def forget(self, key: Hashable) -> None:
        """Leave out what waits under a key."""
        older = self._newest.pop(key, None)
        if older is not None:
            older.is_wanted = False

    def close(self) -> None:
        """Do nothing any more."""
        self._is_closed = True
        self._timer.stop()
        self._waiting.clear()
        self._newest.clear()

    @Slot()
    def _take(self) -> None:
        began = perf_counter()
        if began - self._left_at > TURN_S and not self._stood_back:
            self._stood_back = True
        else:
            self._stood_back = False
            while self._waiting:
                self._step(self._waiting.popleft())
                if perf_counter() - began > TURN_S:
                    break
        self._left_at = perf_counter()
        if not self._waiting:
            self._timer.stop()

    def _step(self, work: _Work) -> None:
        """One step; taken out meanwhile, because a dialog may run a loop of its own within it."""
        if not work.is_wanted:
            return
        try:
            next(work.steps)
        except StopIteration:
            if self._newest.get(work.key) is work:
                del self._newest[work.key]
            return
        if work.is_wanted and not self._is_closed:
            self._waiting.appendleft(work)
