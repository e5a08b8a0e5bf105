"""Widths and lines of text, measured from font files: neither screen nor paper is needed."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from partnermap.scene.bundled_font import PRINTED, advances
from partnermap.scene.fallback.finder import FontFinder, this_computer
from partnermap.scene.text_runs import Run, runs

ELLIPSIS = "…"
_MISSING_WIDTH = 0.6
_WIDE_WIDTH = 1.0


@lru_cache(maxsize=65536)
def _ems(text: str, family: str, bold: bool) -> float:
    known = advances(family, bold)
    return sum(known[ord(sign)] if ord(sign) in known else _guessed(sign) for sign in text)


@lru_cache(maxsize=65536)
def _printed_ems(text: str, bold: bool, _fonts: FontFinder) -> float:
    """Width on paper, where fonts of the computer stand in; remembered for these fonts."""
    return sum(_of_run(run, bold) for run in runs(text, bold=bold))


def _of_run(run: Run, bold: bool) -> float:
    if run.face is not None:
        return sum(glyph.advance for glyph in run.glyphs)
    return _ems(run.text if run.is_missing else run.shown, PRINTED, bold)


def _guessed(sign: str) -> float:
    """Width of a character that the font lacks: another font will draw it."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return 0.0
    wide = unicodedata.east_asian_width(sign) in ("W", "F") or ord(sign) > 0xFFFF
    return _WIDE_WIDTH if wide else _MISSING_WIDTH


def is_drawable(text: str) -> bool:
    """Whether the printed font or fonts of the computer have all that shows; else boxes are printed."""
    words = "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc")
    return not any(run.is_missing and any(map(_guessed, run.text)) for run in runs(words))


INSTALL_A_FONT = "install a font for their script, such as a Noto font, and start Partnermap again"
"""The way out where names print as boxes; `their` are the names."""


def text_width(text: str, size: float, family: str, bold: bool = False) -> float:
    """Width of one line in the unit of `size`; characters that no font has are guessed generously.

    Fonts of the computer are asked for the printed family only: the screen has its own.
    """
    if family == PRINTED and not _is_bundled(text, bold):
        return _printed_ems(text, bold, this_computer()) * size
    return _ems(text, family, bold) * size


@lru_cache(maxsize=65536)
def _is_bundled(text: str, bold: bool) -> bool:
    return advances(PRINTED, bold).keys() >= set(map(ord, text))


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


_USUAL = {
    "NHS Foundation Trust": "NHS FT",
    "Foundation Trust": "FT",
    "Integrated Care Board": "ICB",
    "Clinical Commissioning Group": "CCG",
    "Primary Care Network": "PCN",
    "Metropolitan Borough Council": "MBC",
}
"""Abbreviations that everybody in the field uses."""

_LONG_WORDS = re.compile("|".join(rf"\b{words}\b" for words in _USUAL))


def abbreviated(name: str, most: int) -> str:
    """The name with usual abbreviations where it is longer than so many characters."""
    return name if len(name) <= most else _LONG_WORDS.sub(lambda found: _USUAL[found[0]], name)


def shorten(text: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where something was left out."""
    clean = " ".join(text.split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + ELLIPSIS
