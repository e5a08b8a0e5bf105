"""All domains together: coverage and bounds always, one number only where asked for (MEASURES E2)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.profile.bands import band_of
from partnermap.analysis.profile.cut_points import HIGHEST, LOWEST

FEWEST_COVERED = 0.70
"""Coverage below which there is no overall figure."""

WEIGHTINGS, SEED = 1000, 1
"""How many random weightings the band is tried with, always the same ones."""

NO_DOMAINS = NotDefined("No domain counts.")


@dataclass(frozen=True, slots=True)
class Whole:
    """How much of the profile is known.

    Attributes:
        known, of: domains that were rated, and domains that count.
        coverage: weight of those rated over all weight, 0 to 1.
        low, high: the weighted mean if every unknown were a 1, and if it were a 5.
        weights: of each domain by number; empty when all weigh the same.
        overall: the weighted mean of the medians known; None unless asked for.
        same_band_share: how many of 1,000 random weightings keep its band, 0 to 1; None when all weigh
            the same, or without an overall figure.
    """

    known: int
    of: int
    coverage: float
    low: float
    high: float
    weights: Mapping[int, float]
    overall: Figure | None = None
    same_band_share: float | None = None


def whole_of(
    medians: Mapping[int, float | None],
    weights: Mapping[int, float] | None = None,
    *,
    with_overall: bool = False,
) -> Whole:
    """Coverage and bounds of some domains.

    Args:
        medians: of each domain that counts, by its number; None where nobody rated it.
        weights: above 0, by number; what is left out weighs 1; None weighs all the same.
        with_overall: reckon the one number too.
    """
    weight = {key: (weights or {}).get(key, 1.0) for key in medians}
    known = {key: value for key, value in medians.items() if value is not None}
    covered, total = sum(weight[key] for key in known), sum(weight.values())
    product = sum(weight[key] * value for key, value in known.items())
    coverage = covered / total if total else 0.0
    overall = _overall(known, weight, coverage) if with_overall else None
    weighted = weights is not None and len(set(weight.values())) > 1
    return Whole(
        known=len(known),
        of=len(medians),
        coverage=coverage,
        low=(product + LOWEST * (total - covered)) / total if total else float(LOWEST),
        high=(product + HIGHEST * (total - covered)) / total if total else float(HIGHEST),
        weights=weight if weighted else {},
        overall=overall,
        same_band_share=_same_band(known, overall) if weighted and isinstance(overall, float) else None,
    )


def _overall(known: Mapping[int, float], weight: Mapping[int, float], coverage: float) -> Figure:
    if not weight:
        return NO_DOMAINS
    if round(coverage, 9) < FEWEST_COVERED:
        return NotKnown(
            f"Only {coverage:.0%} of the domains were rated, below the {FEWEST_COVERED:.0%} that one "
            "figure for all needs."
        )
    return sum(weight[key] * value for key, value in known.items()) / sum(weight[key] for key in known)


def _same_band(known: Mapping[int, float], overall: float) -> float:
    """Share of random weightings, all equally likely (Dirichlet), that give the band of `overall`."""
    draws = np.random.default_rng(SEED).dirichlet(np.ones(len(known)), WEIGHTINGS)
    means = draws @ np.array(list(known.values()))
    return float(np.mean([band_of(float(mean)) is band_of(overall) for mean in means]))
