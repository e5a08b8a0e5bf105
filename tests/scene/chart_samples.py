"""Invented charts of every kind: ordinary, without rows, with one, very many, and with long names."""

import datetime as dt
from collections.abc import Callable

from partnermap.analysis.profile.bands import Band
from partnermap.domain.record import About
from partnermap.scene.chart.chart import Chart
from partnermap.scene.chart.curve import Curve, CurvePoint, Series
from partnermap.scene.chart.dots import DotPlot, DotRow
from partnermap.scene.chart.flows import Flow, FlowEnd, Flows
from partnermap.scene.chart.heat import HeatCell, HeatTable
from partnermap.scene.chart.look import State
from partnermap.scene.chart.ranges import RangePlot, RangeRow, Swing, Tornado
from partnermap.scene.chart.spans import Span, TimeBars, TimeRow
from partnermap.scene.chart.stacked import BarRow, Piece, StackedBars
from partnermap.scene.chart.units import Unit
from partnermap.scene.chart.years import DateMark

SIZES = {"empty": 0, "one": 1, "ordinary": 8, "huge": 300}
EMPTY = "Nothing is recorded on this date."
LONG = (
    "Calderbeck, Dunmoor and the Villages beyond Netherby Community Mental Health and Wellbeing "
    "Voluntary Sector Alliance Partnership (incorporating Llanfairpwllgwyngyllgogerychwyrndrobwllllan)"
)
KINDS = ("stacked", "spans", "curve", "heat", "flows", "ranges", "tornado", "dots")


def about(number: int) -> tuple[About, ...]:
    """One invented record."""
    return (About("agreements", f"agreement-{number}"),)


def title_of(number: int, *, long: bool) -> str:
    """A name, where wanted a very long one."""
    return f"{LONG} {number}" if long else f"Agreement {number}"


def sample(kind: str, count: int, *, long: bool = False) -> Chart:
    """A chart of a kind with so many rows."""
    return _MAKERS[kind](count, long)


