"""Preferences: what the window remembers on this computer: look, motion, files opened before, size."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from partnermap.shell.paths import data_folder
from partnermap.ui.canvas.motion import ReduceMotion
from partnermap.ui.theme import Appearance

MOST_RECENT = 8


class Preferences:
    """Kept in one small file in the local application data folder."""

    def __init__(self) -> None:
        self._settings = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system."""
        kept = str(self._settings.value("appearance", Appearance.SYSTEM.value))
        return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, choice: Appearance) -> None:
        self._settings.setValue("appearance", choice.value)

    @property
    def reduce_motion(self) -> ReduceMotion:
        """Whether things may move on the screen."""
        kept = str(self._settings.value("reduce_motion", ReduceMotion.SYSTEM.value))
        return ReduceMotion(kept) if kept in set(ReduceMotion) else ReduceMotion.SYSTEM

    @reduce_motion.setter
    def reduce_motion(self, choice: ReduceMotion) -> None:
        self._settings.setValue("reduce_motion", choice.value)

    @property
    def recent(self) -> list[str]:
        """Paths of files opened before, the latest first."""
        kept = self._settings.value("recent", [])
        return [str(path) for path in kept] if isinstance(kept, list) else [str(kept)]

    def remember(self, path: Path) -> None:
        """Put a file at the top of those opened before."""
        others = [known for known in self.recent if known != str(path)]
        self._settings.setValue("recent", [str(path), *others][:MOST_RECENT])

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood."""
        kept = self._settings.value("geometry")
        return kept if isinstance(kept, QByteArray) else None

    @geometry.setter
    def geometry(self, where: QByteArray) -> None:
        self._settings.setValue("geometry", where)
