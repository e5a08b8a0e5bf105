"""Multiplexity: in how many ways two organisations are joined (MEASURES A20), and luck (A24).

Trust is a kind like the others. Ties of one kind between one pair count once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.chance import (
    SEED,
    Chance,
    Floats,
    chance_of,
    check,
    draws_for,
    shuffled,
)
from partnermap.analysis.measure.result import NO_TIES, NotDefined
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.network import Network

Kinds = tuple[TieKind, TieKind]

_TABLE = 1 << 20
"""Small enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Multiplexity:
    """How deep links go.

    Attributes:
        mean: kinds for each linked pair, 1 or more.
        share_of_two: share of linked pairs joined by two kinds or more, 0 to 1.
        single_kind: linked pairs held by one kind, which are the fragile ones.
        overlaps: for every two kinds present, pairs with both over pairs with either, 0 to 1.
    """

    mean: float
    share_of_two: float
    single_kind: int
    overlaps: Mapping[Kinds, float]


@dataclass(frozen=True)
class _Layers:
    """Linked pairs and the kinds that hold each.

    Attributes:
        pairs: positions of both ends, the smaller first, sorted, shape (p, 2).
        kinds: those present, in the order of the word list.
        member: which kinds hold which pair, shape (p, kinds).
    """

    pairs: npt.NDArray[np.int64]
    kinds: tuple[TieKind, ...]
    member: npt.NDArray[np.bool_]


def multiplexity(network: Network) -> Multiplexity | NotDefined:
    """How many different ways two organisations are joined."""
    layers = _layers(network)
    if not layers.kinds:
        return NO_TIES
    counts = layers.member.sum(axis=1)
    both = _both(layers)
    return Multiplexity(
        mean=float(counts.mean()),
        share_of_two=float((counts > 1).mean()),
        single_kind=int((counts == 1).sum()),
        overlaps=dict(zip(combinations(layers.kinds, 2), _jaccard(layers, both).tolist(), strict=True)),
    )


def overlap_chances(
    network: Network, seed: int = SEED, token: Token | None = None, draws: int | None = None
) -> dict[Kinds, Chance] | NotDefined:
    """The overlap of every two kinds against luck: one layer stays, the other is laid on at random.

    This is the quadratic assignment procedure (QAP): organisations of one layer change places, so that
    each layer keeps its whole shape.

    Raises:
        Cancelled: the token was cancelled.
    """
    layers, n = _layers(network), len(network.organisation_ids)
    if len(layers.kinds) < 2:
        return NotDefined("All links are of one kind.") if layers.kinds else NO_TIES
    draws = draws or draws_for(n)
    drawn: list[Floats] = []
    for block in shuffled(np.arange(n, dtype=np.int64), seed, draws):
        check(token, len(drawn) * len(block) / draws, "laying one kind of link over another at random")
        drawn.append(_jaccard(layers, _moved_both(layers, block)))
    own, every = _jaccard(layers, _both(layers)), np.concatenate(drawn)
    return {
        kinds: chance_of(float(own[place]), every[:, place])
        for place, kinds in enumerate(combinations(layers.kinds, 2))
    }


def _both(layers: _Layers) -> Floats:
    """Pairs that both kinds hold, for every two kinds, shape (two kinds,)."""
    member = layers.member.astype(np.float64)
    return (member.T @ member)[np.triu_indices(len(layers.kinds), 1)]


def _moved_both(layers: _Layers, orders: npt.NDArray[np.int64]) -> Floats:
    """The same when the first kind of each two is moved by each order of the organisations.

    Args:
        layers: as recorded.
        orders: the new position of every organisation, shape (k, n).
    """
    k, n = orders.shape
    keys = layers.pairs[:, 0] * n + layers.pairs[:, 1]
    ends = orders[:, layers.pairs[:, 0]], orders[:, layers.pairs[:, 1]]
    moved = np.minimum(*ends) * n + np.maximum(*ends)
    # A small table says of nearly all moved pairs that they are not linked; only the rest are looked up.
    table = np.zeros(_TABLE, dtype=bool)
    table[keys % _TABLE] = True
    draw, pair = np.nonzero(table[moved % _TABLE])
    wanted = moved[draw, pair]
    target = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    linked = keys[target] == wanted
    draw, first, second = draw[linked], layers.member[pair[linked]], layers.member[target[linked]]
    columns = [
        np.bincount(draw, weights=first[:, one] & second[:, other], minlength=k)
        for one, other in combinations(range(len(layers.kinds)), 2)
    ]
    return np.column_stack(columns)


def _jaccard(layers: _Layers, both: Floats) -> Floats:
    """Pairs in both over pairs in either, for every two kinds, shape (..., two kinds)."""
    sizes = layers.member.sum(axis=0)
    one, other = np.triu_indices(len(layers.kinds), 1)
    return np.asarray(both / (sizes[one] + sizes[other] - both))


def _layers(network: Network) -> _Layers:
    present = {tie.kind for tie in network.ties}
    kinds = tuple(kind for kind in TieKind if kind in present)
    pairs = network.pairs.astype(np.int64)
    n = len(network.organisation_ids)
    ends = np.sort(network.ends.astype(np.int64), axis=1)
    place = np.searchsorted(pairs[:, 0] * n + pairs[:, 1], ends[:, 0] * n + ends[:, 1])
    member = np.zeros((len(pairs), len(kinds)), dtype=bool)
    member[place, [kinds.index(tie.kind) for tie in network.ties]] = True
    return _Layers(pairs, kinds, member)
