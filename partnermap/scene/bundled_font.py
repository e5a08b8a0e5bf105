"""What the bundled fonts have and how wide it is, read from their files."""

from collections.abc import Mapping
from functools import cache

from resources import font_path

PRINTED = "Arimo"
"""The family of everything on paper; its metrics are those of Arial."""


@cache
def advances(family: str, bold: bool) -> Mapping[int, float]:
    """Advance width of every character of a bundled font, in font sizes."""
    from fontTools.ttLib import TTFont

    with TTFont(font_path(family, bold), lazy=True) as font:
        em = vars(font["head"])["unitsPerEm"]
        metrics = vars(font["hmtx"])["metrics"]
        glyphs = font.getBestCmap() or {}
        return {code: metrics[name][0] / em for code, name in glyphs.items()}
