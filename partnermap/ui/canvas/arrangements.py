"""Arrangements: the map tidied or arranged from nothing, and the arrangement before to go back to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from partnermap.ui.canvas.map_maker import MapMaker


class Arrangements(QObject):
    """Keeps the maker of the pictures, and the one before the last time the user arranged anew.

    Attributes:
        maker: knows where everybody stands now.

    Signals:
        has_earlier: whether there is an arrangement to go back to.
    """

    has_earlier = Signal(bool)

    def __init__(self, show: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.maker = MapMaker()
        self._show = show
        self._earlier: MapMaker | None = None

    def tidy(self) -> None:
        """Arrange from where everybody stands; only what has to moves."""
        arranger = self.maker.arranger.copied()
        arranger.settle_again()
        self._take(MapMaker(arranger))

    def start_afresh(self) -> None:
        """Arrange everything as if for the first time; what the user pinned stays."""
        self._take(MapMaker())

    def go_back(self) -> None:
        """The arrangement before the last; once more, the last again."""
        if self._earlier is not None:
            self._take(self._earlier)

    def forget(self) -> None:
        """Another file: nobody stands anywhere yet."""
        self.maker, self._earlier = MapMaker(), None
        self.has_earlier.emit(False)

    def _take(self, maker: MapMaker) -> None:
        self.maker, self._earlier = maker, self.maker
        self.has_earlier.emit(True)
        self._show()
