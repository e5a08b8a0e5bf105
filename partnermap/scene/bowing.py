"""Bows as they are chosen: how far each pair's ties bow, and how many pairs run through every box."""

import numpy as np

from partnermap.scene.candidates import cost_of_lines
from partnermap.scene.detours import Chords, Passages
from partnermap.scene.model import Ints

BOW_COST, SYMBOL_COST = 4.0, 6.0
"""Cost of bowing by a whole length, and of running over somebody else's symbol; a name costs about 3."""

_CLEAR = 0.3
"""How far a tie stays off the bow at which it would meet a box."""


class Bows:
    """The bow of every pair, all straight at first.

    Attributes:
        values: how far each pair bows at its middle, shape (k,).
        counts: how many pairs run through each box, shape (b,).
        matters: which boxes a tie avoids: those of symbols, and the places that names have, shape (b,).
    """

    def __init__(self, chords: Chords, found: Passages, names: int, boxes: int) -> None:
        """Take what can meet what.

        Args:
            chords: of the pairs.
            found: passages through the boxes of names, and after those of symbols.
            names: how many of the boxes are places for names.
            boxes: how many there are.
        """
        pairs = len(chords.lengths)
        self.values, self._lengths, self._most = np.zeros(pairs), chords.lengths, chords.most
        self.matters = np.arange(boxes) >= names
        self._found, self._names = found, names
        self._of_pair = np.searchsorted(found.pair, np.arange(pairs + 1))
        self._by_box = np.argsort(found.box, kind="stable")
        self._of_box = np.searchsorted(found.box[self._by_box], np.arange(boxes + 1))
        straight = (found.low < 0) & (found.high > 0)
        self.counts = np.bincount(found.box[straight], minlength=boxes)
        table = cost_of_lines(np.arange(pairs + 2, dtype=np.int32))
        self._first, self._next = float(table[1]), np.diff(table)

    def through(self, box: int) -> list[int]:
        """The pairs that run through a box."""
        rows = self._by_box[self._of_box[box] : self._of_box[box + 1]]
        pairs = self._found.pair[rows]
        bow = self.values[pairs]
        hit = (self._found.low[rows] < bow) & (bow < self._found.high[rows])
        return [int(pair) for pair in pairs[hit]]

    def bend(self, pair: int, bow: float) -> None:
        """Let a pair bow so far."""
        if bow != self.values[pair]:
            self.counts[self._met(pair)] -= 1
            self.values[pair] = bow
            self.counts[self._met(pair)] += 1

    def price(self, pair: int) -> float:
        """What a pair's bow costs, with the symbols on its way but without the names."""
        bow = abs(float(self.values[pair])) / float(self._lengths[pair])
        return BOW_COST * bow + SYMBOL_COST * int((self._met(pair) >= self._names).sum())

    def best(self, pair: int, shunned: int = -1) -> float:
        """The bow of a pair that costs least, the gentlest of several.

        Args:
            pair: whose.
            shunned: one that matters, to keep out of even where others run through it.
        """
        part = slice(self._of_pair[pair], self._of_pair[pair + 1])
        matters = self.matters[self._found.box[part]]
        boxes = self._found.box[part][matters]
        low, high = self._found.low[part][matters], self._found.high[part][matters]
        now = float(self.values[pair])
        tried = np.concatenate([(0.0, now), low - _CLEAR, high + _CLEAR])
        tried = tried[np.abs(tried) <= self._most[pair]]
        weights = self._next[self.counts[boxes] - ((low < now) & (now < high))]
        weights[boxes >= self._names] = SYMBOL_COST
        weights[boxes == shunned] = self._first
        met = (low < tried[:, None]) & (tried[:, None] < high)
        gentle = np.abs(tried)
        costs = met @ weights + BOW_COST * gentle / self._lengths[pair]
        return float(tried[np.lexsort((tried, gentle, np.round(costs, 6)))[0]])

    def _met(self, pair: int) -> Ints:
        """The boxes that a pair runs through."""
        part, bow = slice(self._of_pair[pair], self._of_pair[pair + 1]), self.values[pair]
        hit = (self._found.low[part] < bow) & (bow < self._found.high[part])
        return np.asarray(self._found.box[part][hit], dtype=np.int32)
