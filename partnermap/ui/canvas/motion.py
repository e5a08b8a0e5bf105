"""Motion: pictures fade into each other, pans glide, the view flies; nothing for those who want none."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEasingCurve, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

FADE_MS = 180
GLIDE_MS = 260
FLIGHT_MS = 420


_PROPERTY = "reduceMotion"
"""Of the application: the choice, where everything that moves finds it."""


class ReduceMotion(StrEnum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    ALWAYS = "always"
    NEVER = "never"


def reduce_motion(choice: ReduceMotion) -> None:
    """From now on move things, or not."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, choice.value)


def is_wanted() -> bool:
    """Whether things may move: as the user says, else as the system says."""
    application = QApplication.instance()
    choice = application.property(_PROPERTY) if application is not None else None
    if choice in (ReduceMotion.ALWAYS, ReduceMotion.NEVER):
        return bool(choice == ReduceMotion.NEVER)
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


class Fade(QObject):
    """The picture before, until the new one has come in.

    Attributes:
        before: what fades away over the new picture; None at rest.
        share: how far the new one has come in, 0 to 1.
    """

    def __init__(self, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.before: QImage | None = None
        self.share = 1.0
        self._changed = changed
        self._run = _run(FADE_MS, self._step, self._end, self)

    def start(self, before: QImage) -> None:
        """Come in over this image; at once where motion is not wanted."""
        self._run.stop()
        if is_wanted():
            self.before, self.share = before, 0.0
            self._run.start()
        else:
            self._end()

    def end(self) -> None:
        """Show the new picture alone."""
        self._run.stop()
        self._end()

    def _step(self, share: object) -> None:
        self.share = float(share) if isinstance(share, float) else 1.0
        self._changed()

    def _end(self) -> None:
        self.before, self.share = None, 1.0
        self._changed()


class Flight(QObject):
    """The way to another part of the map, in shares from 0 to 1."""

    def __init__(self, fly: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._fly = fly
        self._run = _run(FLIGHT_MS, self._step, lambda: self._fly(1.0), self)
        self._run.setEasingCurve(QEasingCurve.Type.InOutCubic)

    def start(self, *, is_known: bool) -> None:
        """Set out; at once there where motion is not wanted or the way is through an unknown map."""
        self._run.stop()
        if is_known and is_wanted():
            self._run.start()
        else:
            self._fly(1.0)

    def _step(self, share: object) -> None:
        self._fly(float(share) if isinstance(share, float) else 1.0)


class Glide(QObject):
    """A pan in small steps."""

    def __init__(self, pan: Callable[[float, float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._pan = pan
        self._way = (0.0, 0.0)
        self._gone = 0.0
        self._run = _run(GLIDE_MS, self._step, self._arrive, self)

    def start(self, dx: float, dy: float) -> None:
        """Pan by so many pixels; at once where motion is not wanted."""
        self._run.stop()
        self._way, self._gone = (dx, dy), 0.0
        if is_wanted():
            self._run.start()
        else:
            self._arrive()

    def stop(self) -> None:
        """Stay where it is."""
        self._run.stop()
        self._gone = 1.0

    def _step(self, share: object) -> None:
        gone = float(share) if isinstance(share, float) else 1.0
        part, self._gone = gone - self._gone, gone
        if part:
            self._pan(self._way[0] * part, self._way[1] * part)

    def _arrive(self) -> None:
        self._step(1.0)


def _run(
    duration: int, step: Callable[[object], None], end: Callable[[], None], parent: QObject
) -> QVariantAnimation:
    run = QVariantAnimation(parent)
    run.setDuration(duration)
    run.setStartValue(0.0)
    run.setEndValue(1.0)
    run.valueChanged.connect(step)
    run.finished.connect(end)
    return run
