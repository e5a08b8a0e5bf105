"""Stress layout: distances on the map follow distances in the network, and only what changed moves.

Stress majorisation (Gansner, Koren and North 2005) with weights of one over distance squared; anchors
are extra terms that pull an organisation to where it stood before. Above `DENSE_LIMIT` organisations in
one component the pivot form of Ortmann, Klimenta and Brandes (2016) takes over.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.graph import Anchors, Graph, components, distances, graph_of
from partnermap.analysis.layout.layout import Floats, Ints, Layout
from partnermap.analysis.layout.orient import oriented
from partnermap.analysis.layout.pack import pack
from partnermap.analysis.layout.pivot import pivot_stress
from partnermap.analysis.layout.spread import spread
from partnermap.analysis.layout.start import classical_start, grown_start
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

DENSE_LIMIT = 1000
ROUNDS = 80
ENOUGH = 1e-4
JITTER = 0.01
_NO_PINS: Mapping[str, tuple[float, float]] = MappingProxyType({})


def stress_layout(
    organisation_ids: Sequence[str],
    pairs: npt.NDArray[np.integer],
    *,
    previous: Layout | None = None,
    pins: Mapping[str, tuple[float, float]] = _NO_PINS,
    seed: int = 0,
    token: Token | None = None,
) -> Layout:
    """Lay out organisations so that linked ones stand about one unit apart.

    Args:
        organisation_ids: n distinct ids; their order does not matter.
        pairs: (p, 2) rows into `organisation_ids`; doubles and loops are ignored.
        previous: where organisations stood before; those still there hardly move.
        pins: places that the user chose, kept to the digit.
        seed: of the small jitter that tells twins apart.
        token: lets somebody cancel the work.

    Raises:
        Cancelled: the token said so.
    """
    ids = sorted(organisation_ids)
    graph = graph_of(len(ids), _renumbered(organisation_ids, ids, pairs))
    anchors = Anchors.gather(ids, previous, pins)
    parts = components(graph)
    placed = [_component(graph, part, anchors, seed, token) for part in parts]
    xy = pack(len(ids), parts, placed, anchors)
    if anchors.any:
        xy = spread(xy, anchors, settled=previous is not None)
        xy[anchors.pinned] = anchors.xy[anchors.pinned]
    row = {organisation_id: i for i, organisation_id in enumerate(ids)}
    order = [row[organisation_id] for organisation_id in organisation_ids]
    return Layout(tuple(organisation_ids), np.asarray(xy[order], dtype=np.float64).reshape(-1, 2))


def _renumbered(
    given: Sequence[str], ids: Sequence[str], pairs: npt.NDArray[np.integer]
) -> npt.NDArray[np.integer]:
    row = {organisation_id: i for i, organisation_id in enumerate(ids)}
    to_sorted = np.array([row[organisation_id] for organisation_id in given], dtype=np.int32)
    return to_sorted[np.asarray(pairs, dtype=np.int32).reshape(-1, 2)]


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
    wanted = distances(graph)
    jitter = np.random.default_rng(seed).normal(0.0, JITTER, (graph.n, 2))
    if anchors.any:
        start = grown_start(graph, anchors) + np.where(anchors.held[:, None], 0.0, jitter)
        return majorise(_kept(wanted, anchors), start, anchors, token)
    return oriented(majorise(wanted, classical_start(wanted) + jitter, anchors, token), graph.degrees)


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


def majorise(wanted: Floats, start: Floats, anchors: Anchors, token: Token | None = None) -> Floats:
    """Lower the stress of one connected component until it hardly falls any more.

    Args:
        wanted: (n, n) distances, positive off the diagonal.
        start: (n, 2) first positions.
        anchors: places to stay near.
        token: lets somebody cancel the work.
    """
    from scipy.linalg import cho_factor, cho_solve

    weights = _weights(wanted)
    pull = anchors.pull(weights.sum(axis=1))
    factor = cho_factor(_laplacian(weights) + _grounding(pull), check_finite=False)
    xy, before = start, np.inf
    for _ in range(ROUNDS):
        if token is not None and token.is_cancelled:
            raise Cancelled
        target, stress = _step(xy, wanted, weights)
        xy = cho_solve(factor, target + pull[:, None] * anchors.xy_or_zero, check_finite=False)
        if before - stress < ENOUGH * stress:
            break
        before = stress
    return xy


def _weights(wanted: Floats) -> Floats:
    safe = wanted + np.eye(len(wanted))
    return np.asarray((1.0 - np.eye(len(wanted))) / safe**2)


def _laplacian(weights: Floats) -> Floats:
    return np.asarray(np.diag(weights.sum(axis=1)) - weights)


def _grounding(pull: Floats) -> Floats:
    """What makes the Laplacian invertible: the anchors, or without any a fixed centre of gravity."""
    if pull.any():
        return np.diag(pull)
    return np.full((len(pull), len(pull)), 1.0 / len(pull))


def _step(xy: Floats, wanted: Floats, weights: Floats) -> tuple[Floats, float]:
    """The right-hand side of one majorisation step and the stress before it."""
    across = xy[:, 0][:, None] - xy[:, 0]
    down = xy[:, 1][:, None] - xy[:, 1]
    real = np.sqrt(across * across + down * down)
    stress = float((weights * (real - wanted) ** 2).sum())
    ratio = weights * wanted / np.maximum(real, 1e-9)
    return ratio.sum(axis=1)[:, None] * xy - ratio @ xy, stress
