"""Name tags: whoever is selected, hovered or reached by key is named, also where the map has no room.

A tag goes where it covers least; what it cannot help covering goes whole: nobody reads half a name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.labels import LONGEST_WORD
from partnermap.scene.model import LEADING, Floats, Label, Scene
from partnermap.scene.symbols import REACH, symbol_reach
from partnermap.scene.text import block_width, shorten, wrap
from partnermap.ui.canvas.highlight import Marked, paint_rings, rings_reach
from partnermap.ui.canvas.painting import paint_label

WIDE_EMS, MOST_LINES = 14.0, 3
PAD, GAP = 4.0, 8.0
"""Ground round the name, and least room between it and the symbol, in view units."""

MOST_CHARACTERS = 90

EDGE = 1.5
"""How far the softened edges of letters may stand out of a name's box."""

FAR = 0.1
"""What it costs to stand a unit farther from where the name stood: it hardly leaves its side."""

_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Below, above, right, left, then the corners."""


@dataclass(frozen=True, eq=False)
class Tag:
    """A name on a ground of its own, and the names of the map that must go for it."""

    label: Label
    covered: tuple[Label, ...]


def name_tags(scene: Scene, names: Mapping[str, str], marked: Marked) -> Iterator[Tag]:
    """Of those that stand out, whoever has no name on the map, or one that their ring would cut."""
    own = {label.organisation: label for label in scene.labels}
    for organisation_id in dict.fromkeys((marked.selected, marked.focused, marked.hovered)):
        if organisation_id is None or organisation_id not in scene.organisation_ids:
            continue
        row = scene.organisation_ids.index(organisation_id)
        reach = float(scene.radii[row]) + rings_reach(replace(marked, hovered=None), organisation_id)
        if row not in own or _distance(own[row], scene.positions[row]) < reach:
            label = _text(scene, row, names.get(organisation_id, ""))
            yield _placed(scene, label, max(reach, float(scene.radii[row]) * REACH + GAP), own.get(row))


def _text(scene: Scene, row: int, name: str) -> Label:
    """The name wrapped, not placed yet."""
    size = scene.view.font_size
    short = " ".join(shorten(word, LONGEST_WORD) for word in shorten(name, MOST_CHARACTERS).split())
    lines = wrap(short, size, scene.font, True, WIDE_EMS * size, MOST_LINES)
    width, height = block_width(lines, size, scene.font, True), size * LEADING * len(lines)
    return Label(row, lines, 0.0, 0.0, width, height, size, True, "centre")


def _placed(scene: Scene, label: Label, away: float, own: Label | None) -> Tag:
    """The label on the side where it covers least, and what it covers there."""
    others = [item for item in scene.labels if item is not own]
    names = np.array([_box(item) for item in others]).reshape(-1, 4)
    symbols = _symbols(scene, label.organisation)
    spots = [_spot(scene, label, away, side) for side in _SIDES]
    costs = [_cost(_box(spot, PAD), names, symbols) + _off(spot, own) for spot in spots]
    best = spots[int(np.argmin(costs))]
    met = np.flatnonzero(_shared(_box(best, PAD), names) > 0).tolist()
    gone = [others[at] for at in met] if own is None else [own, *(others[at] for at in met)]
    return Tag(best, tuple(gone))


def _spot(scene: Scene, label: Label, away: float, side: tuple[int, int]) -> Label:
    """The label on one side of its symbol, inside the view; on the other side of it if need be."""
    x, y = scene.positions[label.organisation].tolist()
    across, down = side
    half_width, half_height = label.width / 2 + PAD, label.height / 2 + PAD / 2
    # At a corner the ring leaves the name more room than straight beside it.
    off = away * (0.75 if across and down else 1.0)
    left = x + across * (off + half_width) - label.width / 2
    top = y + down * (off + half_height) - label.height / 2
    left = min(max(left, PAD), max(scene.view.width - label.width - PAD, PAD))
    top = min(max(top, PAD), max(scene.view.height - label.height - PAD, PAD))
    return replace(label, x=left, y=top)


def _cost(box: Floats, names: Floats, symbols: Floats) -> float:
    """What a tag there hides: of its own symbol, which comes first, hardly anything may be hidden."""
    hidden = _shared(box, symbols)
    return float(_shared(box, names).sum() + hidden.sum() + 100.0 * hidden[:1].sum())


def _off(spot: Label, own: Label | None) -> float:
    """What it costs to stand away from where the name stood."""
    return 0.0 if own is None else FAR * float(np.hypot(*(_middle(spot) - _middle(own))))


def _middle(label: Label) -> Floats:
    return np.array([label.x + label.width / 2, label.y + label.height / 2])


def _symbols(scene: Scene, row: int) -> Floats:
    """Boxes of all symbols, shape (n, 4), that of the row first."""
    reach = np.asarray(symbol_reach(scene.radii))[:, None]
    boxes = np.hstack([scene.positions - reach, scene.positions + reach])
    return np.asarray(np.vstack([boxes[row], np.delete(boxes, row, axis=0)]))


def _shared(box: Floats, boxes: Floats) -> Floats:
    """Area that a box shares with each of the others, shape (n,)."""
    sides = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    return np.asarray(np.prod(np.maximum(sides, 0.0), axis=1))


def _box(label: Label, pad: float = 0.0) -> Floats:
    left, top = label.x - pad, label.y - pad / 2
    return np.array([left, top, left + label.width + 2 * pad, top + label.height + pad])


def _distance(label: Label, point: Floats) -> float:
    """From a point to the nearest point of a name."""
    box = _box(label)
    return float(np.hypot(*(np.clip(point, box[:2], box[2:]) - point)))


def paint_marks(
    painter: QPainter, scene: Scene, names: Mapping[str, str], marked: Marked, accent: QColor
) -> None:
    """Ring and name whoever stands out; the names of the map that tags would cut go first."""
    tags = tuple(name_tags(scene, names, marked))
    for label in (label for tag in tags for label in tag.covered):
        room = QRectF(label.x, label.y, label.width, label.height)
        painter.fillRect(room.adjusted(-EDGE, -EDGE, EDGE, EDGE), QColor(scene.background))
    paint_rings(painter, scene, marked, accent)
    for tag in tags:
        _paint_tag(painter, tag.label, scene, accent)


def _paint_tag(painter: QPainter, label: Label, scene: Scene, accent: QColor) -> None:
    """Paint it on a ground of its own, so that it is read whatever lies below."""
    box = QRectF(label.x, label.y, label.width, label.height).adjusted(-PAD, -PAD / 2, PAD, PAD / 2)
    painter.setPen(QPen(accent, 1.0))
    painter.setBrush(QColor(scene.background))
    painter.drawRoundedRect(box, PAD, PAD)
    paint_label(painter, label, scene, painter.device().devicePixelRatio())
