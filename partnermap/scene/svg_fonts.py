"""The bundled fonts inside an SVG file: only the characters that it uses, regular and bold."""

import base64
import io
from collections.abc import Iterable, Iterator
from typing import Any, cast

from resources import font_path


def font_faces(family: str, plain: Iterable[str], bold: Iterable[str]) -> Iterator[str]:
    """A CSS rule for each weight that is used, with the font as WOFF data.

    Args:
        family: a bundled font.
        plain: texts in the regular weight.
        bold: texts in the bold weight.
    """
    for weight, is_bold, texts in ((400, False, plain), (700, True, bold)):
        signs = frozenset("".join(texts))
        if signs:
            data = base64.b64encode(_subset(family, is_bold, signs)).decode()
            yield (
                f'@font-face{{font-family:"{family}";font-weight:{weight};'
                f"src:url(data:font/woff;base64,{data})}}"
            )


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
