"""Networks as plain ids and pairs, drawn at random but the same each time."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

Pairs = npt.NDArray[np.integer]
MakeNetwork = Callable[..., tuple[list[str], Pairs]]


@pytest.fixture
def make_network() -> MakeNetwork:
    """ids and pairs of n organisations, a few of them busy, about twice as many ties."""

    def make(n: int, seed: int = 1) -> tuple[list[str], Pairs]:
        random = np.random.default_rng(seed)
        weights = random.pareto(1.4, n) + 0.4
        pairs = random.choice(n, (2 * n, 2), p=weights / weights.sum())
        return [f"organisation {i:04d}" for i in range(n)], pairs

    return make
