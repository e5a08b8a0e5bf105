"""What to draw for a line on paper: bundled glyphs, glyphs of a font of the computer, or boxes.

Measuring and drawing both ask here, so that a name is as wide as it was taken to be.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from partnermap.scene.bundled_font import PRINTED, advances
from partnermap.scene.fallback.face import BLANK, Face, Glyph, is_unseen
from partnermap.scene.fallback.finder import face_for
from partnermap.scene.reading_order import mirrored, numbers_apart, stretches

MISSING_GLYPH = "\N{WHITE SQUARE}"
"""Drawn for a character that no font has; the character itself stays in the text layer."""

_FIRST_MARK, _FIRST_RIGHT_TO_LEFT = 0x0300, 0x0590
NOTHING = "\N{ZERO WIDTH SPACE}"
"""What a glyph says that stands for no character of its own."""

_JOINER = "\N{ZERO WIDTH JOINER}"
_SHADES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""Of skin, after a person."""

_MARKS = frozenset({"Mn", "Me", "Mc"})
_WITHOUT_BOX = frozenset({"Mn", "Me", "Cf", "Sk"})


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line that one font draws in one direction.

    Attributes:
        text: what it says, in the order of reading.
        shown: the characters of the bundled font from left to right; nothing where a face draws.
        face: the font of the computer that draws it.
        glyphs: of that font, from left to right.
        spelt: for each of what is drawn the characters that it stands for, from left to right.
        is_missing: no font has all of it, so that boxes stand for characters.
    """

    text: str
    shown: str = ""
    face: Face | None = None
    glyphs: tuple[Glyph, ...] = ()
    spelt: tuple[str, ...] = ()
    is_missing: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether what is drawn, read from left to right, spells the text."""
        return "".join(self.spelt) == self.text

    @property
    def is_reversed(self) -> bool:
        """Whether it spells the text from right to left, brackets of a pair being the same."""
        return self.text in ("".join(self.spelt[::-1]), mirrored("".join(self.spelt)))


def runs(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    """A line in the printed family, cut where font or direction change, from left to right."""
    known = advances(PRINTED, bold)
    if all(_is_simple(ord(sign)) and ord(sign) in known for sign in text):
        return (_by_bundled(text, text),)
    return tuple(run for part, is_left in stretches(text) for run in _stretch(part, is_left, bold))


def _is_simple(code: int) -> bool:
    """Neither a mark nor unseen nor from right to left: by far the most names hold nothing else."""
    letters = code < _FIRST_MARK or 0x0370 <= code < _FIRST_RIGHT_TO_LEFT or 0x1E00 <= code < 0x2000
    return letters or 0x2010 <= code < 0x2028 or 0x2070 <= code < 0x2E80


def _stretch(text: str, is_left: bool, bold: bool) -> Iterator[Run]:
    """From left to right; numbers among words from right to left keep their order."""
    if not is_left:
        yield from _runs(text, bold, rightward=True)
        return
    for part, is_number in reversed(list(numbers_apart(text))):
        found = _runs(part, bold, rightward=is_number)
        yield from found if is_number else reversed(list(found))


def _runs(text: str, bold: bool, *, rightward: bool) -> Iterator[Run]:
    """In the order of reading; where one font of the computer has all the words, it draws them all."""
    if not rightward and not _has_all(text, bold) and (whole := _drawn(text, bold, rightward)):
        yield whole
        return
    for is_bundled, group in groupby(_clusters(text), key=lambda part: _has_all(part, bold)):
        part = "".join(group)
        if is_bundled:
            shown = _seen(part, bold)
            yield _by_bundled(part, shown if rightward else mirrored(shown))
        else:
            yield from _foreign(part, bold, rightward)


def _foreign(text: str, bold: bool, rightward: bool) -> Iterator[Run]:
    if whole := _drawn(text, bold, rightward):
        yield whole
        return
    for face, group in groupby(_clusters(text), key=lambda part: face_for(part, bold=bold)):
        part = "".join(group)
        if face is not None:
            yield _by(face, part, rightward)
        else:
            yield Run(part, _boxed(part, bold, rightward), is_missing=True)


def _drawn(text: str, bold: bool, rightward: bool) -> Run | None:
    face = face_for(text, bold=bold)
    return None if face is None else _by(face, text, rightward)


def _by(face: Face, text: str, rightward: bool) -> Run:
    glyphs: Sequence[Glyph] = face.shape(text, rightward=rightward)
    spelt = list(_spelt(text, glyphs))
    if not rightward:
        glyphs, spelt = _ligatures_apart(glyphs, spelt)
    return Run(text, face=face, glyphs=tuple(glyphs), spelt=tuple(spelt))


def _by_bundled(text: str, shown: str) -> Run:
    return Run(text, shown, spelt=tuple(shown))


def _spelt(text: str, glyphs: Sequence[Glyph]) -> Iterator[str]:
    """For every glyph its characters; a character of several glyphs is told with the first."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    for glyph in glyphs:
        yield NOTHING if glyph.cluster in told else text[glyph.cluster : ends[glyph.cluster]]
        told.add(glyph.cluster)


def _ligatures_apart(glyphs: Sequence[Glyph], spelt: Sequence[str]) -> tuple[list[Glyph], list[str]]:
    """One character for each glyph: readers turn words from right to left round, glyph by glyph.

    A ligature says its last character; blanks after it say those before.
    """
    each: list[tuple[Glyph, str]] = []
    for glyph, says in zip(glyphs, spelt, strict=True):
        blank = Glyph(BLANK, glyph.cluster, 0.0, 0.0, 0.0)
        each += [(blank if place else glyph, sign) for place, sign in enumerate(reversed(says))]
    return [glyph for glyph, _ in each], [sign for _, sign in each]


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks, joiners and shades that belong to them."""
    cluster = ""
    for sign in text:
        joined = is_unseen(sign) or unicodedata.category(sign) in _MARKS or sign in _SHADES
        if cluster and not joined and not cluster.endswith(_JOINER):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _has_all(text: str, bold: bool) -> bool:
    known = advances(PRINTED, bold)
    return all(ord(sign) in known or is_unseen(sign) for sign in text)


def _seen(text: str, bold: bool) -> str:
    """Without what is never drawn; letters with marks as one where the font has it."""
    known = advances(PRINTED, bold)
    seen = "".join(sign for sign in text if ord(sign) in known and not is_unseen(sign))
    whole = unicodedata.normalize("NFC", seen)
    return whole if all(ord(sign) in known for sign in whole) else seen


def _boxed(text: str, bold: bool, rightward: bool) -> str:
    """A box for every character that shows and that the bundled font lacks."""
    known = advances(PRINTED, bold)
    shown = "".join(
        sign if ord(sign) in known else MISSING_GLYPH
        for sign in text
        if unicodedata.category(sign) not in _WITHOUT_BOX or (ord(sign) in known and not is_unseen(sign))
    )
    return (shown if rightward else mirrored(shown)) or MISSING_GLYPH
