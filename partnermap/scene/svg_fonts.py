"""The fonts inside an SVG file: only the characters that it uses, regular and bold."""

import base64
import io
from collections.abc import Iterable, Iterator
from typing import Any, cast

from partnermap.scene.fallback.face import Face
from partnermap.scene.text_runs import runs
from resources import font_path

_WEIGHTS = ((400, False), (700, True))


def font_faces(family: str, plain: Iterable[str], bold: Iterable[str]) -> Iterator[str]:
    """A CSS rule for each font and weight that is used, with the font as WOFF data.

    A font of the computer that its maker lets nobody hand on, or that is damaged, is named only, see
    `families`.

    Args:
        family: a bundled font.
        plain: texts in the regular weight.
        bold: texts in the bold weight.
    """
    for (weight, is_bold), texts in zip(_WEIGHTS, (list(plain), list(bold)), strict=True):
        signs = frozenset("".join(texts))
        if signs:
            yield _rule(family, weight, _subset(family, is_bold, signs))
        for face, used in _fallbacks(texts, is_bold).items():
            cut = face.cut_to(used) if face.may_be_shared else None
            if cut is not None:
                yield _rule(_name(face), weight, _as_woff(cut))


def families(plain: Iterable[str], bold: Iterable[str]) -> list[str]:
    """Names, fit for CSS, of the fonts of the computer that characters come from which others lack."""
    faces = [
        face
        for texts, (_, is_bold) in zip((plain, bold), _WEIGHTS, strict=True)
        for face in _fallbacks(texts, is_bold)
    ]
    return list(dict.fromkeys(map(_name, faces)))


def _fallbacks(texts: Iterable[str], is_bold: bool) -> dict[Face, str]:
    """Every font of the computer with the words that it draws."""
    found: dict[Face, str] = {}
    for text in texts:
        for run in runs(text, bold=is_bold):
            if run.face is not None:
                found[run.face] = found.get(run.face, "") + run.text
    return found


def _name(face: Face) -> str:
    return "".join(sign for sign in face.family if sign.isalnum() or sign in " -")


def _rule(family: str, weight: int, data: bytes) -> str:
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url(data:font/woff;base64,{base64.b64encode(data).decode()})}}"
    )


def _as_woff(data: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    target = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        font.flavor = "woff"
        font.save(target)
    return target.getvalue()


def _subset(family: str, bold: bool, signs: frozenset[str]) -> bytes:
    from fontTools import subset

    # The subsetter carries no types.
    tool = cast(Any, subset)
    options = tool.Options(
        flavor="woff", recalc_timestamp=False, notdef_outline=True, name_IDs=[1, 2, 4, 6]
    )
    options.drop_tables = [*options.drop_tables, "FFTM"]
    target = io.BytesIO()
    with tool.load_font(font_path(family, bold), options) as font:
        subsetter = tool.Subsetter(options)
        subsetter.populate(unicodes=sorted(map(ord, signs)))
        subsetter.subset(font)
        tool.save_font(font, target, options)
    return target.getvalue()
