"""Stress layout: distances on the map follow distances in the network, and only what changed moves.

Stress majorisation (Gansner, Koren and North 2005) with weights of one over distance squared; anchors
are extra terms that pull an organisation to where it stood before. Above `EXACT_LIMIT` organisations in
one component sweeps take over that begin with the pivot form of Ortmann, Klimenta and Brandes (2016),
which is what can be had at once. Where groups are given, distances within one are drawn shorter and
those between two longer, so that each becomes a lobe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.even import evened_within
from partnermap.analysis.layout.graph import Anchors, Graph, components, distances, graph_of
from partnermap.analysis.layout.layout import Floats, Ints, Layout
from partnermap.analysis.layout.majorise import Majoriser
from partnermap.analysis.layout.orient import oriented
from partnermap.analysis.layout.pack import pack
from partnermap.analysis.layout.pivot import Large
from partnermap.analysis.layout.spread import spread
from partnermap.analysis.layout.start import first_start, further_starts, grown_start
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

EXACT_LIMIT = 500
QUICK_LIMIT = 1000
"""Above so many organisations in one component a fine layout takes time; a quick one can come first."""

JITTER = 0.01
FINE_ROUNDS, FINE_ENOUGH = 200, 1e-5
"""The last tenth of a per cent of stress is worth its time."""

_NO_PINS: Mapping[str, tuple[float, float]] = MappingProxyType({})


def stress_layout(
    organisation_ids: Sequence[str],
    pairs: npt.NDArray[np.integer],
    *,
    groups: Sequence[int] | None = None,
    previous: Layout | None = None,
    pins: Mapping[str, tuple[float, float]] = _NO_PINS,
    quick: bool = False,
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
        quick: take what can be had at once; the layout tells whether a finer one is to be had.
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
    task = _Task(graph, anchors, quick, seed, token)
    placed = [task.placed(part) for part in parts]
    xy = pack(len(ids), parts, placed, anchors)
    if anchors.any:
        xy = spread(xy, anchors, settled=previous is not None, degrees=graph.degrees)
        xy[anchors.pinned] = anchors.xy[anchors.pinned]
    places = np.asarray(xy[place], dtype=np.float64).reshape(-1, 2)
    is_quick = quick and any(task.is_quick(part) for part in parts)
    return Layout(tuple(organisation_ids), places, is_quick=is_quick)


@dataclass(frozen=True, eq=False)
class _Task:
    """What the layout of each component is made from."""

    graph: Graph
    anchors: Anchors
    quick: bool
    seed: int
    token: Token | None

    def is_quick(self, part: Ints) -> bool:
        """Whether a finer layout of a component is to be had than the quick one."""
        return len(part) > QUICK_LIMIT and self._large(part).is_worth_refining

    def placed(self, part: Ints) -> Floats:
        """Positions of one component on its own, shape (n, 2)."""
        if self.token is not None and self.token.is_cancelled:
            raise Cancelled
        held = self.anchors.part(part)
        if len(part) == 1:
            return np.where(held.held[:, None], held.xy, 0.0)
        if len(part) <= EXACT_LIMIT:
            xy = _exact(self.graph.part(part), held, self.seed, self.token)
        else:
            large = self._large(part)
            is_quick = self.quick and len(part) > QUICK_LIMIT
            xy = large.refined() if large.is_worth_refining and not is_quick else large.quick()
        return xy if held.any else spread(xy, held, settled=False, degrees=self.graph.part(part).degrees)

    def _large(self, part: Ints) -> Large:
        return Large(self.graph.part(part), self.anchors.part(part), self.seed, self.token)


def _exact(graph: Graph, anchors: Anchors, seed: int, token: Token | None) -> Floats:
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
    for further in further_starts(graph.n, seed):
        tried = majoriser.settled(further(best))
        best = min(best, tried, key=majoriser.stress)
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
