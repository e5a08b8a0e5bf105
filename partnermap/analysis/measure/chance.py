"""Chance: could a figure arise by luck (MEASURES A24); the engine that every null model shares.

A figure is compared with what it would be on many random networks or labellings. Where there are few
labellings each is counted once and the shares are exact; otherwise `DRAWS` are drawn from a seed that
the file may hold (its assumption `seed`).
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.answer import Plain
from partnermap.analysis.measure.link_arrays import is_large
from partnermap.domain.errors import Cancelled
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

DRAWS = 5_000
"""Random draws behind a p-value, and the most labellings of ten or more organisations counted out."""

FEW_DRAWS = 500
"""As many on a map above `links.LARGE`."""

ALWAYS_COUNTED_OUT = 9
"""Organisations up to which every labelling is counted out (A24): five sectors deal at most 22,680."""

COUNTED_OUT = 30
"""Organisations up to which labellings are counted out; a large place is always drawn."""

SEED = 20_260_101
"""Of the random draws where the file holds no seed, so that a figure can be repeated."""

SEED_ASSUMPTION = "seed"
UNLIKELY_BELOW = 0.05
"""Share of draws that go at least as far, at or below which luck is called unlikely."""

_MOST_ROWS = 250
_LABELS_AT_ONCE = 1_000_000
"""Bounds the memory of a block of labellings on a large map."""

_TOLERANCE = 1e-9

Whole = TypeVar("Whole", bound=np.signedinteger)
Codes = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]


class Luck(StrEnum):
    """The answer in words; never stars."""

    UNLIKELY = "unlikely by luck"
    POSSIBLE = "quite possible by luck"


@dataclass(frozen=True, slots=True)
class Chance:
    """What luck alone gives, and how far the figure lies from it.

    Attributes:
        value: the figure itself.
        expected, deviation: mean and standard deviation over the draws.
        low, high: between them lie the middle 95% of the draws.
        p_low, p_high: share of draws at most, at least as large, 0 to 1; never nought when drawn.
        draws: how many; every labelling there is when `exact`.
    """

    value: float
    expected: float
    deviation: float
    low: float
    high: float
    p_low: float
    p_high: float
    draws: int
    exact: bool

    @property
    def luck(self) -> Luck:
        """Whether luck alone would often go as far, to the side on which the figure lies."""
        return luck_of(self.p_low, self.p_high)

    @property
    def sentence(self) -> str:
        """For a board: how often luck alone would give as much, and what that means."""
        way = "low" if self.p_low <= self.p_high else "high"
        often = _often(min(self.p_low, self.p_high))
        return f"By luck alone a value this {way} would come up {often}: {self.luck}."


def luck_of(p_low: float, p_high: float) -> Luck:
    """The verdict on a figure that so large a share of the draws lies at or below, at or above."""
    return Luck.UNLIKELY if min(p_low, p_high) <= UNLIKELY_BELOW else Luck.POSSIBLE


def plain(chance: Chance) -> Plain:
    """A chance as plain values, with its verdict and its sentence for a board."""
    return {**asdict(chance), "luck": chance.luck.value, "sentence": chance.sentence}


def _often(share: float) -> str:
    if share < 0.001:
        return "less than once in 1,000 times"
    if share < 0.01:
        return f"about {round(1_000 * share)} in 1,000 times"
    return f"about {round(100 * share)} in 100 times"


def chance_of(value: float, drawn: Floats, *, exact: bool = False) -> Chance:
    """Compare a figure with the same figure of every draw, shape (draws,).

    Args:
        value: the figure itself.
        drawn: of every draw; those in which it is not defined (NaN) do not count.
        exact: the draws are all there are, the figure itself among them; otherwise the figure counts
            as one draw more, so that p = (b + 1) / (M + 1).
    """
    # Sorted, so that the order of organisations cannot change the last digit of a sum.
    drawn = np.sort(drawn[np.isfinite(drawn)])
    drawn = drawn if len(drawn) else np.array([value])
    below = int((drawn <= value + _TOLERANCE).sum())
    above = int((drawn >= value - _TOLERANCE).sum())
    own = 0 if exact else 1
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Chance(
        value=value,
        expected=float(drawn.mean()),
        deviation=float(drawn.std()),
        low=float(low),
        high=float(high),
        p_low=(below + own) / (len(drawn) + own),
        p_high=(above + own) / (len(drawn) + own),
        draws=len(drawn),
        exact=exact,
    )


def seed_of(place: Place) -> int:
    """The seed that the file's assumptions hold, else the program's own; a whole number of 0 or more."""
    for row in place.of(Assumption).values():
        text = (row.low or row.high or "").strip()
        if row.name.strip().lower() == SEED_ASSUMPTION and text.isdecimal():
            return int(text)
    return SEED


def by_labels(
    codes: Codes,
    figure: Callable[[Codes], Floats],
    seed: int = SEED,
    token: Token | None = None,
    draws: int | None = None,
) -> tuple[Floats, bool]:
    """A figure for every labelling: the labels dealt out anew among the organisations.

    Args:
        codes: the label of each organisation, shape (n,), 0 or more.
        figure: blocks of labellings, shape (k, n), to values, shape (k,) or (k, figures).
        seed: of the random labellings.
        token: to cancel by.
        draws: how many random labellings; None for as many as the map allows.

    Returns:
        The values in the order drawn, and whether every labelling was counted out.

    Raises:
        Cancelled: the token was cancelled.
    """
    exact = few_labellings(codes)
    draws = draws or draws_for(len(codes))
    found: list[Floats] = []
    done = 0
    for block in every_labelling(codes) if exact else shuffled(codes, seed, draws):
        check(token, done / draws, "dealing the sectors out anew")
        found.append(figure(block))
        done += len(block)
    return np.concatenate(found), exact


def check(token: Token | None, share: float, words: str) -> None:
    """Report progress.

    Raises:
        Cancelled: the token was cancelled.
    """
    stop_if_cancelled(token)
    if token is not None:
        token.report(share, words)


def stop_if_cancelled(token: Token | None) -> None:
    """For parts of a longer work, whose progress nobody wants to see.

    Raises:
        Cancelled: the token was cancelled.
    """
    if token is not None and token.is_cancelled:
        raise Cancelled


def draws_for(n: int) -> int:
    """How many random draws a map of so many organisations gets."""
    return FEW_DRAWS if is_large(n) else DRAWS


def few_labellings(codes: Codes) -> bool:
    """Whether all labellings are few enough to be counted out."""
    n = len(codes)
    if n <= ALWAYS_COUNTED_OUT or n > COUNTED_OUT:
        return n <= ALWAYS_COUNTED_OUT
    return labellings(Counter(codes.tolist())) <= DRAWS


def labellings(counts: Mapping[int, int]) -> int:
    """In how many ways the labels can be dealt out among the organisations."""
    ways, left = 1, sum(counts.values())
    for size in counts.values():
        ways *= math.comb(left, size)
        left -= size
    return ways


def shuffled(codes: npt.NDArray[Whole], seed: int, draws: int = DRAWS) -> Iterator[npt.NDArray[Whole]]:
    """Random orders of the values, shape (n,), in blocks of shape (k, n)."""
    random = np.random.default_rng(seed)
    at_once = max(1, min(_MOST_ROWS, _LABELS_AT_ONCE // max(1, len(codes))))
    for start in range(0, draws, at_once):
        rows = min(at_once, draws - start)
        yield random.permuted(np.tile(codes, (rows, 1)), axis=1)


def every_labelling(codes: Codes) -> Iterator[Codes]:
    """All labellings once each, as one block of shape (labellings, n)."""
    counts = Counter(codes.tolist())
    dealt = list(_deal([-1] * len(codes), tuple(range(len(codes))), list(counts.items())))
    yield np.array(dealt, dtype=codes.dtype)


def _deal(labels: list[int], free: tuple[int, ...], left: list[tuple[int, int]]) -> Iterator[list[int]]:
    if not left:
        yield labels
        return
    (code, size), rest = left[0], left[1:]
    for chosen in combinations(free, size):
        taken = set(chosen)
        dealt = [code if node in taken else label for node, label in enumerate(labels)]
        yield from _deal(dealt, tuple(node for node in free if node not in taken), rest)
