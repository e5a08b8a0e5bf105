"""Flows from before to after: bands whose width is their count, and “No home yet” as a target to see."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.domain.record import About
from partnermap.scene.chart.drawing import Drawing, first_rows, rectangle
from partnermap.scene.chart.look import Look, Shade, State
from partnermap.scene.chart.model import ChartScene, Points, Twin
from partnermap.scene.chart.units import Unit, in_words

_LABELS = 0.3
_BLOCK = 12.0
_TALL = 22.0
_STEPS = 16

MOST_ENDS, FEWEST_ENDS = 10, 3
"""On each side, as the height allows."""


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """A body before or after; `is_missing` marks the target that nobody has decided on."""

    title: str
    about: tuple[About, ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one end to another: their indexes, how much, and how much in words."""

    before: int
    after: int
    amount: float
    words: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Flows:
    """Ends on both sides and what flows between them.

    Attributes:
        amounts_are: what is counted: the heading of the table's last column.
        unit: of the amounts.
    """

    title: str
    before_title: str
    after_title: str
    before: tuple[FlowEnd, ...]
    after: tuple[FlowEnd, ...]
    flows: tuple[Flow, ...]
    amounts_are: str
    empty: str
    note: str = ""
    unit: Unit = Unit.NUMBER


def alluvial(chart: Flows, look: Look) -> ChartScene:
    """Both sides with their bands; of a crowded side the smallest ends are joined."""
    twin = _twin(chart)
    if not any(flow.amount > 0 for flow in chart.flows):
        drawing = Drawing(look, chart.title)
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    for most in range(MOST_ENDS, FEWEST_ENDS - 1, -1):
        drawing = Drawing(look, chart.title)
        _Sides(drawing, _thinned(chart, most)).draw()
        drawing.note(chart.note)
        if not drawing.is_full(0.0):
            break
    return drawing.done(f"Flows from before to after. {chart.title}. {first_rows(twin.rows)}", twin)


def _thinned(chart: Flows, most: int) -> Flows:
    """At most so many ends on each side, so that a reader can follow the bands."""
    leaving_amounts = [(flow.before, flow.amount) for flow in chart.flows]
    before, leaving = _joined(chart.before, leaving_amounts, most)
    arriving_amounts = [(flow.after, flow.amount) for flow in chart.flows]
    after, arriving = _joined(chart.after, arriving_amounts, most)
    groups: dict[tuple[int, int], list[Flow]] = {}
    for flow in chart.flows:
        groups.setdefault((leaving[flow.before], arriving[flow.after]), []).append(flow)
    flows = tuple(_sum(key, found, chart.unit) for key, found in groups.items())
    return replace(chart, before=before, after=after, flows=flows)


def _joined(
    ends: Sequence[FlowEnd], amounts: Sequence[tuple[int, float]], most: int
) -> tuple[tuple[FlowEnd, ...], dict[int, int]]:
    """The ends with the smallest as one, and where each old index went."""
    if len(ends) <= most:
        return tuple(ends), {number: number for number in range(len(ends))}
    totals = [0.0] * len(ends)
    for number, amount in amounts:
        totals[number] += amount
    order = sorted(range(len(ends)), key=lambda row: (not ends[row].is_missing, -totals[row], row))
    kept = sorted(order[: most - 1], key=lambda row: (ends[row].is_missing, row))
    rest = [row for row in range(len(ends)) if row not in kept]
    others = FlowEnd(f"{len(rest):,} others", tuple(a for row in rest for a in ends[row].about))
    places = {row: place for place, row in enumerate(kept)}
    return (*(ends[row] for row in kept), others), {
        row: places.get(row, len(kept)) for row in range(len(ends))
    }


def _sum(key: tuple[int, int], found: Sequence[Flow], unit: Unit) -> Flow:
    if len(found) == 1:
        return replace(found[0], before=key[0], after=key[1])
    amount = sum(flow.amount for flow in found)
    return Flow(*key, amount, in_words(amount, unit), tuple(a for flow in found for a in flow.about))


@dataclass(frozen=True, slots=True)
class _Side:
    """Where the blocks of one side stand."""

    tops: tuple[float, ...]
    heights: tuple[float, ...]
    lines: tuple[tuple[str, ...], ...]


