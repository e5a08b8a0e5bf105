"""Runner: work off the UI thread, its result back on it; and Latest, where only the newest matters."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token
from partnermap.ui.turns import Turns

Result = TypeVar("Result")
Request = TypeVar("Request")
Work = Callable[[Token], Result]
Failed = Callable[[BaseException], None]


class Runner(QObject):
    """A pool of workers; everything handed to `done` and `failed` runs on the thread of this object.

    Attributes:
        turns: in which what comes back is delivered, and what follows from it.

    Signals:
        crashed: an exception that nobody asked for; it is a bug and is shown as one.
    """

    crashed = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, workers: int, name: str, parent: QObject | None = None, turns: Turns | None = None
    ) -> None:
        super().__init__(parent)
        self.turns = turns or Turns(self)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._tokens: set[Token] = set()
        self._under_way = 0
        self._closed = False
        self._beside: list[Runner] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether work runs or waits, or its result has not been delivered."""
        return self._under_way > 0 or any(other.is_busy for other in self._beside)

    def beside(self, name: str) -> "Runner":
        """A worker of its own for long work that nobody waits for; it ends with this runner."""
        other = Runner(1, name, self, self.turns)
        other.crashed.connect(self.crashed)
        self._beside.append(other)
        return other

    def submit(
        self,
        work: Callable[[Token], Result],
        done: Callable[[Result], None],
        failed: Failed | None = None,
        token: Token | None = None,
    ) -> Token:
        """Run the work on a worker; returns the token that cancels it."""
        own = token or Token()
        if self._closed:
            return own
        self._tokens.add(own)
        self._under_way += 1
        future = self._pool.submit(work, own)
        future.add_done_callback(lambda ended: self._hand_over(ended, own, done, failed))
        return own

    def post(self, call: Callable[[], None]) -> None:
        """Run a call on the thread of this object soon; safe from any thread."""
        if not self._closed:
            self._arrived.emit(call)

    def close(self) -> None:
        """Cancel what runs, wait for the workers, deliver nothing more."""
        self._closed = True
        for other in self._beside:
            other.close()
        for token in list(self._tokens):
            token.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._under_way = 0

    def _hand_over(
        self,
        future: "Future[Result]",
        token: Token,
        done: Callable[[Result], None],
        failed: Failed | None,
    ) -> None:
        self._tokens.discard(token)
        if not future.cancelled():
            self.post(lambda: self._deliver(future, token, done, failed))

    def _deliver(
        self,
        future: "Future[Result]",
        token: Token,
        done: Callable[[Result], None],
        failed: Failed | None,
    ) -> None:
        self._under_way -= 1
        fault = future.exception()
        if fault is None:
            if not token.is_cancelled:
                done(future.result())
            elif failed is not None:
                failed(Cancelled())
        elif failed is not None:
            failed(fault)
        elif not isinstance(fault, Cancelled):
            self.crashed.emit(fault)

    @Slot(object)
    def _on_arrived(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self.turns.soon(lambda: None if self._closed else call())


class Latest(Generic[Request, Result]):
    """One piece of work at a time; of the requests that wait only the newest is kept.

    A request that is running is finished, so that dragging shows what passes by.
    """

    def __init__(
        self,
        runner: Runner,
        work: Callable[[Request, Token], Result],
        done: Callable[[Result], None],
        failed: Failed | None = None,
    ) -> None:
        self._runner = runner
        self._work = work
        self._done = done
        self._failed = failed
        self._running = False
        self._waiting: Request | None = None
        self._token = Token()

    @property
    def is_running(self) -> bool:
        """Whether a result is on its way."""
        return self._running

    def cancel(self) -> None:
        """Forget what waits and stop what runs as soon as it looks; nothing is delivered."""
        self._waiting = None
        self._token.cancel()

    def ask(self, request: Request) -> None:
        """Ask for a result; an older request that still waits is forgotten."""
        if self._running:
            self._waiting = request
        else:
            self._start(request)

    def _start(self, request: Request) -> None:
        self._running = True
        self._token = self._runner.submit(
            lambda token: self._work(request, token), self._on_done, self._on_failed
        )

    def _on_done(self, result: Result) -> None:
        self._next()
        self._done(result)

    def _on_failed(self, fault: BaseException) -> None:
        self._next()
        if isinstance(fault, Cancelled):
            return
        if self._failed is not None:
            self._failed(fault)
        else:
            self._runner.crashed.emit(fault)

    def _next(self) -> None:
        request, self._waiting = self._waiting, None
        self._running = False
        if request is not None:
            self._start(request)
