"""Dividing an amount by shares without losing or inventing a penny."""

from collections.abc import Mapping

from partnermap.domain.reorganisation import ALL_SHARES


def divided(amount: int, shares: Mapping[str, float]) -> Mapping[str | None, int]:
    """Whole parts of an amount by share; what no share claims stands under None.

    The parts add up to the amount exactly: each is rounded down, and the pennies left over go to the
    largest remainders. Shares that add up to more than 1 are scaled down to 1.

    Args:
        amount: 0 or more, in pence or any other whole unit.
        shares: 0 to 1 each.
    """
    total = sum(shares.values())
    scale = 1 / total if total > ALL_SHARES else 1.0
    exact: dict[str | None, float] = {key: amount * share * scale for key, share in shares.items()}
    exact[None] = max(0.0, amount - sum(exact.values()))
    if exact[None] < amount * 1e-9 and shares:
        del exact[None]
    parts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (parts[key] - exact[key], key or ""))
    left = amount - sum(parts.values())
    for i in range(left):
        parts[by_remainder[i % len(by_remainder)]] += 1
    return {key: part for key, part in parts.items() if part or key is not None}
