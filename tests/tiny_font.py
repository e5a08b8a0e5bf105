"""Fonts of a few characters, built for a test: what lies on the machine must not matter."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection

EM = 1000

ARABIC = {"ل": "lam", "ا": "alef", "م": "meem", " ": "space"}
JOINING = """
languagesystem arab dflt;
feature init { sub lam by lam.init; sub meem by meem.init; } init;
feature fina { sub alef by alef.fina; sub meem by meem.fina; } fina;
feature rlig { sub lam.init alef.fina by lam_alef; } rlig;
"""


def _square(pen: Any, width: int) -> Any:
    pen.moveTo((50, 0))
    for point in ((50, 700), (width - 50, 700), (width - 50, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def _outlined(builder: Any, widths: Mapping[str, int], empty: frozenset[str], cff: bool) -> None:
    if cff:
        drawn = {}
        for name, width in widths.items():
            pen = cast(Any, T2CharStringPen)(width, None)
            drawn[name] = (pen if name in empty else _square(pen, width)).getCharString()
        builder.setupCFF("Tiny", {}, drawn, {})
        return
    glyphs = {}
    for name, width in widths.items():
        pen = cast(Any, TTGlyphPen)(None)
        glyphs[name] = (pen if name in empty else _square(pen, width)).glyph()
    builder.setupGlyf(glyphs)


def tiny_font(
    path: Path,
    characters: Mapping[str, str],
    *,
    family: str = "Tiny",
    style: str = "Regular",
    width: int = 1500,
    embedding: int = 0,
    empty: tuple[str, ...] = (),
    more: tuple[str, ...] = (),
    features: str = "",
    cff: bool = False,
) -> Path:
    """A font file whose glyphs are squares.

    Args:
        path: where it goes; its folder is made.
        characters: each with the name of its glyph.
        family, style: its name.
        width: of every glyph but the space, in thousandths of a font size.
        embedding: the bits `fsType`.
        empty: glyphs without an outline.
        more: glyphs without a character.
        features: of OpenType, in the language of feature files.
        cff: PostScript outlines instead of TrueType ones.
    """
    names = [".notdef", *dict.fromkeys(characters.values()), *more]
    widths = {name: 300 if name == "space" else width for name in names}
    builder = cast(Any, FontBuilder)(EM, isTTF=not cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): name for sign, name in characters.items()})
    _outlined(builder, widths, frozenset({"space", *empty}), cff)
    builder.setupHorizontalMetrics({name: (widths[name], 0) for name in names})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    name = f"{family.replace(' ', '')}-{style}"
    builder.setupNameTable({"familyName": family, "styleName": style, "psName": name})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    if features:
        cast(Any, addOpenTypeFeaturesFromString)(builder.font, features)
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def arabic_font(path: Path) -> Path:
    """A font whose letters join, with the ligature of lam and alef."""
    more = ("lam.init", "meem.init", "alef.fina", "meem.fina", "lam_alef")
    return tiny_font(path, ARABIC, family="Tiny Arabic", more=more, features=JOINING)


def collection(path: Path, *parts: Path) -> Path:
    """Some fonts in one file."""
    whole = cast(Any, TTCollection)()
    whole.fonts = [cast(Any, TTFont)(part) for part in parts]
    whole.save(path)
    for part in parts:
        part.unlink()
    return path
