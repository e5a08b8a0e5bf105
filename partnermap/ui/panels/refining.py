"""Refining: the fine layout of a large map, made beside everything else while the quick one is shown."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from partnermap.analysis.layout.layout import Layout
from partnermap.jobs.token import Token
from partnermap.shell.words import text
from partnermap.ui.canvas.arranger import Rough
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.panels.waiting import Waiting
from partnermap.ui.runner import Latest, Runner

AGAIN_MS = 100
"""How soon to look again whether the mouse has been let go."""


class Refining(QObject):
    """Refines what is shown, one layout at a time; whoever moves an organisation keeps the quick one.

    Attributes:
        waiting: says over the map that it is being refined, and stops it.

    Signals:
        refined: there is a fine layout; the next picture shows it.
    """

    refined = Signal()

    def __init__(self, runner: Runner, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.waiting = Waiting(canvas, text("Refining the map …"), text("Stop refining the map"))
        self._work = Latest[Rough, tuple[Rough, Layout]](
            runner.beside("refining"), _refined, self._on_refined
        )
        self._rough: Rough | None = None
        self._declined: Rough | None = None
        self.waiting.stopped.connect(self._stop)
        canvas.organisation_moved.connect(self.cancel)

    def follow(self, rough: Rough | None) -> None:
        """Refine this; what is being refined already goes on, anything else stops."""
        if rough is self._rough:
            return
        self.cancel()
        if rough is not None and rough is not self._declined:
            self._rough = rough
            self.waiting.begin()
            self._work.ask(rough)

    def cancel(self) -> None:
        """Stop; nothing is delivered."""
        self._rough = None
        self._work.cancel()
        self.waiting.end()

    def _stop(self) -> None:
        """Keep the quick layout."""
        self._declined = self._rough
        self.cancel()

    def _on_refined(self, found: tuple[Rough, Layout]) -> None:
        rough, fine = found
        if rough is not self._rough:
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Nothing moves under the user's hand; if it moves an organisation, this is not wanted.
            QTimer.singleShot(AGAIN_MS, self, partial(self._on_refined, found))
            return
        self.waiting.end()
        rough.arranger.offer(rough, fine)
        self.refined.emit()


def _refined(rough: Rough, token: Token) -> tuple[Rough, Layout]:
    return rough, rough.refined(token)
