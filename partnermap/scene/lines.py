"""Lines and arrowheads of ties, batched by pen; ties that will end are open in their middle."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from partnermap.scene.model import ArrowBatch, Curves, Floats, Ints, LineBatch, Pen
from partnermap.scene.shown import Shown
from partnermap.scene.style import Style
from partnermap.scene.ties import ARROW_LENGTH
from partnermap.scene.widths import WidthClass

CURVE_STEPS = 14
ARROW_HALF = 3.4
BREAK = "break"
"""Key of the pen of the bars beside a gap."""

GAP = 9.0
"""How wide a broken tie is open, in view units, and at most `GAP_SHARE` of its length."""

GAP_SHARE = 0.3
BAR_HALF = 3.6
"""Half the length of a bar beside the gap, plus half the line's width."""

BAR_WIDTH = 1.6
MOST_INK = 0.25
"""Share of the map's ground that lines may cover before they are drawn finer, down to `FINEST`."""

FINEST = 0.35
FEW = 120
"""So few lines are never drawn finer."""

WIDER, WIDEST = 0.3, 3.0
"""How much wider a line is for each doubling of the ties that it stands for, and at most."""

STRAND_WIDER, STRAND_WIDEST = 0.15, 1.5
"""The same where the ties of a pair share a line only for want of room."""


def pens_of(
    shown: Shown,
    style: Style,
    at_risk: frozenset[str],
    widths: Sequence[WidthClass | None],
    counts: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Pen, ...]:
    """The pen of every tie: its kind's, as wide as its step says, broken where it is at risk.

    A tie that stands for several carries their number beside its letter, and is wider for them.
    """
    made: dict[tuple[str, bool, WidthClass | None, int], Pen] = {}
    pens = []
    for tie, step in zip(shown.ties, widths, strict=True):
        look = (tie.kind.value, tie.id in at_risk, step, counts.get(tie.id, 1))
        if look not in made:
            plain = style.pens if look[1] else style.secure
            made[look] = _pen(style, plain[tie.kind], step, look[3], broken=look[1])
        pens.append(made[look])
    return tuple(pens)


def _pen(style: Style, pen: Pen, step: WidthClass | None, count: int, *, broken: bool) -> Pen:
    if step is not None:
        pen = replace(pen, key=f"{pen.key}, {step.title}", width=step.width)
    if count > 1:
        wider = pen.width if step is not None else pen.width * min(1 + WIDER * math.log2(count), WIDEST)
        pen = replace(pen, key=f"{pen.key}, {count}", letter=f"{pen.letter}{count}", width=wider)
    if broken:
        pen = replace(pen, key=f"{pen.key}, broken", colour=style.at_risk.colour, broken=True)
    return pen


def thinned(pens: Sequence[Pen], curves: Curves, drawn: Ints) -> tuple[Pen, ...]:
    """The pens, finer where the drawn lines would otherwise cover the ground of the map.

    Ties at risk keep more of their width than secure ones, so that they stand out.
    """
    if len(drawn) < FEW:
        return tuple(pens)
    ends = np.vstack([curves.starts, curves.finishes])
    ground = float(np.prod(np.maximum(np.ptp(ends, axis=0), 1.0)))
    along = curves.finishes[drawn] - curves.starts[drawn]
    widths = np.array([pens[row].width for row in drawn.tolist()])
    ink = float((np.hypot(along[:, 0], along[:, 1]) * widths).sum())
    share = max(min(1.0, MOST_INK * ground / max(ink, 1e-9)), FINEST)
    if share == 1.0:
        return tuple(pens)
    finer = {
        pen: replace(pen, width=pen.width * (share**0.5 if pen.broken else share)) for pen in set(pens)
    }
    return tuple(finer[pen] for pen in pens)


def strand_pens(pens: Sequence[Pen], counts: Ints) -> tuple[Pen, ...]:
    """The pens of the drawn lines: one that stands for several ties is wider, and has no letter.

    Args:
        pens: of the ties.
        counts: how many ties the line of each stands for, shape (m,).
    """
    looks = tuple(zip(pens, counts.tolist(), strict=True))
    made = {look: _strand_pen(*look) for look in set(looks)}
    return tuple(made[look] for look in looks)


def _strand_pen(pen: Pen, count: int) -> Pen:
    if count < 2:
        return pen
    wider = pen.width * min(1 + STRAND_WIDER * math.log2(count), STRAND_WIDEST)
    return replace(pen, key=f"{pen.key}, {count} in one", width=wider, letter="")


def line_batches(
    curves: Curves, pens: Sequence[Pen], kinds: Sequence[Pen], drawn: Ints, barred: Ints
) -> tuple[LineBatch, ...]:
    """One batch for each pen in use, the quiet ones first so that the strong ones lie on top.

    Args:
        curves: the ways of all ties.
        pens: of all ties.
        kinds: what the legend shows for each tie.
        drawn: rows of the ties with lines of their own; the others only count.
        barred: rows of the broken ones whose gap has room for bars.
    """
    own, bars = frozenset(drawn.tolist()), frozenset(barred.tolist())
    groups: dict[Pen, list[int]] = {}
    for row, pen in enumerate(pens):
        groups.setdefault(pen, []).append(row)
    batches = []
    for pen in sorted(groups, key=lambda pen: (pen.broken, pen.width, pen.key)):
        rows = _rows(row for row in groups[pen] if row in own)
        merged = _rows(row for row in groups[pen] if row not in own)
        batches.append(replace(_batch(pen, kinds[groups[pen][0]], rows, curves), merged=merged))
        crossed = _rows(row for row in groups[pen] if row in bars)
        if pen.broken and len(crossed):
            batches.append(_bars(pen, crossed, curves))
    return tuple(batches)


