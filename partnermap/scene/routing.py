"""Ways of ties on paper: they bow round names and symbols, and names make way for them.

All ties of a pair bow together, so that they stay side by side.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from partnermap.scene.bowing import Bows
from partnermap.scene.calm import drawn_rows
from partnermap.scene.candidates import Candidates
from partnermap.scene.clearing import Clearing
from partnermap.scene.detours import Chords, chords_of, passages
from partnermap.scene.model import Curves, Floats
from partnermap.scene.placing import Places
from partnermap.scene.strands import Ground, Strands
from partnermap.scene.ties import rows_by_pair

MOST_BOW = 70.0
BOW_SHARE = 0.18
"""How far a tie may bow out at its middle, in points and as a share of its length."""

_MARGIN = 0.8
"""Room in points between a name and the middle of a line: half of an ordinary line."""

_BLANK = 0.2
"""Share of a line's height that is blank above its letters."""

_FAR = 8.0
"""Room in points between a symbol and its name in which another name could be taken for it."""

_SYMBOL_SHARE, _SYMBOL_MARGIN = 0.9, 1.0
"""Half the side of the square that stands for a symbol: a share of its radius, and points more."""


def cleared(
    strands: Strands, around: Ground, options: Candidates, places: Places
) -> tuple[Curves, Places]:
    """The ways of all ties, and the places of the names, with as few lines through names as can be.

    Args:
        strands: the drawn lines, as straight as can be.
        around: what they tie.
        options: where names may stand.
        places: where they stand, none touching another.
    """
    drawn = frozenset(drawn_rows(strands.leads).tolist())
    pairs = [_among(rows, drawn) for rows in rows_by_pair(around.ends)]
    chords = chords_of(strands.curves, around.ends, pairs, BOW_SHARE, MOST_BOW)
    boxes = np.vstack([_boxes_of_names(options), _boxes_of_symbols(around)])
    owners = np.r_[options.owner, np.arange(len(around.positions), dtype=np.int32)]
    bows = Bows(chords, passages(chords, boxes, owners), len(options.owner), len(boxes))
    work = Clearing(options, places, bows, _threads(options, around))
    work.run()
    return _bent(strands.curves, chords, bows.values), work.places


def _among(rows: npt.NDArray[np.intp], drawn: frozenset[int]) -> npt.NDArray[np.intp]:
    return np.array([row for row in rows.tolist() if row in drawn], dtype=np.intp)


def _boxes_of_names(options: Candidates) -> Floats:
    """What each name's letters fill, with half a line's width round them."""
    heights = np.array([text.height / len(text.lines) for text in options.texts])
    boxes = options.boxes + np.array([-_MARGIN, -_MARGIN, _MARGIN, _MARGIN])
    boxes[:, 1] += _BLANK * heights[options.text]
    return np.asarray(boxes)


def _boxes_of_symbols(around: Ground) -> Floats:
    half = (_SYMBOL_SHARE * around.radii + _SYMBOL_MARGIN)[:, None]
    return np.hstack([around.positions - half, around.positions + half])


def _threads(options: Candidates, around: Ground) -> Floats:
    """From each place to the edge of its symbol where that is far, else a point of the place, (c, 4)."""
    goals, radii = around.positions[options.owner], around.radii[options.owner]
    starts = np.clip(goals, options.boxes[:, :2], options.boxes[:, 2:])
    away = np.hypot(*(goals - starts).T)
    share = np.where(away > radii + _FAR, 1 - radii / np.maximum(away, 1e-9), 0.0)
    return np.hstack([starts, starts + share[:, None] * (goals - starts)])


def _bent(curves: Curves, chords: Chords, bows: Floats) -> Curves:
    """The curves with these bows; the bend of a curve lies twice as far out as its middle."""
    bends = curves.bends.copy()
    for rows, normal, bow in zip(chords.rows, chords.normals, bows, strict=True):
        bends[rows] += normal * 2 * bow
    return replace(curves, bends=bends)
