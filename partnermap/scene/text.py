"""Widths and lines of text, measured from the bundled fonts: neither screen nor paper is needed."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from resources import font_path

ELLIPSIS = "…"
_MISSING_WIDTH = 0.6
_WIDE_WIDTH = 1.0


@dataclass(frozen=True, eq=False)
class _Face:
    """Advance width of every character of one font, in font sizes."""

    advances: Mapping[int, float]


@cache
def _face(family: str, bold: bool) -> _Face:
    from fontTools.ttLib import TTFont

    with TTFont(font_path(family, bold), lazy=True) as font:
        em = vars(font["head"])["unitsPerEm"]
        metrics = vars(font["hmtx"])["metrics"]
        glyphs = font.getBestCmap() or {}
        advances = {code: metrics[name][0] / em for code, name in glyphs.items()}
    return _Face(advances)


@lru_cache(maxsize=65536)
def _ems(text: str, family: str, bold: bool) -> float:
    advances = _face(family, bold).advances
    return sum(advances[ord(sign)] if ord(sign) in advances else _guessed(sign) for sign in text)


def _guessed(sign: str) -> float:
    """Width of a character that the font lacks: another font will draw it."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return 0.0
    wide = unicodedata.east_asian_width(sign) in ("W", "F") or ord(sign) > 0xFFFF
    return _WIDE_WIDTH if wide else _MISSING_WIDTH


def is_drawable(text: str, family: str) -> bool:
    """Whether the font has every character that shows; what it lacks prints as a box."""
    advances = _face(family, False).advances
    return all(
        ord(sign) in advances
        or sign.isspace()
        or unicodedata.category(sign) == "Cc"
        or not _guessed(sign)
        for sign in text
    )


def text_width(text: str, size: float, family: str, bold: bool = False) -> float:
    """Width of one line in the unit of `size`; characters that the font lacks are guessed generously."""
    return _ems(text, family, bold) * size


@lru_cache(maxsize=16384)
def wrap(
    text: str, size: float, family: str, bold: bool, width: float, most_lines: int
) -> tuple[str, ...]:
    """Break text between words into as few lines as fit the width, as even as possible.

    When even `most_lines` lines are too wide they are returned all the same: ask `block_width`.
    """
    words = text.split() or [""]
    lines: tuple[str, ...] = (" ".join(words),)
    for count in range(1, min(most_lines, len(words)) + 1):
        lines = _even_lines(words, count, size, family, bold)
        if block_width(lines, size, family, bold) <= width:
            break
    return lines


def block_width(lines: Sequence[str], size: float, family: str, bold: bool = False) -> float:
    """Width of the widest line."""
    return max(text_width(line, size, family, bold) for line in lines)


def _even_lines(
    words: Sequence[str], count: int, size: float, family: str, bold: bool
) -> tuple[str, ...]:
    """The split into so many lines whose widest line is narrowest."""
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for line in range(1, count + 1):
        following: dict[int, tuple[float, tuple[str, ...]]] = {}
        for end in range(line, len(words) - (count - line) + 1):
            options = []
            for start in (start for start in best if start < end):
                piece = " ".join(words[start:end])
                widest = max(best[start][0], text_width(piece, size, family, bold))
                options.append((widest, (*best[start][1], piece)))
            following[end] = min(options, key=lambda option: option[0])
        best = following
    return best[len(words)][1]


def break_words(text: str, size: float, family: str, bold: bool, width: float) -> tuple[str, ...]:
    """Fill lines of at most the given width, cutting a word only where it alone is wider."""
    lines: list[str] = []
    current = ""
    for word in text.split() or [""]:
        joined = f"{current} {word}".strip()
        if text_width(joined, size, family, bold) <= width:
            current = joined
            continue
        if current:
            lines.append(current)
        *full, current = _cut(word, size, family, bold, width)
        lines.extend(full)
    return (*lines, current)


def _cut(word: str, size: float, family: str, bold: bool, width: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign, size, family, bold) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def shorten(text: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where something was left out."""
    clean = " ".join(text.split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + ELLIPSIS
