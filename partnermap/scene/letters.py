"""Letters on lines: what kind a tie is, for readers who cannot tell colours or dashes apart."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from partnermap.scene.candidates import Surroundings, overlaps
from partnermap.scene.model import Curves, Floats, Ints, LineBatch, Medium, Pen, TieLetter, View
from partnermap.scene.strands import Strands

Bools = npt.NDArray[np.bool_]

MOST = 250
"""Of more ties in sight none is lettered: letters would hide the lines; coming nearer brings them."""

LEAST_ROOM = 34.0
"""Free length of a line that a letter needs, in view units."""

SHARES = (0.5, 0.36, 0.64)
BROKEN_SHARES = (0.3, 0.7)
MORE_SHARES, MORE_BROKEN_SHARES = (0.43, 0.57, 0.28, 0.72), (0.23, 0.77, 0.37, 0.63)
"""Where along its line a letter may stand, and where else one with a number, which nothing else says."""

SIZES = {Medium.SCREEN: 0.78, Medium.PAPER: 0.9}
LEAST_SIZE = 7.0
"""On paper no letter is smaller, in points."""

CLEAR = 1.5
LINE_CLEAR = 0.6
"""Distance between a letter's middle and the lines of other ties, in sizes of the letter."""


def tie_letters(
    strands: Strands, around: Surroundings, labels: Floats, view: View, ink: str
) -> tuple[TieLetter, ...]:
    """The letter of every tie that has room for it clear of symbols, names and other letters.

    Args:
        strands: the drawn lines.
        around: symbols and other words.
        labels: boxes (k, 4) of the names.
        view: whose medium and size of names count.
        ink: colour of letters; those of ties at risk have the colour of their line.
    """
    pens, curves = strands.pens, strands.curves
    size = max(SIZES[view.medium] * view.font_size, LEAST_SIZE)
    rows = _in_sight(curves, strands.lettered, around)
    rows = rows[np.array([pens[row].letter != "" for row in rows.tolist()], dtype=np.bool_)]
    if not 0 < len(rows) <= MOST:
        return ()
    size_of = np.array([1.0 + 0.45 * (len(pens[row].letter) - 1) for row in rows.tolist()]) * size
    spots = _spots(rows, pens, curves)
    taken = np.vstack([labels, around.words]) if len(labels) else around.words
    free = _clear(spots, around, taken, np.repeat(size_of, spots.shape[1]))
    alone = _off_lines(spots, rows, strands.lines, size_of)
    letters: list[TieLetter] = []
    chosen = np.zeros((0, 2))
    for place in sorted(range(len(rows)), key=lambda place: -len(pens[rows[place]].letter)):
        row = int(rows[place])
        for option in _options(free[place], alone[place], pens[row]):
            spot = spots[place, option]
            if not len(chosen) or np.abs(chosen - spot).max(axis=1).min() > size_of[place] * 1.15:
                chosen = np.vstack([chosen, spot])
                x, y = spot.tolist()
                colour = pens[row].colour if pens[row].broken else ink
                letters.append(TieLetter(row, pens[row].letter, x, y, size, colour))
                break
    return tuple(letters)


def _options(free: Bools, alone: Bools, pen: Pen) -> list[int]:
    """Spots of a letter, the best first: off other lines; with a number, if need be on them."""
    good = np.flatnonzero(free & alone).tolist()
    return good + np.flatnonzero(free & ~alone).tolist() if _has_number(pen) else good


def _has_number(pen: Pen) -> bool:
    return len(pen.letter) > 1


def _in_sight(curves: Curves, rows: Ints, around: Surroundings) -> Ints:
    """Those of the ties that are long enough, with their middles in the drawing area."""
    if not len(rows):
        return rows
    middle = curves.at(np.full(len(rows), 0.5), rows)
    along = curves.finishes[rows] - curves.starts[rows]
    reach = 2 * float(np.median(around.radii))
    area = around.area
    seen = (middle > (area.left, area.top)).all(axis=1) & (middle < (area.right, area.bottom)).all(
        axis=1
    )
    return np.asarray(rows[seen & (np.hypot(along[:, 0], along[:, 1]) > LEAST_ROOM + reach)])


def _spots(rows: Ints, pens: Sequence[Pen], curves: Curves) -> Floats:
    """Where each letter may stand, shape (k, options, 2); nan where there are fewer options."""
    spots = np.full((len(rows), len(SHARES) + len(MORE_SHARES), 2), np.nan)
    broken = np.array([pens[row].broken for row in rows.tolist()], dtype=np.bool_)
    several = np.array([_has_number(pens[row]) for row in rows.tolist()], dtype=np.bool_)
    for which, shares in (
        (~broken, SHARES),
        (broken, BROKEN_SHARES),
        (~broken & several, (*SHARES, *MORE_SHARES)),
        (broken & several, (*BROKEN_SHARES, *MORE_BROKEN_SHARES)),
    ):
        for option, share in enumerate(shares):
            own = rows[which]
            spots[which, option] = curves.at(np.full(len(own), share), own)
    return spots


def _clear(spots: Floats, around: Surroundings, taken: Floats, sizes: Floats) -> Bools:
    """Which spots touch neither a symbol nor a word, shape (k, options)."""
    flat = spots.reshape(-1, 2)
    away = np.hypot(*(flat[:, None] - around.positions).transpose(2, 0, 1))
    free = (away > around.reach + sizes[:, None] * 0.6 + CLEAR).all(axis=1) & ~np.isnan(flat[:, 0])
    half = (sizes * 0.55 + CLEAR)[:, None]
    boxes = np.hstack([flat - half, flat + half])
    for box in taken:
        free &= ~overlaps(box, boxes)
    return np.asarray(free.reshape(spots.shape[:2]))


def _off_lines(spots: Floats, rows: Ints, lines: Sequence[LineBatch], sizes: Floats) -> Bools:
    """Which spots no line of another tie runs through, shape (k, options)."""
    segments = np.concatenate([batch.segments for batch in lines])
    owners = np.concatenate([batch.ties for batch in lines])
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    free = np.ones(spots.shape[:2], dtype=np.bool_)
    for place, row in enumerate(rows.tolist()):
        away = spots[place][:, None] - start
        share = np.clip((away * along).sum(axis=2) / length, 0.0, 1.0)
        gap = np.hypot(*(away - share[..., None] * along).transpose(2, 0, 1))
        near = (gap < sizes[place] * LINE_CLEAR) & (owners != row)
        free[place] = ~near.any(axis=1)
    return free
