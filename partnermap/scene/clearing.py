"""Clearing names of lines: names change places and ties bow by turns, and at last both together.

Names are counted, not lines: a name with one line of somebody else's tie through it is hardly better off
than one with four. So ties are led through names that are lost already, and where a name can be had free
of lines by bowing several ties at once, they bow together.
"""

import numpy as np
import numpy.typing as npt

from partnermap.scene.bowing import Bows
from partnermap.scene.candidates import Candidates, cost_of_lines, overlaps
from partnermap.scene.crossings import meeting
from partnermap.scene.model import Floats
from partnermap.scene.placing import Places

ROUNDS = 6
MOST_TRIED, MOST_TIES = 24, 8
"""Places that are tried for a name with a line through it, and ties that may bow for it at once."""

_GAIN = 1e-6
_BESIDE = 1.5
"""Room in points between a name and the line that leads from another to its symbol."""


class Clearing:
    """A choice of places and bows that only gets better.

    Attributes:
        places: the row of each organisation's chosen candidate.
        bows: of the ties.
    """

    def __init__(self, options: Candidates, places: Places, bows: Bows, threads: Floats) -> None:
        """Begin with places at which no name touches another.

        Args:
            options: where names may stand.
            places: where they stand.
            bows: of the ties.
            threads: from each place to its symbol where no other name may come between, else a point
                of the place itself, shape (c, 4).
        """
        self.places, self.bows = dict(places), bows
        self._options, self._threads = options, threads
        self._wide = options.boxes + np.array([-_BESIDE, -_BESIDE, _BESIDE, _BESIDE])
        self._is_far = (threads[:, :2] != threads[:, 2:]).any(axis=1)
        numbers = np.array([text.number for text in options.texts], dtype=np.bool_)[options.text]
        self._own = {
            owner: np.flatnonzero((options.owner == owner) & (numbers == numbers[row]))
            for owner, row in places.items()
        }
        bows.matters[list(places.values())] = True

    def run(self) -> None:
        """Make it as good as it gets in a few rounds."""
        self._settle()
        for _ in range(ROUNDS):
            crossed = [owner for owner in self.places if self._lines(owner)]
            freed = [self._free(owner) for owner in sorted(crossed, key=self._least_lines)]
            self._settle()
            if not any(freed):
                return

    def _settle(self) -> None:
        """Every tie its best bow, then every name its best free place."""
        for pair in range(len(self.bows.values)):
            self.bows.bend(pair, self.bows.best(pair))
        for owner in self.places:
            rows = self._open(owner)
            costs = self._costs(rows)
            here = costs[rows == self.places[owner]].min(initial=np.inf)
            if costs.min(initial=np.inf) < here - _GAIN:
                self._move(owner, int(rows[np.argmin(costs)]))

    def _free(self, owner: int) -> bool:
        """Move a name where, with the ties there bowing for it, all costs least; whether it moved so."""
        rows = self._open(owner)
        promising = self._options.plain[rows] + 0.7 * self.bows.counts[rows]
        order = np.argsort(promising, kind="stable")[:MOST_TRIED]
        found = [self._tried(owner, row) for row in rows[order].tolist()]
        gain, row, bows = max(found, key=lambda item: item[0], default=(0.0, 0, {}))
        if gain < _GAIN:
            return False
        self._move(owner, row)
        self._bend(bows)
        return True

    def _tried(self, owner: int, row: int) -> tuple[float, int, dict[int, float]]:
        """What would be gained by a place, and the bows for it; everything is put back."""
        before, pairs = self.places[owner], self.bows.through(row)
        if len(pairs) > MOST_TIES:
            return 0.0, row, {}
        old = {pair: float(self.bows.values[pair]) for pair in pairs}
        cost = self._cost(pairs)
        self._move(owner, row)
        for pair in pairs:
            self.bows.bend(pair, self.bows.best(pair, row))
        new = {pair: float(self.bows.values[pair]) for pair in pairs}
        gain = cost - self._cost(pairs)
        self._bend(old)
        self._move(owner, before)
        return gain, row, new

    def _open(self, owner: int) -> npt.NDArray[np.intp]:
        """Places of a name where it touches no other, nor comes between another and its symbol."""
        rows, boxes = self._own[owner], self._options.boxes
        others = np.array([row for key, row in self.places.items() if key != owner], dtype=np.intp)
        rows = rows[~overlaps(boxes[rows][:, None], boxes[others]).any(axis=1)]
        rows = rows[~self._between(rows, others[self._is_far[others]])]
        far = self._is_far[rows]
        is_open = ~far
        is_open[far] = ~meeting(self._wide[others], self._threads[rows[far]]).any(axis=0)
        return np.asarray(rows[is_open])

    def _between(
        self, rows: npt.NDArray[np.intp], others: npt.NDArray[np.intp]
    ) -> npt.NDArray[np.bool_]:
        """Which places lie between another name and its symbol."""
        return np.asarray(meeting(self._wide[rows], self._threads[others]).any(axis=1))

    def _costs(self, rows: npt.NDArray[np.intp]) -> Floats:
        """What these places cost with the lines through them."""
        lines = self.bows.counts[rows].astype(np.int32)
        return np.asarray(self._options.plain[rows] + cost_of_lines(lines), dtype=np.float64)

    def _cost(self, pairs: list[int]) -> float:
        """What all names and the bows of some pairs cost."""
        names = np.fromiter(self.places.values(), dtype=np.intp, count=len(self.places))
        return float(self._costs(names).sum()) + sum(map(self.bows.price, pairs))

    def _lines(self, owner: int) -> int:
        return int(self.bows.counts[self.places[owner]])

    def _least_lines(self, owner: int) -> tuple[int, int]:
        return self._lines(owner), owner

    def _move(self, owner: int, row: int) -> None:
        self.bows.matters[self.places[owner]] = False
        self.places[owner] = row
        self.bows.matters[row] = True

    def _bend(self, bows: dict[int, float]) -> None:
        for pair, bow in bows.items():
            self.bows.bend(pair, bow)
