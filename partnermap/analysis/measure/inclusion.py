"""VCSE inclusion: five numbers, never one score (MEASURES A19), and what luck would give (A24).

Community organisations count as VCSE; organisations of unknown sector are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.measure.chance import SEED, Chance, Codes, Floats, by_labels, chance_of
from partnermap.analysis.measure.result import NO_TIES, NotDefined, NotKnown
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.network.network import Network

MONEY_KINDS = frozenset({TieKind.JOINT_FUNDING, TieKind.CONTRACT, TieKind.PAYMENT})
"""Kinds of tie that carry money: whoever has one is in the budget."""

NONE_RECORDED = NotKnown("None recorded: no VCSE or community organisation is on the map on this date.")
"""Instead of nought per cent."""

Labels = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Whether VCSE organisations are in the room, in the budget and in the core; shares are 0 to 1.

    Attributes:
        organisations: VCSE organisations on the map.
        share: of all organisations whose sector is known.
        representation_ratio: their share of the ends of linked pairs over `share`; 1 is in proportion.
        funded, governed, in_core: share of them with a tie that carries money, with a governance tie,
            and in the innermost group of the map.
    """

    organisations: int
    share: float
    representation_ratio: float | NotDefined
    funded: float | NotDefined
    governed: float | NotDefined
    in_core: float | NotDefined


@dataclass(frozen=True)
class _Ground:
    """What the five numbers stand on: one row for each organisation of known sector.

    Attributes:
        vcse: 1 for VCSE, 0 for others, shape (n,).
        rows: ends of pairs, has a funded tie, has a governance tie, is in the core; shape (n, 4).
    """

    vcse: Codes
    rows: Floats


def inclusion(network: Network, labels: Labels, cores: Sequence[int]) -> Inclusion | NotKnown:
    """The five numbers.

    Args:
        network: of the date.
        labels: the sector of each organisation in the order of positions, None where not known.
        cores: the core number of each organisation (MEASURES A10).
    """
    ground = _ground(network, labels, cores)
    if not ground.vcse.any():
        return NONE_RECORDED
    count = int(ground.vcse.sum())
    if not ground.rows[:, 0].any():
        return Inclusion(count, count / len(ground.vcse), NO_TIES, NO_TIES, NO_TIES, NO_TIES)
    ratio, funded, governed, in_core = (float(value) for value in _values(ground, ground.vcse[None])[0])
    return Inclusion(count, count / len(ground.vcse), ratio, funded, governed, in_core)


def inclusion_chances(
    network: Network,
    labels: Labels,
    cores: Sequence[int],
    seed: int = SEED,
    token: Token | None = None,
) -> dict[str, Chance] | NotDefined | NotKnown:
    """What luck gives for all but the first number when the sectors are dealt out anew, by field name.

    Raises:
        Cancelled: the token was cancelled.
    """
    ground = _ground(network, labels, cores)
    if not ground.vcse.any():
        return NONE_RECORDED
    if not ground.rows[:, 0].any():
        return NO_TIES
    drawn, exact = by_labels(ground.vcse, lambda block: _values(ground, block), seed, token)
    own = _values(ground, ground.vcse[None])[0]
    names = ("representation_ratio", "funded", "governed", "in_core")
    return {
        name: chance_of(float(own[place]), drawn[:, place], exact=exact)
        for place, name in enumerate(names)
    }


def _ground(network: Network, labels: Labels, cores: Sequence[int]) -> _Ground:
    n = len(network.organisation_ids)
    known = np.array([label is not None for label in labels], dtype=bool)
    ends = np.zeros(n)
    for one, other in network.pairs:
        if known[one] and known[other]:
            ends[[one, other]] += 1
    core = np.array(cores, dtype=np.float64)
    rows = np.column_stack(
        (
            ends,
            _with_kind(network, MONEY_KINDS),
            _with_kind(network, frozenset({TieKind.GOVERNANCE})),
            core == core.max(initial=0),
        )
    )
    vcse = np.array([label == Sector.VCSE.value for label in labels], dtype=np.int16)
    return _Ground(vcse[known], rows[known])


def _with_kind(network: Network, kinds: frozenset[TieKind]) -> Floats:
    """1 for each organisation with a tie of one of the kinds, shape (n,)."""
    flags = np.zeros(len(network.organisation_ids))
    for (one, other), tie in zip(network.ends, network.ties, strict=True):
        if tie.kind in kinds:
            flags[[one, other]] = 1
    return flags


def _values(ground: _Ground, labelling: Codes) -> Floats:
    """Ratio and three shares for each row of labels, shape (k, 4)."""
    count, total = int(ground.vcse.sum()), float(ground.rows[:, 0].sum())
    shares: Floats = labelling.astype(np.float64) @ ground.rows
    shares[:, 1:] /= count
    shares[:, 0] *= len(ground.vcse) / (count * total)
    return shares
