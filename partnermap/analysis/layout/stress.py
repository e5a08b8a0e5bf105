"""Stress layout: distances on the map follow distances in the network, and only what changed moves.

Stress majorisation (Gansner, Koren and North 2005) with weights of one over distance squared; anchors
are extra terms that pull an organisation to where it stood before. Above `DENSE_LIMIT` organisations in
one component the pivot form of Ortmann, Klimenta and Brandes (2016) takes over. Where groups are given,
distances within one are drawn shorter and those between two longer, so that each becomes a lobe.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.even import evened_within
from partnermap.analysis.layout.graph import Anchors, Graph, components, distances, graph_of
from partnermap.analysis.layout.layout import Floats, Ints, Layout
from partnermap.analysis.layout.majorise import Majoriser
from partnermap.analysis.layout.orient import oriented
from partnermap.analysis.layout.pack import pack
from partnermap.analysis.layout.pivot import pivot_stress
from partnermap.analysis.layout.spread import spread
from partnermap.analysis.layout.start import SMALL, STARTS, first_start, grown_start, stirred
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

DENSE_LIMIT = 2500
JITTER = 0.01
FINE_LIMIT, FINE_ROUNDS, FINE_ENOUGH = 500, 200, 1e-5
"""Up to so many organisations the last tenth of a per cent of stress is worth its time."""

_NO_PINS: Mapping[str, tuple[float, float]] = MappingProxyType({})


def stress_layout(
    organisation_ids: Sequence[str],
    pairs: npt.NDArray[np.integer],
    *,
    groups: Sequence[int] | None = None,
    previous: Layout | None = None,
    pins: Mapping[str, tuple[float, float]] = _NO_PINS,
    seed: int = 0,
    token: Token | None = None,
) -> Layout:
    """Lay out organisations so that linked ones stand about one unit apart.

    Args:
        organisation_ids: n distinct ids; their order does not matter.
        pairs: (p, 2) rows into `organisation_ids`; doubles and loops are ignored.
        groups: for each organisation the number of the lobe to draw it in; None draws no lobes.
        previous: where organisations stood before; those still there hardly move.
        pins: places that the user chose, kept to the digit.
        seed: of the small jitter that tells twins apart.
        token: lets somebody cancel the work.

    Raises:
        Cancelled: the token said so.
    """
    order = np.array(
        sorted(range(len(organisation_ids)), key=organisation_ids.__getitem__), dtype=np.int32
    )
    ids = [organisation_ids[row] for row in order]
    place = np.argsort(order).astype(np.int32)
    lobes = None if groups is None else np.array(groups, dtype=np.int32)[order]
    graph = graph_of(len(ids), place[np.asarray(pairs, dtype=np.int32).reshape(-1, 2)], lobes)
    anchors = Anchors.gather(ids, previous, pins)
    parts = components(graph)
    placed = [_component(graph, part, anchors, seed, token) for part in parts]
    xy = pack(len(ids), parts, placed, anchors)
    if anchors.any:
        xy = spread(xy, anchors, settled=previous is not None)
        xy[anchors.pinned] = anchors.xy[anchors.pinned]
    return Layout(tuple(organisation_ids), np.asarray(xy[place], dtype=np.float64).reshape(-1, 2))


def _component(graph: Graph, part: Ints, anchors: Anchors, seed: int, token: Token | None) -> Floats:
    if token is not None and token.is_cancelled:
        raise Cancelled
    if len(part) == 1:
        return np.where(anchors.held[part][:, None], anchors.xy[part], 0.0)
    inner, held = graph.part(part), anchors.part(part)
    large = len(part) > DENSE_LIMIT
    xy = pivot_stress(inner, held, seed) if large else _dense(inner, held, seed, token)
    return xy if held.any else spread(xy, held, settled=False)


def _dense(graph: Graph, anchors: Anchors, seed: int, token: Token | None) -> Floats:
    rows = np.arange(graph.n, dtype=np.int32)
    wanted = distances(graph) * graph.pull(rows[:, None], rows)
    if not anchors.any:
        return _afresh(graph, wanted, seed, token)
    jitter = np.random.default_rng(seed).normal(0.0, JITTER, (graph.n, 2))
    start = grown_start(graph, anchors) + np.where(anchors.held[:, None], 0.0, jitter)
    return Majoriser(_kept(wanted, anchors), anchors, token).settled(start)


def _afresh(graph: Graph, wanted: Floats, seed: int, token: Token | None) -> Floats:
    """The best of several starts, the right way round, with room for names as far as stress allows."""
    majoriser = Majoriser(wanted, Anchors.none(graph.n), token)
    best = majoriser.settled(first_start(wanted, graph.degrees, seed))
    for turn in range(1, STARTS if graph.n < SMALL else 1):
        tried = majoriser.settled(stirred(best, seed + turn))
        best = min(best, tried, key=majoriser.stress)
    if graph.n <= FINE_LIMIT:
        best = majoriser.settled(best, FINE_ROUNDS, FINE_ENOUGH)
    turned = oriented(best, graph.degrees)
    return turned if graph.groups is not None else evened_within(turned, majoriser.least_stress)


def _kept(wanted: Floats, anchors: Anchors) -> Floats:
    """Wanted distances, but those between organisations that have their places as they are.

    The rest is scaled to the distances that the earlier layout gave to the same steps.
    """
    both = np.outer(anchors.held, anchors.held)
    np.fill_diagonal(both, False)
    if not both.any():
        return wanted
    gaps = anchors.xy_or_zero[:, None] - anchors.xy_or_zero
    real = np.maximum(np.hypot(gaps[..., 0], gaps[..., 1]), 1e-3)
    scale = float(np.median(real[both] / wanted[both]))
    return np.asarray(np.where(both, real, wanted * scale))
