"""Figures in words, and round steps for a scale."""

import math
from enum import StrEnum

from partnermap.domain.money import money_in_words

_LEAST = 1e-9
"""Share of the values below which they count as equal."""


class Unit(StrEnum):
    """What a figure counts."""

    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    MONTHS = "months"


def in_words(value: float, unit: Unit) -> str:
    """A figure to two significant digits; money is in pence, shares run from 0 to 1."""
    if unit is Unit.MONEY:
        return money_in_words(round(value))
    if unit is Unit.SHARE:
        return f"{_two_digits(100 * value)}%"
    return f"{_two_digits(value)} months" if unit is Unit.MONTHS else _two_digits(value)


def _two_digits(value: float) -> str:
    if value == round(value) or abs(value) >= 100:
        return f"{round(value):,}".replace("-", "−")
    return f"{float(f'{value:.2g}'):g}".replace("-", "−")


def steps(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values from at or below `low` to at or above `high`, about `most` of them."""
    if high - low <= _LEAST * max(abs(high), abs(low), _LEAST):
        low, high = (low - abs(low) * 0.5 - 0.5, high + abs(high) * 0.5 + 0.5) if low else (0.0, 1.0)
    rough = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(number * step for number in range(first, last + 1))
