"""Guides: the lines of lanes, tiers and rings, and the words at their heads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from partnermap.analysis.layout.layout import Guide, Layout
from partnermap.domain.view import LayoutStyle
from partnermap.scene.candidates import overlaps
from partnermap.scene.fit import Box
from partnermap.scene.model import ASCENT, LEADING, Floats, Frame, TextMark
from partnermap.scene.shown import Shown
from partnermap.scene.style import Style
from partnermap.scene.text import break_words, text_width

LEAST_SIZE = 7.0
"""Words at the heads of narrow lanes are never set smaller: view units, points on paper."""

AT_CENTRE = 1e-6
"""Rings have their organisation at the origin: so near to it, in layout units."""


@dataclass(frozen=True, eq=False)
class Guides:
    """Lines (k, 2), words, and the boxes (b, 4) of the words, all in view units."""

    lines: tuple[Floats, ...]
    texts: tuple[TextMark, ...]
    boxes: Floats


def guides_of(
    layout: Layout, frame: Frame, area: Box, style: Style, size: float, shown: Shown
) -> Guides:
    """What a layout's guides look like in a frame; words keep inside the area."""
    guides = _with_centre(layout, shown)
    size = _fitting(layout, frame, style, size)
    lines = tuple(frame.to_view(guide.outline) for guide in guides if len(guide.outline))
    texts = _apart([_words(guide, frame, area, style, size) for guide in guides], style)
    return Guides(lines, texts, _boxes(texts, style))


def _apart(titles: Sequence[Sequence[TextMark]], style: Style) -> tuple[TextMark, ...]:
    """The titles that do not run into each other; of rings close together the outer ones keep theirs."""
    kept: tuple[TextMark, ...] = ()
    for title in reversed(titles):
        taken = _boxes(kept, style)
        if not any(overlaps(box, taken).any() for box in _boxes(title, style)):
            kept = (*title, *kept)
    return kept


def _fitting(layout: Layout, frame: Frame, style: Style, size: float) -> float:
    """The size at which the longest word at the head of a lane keeps within its lane."""
    if layout.style is not LayoutStyle.LANES:
        return size
    shares = [
        (guide.width * frame.scale_x - size / 2) / text_width(word, size, style.font, True)
        for guide in layout.guides
        for word in guide.title.split()
    ]
    return max(size * min([1.0, *shares]), min(size, LEAST_SIZE))


def _with_centre(layout: Layout, shown: Shown) -> tuple[Guide, ...]:
    """The guides; the outermost ring, which has most room, says from whom the steps are counted."""
    rings = [row for row, guide in enumerate(layout.guides) if len(guide.outline)]
    if layout.style is not LayoutStyle.RINGS or not rings:
        return layout.guides
    away = np.hypot(*layout.xy.T)
    centre = layout.organisation_ids[int(away.argmin())] if away.min() < AT_CENTRE else None
    names = [item.name for item in shown.organisations if item.id == centre]
    guides = list(layout.guides)
    for name in names:
        outermost = guides[rings[-1]]
        guides[rings[-1]] = replace(outermost, title=f"{outermost.title} from {name}")
    return tuple(guides)


def _words(guide: Guide, frame: Frame, area: Box, style: Style, size: float) -> Sequence[TextMark]:
    x, y = frame.to_view(np.array([guide.spot]))[0].tolist()
    words = [text_width(word, size, style.font, True) for word in guide.title.split()]
    room = max(guide.width * frame.scale_x, *words, 0.0)
    lines = break_words(guide.title, size, style.font, True, room)
    top = max(y - len(lines) * size * LEADING, area.top)
    marks = []
    for place, line in enumerate(lines):
        wide = text_width(line, size, style.font, True)
        left = x - wide / 2 if guide.is_centred else x
        left = max(min(left, area.right - wide), area.left)
        baseline = top + size * (ASCENT + place * LEADING)
        marks.append(TextMark("guide", line, left, baseline, size, True, style.muted))
    return marks


def _boxes(texts: Sequence[TextMark], style: Style) -> Floats:
    rows = [
        (
            mark.x,
            mark.y - ASCENT * mark.size,
            mark.x + text_width(mark.text, mark.size, style.font, mark.bold),
            mark.y + (LEADING - ASCENT) * mark.size,
        )
        for mark in texts
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
