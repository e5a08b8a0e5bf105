"""Majoriser: lowers the stress of one connected component from any start."""

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Floats
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

ROUNDS = 80
ENOUGH = 1e-4
"""Stop when a round lowers the stress by a smaller share than this."""

_NEAREST_SQUARED = 1e-18


class Majoriser:
    """The terms of one component's stress, prepared once for all its starts."""

    def __init__(self, wanted: Floats, anchors: Anchors, token: Token | None = None) -> None:
        """Prepare.

        Args:
            wanted: (n, n) distances, positive off the diagonal.
            anchors: places to stay near.
            token: lets somebody cancel the work.
        """
        n = len(wanted)
        weights = (1.0 - np.eye(n)) / (wanted + np.eye(n)) ** 2
        total = weights.sum(axis=1)
        self._laplacian = np.diag(total) - weights
        self._pulled = weights * wanted
        self._constant = float((self._pulled * wanted).sum())
        self._token = token
        pull = anchors.pull(total)
        self._towards = pull[:, None] * anchors.xy_or_zero
        # Without anchors a fixed centre of gravity makes the matrix invertible. NumPy lets other threads
        # run while it inverts; SciPy would hold up the window for as long as it takes.
        grounding = np.diag(pull) if pull.any() else np.full((n, n), 1.0 / n)
        self._inverse = np.linalg.inv(self._laplacian + grounding)

    def settled(self, start: Floats, rounds: int = ROUNDS, enough: float = ENOUGH) -> Floats:
        """Positions (n, 2) from a start until the stress falls by no more than a share `enough`.

        Raises:
            Cancelled: the token said so.
        """
        xy, before = start, np.inf
        for _ in range(rounds):
            if self._token is not None and self._token.is_cancelled:
                raise Cancelled
            real = _distances(xy)
            stress = self._stress(xy, real)
            ratio = np.divide(self._pulled, real, out=real)
            xy = self._inverse @ (ratio.sum(axis=1)[:, None] * xy - ratio @ xy + self._towards)
            if before - stress < enough * stress:
                break
            before = stress
        return np.asarray(xy)

    def stress(self, xy: Floats) -> float:
        """Stress of positions, over both orders of every pair."""
        return self._stress(xy, _distances(xy))

    def least_stress(self, xy: Floats) -> float:
        """Stress of positions at their best size."""
        real = _distances(xy)
        spread = float(np.vdot(self._pulled, real))
        return self._constant - spread**2 / max(2 * float(np.vdot(xy, self._laplacian @ xy)), 1e-12)

    def _stress(self, xy: Floats, real: Floats) -> float:
        squares = 2 * float(np.vdot(xy, self._laplacian @ xy))
        return self._constant - 2 * float(np.vdot(self._pulled, real)) + squares


def _distances(xy: Floats) -> Floats:
    """Distances (n, n) between positions, never nought."""
    squares = (xy * xy).sum(axis=1)
    gaps = squares[:, None] + squares - 2 * (xy @ xy.T)
    return np.asarray(np.sqrt(np.maximum(gaps, _NEAREST_SQUARED)))
