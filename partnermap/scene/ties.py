"""Lines and arrowheads of ties: the ties of one pair fan out so that each can be seen and hit."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.domain.words import TieKind
from partnermap.scene.model import ArrowBatch, Floats, Ints, LineBatch, Pen
from partnermap.scene.shown import Shown
from partnermap.scene.style import AT_RISK, Style

FAN_GAP = 7.0
"""Distance between neighbouring ties of one pair at the middle, view units."""

FAN_SHARE = 0.3
"""Most that the outermost tie may bow, as a share of the distance between the symbols."""

FAN_MOST = 70.0
CURVE_STEPS = 14
ARROW_LENGTH = 7.0
ARROW_HALF = 3.4
ARROW_CLEAR = 1.5

_ORDER = tuple(TieKind)


@dataclass(frozen=True, eq=False)
class Curves:
    """Every tie as a quadratic curve: starts, bends and finishes (m, 2), and the share of it drawn."""

    starts: Floats
    bends: Floats
    finishes: Floats
    shares: Floats

    def at(self, share: Floats, rows: Ints) -> Floats:
        """Points of some curves at shares (0 to 1) of their way, shape (k, 2)."""
        rest = (1.0 - share)[:, None]
        part = share[:, None]
        return np.asarray(
            rest**2 * self.starts[rows]
            + 2 * rest * part * self.bends[rows]
            + part**2 * self.finishes[rows]
        )


def curves_of(shown: Shown, positions: Floats, radii: Floats) -> Curves:
    """The way of every tie between the centres of its ends; directed ones stop short of the symbol."""
    starts, finishes = positions[shown.ends[:, 0]], positions[shown.ends[:, 1]]
    along = finishes - starts
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)
    bows = _bows(shown, length)
    normal = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
    bends = (starts + finishes) / 2 + normal * (2 * bows)[:, None]
    directed = np.array([tie.directed for tie in shown.ties], dtype=np.bool_)
    short = radii[shown.ends[:, 1]] + ARROW_CLEAR + ARROW_LENGTH * 0.8
    shares = np.where(directed, np.clip(1.0 - short / length, 0.05, 1.0), 1.0)
    return Curves(starts, bends, finishes, shares)


def _bows(shown: Shown, length: Floats) -> Floats:
    """How far each tie bows out at its middle, positive to one side of its own direction, (m,)."""
    bows = np.zeros(len(shown.ties))
    for rows in _by_pair(shown.ends):
        if len(rows) == 1:
            continue
        ordered = sorted(rows, key=lambda row: (_ORDER.index(shown.ties[row].kind), shown.ties[row].id))
        most = min(FAN_SHARE * float(length[rows[0]]), FAN_MOST)
        gap = min(FAN_GAP, 2 * most / (len(rows) - 1))
        for place, row in enumerate(ordered):
            side = 1.0 if shown.ends[row, 0] < shown.ends[row, 1] else -1.0
            bows[row] = side * gap * (place - (len(rows) - 1) / 2)
    return bows


def _by_pair(ends: Ints) -> list[npt.NDArray[np.intp]]:
    """Rows of the ties of each pair."""
    if not len(ends):
        return []
    pairs = np.sort(ends, axis=1)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    changes = np.any(np.diff(pairs[order], axis=0) != 0, axis=1)
    return np.split(order, np.flatnonzero(changes) + 1)


def line_batches(
    shown: Shown, curves: Curves, style: Style, at_risk: frozenset[str]
) -> tuple[LineBatch, ...]:
    """One batch for each pen in use, the quiet ones first so that the strong ones lie on top."""
    groups: dict[str, tuple[Pen, list[int]]] = {}
    for row, tie in enumerate(shown.ties):
        pen = style.at_risk if tie.id in at_risk else style.pens[tie.kind]
        groups.setdefault(pen.key, (pen, []))[1].append(row)
    ranked = sorted(groups.values(), key=lambda group: _rank(group[0]))
    return tuple(_batch(pen, np.array(rows, dtype=np.int32), curves) for pen, rows in ranked)


def _rank(pen: Pen) -> tuple[float, str]:
    return (pen.width, pen.key)


def _batch(pen: Pen, rows: Ints, curves: Curves) -> LineBatch:
    middle = (curves.starts[rows] + curves.finishes[rows]) / 2
    straight = np.abs(curves.bends[rows] - middle).max(axis=1) < 1e-6
    parts = [
        _segments(rows[straight], curves, 1),
        _segments(rows[~straight], curves, CURVE_STEPS),
    ]
    segments = np.concatenate([segments for segments, _ in parts])
    return LineBatch(pen, segments, np.concatenate([ties for _, ties in parts]))


def _segments(rows: Ints, curves: Curves, steps: int) -> tuple[Floats, Ints]:
    shares = np.linspace(0.0, 1.0, steps + 1)
    points = np.stack([curves.at(curves.shares[rows] * share, rows) for share in shares], axis=1)
    pieces = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    return pieces, np.repeat(rows, steps)


def arrow_batches(
    shown: Shown, curves: Curves, style: Style, at_risk: frozenset[str]
) -> tuple[ArrowBatch, ...]:
    """Arrowheads of directed ties, one batch for each colour."""
    colours: dict[str, list[int]] = {}
    for row, tie in enumerate(shown.ties):
        if tie.directed:
            pen = style.at_risk if tie.id in at_risk else style.pens[tie.kind]
            colours.setdefault(pen.colour, []).append(row)
    return tuple(
        _arrows(colour, np.array(rows, dtype=np.int32), curves) for colour, rows in colours.items()
    )


def _arrows(colour: str, rows: Ints, curves: Curves) -> ArrowBatch:
    base = curves.at(curves.shares[rows], rows)
    before = curves.at(curves.shares[rows] - 0.03, rows)
    along = base - before
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    back = base - along * ARROW_LENGTH * 0.2
    tip = base + along * ARROW_LENGTH * 0.8
    corners = np.stack([tip, back + across * ARROW_HALF, back - across * ARROW_HALF], axis=1)
    return ArrowBatch(colour, corners, rows)


def drawn_at_risk(lines: tuple[LineBatch, ...]) -> int:
    """How many ties are drawn as ending or at risk."""
    return sum(len(np.unique(batch.ties)) for batch in lines if batch.pen.key == AT_RISK)