class _Sides:
    """Lays out both sides on one scale and draws the bands between them."""

    def __init__(self, drawing: Drawing, chart: Flows) -> None:
        self._drawing, self._chart = drawing, chart
        self._flows = [flow for flow in chart.flows if flow.amount > 0]
        everything = sum(flow.amount for flow in self._flows)
        self._unit = _TALL * drawing.size / everything
        self._room = _LABELS * drawing.look.width - _BLOCK - 0.6 * drawing.size
        self._left = _LABELS * drawing.look.width
        self._right = (1 - _LABELS) * drawing.look.width
        self._head()
        self._before = self._side(chart.before, [flow.before for flow in self._flows])
        self._after = self._side(chart.after, [flow.after for flow in self._flows])

    def _head(self) -> None:
        drawing, chart = self._drawing, self._chart
        sides = ((chart.before_title, self._left, "right"), (chart.after_title, self._right, "left"))
        deepest = 0
        for title, x, align in sides:
            lines = drawing.folded(title, self._room, bold=True)
            drawing.block(lines, x, drawing.y, align=align, bold=True)
            deepest = max(deepest, len(lines))
        drawing.y += deepest * drawing.row + 4

    def _side(self, ends: Sequence[FlowEnd], indexes: Sequence[int]) -> _Side:
        drawing, tops, heights, folded = self._drawing, [], [], []
        y = drawing.y
        for number, end in enumerate(ends):
            amount = sum(
                flow.amount for flow, index in zip(self._flows, indexes, strict=True) if index == number
            )
            total = f"{end.title}: {in_words(amount, self._chart.unit)}"
            lines = drawing.folded(total, self._room, bold=end.is_missing)
            high = max(amount * self._unit, 2.0)
            needed = max(high, len(lines) * drawing.row)
            tops.append(y + (needed - high) / 2)
            heights.append(high)
            folded.append(lines)
            y += needed + 0.8 * drawing.size
        return _Side(tuple(tops), tuple(heights), tuple(folded))

    def draw(self) -> None:
        """Bands first, then the blocks with their names."""
        self._bands()
        self._blocks(self._chart.before, self._before, self._left - _BLOCK, "right")
        self._blocks(self._chart.after, self._after, self._right, "left")
        bottoms = [
            top + high / 2 + max(high, len(lines) * self._drawing.row) / 2
            for side in (self._before, self._after)
            for top, high, lines in zip(side.tops, side.heights, side.lines, strict=True)
        ]
        self._drawing.y = max(bottoms) + 4

    def _bands(self) -> None:
        leaving, arriving = list(self._before.tops), list(self._after.tops)
        for flow in sorted(self._flows, key=lambda one: (one.before, one.after)):
            start, end = leaving[flow.before], arriving[flow.after]
            high = flow.amount * self._unit
            leaving[flow.before] += high
            arriving[flow.after] += high
            self._band(flow, start, end, high)

    def _band(self, flow: Flow, start: float, end: float, high: float) -> None:
        chart, drawing = self._chart, self._drawing
        before, after = chart.before[flow.before], chart.after[flow.after]
        mark = drawing.mark(f"{before.title} to {after.title}: {flow.words}", flow.about)
        points = _ribbon(self._left, self._right, start, end, high)
        shade = self._shade(after)
        drawing.shaded(points, shade, mark)
        # Bands never cross where they leave their block, so neither do their words.
        if high >= drawing.row:
            middle = start + high / 2
            x = self._left + 0.4 * drawing.size
            box = (x, middle - 1, x + drawing.wide(flow.words) + drawing.size, middle + 1)
            drawing.inside(flow.words, box, shade, mark)

    def _shade(self, end: FlowEnd) -> Shade:
        palette = self._drawing.palette
        return palette.states[State.CHANGING] if end.is_missing else palette.ordered[0]

    def _blocks(self, ends: Sequence[FlowEnd], side: _Side, x: float, align: str) -> None:
        drawing = self._drawing
        for end, top, high, lines in zip(ends, side.tops, side.heights, side.lines, strict=True):
            mark = drawing.mark(" ".join(lines), end.about)
            state = State.CHANGING if end.is_missing else State.STEADY
            box = rectangle(x, top, x + _BLOCK, top + high)
            drawing.shaded(box, drawing.palette.states[state], mark)
            gap = 0.5 * drawing.size
            edge = x - gap if align == "right" else x + _BLOCK + gap
            first = top + high / 2 - len(lines) * drawing.row / 2
            drawing.block(lines, edge, first, align=align, bold=end.is_missing, mark=mark)


def _ribbon(left: float, right: float, start: float, end: float, high: float) -> Points:
    """A band with smooth edges, as a polygon."""
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    upper = [
        (left + share * (right - left), start + (end - start) * (1 - math.cos(math.pi * share)) / 2)
        for share in shares
    ]
    return (*upper, *((x, y + high) for x, y in reversed(upper)))


def _twin(chart: Flows) -> Twin:
    rows = [
        (chart.before[flow.before].title, chart.after[flow.after].title, flow.words)
        for flow in chart.flows
    ]
    return Twin((chart.before_title, chart.after_title, chart.amounts_are), tuple(rows))
