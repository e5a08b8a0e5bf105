"""How far a figure moves when one link or one organisation is left out (MEASURES A25 and cautions).

In small networks one tie can move centralisation or the E-I index a lot, and the place of an
organisation in a ranking may rest on a single other one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.measure import shape
from partnermap.analysis.measure.chance import check
from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PATHS, NotDefined
from partnermap.analysis.measure.shape import Floats, Pairs
from partnermap.jobs.token import Token

MOST_WORK = 30_000_000
"""Organisations times the square of the pairs, above which networks are not measured again and again."""

TOO_LARGE = NotDefined("The map is so large that one link or organisation hardly moves it.")

RANKED: Mapping[str, Callable[[int, Pairs], Floats]] = {
    "degree": shape.partners,
    "betweenness": shape.betweenness,
    "harmonic_closeness": shape.harmonic_closeness,
}
"""Measures whose ranks are tried with each organisation left out, by their keys in the JSON."""

_EQUAL = 1e-12


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the largest value, the figure itself among them."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RankSpan:
    """A rank (1 is the largest value; equals share the better one), and where it lies without others.

    Attributes:
        rank: with everybody.
        best, worst: over all networks that lack one other organisation.
    """

    rank: int
    best: int
    worst: int


def if_one_link_changed(
    n: int, pairs: Pairs, token: Token | None = None
) -> dict[str, Span | NotDefined]:
    """Spans of `degree`, `betweenness` and `closeness` centralisation with each pair left out once.

    Without some pairs a map falls apart and closeness centralisation is not defined; such pairs are
    left out of its span.

    Raises:
        Cancelled: the token was cancelled.
    """
    keys = ("degree", "betweenness", "closeness")
    why = TOO_FEW_FOR_PATHS if n < 3 else NO_TIES if not len(pairs) else None
    if why is not None:
        return dict.fromkeys(keys, why)
    degree = _degree_span(n, pairs)
    if _is_large(n, pairs):
        return {**dict.fromkeys(keys, TOO_LARGE), "degree": degree}
    shapes = [shape.shape_of(n, pairs)]
    for left_out in range(len(pairs)):
        check(token, left_out / len(pairs), "leaving each link out in turn")
        shapes.append(shape.shape_of(n, np.delete(pairs, left_out, axis=0)))
    own = shapes[0].closeness
    close = own if isinstance(own, NotDefined) else _span(found.closeness for found in shapes)
    return {
        "degree": degree,
        "betweenness": _span(found.betweenness for found in shapes),
        "closeness": close,
    }


def e_i_span(external: int, internal: int) -> Span | NotDefined:
    """Span of the E-I index with each pair left out once, from the pairs across and within sectors."""
    total = external + internal
    if not total:
        return NO_TIES
    counts = [(external, total)]
    counts += [(external - 1, total - 1)] if external and total > 1 else []
    counts += [(external, total - 1)] if internal and total > 1 else []
    return _span((2 * across - pairs) / pairs for across, pairs in counts)


def rank_spans(
    n: int, pairs: Pairs, token: Token | None = None
) -> dict[str, list[RankSpan]] | NotDefined:
    """Rank of every organisation, and its span when each other one is left out, by key of `RANKED`.

    Raises:
        Cancelled: the token was cancelled.
    """
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if _is_large(n, pairs):
        return TOO_LARGE
    found = {key: np.empty((n, n)) for key in RANKED}
    for left_out in range(n):
        check(token, left_out / n, "leaving each organisation out in turn")
        rest = _without(pairs, left_out)
        for key, read in RANKED.items():
            found[key][left_out] = np.insert(_ranks(read(n - 1, rest)), left_out, np.nan)
    return {key: _rank_spans(_ranks(read(n, pairs)), found[key]) for key, read in RANKED.items()}


def _is_large(n: int, pairs: Pairs) -> bool:
    return n * max(n, len(pairs)) ** 2 > MOST_WORK


def _degree_span(n: int, pairs: Pairs) -> Span | NotDefined:
    """In closed form: without a pair its two ends have one partner less."""
    degree = shape.partners(n, pairs)
    largest = degree.max()
    at_top = (degree == largest).sum()
    top_ends = (degree[pairs] == largest).sum(axis=1)
    without = np.where(top_ends == at_top, largest - 1, largest)
    own = n * largest - 2 * len(pairs)
    values = np.append(n * without - 2 * (len(pairs) - 1), own) / ((n - 1) * (n - 2))
    return _span(values.tolist())


def _span(values: Iterable[float | NotDefined]) -> Span | NotDefined:
    known = [value for value in values if not isinstance(value, NotDefined)]
    return Span(min(known), max(known)) if known else NO_TIES


def _without(pairs: Pairs, left_out: int) -> Pairs:
    """The pairs without one organisation, positions after it moved up by one."""
    rest = pairs[(pairs != left_out).all(axis=1)]
    return np.asarray(rest - (rest > left_out), dtype=np.intp)


def _ranks(values: Floats) -> Floats:
    """1 for the largest; equal values share the better rank."""
    larger = values[None, :] > values[:, None] + _EQUAL
    return np.asarray(1.0 + larger.sum(axis=1))


def _rank_spans(own: Floats, found: Floats) -> list[RankSpan]:
    best, worst = np.nanmin(found, axis=0), np.nanmax(found, axis=0)
    return [
        RankSpan(int(rank), int(low), int(high))
        for rank, low, high in zip(own, best, worst, strict=True)
    ]