def _rows(rows: Iterable[int]) -> Ints:
    return np.array(list(rows), dtype=np.int32)


def _batch(pen: Pen, kind: Pen, rows: Ints, curves: Curves) -> LineBatch:
    middle = (curves.starts[rows] + curves.finishes[rows]) / 2
    straight = np.abs(curves.bends[rows] - middle).max(axis=1) < 1e-6
    pieces = _broken if pen.broken else _whole
    parts = [pieces(rows[straight], curves, 1), pieces(rows[~straight], curves, CURVE_STEPS)]
    segments = np.concatenate([segments for segments, _ in parts])
    return LineBatch(pen, segments, np.concatenate([ties for _, ties in parts]), kind)


def _whole(rows: Ints, curves: Curves, steps: int) -> tuple[Floats, Ints]:
    shares = np.linspace(0.0, 1.0, steps + 1)
    return _segments(rows, curves, curves.shares[rows][:, None] * shares)


def _broken(rows: Ints, curves: Curves, steps: int) -> tuple[Floats, Ints]:
    """Both halves of every tie, each in half the steps of a whole one."""
    half = max(1, steps // 2)
    low, high = _gap(rows, curves)
    shares = np.linspace(0.0, 1.0, half + 1)
    first = _segments(rows, curves, low[:, None] * shares)
    rest = high[:, None] + (curves.shares[rows] - high)[:, None] * shares
    second = _segments(rows, curves, rest)
    ties = np.concatenate([first[1], second[1]])
    order = np.argsort(ties, kind="stable")
    return np.concatenate([first[0], second[0]])[order], ties[order]


def _segments(rows: Ints, curves: Curves, shares: Floats) -> tuple[Floats, Ints]:
    """Pieces of curves between the given shares of their ways (k, s), and their ties."""
    points = np.stack([curves.at(column, rows) for column in shares.T], axis=1)
    pieces = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    return pieces, np.repeat(rows, shares.shape[1] - 1)


def _gap(rows: Ints, curves: Curves) -> tuple[Floats, Floats]:
    """From which to which share of its way each tie is open."""
    middle = curves.shares[rows] / 2
    along = curves.finishes[rows] - curves.starts[rows]
    half = np.minimum(GAP / 2 / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6), GAP_SHARE / 2)
    return middle - half, middle + half


def _bars(pen: Pen, rows: Ints, curves: Curves) -> LineBatch:
    """The bars at both sides of the gaps."""
    pieces = []
    for share in _gap(rows, curves):
        spot = curves.at(share, rows)
        along = curves.at(share + 0.01, rows) - curves.at(share - 0.01, rows)
        along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
        across = np.column_stack([-along[:, 1], along[:, 0]]) * (BAR_HALF + pen.width / 2)
        pieces.append(np.hstack([spot - across, spot + across]))
    segments = np.stack(pieces, axis=1).reshape(-1, 4)
    return LineBatch(Pen(BREAK, "", pen.colour, BAR_WIDTH), segments, np.repeat(rows, 2))


def sample_lines(pen: Pen, left: float, right: float, y: float, enlarged: float = 1.0) -> Floats:
    """The pieces (k, 4) of a level line in a pen, for legends; a broken pen's has its gap and bars.

    Those are so many times larger as the map is.
    """
    if not pen.broken:
        return np.array([(left, y, right, y)])
    middle, half, high = (left + right) / 2, GAP / 2.4 * enlarged, BAR_HALF * enlarged
    one, other = middle - half, middle + half
    bars = [(x, y - high, x, y + high) for x in (one, other)]
    return np.array([(left, y, one, y), (other, y, right, y), *bars])


def arrow_batches(curves: Curves, pens: Sequence[Pen], rows: Ints) -> tuple[ArrowBatch, ...]:
    """Arrowheads of those of the ties that have a direction, one batch for each colour."""
    colours: dict[str, list[int]] = {}
    for row in rows[curves.directed[rows]].tolist():
        colours.setdefault(pens[row].colour, []).append(row)
    widths = np.array([pen.width for pen in pens])
    return tuple(
        _arrows(colour, np.array(hit, dtype=np.int32), curves, widths) for colour, hit in colours.items()
    )


def _arrows(colour: str, rows: Ints, curves: Curves, widths: Floats) -> ArrowBatch:
    base = curves.at(curves.shares[rows], rows)
    before = curves.at(curves.shares[rows] - 0.03, rows)
    along = base - before
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    back = base - along * ARROW_LENGTH * 0.2
    tip = base + along * ARROW_LENGTH * 0.8
    half = np.maximum(ARROW_HALF, widths[rows] * 0.8 + 1.0)[:, None]
    corners = np.stack([tip, back + across * half, back - across * half], axis=1)
    return ArrowBatch(colour, corners, rows)
