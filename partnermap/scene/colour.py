"""Colours that step back: nearer to the ground, but never so near that a line is lost on it."""

from functools import lru_cache

LEAST_CONTRAST = 3.3
"""Lines keep somewhat more than the 3:1 that shapes need (WCAG 2.2, 1.4.11)."""

MOST_SHARE = 0.28
STEPS = 28


@lru_cache(maxsize=256)
def receding(colour: str, ground: str) -> str:
    """The colour mixed with the ground, by as much as contrast allows and `MOST_SHARE` at most."""
    shares = (MOST_SHARE * step / STEPS for step in range(STEPS, 0, -1))
    mixes = (mixed(colour, ground, share) for share in shares)
    return next((found for found in mixes if contrast(found, ground) >= LEAST_CONTRAST), colour)


def mixed(colour: str, ground: str, share: float) -> str:
    """The colour with a share (0 to 1) of the ground in it, both as #RRGGBB."""
    parts = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(255 * (one + (other - one) * share)):02X}" for one, other in parts)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(colour))
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
