"""Name tags: whoever is selected, hovered or reached by key is named, also where the map has no room.

A tag goes where it covers least; what it cannot help covering goes whole: nobody reads half a name.
A selection names its partners too, where names that it does not concern make way.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.labels import LONGEST_WORD
from partnermap.scene.model import LEADING, Floats, Label, Scene
from partnermap.scene.symbols import REACH, symbol_reach
from partnermap.scene.text import block_width, shorten, wrap
from partnermap.ui.canvas.highlight import Marked, paint_rings, rings_reach
from partnermap.ui.canvas.painting import paint_label
from partnermap.ui.canvas.picture import Picture

WIDE_EMS, MOST_LINES = 14.0, 3
PAD, GAP = 4.0, 8.0
"""Ground round the name, and least room between it and the symbol, in view units."""

NEAR = 3.0
"""Room between a partner's symbol and its name."""

MOST_PARTNERS = 24
"""So many partners of a selection are named at most."""

MOST_CHARACTERS = 90

EDGE = 1.5
"""How far the softened edges of letters may stand out of a name's box."""

FAR = 0.1
"""What it costs to stand a unit farther from where the name stood: it hardly leaves its side."""

CONCERNED = 5.0
"""How much worse it is to hide what a selection concerns than what it does not."""

_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Below, above, right, left, then the corners."""


@dataclass(frozen=True, eq=False)
class Tag:
    """A name on a ground of its own, and the names of the map that must go for it.

    Attributes:
        is_framed: a partner's name has no frame.
    """

    label: Label
    covered: tuple[Label, ...]
    is_framed: bool = True


@dataclass(frozen=True, eq=False)
class _Ground:
    """What a tag may hide: names and symbols as boxes (k, 4), and how bad that is, shape (k,)."""

    labels: tuple[Label, ...]
    names: Floats
    symbols: Floats
    name_cost: Floats
    symbol_cost: Floats


@lru_cache(maxsize=4)
def name_tags(picture: Picture, marked: Marked) -> tuple[Tag, ...]:
    """Of those that stand out, whoever has no name on the map, or one that their ring would cut.

    Then the partners of a selection that have none, the busiest first, where there is room.
    """
    concerned = picture.lifted(marked).concerned
    tags = tuple(_marked(picture, marked, concerned))
    return (*tags, *_partners(picture, concerned, tags))


def _marked(picture: Picture, marked: Marked, concerned: Set[int]) -> Iterator[Tag]:
    scene = picture.scene
    own = {label.organisation: label for label in scene.labels}
    for organisation_id in dict.fromkeys((marked.selected, marked.focused, marked.hovered)):
        if organisation_id is None or organisation_id not in scene.organisation_ids:
            continue
        row = scene.organisation_ids.index(organisation_id)
        reach = float(scene.radii[row]) + rings_reach(replace(marked, hovered=None), organisation_id)
        if row not in own or _distance(own[row], scene.positions[row]) < reach:
            label = _text(scene, row, picture.who.names.get(organisation_id, ""), is_bold=True)
            away = max(reach, float(scene.radii[row]) * REACH + GAP)
            yield _placed(scene, label, away, own.get(row), concerned)


def _partners(picture: Picture, concerned: Set[int], tags: tuple[Tag, ...]) -> Iterator[Tag]:
    scene = picture.scene
    named = {label.organisation for label in scene.labels} | {tag.label.organisation for tag in tags}
    gone = {label.organisation for tag in tags for label in tag.covered}
    taken = np.array([_box(tag.label, PAD) for tag in tags]).reshape(-1, 4)
    unnamed = sorted(concerned - (named - gone), key=lambda row: (-float(scene.radii[row]), row))
    ground = _ground(scene, None, concerned)
    hard = ground.names[ground.name_cost > 1.0]
    for row in unnamed[:MOST_PARTNERS]:
        name = picture.who.names.get(scene.organisation_ids[row], "")
        label = _text(scene, row, name, is_bold=False)
        away = float(scene.radii[row]) * REACH + NEAR
        spots = [_spot(scene, label, away, side) for side in _SIDES]
        blocked = np.vstack([hard, taken, ground.symbols])
        free = (spot for spot in spots if not _shared(_box(spot), blocked).any())
        best = min(free, key=lambda spot: float(_shared(_box(spot), ground.names).sum()), default=None)
        if best is not None:
            taken = np.vstack([taken, _box(best)])
            met = np.flatnonzero(_shared(_box(best), ground.names) > 0).tolist()
            yield Tag(best, tuple(ground.labels[at] for at in met), is_framed=False)


def _text(scene: Scene, row: int, name: str, *, is_bold: bool) -> Label:
    """The name wrapped, not placed yet."""
    size = scene.view.font_size
    short = " ".join(shorten(word, LONGEST_WORD) for word in shorten(name, MOST_CHARACTERS).split())
    lines = wrap(short, size, scene.font, is_bold, WIDE_EMS * size, MOST_LINES)
    width, height = block_width(lines, size, scene.font, is_bold), size * LEADING * len(lines)
    return Label(row, lines, 0.0, 0.0, width, height, size, is_bold, "centre")


def _placed(scene: Scene, label: Label, away: float, own: Label | None, concerned: Set[int]) -> Tag:
    """The label on the side where it covers least, and what it covers there."""
    ground = _ground(scene, own, concerned)
    itself = _symbol(scene, label.organisation)
    spots = [_spot(scene, label, away, side) for side in _SIDES]
    costs = [_cost(_box(spot, PAD), ground, itself) + _off(spot, own) for spot in spots]
    best = spots[int(np.argmin(costs))]
    met = np.flatnonzero(_shared(_box(best, PAD), ground.names) > 0).tolist()
    gone = [ground.labels[at] for at in met]
    return Tag(best, tuple(gone if own is None else [own, *gone]))


def _ground(scene: Scene, own: Label | None, concerned: Set[int]) -> _Ground:
    """Everything on the map but one name."""
    labels = tuple(item for item in scene.labels if item is not own)
    reach = np.asarray(symbol_reach(scene.radii))[:, None]
    names = [CONCERNED if item.organisation in concerned else 1.0 for item in labels]
    symbols = [CONCERNED if row in concerned else 1.0 for row in range(len(scene.radii))]
    return _Ground(
        labels,
        np.array([_box(item) for item in labels]).reshape(-1, 4),
        np.hstack([scene.positions - reach, scene.positions + reach]),
        np.array(names),
        np.array(symbols),
    )


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


def _cost(box: Floats, ground: _Ground, itself: Floats) -> float:
    """What a tag there hides: of its own symbol, which comes first, hardly anything may be hidden."""
    names = float(_shared(box, ground.names) @ ground.name_cost)
    symbols = float(_shared(box, ground.symbols) @ ground.symbol_cost)
    return names + symbols + 100.0 * float(_shared(box, itself).sum())


def _off(spot: Label, own: Label | None) -> float:
    """What it costs to stand away from where the name stood."""
    return 0.0 if own is None else FAR * float(np.hypot(*(_middle(spot) - _middle(own))))


def _middle(label: Label) -> Floats:
    return np.array([label.x + label.width / 2, label.y + label.height / 2])


def _symbol(scene: Scene, row: int) -> Floats:
    """The box of one symbol, shape (1, 4)."""
    reach = float(symbol_reach(scene.radii[row : row + 1])[0])
    return np.hstack([scene.positions[row] - reach, scene.positions[row] + reach])[None]


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


def paint_marks(painter: QPainter, picture: Picture, marked: Marked, accent: QColor) -> None:
    """Ring and name whoever stands out; the names of the map that tags would cut go first."""
    tags, scene = name_tags(picture, marked), picture.scene
    for label in (label for tag in tags for label in tag.covered):
        room = QRectF(label.x, label.y, label.width, label.height)
        painter.fillRect(room.adjusted(-EDGE, -EDGE, EDGE, EDGE), QColor(scene.background))
    paint_rings(painter, scene, marked, accent)
    for tag in reversed(tags):
        _paint_tag(painter, tag, scene, accent)


def _paint_tag(painter: QPainter, tag: Tag, scene: Scene, accent: QColor) -> None:
    """Paint it on a ground of its own, so that it is read whatever lies below."""
    label = tag.label
    if tag.is_framed:
        box = QRectF(label.x, label.y, label.width, label.height)
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(QColor(scene.background))
        painter.drawRoundedRect(box.adjusted(-PAD, -PAD / 2, PAD, PAD / 2), PAD, PAD)
    paint_label(painter, label, scene, painter.device().devicePixelRatio())
