"""How a bill is split: concentration and evenness of shares (MEASURES B3, B4), for money and posts."""

import math
from collections.abc import Collection, Mapping

from partnermap.analysis.measure.result import NotDefined

ONE_PAYER = NotDefined("There is only one payer.")
NOT_TWO_PAYERS = NotDefined("It compares two payers, and there are more or fewer.")
LESS_THAN_NOTHING = NotDefined(
    "What one payer pays adds up to less than nothing, so shares mean nothing."
)


def shares_of(amounts: Mapping[str, float]) -> dict[str, float] | NotDefined:
    """Each payer's share of a positive sum, 0 to 1; who pays nothing is no payer."""
    if any(amount < 0 for amount in amounts.values()):
        return LESS_THAN_NOTHING
    total = math.fsum(amounts.values())
    return {key: amount / total for key, amount in amounts.items() if amount > 0}


def herfindahl(shares: Collection[float]) -> float:
    """Sum of the squared shares: 1 for one payer, 1/n for n equal ones (B3)."""
    return math.fsum(share * share for share in shares)


def effective_number(shares: Collection[float]) -> float:
    """As many equal payers would be as concentrated: 1 over the index (B3)."""
    return 1 / herfindahl(shares)


def normalised(shares: Collection[float]) -> float | NotDefined:
    """The index from 0 for equal shares to 1 for one payer of all (B3)."""
    least = 1 / len(shares)
    return ONE_PAYER if least == 1 else (herfindahl(shares) - least) / (1 - least)


def evenness(shares: Collection[float]) -> float | NotDefined:
    """Entropy of the shares over its largest value: 1 for equal shares (B4)."""
    if len(shares) < 2:
        return ONE_PAYER
    entropy = -math.fsum(share * math.log(share) for share in shares)
    return entropy / math.log(len(shares))


def smaller_over_larger(shares: Collection[float]) -> float | NotDefined:
    """Of two payers the smaller share over the larger (B4)."""
    return min(shares) / max(shares) if len(shares) == 2 else NOT_TWO_PAYERS
