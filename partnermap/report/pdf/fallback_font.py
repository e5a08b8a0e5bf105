"""A font of the computer as ReportLab sees it: only the glyphs that are used come into the file.

ReportLab knows fonts by characters. Shaped words need glyphs that no character has, so each glyph that
is drawn gets a private character, and the file is told what it says. Outlines are drawn anew, which
serves collections and PostScript outlines as well.
"""

import io
from collections.abc import Sequence
from itertools import count
from threading import Lock
from typing import Any, cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTEncoding, TTFont, TTFontFace

from partnermap.scene.fallback.face import Face
from partnermap.scene.text_runs import NOTHING, Run

_FIRST_PRIVATE = 0xF0000
_PER_EM = 1000
_SYMBOLIC = 4
_LONGEST_NAME = 63
"""Of a font, in letters, as makers of fonts have it; a PDF takes 127 with what goes before."""

_CLOSENESS = 1 / 2000
"""How far curves of the second degree may stray from those of the third, in font sizes."""


class _PrivateFace(TTFontFace):
    """The glyphs of a face by private characters."""

    def __init__(self, source: Face, name: str) -> None:
        self.source = source
        self.filename = str(source.path)
        self.name = name.encode()
        self.subfontNameX = b""
        self.ascent, self.descent = source.ascent * _PER_EM, source.descent * _PER_EM
        self.capHeight, self.italicAngle, self.stemV = self.ascent, 0, 80
        self.flags = _SYMBOLIC
        self.bbox = [0, self.descent, _PER_EM, self.ascent]
        self.defaultWidth = source.advance(0) * _PER_EM
        self.charToGlyph: dict[int, int] = {}
        self.charWidths: dict[int, float] = {}
        self.meanings: dict[int, str] = {}
        self._characters: dict[tuple[int, str], int] = {}
        self._next = count(_FIRST_PRIVATE)
        self._lock = Lock()

    def character(self, number: int, says: str) -> str:
        """The private character of a glyph that stands for some text."""
        with self._lock:
            code = self._characters.get((number, says))
            if code is None:
                code = next(self._next)
                self.charToGlyph[code] = number
                self.charWidths[code] = self.source.advance(number) * _PER_EM
                self.meanings[code] = says
                self._characters[number, says] = code
        return chr(code)

    def makeSubset(self, subset: Sequence[int]) -> bytes:
        """A TrueType font whose character codes are the places in the subset."""
        numbers = [self.charToGlyph.get(code, 0) for code in subset]
        return _true_type(self.source, numbers)


def _true_type(source: Face, numbers: Sequence[int]) -> bytes:
    from fontTools.fontBuilder import FontBuilder

    kept = [0, *sorted({*numbers} - {0})]
    names = {number: f"glyph{number}" if number else ".notdef" for number in kept}
    # The builder carries no types.
    builder = cast(Any, FontBuilder)(source.em, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([names[number] for number in kept])
    builder.setupCharacterMap({})
    builder.font["cmap"].tables = [_codes({place: names[n] for place, n in enumerate(numbers)})]
    outlines = {names[number]: _outline(source, number) for number in kept}
    builder.setupGlyf(outlines)
    lefts = {name: outline.xMin if outline.numberOfContours else 0 for name, outline in outlines.items()}
    widths = {names[number]: round(source.advance(number) * source.em) for number in kept}
    builder.setupHorizontalMetrics({name: (widths[name], lefts[name]) for name in outlines})
    height = round(source.ascent * source.em), round(source.descent * source.em)
    builder.setupHorizontalHeader(ascent=height[0], descent=height[1])
    builder.updateHead(created=0, modified=0)
    target = io.BytesIO()
    builder.font.save(target)
    return target.getvalue()


def _codes(glyphs: dict[int, str]) -> object:
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    table = cast(Any, CmapSubtable).newSubtable(0)
    table.platformID, table.platEncID, table.language = 1, 0, 0
    table.cmap = glyphs
    return table


def _outline(source: Face, number: int) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = cast(Any, TTGlyphPen)(None)
    source.draw(number, cast(Any, Cu2QuPen)(pen, source.em * _CLOSENESS))
    outline = pen.glyph()
    outline.recalcBounds(None)
    return outline


class FallbackFont(TTFont):
    """A registered font whose text is private characters."""

    face: _PrivateFace

    def __init__(self, source: Face, name: str) -> None:
        self.face = _PrivateFace(source, name)
        self.fontName = f"Fallback-{name}"
        self.encoding = TTEncoding()
        self.state = WeakKeyDictionary()
        self._asciiReadable = 0
        self.shapable = True

    def shaped(self, run: Run, *, unspoken: bool = False) -> ShapedStr:
        """The glyphs of a run as what ReportLab draws; unspoken ones say nothing."""
        glyphs = run.glyphs
        spelt = [NOTHING] * len(glyphs) if unspoken else run.spelt
        drawn = [self.face.character(g.number, says) for g, says in zip(glyphs, spelt, strict=True)]
        widths = [self.face.charWidths[ord(character)] for character in drawn]
        data = [
            ShapeData(g.cluster, g.advance * _PER_EM, 0, g.x * _PER_EM, g.y * _PER_EM, width)
            for g, width in zip(glyphs, widths, strict=True)
        ]
        return ShapedStr("".join(drawn), cast(ShapeData, data))

    def addObjects(self, doc: Any) -> None:
        """Write the subsets, and for each what its codes say."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name in names:
            mapping = doc.idToObject[fonts[name].ToUnicode.name]
            for code, says in self.face.meanings.items():
                mapping.content = mapping.content.replace(f"<{code:04X}>\n", f"<{_hex(says)}>\n")


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


_registered: dict[Face, FallbackFont] = {}
_registering = Lock()


def fallback_font(face: Face) -> FallbackFont:
    """The font registered with ReportLab for a face; embedded wherever its glyphs are used."""
    with _registering:
        if face not in _registered:
            name = _name(face)
            # ReportLab takes fonts of one name for the same font, and some files share theirs.
            while any(name == font.face.name.decode() for font in _registered.values()):
                name += "x"
            _registered[face] = FallbackFont(face, name)
            registerFont(_registered[face])
        return _registered[face]


def _name(face: Face) -> str:
    letters = [sign for sign in face.postscript if sign.isascii() and sign.isalnum()]
    return "".join(letters[:_LONGEST_NAME]) or "Font"