def _stacked(count: int, long: bool) -> StackedBars:
    rows = []
    for i in range(count):
        amounts = [(j + 1) * 1000 * (i + 1) for j in range(4)]
        pieces = tuple(
            Piece(j, amount, f"£{amount:,}", about(10 * i + j)) for j, amount in enumerate(amounts)
        )
        words = f"£{sum(amounts):,}"
        group = title_of(i // 2, long=long) if i < 6 else ""
        rows.append(BarRow(title_of(i, long=long), pieces, words, group=group))
    return StackedBars(
        "£14.2m of £30.0m joint money ends by March 2028",
        ("Pooled", "Aligned", "Grants", "Other joint money"),
        tuple(rows),
        "When it ends",
        EMPTY,
    )


def _spans(count: int, long: bool) -> TimeBars:
    states = tuple(State)
    rows = []
    for i in range(count):
        year = 2024 + i % 4
        spans = (
            Span(None, dt.date(year, 6, 30), states[i % 4], states[i % 4].value, about(i)),
            Span(dt.date(year, 7, 1), dt.date(year + 1, 3, 31), State.CHANGING, "handover", about(i)),
        )
        rows.append(TimeRow(title_of(i, long=long), spans, f"funding ends {year}", about(i)))
    return TimeBars(
        "Three of eight joint posts are not filled",
        tuple(rows),
        tuple((state, f"It is {state.value}") for state in states),
        dt.date(2024, 1, 1),
        dt.date(2029, 3, 31),
        dt.date(2026, 4, 1),
        "Post",
        EMPTY,
        tuple(
            DateMark(dt.date(2027, 4, 1 + i), title_of(i, long=long), about(i))
            for i in range(min(count, 3))
        ),
    )


def _curve(count: int, long: bool) -> Curve:
    first = dt.date(2020, 4, 1)
    points = tuple(
        CurvePoint(
            first + dt.timedelta(days=90 * i),
            None if i == 4 else 0.2 + 0.05 * (i % 7),
            None if i == 4 else 0.1 + 0.05 * (i % 7),
            None if i == 4 else 0.4 + 0.05 * (i % 7),
            "not known" if i == 4 else "",
            about(i),
        )
        for i in range(count)
    )
    other = tuple(CurvePoint(point.on, 0.5 + 0.02 * (i % 3)) for i, point in enumerate(points))
    return Curve(
        "Density rose from 20% to 35%",
        (Series(title_of(1, long=long), points), Series("Chance", other)) if count else (),
        Unit.SHARE,
        EMPTY,
        first + dt.timedelta(days=100),
        tuple(
            DateMark(first + dt.timedelta(days=200 * i), title_of(i, long=long))
            for i in range(min(count, 3))
        ),
        "The band shows what it would be without any one tie.",
    )


def _heat(count: int, long: bool) -> HeatTable:
    wide = min(count, 12)
    titles = tuple(title_of(i, long=long) for i in range(wide))
    cells = tuple(
        tuple(
            HeatCell(None, "–") if i == j else HeatCell(i * j / 144, f"{i * j / 1.44:.0f}%", about(i))
            for j in range(wide)
        )
        for i in range(wide)
    )
    return HeatTable("Sectors 1 and 2 have no link", titles, titles, cells, "Sector", EMPTY)


def _flows(count: int, long: bool) -> Flows:
    before = tuple(FlowEnd(title_of(i, long=long), about(i)) for i in range(count))
    after = (
        *(FlowEnd(f"Successor {i}", about(i)) for i in range(min(count, 4))),
        FlowEnd("No home yet", is_missing=True),
    )
    flows = tuple(
        Flow(i, (i * 3 + j) % len(after), 2.0 + i % 5, f"{2 + i % 5} links", about(i))
        for i in range(count)
        for j in range(2)
    )
    return Flows(
        "Nine of 44 links have no home yet", "Before", "After", before, after, flows, "Links", EMPTY
    )


def _ranges(count: int, long: bool) -> RangePlot:
    rows = tuple(
        RangeRow(
            title_of(i, long=long),
            None if i == 3 else i % 9,
            None if i == 3 else i % 9 - 1.5,
            None if i == 3 else i % 9 + 2.0,
            "not known: too few answers" if i == 3 else "",
            about(i),
        )
        for i in range(count)
    )
    return RangePlot(
        "Three stand apart", rows, Unit.NUMBER, "Organisation", EMPTY, "The line is the span."
    )


def _tornado(count: int, long: bool) -> Tornado:
    swings = tuple(
        Swing(title_of(i, long=long), 10.0 - i % 7, 12.0 + i % 5, about=about(i)) for i in range(count)
    )
    return Tornado(
        "It hangs most on one agreement", 11.0, "11 months", swings, Unit.MONTHS, "Assumption", EMPTY
    )


def _dots(count: int, long: bool) -> DotPlot:
    bands = tuple(Band)
    rows = tuple(
        DotRow(
            title_of(i, long=long),
            (0, 0, 0, 0, 0) if i == 3 else (i % 3, 2, 9 * (i % 5), 4, i % 2),
            None if i == 3 else 3.0,
            None if i % 4 == 1 else 1 + i % 5,
            "12 answers, from 1 to 5; views are divided",
            bands[i % 4],
            i % 2 == 0,
            LONG if long else "We work to the same few goals",
            f"{LONG if long else 'Secured for 10 months'}: step {1 + i % 5}",
            about(i),
        )
        for i in range(count)
    )
    return DotPlot("Strongest: goals", rows, "Domain", EMPTY, "What the records show", "Opinion")


_MAKERS: dict[str, Callable[[int, bool], Chart]] = {
    "stacked": _stacked,
    "spans": _spans,
    "curve": _curve,
    "heat": _heat,
    "flows": _flows,
    "ranges": _ranges,
    "tornado": _tornado,
    "dots": _dots,
}
