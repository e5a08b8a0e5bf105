"""One font of the computer: what it has, how it shapes words, what it allows, its outlines.

HarfBuzz reads the file; only this module knows it. Lengths are in font sizes unless said otherwise.
"""

import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

_RESTRICTED, _PREVIEW, _EDITABLE = 0x0002, 0x0004, 0x0008
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200
_EMBEDDING_AT = 8
_FAMILY, _STYLE, _POSTSCRIPT = 1, 2, 6

_FARTHEST = 20_000
"""From where a glyph begins to any point of it or to the next one, in units of the font. Files of fonts
have no room for places beyond 32,767, and an outline drawn anew may reach somewhat farther out: a glyph
that goes farther is damaged.
"""

_MOST_FACES = 100
"""Looked at in a collection; none has so many, but a damaged one may say so."""

BLANK = -1
"""Number of a glyph that every font is taken to have: nothing, without width."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a shaped word.

    Attributes:
        number: in its font.
        cluster: place in the text of the first character that it stands for.
        advance: how far it moves on.
        x: to the right of where it would stand.
        y: above it.
    """

    number: int
    cluster: int
    advance: float
    x: float
    y: float


def is_unseen(sign: str) -> bool:
    """Whether a character is never drawn itself: joiners, direction marks, variation selectors."""
    return unicodedata.category(sign) == "Cf" or 0xFE00 <= ord(sign) <= 0xFE0F


class Face:
    """A font of a file, read on first use of each part.

    Attributes:
        path: the file.
        em: units of a font size.
        family: its name, such as `Segoe UI`.
        style: such as `Regular`.
        postscript: its name without spaces.
        ascent, descent: of a line, the latter below 0.
    """

    def __init__(self, path: Path, face: Any) -> None:
        import uharfbuzz

        self.path = path
        self._face = face
        # The library carries no types.
        self._library = cast(Any, uharfbuzz)
        self._font = self._library.Font(face)
        self._codes = face.unicodes
        self.em = int(face.upem)
        self.family, self.style = self._name(_FAMILY), self._name(_STYLE)
        self.postscript = self._name(_POSTSCRIPT) or path.stem
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender / self.em, extents.descender / self.em
        self._inked: dict[int, bool] = {}

    def _name(self, number: int) -> str:
        return str(self._face.get_name(number) or "")

    def _embedding(self) -> int | None:
        """The bits `fsType` of the font; None where it says nothing."""
        data = bytes(self._face.reference_table("OS/2").data)
        if len(data) < _EMBEDDING_AT + 2:
            return None
        return int(struct.unpack_from(">H", data, _EMBEDDING_AT)[0])

    @property
    def may_be_embedded(self) -> bool:
        """Whether its maker allows the glyphs that are used to lie in a document."""
        bits = self._embedding()
        if bits is None or bits & (_NO_SUBSETTING | _BITMAPS_ONLY):
            return False
        return not bits & _RESTRICTED or bool(bits & (_PREVIEW | _EDITABLE))

    @property
    def may_be_shared(self) -> bool:
        """Whether its maker allows the font itself, cut to what is used, in a file for browsers."""
        return self._embedding() == 0

    def has(self, text: str) -> bool:
        """Whether every character that shows has an outline; pictures in colour are none."""
        return all(is_unseen(sign) or self._has(sign) for sign in text)

    def _has(self, sign: str) -> bool:
        number = self._font.get_nominal_glyph(ord(sign)) if ord(sign) in self._codes else None
        return bool(number) and (sign.isspace() or self._is_inked(int(number or 0)))

    def _is_inked(self, number: int) -> bool:
        if number not in self._inked:
            # A font of pictures has extents without an outline: only drawing tells.
            self._inked[number] = bool(self._strokes(number).value)
        return self._inked[number]

    def _strokes(self, number: int) -> Any:
        """A recording of a glyph's outline; of a damaged one it is empty."""
        from fontTools.pens.recordingPen import RecordingPen

        strokes = cast(Any, RecordingPen)()
        self._font.draw_glyph_with_pen(number, strokes)
        places = (place for _, points in strokes.value for point in points for place in point)
        return strokes if all(abs(place) <= _FARTHEST for place in places) else cast(Any, RecordingPen)()

    def draws(self, text: str) -> bool:
        """Whether it has the text and also its ligatures: those of pictures may be in colour only."""
        if not self.has(text):
            return False
        shaped = self.shape(text)
        inked = {glyph.cluster for glyph in shaped if self._is_inked(glyph.number)}
        return all(glyph.number for glyph in shaped) and all(
            glyph.cluster in inked
            or not glyph.advance
            or is_unseen(text[glyph.cluster])
            or text[glyph.cluster].isspace()
            for glyph in shaped
        )

    def shape(self, text: str, *, rightward: bool = True) -> tuple[Glyph, ...]:
        """The glyphs of a text of one direction, from left to right as they are drawn.

        Args:
            text: in the order of reading.
            rightward: whether it reads from left to right.
        """
        return _shaped(self, text, rightward)

    def shape_anew(self, text: str, *, rightward: bool) -> tuple[Glyph, ...]:
        """What `shape` remembers."""
        words = self._library.Buffer()
        # Marks keep places of their own, so that each glyph knows its characters.
        words.cluster_level = self._library.BufferClusterLevel.MONOTONE_CHARACTERS
        words.add_str(text)
        words.guess_segment_properties()
        words.direction = "ltr" if rightward else "rtl"
        self._library.shape(self._font, words, {})
        return tuple(
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance / self.em,
                place.x_offset / self.em,
                place.y_offset / self.em,
            )
            for info, place in zip(words.glyph_infos, words.glyph_positions, strict=True)
        )

    def advance(self, number: int) -> float:
        """Width of a glyph that stands alone."""
        if number == BLANK:
            return 0.0
        return min(float(self._font.get_glyph_h_advance(number)), _FARTHEST) / self.em

    def draw(self, number: int, pen: object) -> None:
        """Draw a glyph with a pen of fontTools, in units of the font; a damaged one leaves nothing."""
        if number != BLANK:
            self._strokes(number).replay(pen)

    def cut_to(self, text: str) -> bytes | None:
        """The font with only these characters and what shapes them; None where it is damaged."""
        asked = self._library.SubsetInput()
        asked.unicode_set.update(map(ord, text))
        try:
            return bytes(self._library.subset(self._face, asked).blob.data)
        except (RuntimeError, self._library.HarfBuzzError):
            return None


@lru_cache(maxsize=8192)
def _shaped(face: Face, text: str, rightward: bool) -> tuple[Glyph, ...]:
    return face.shape_anew(text, rightward=rightward)


def faces_in(path: Path) -> Sequence[Face]:
    """The fonts of a file: one, or those of a collection; none where it is no font or damaged."""
    import uharfbuzz

    library = cast(Any, uharfbuzz)
    # What is no file, such as a pipe, would be waited for.
    if not path.is_file():
        return ()
    try:
        data = library.Blob.from_file_path(str(path))
        count = min(library.Face(data).count, _MOST_FACES)
        found = [library.Face(data, index) for index in range(count)]
    except (library.HarfBuzzError, OSError):
        return ()
    return [Face(path, face) for face in found if face.glyph_count and face.upem]
