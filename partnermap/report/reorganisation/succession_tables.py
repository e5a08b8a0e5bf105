"""The tables under the pictures of successors: one row for each body, its targets side by side."""

from collections.abc import Sequence

from partnermap.report.content import Field, Grid
from partnermap.report.reorganisation.succession_charts import AWAITS, ENDS, NO_HOME, NOT_KNOWN
from partnermap.scene.chart.flows import Flow, Flows
from partnermap.scene.chart.units import in_words

_APART = (AWAITS, NO_HOME, ENDS, NOT_KNOWN)


def bodies_grid(chart: Flows) -> Grid:
    """Links of every body by where they go."""
    return _grid(chart, "Body", "Goes to", "Links of every body that goes, by where they go.")


def money_grid(chart: Flows) -> Grid:
    """Money of every payer by who pays it afterwards."""
    return _grid(chart, "Payer", "Paid by", "Money of every payer, by who pays it afterwards.")


def _grid(chart: Flows, who: str, where: str, summary: str) -> Grid:
    used = [end for end in _APART if end in {NO_HOME, *_titles(chart)}]
    share = 0.44 / len(used)
    fields = (
        Field(who, 0.26),
        Field(where, 0.3),
        *(Field(end, share, right=True) for end in used),
    )
    rows = [_row(chart, number, used) for number in range(len(chart.before))]
    whole = ["Together", _amount(chart, _going(chart, chart.flows))]
    whole += [_amount(chart, _reaching(chart, chart.flows, end)) for end in used]
    return Grid(fields, (*rows, tuple(whole)), summary, total=True)


def _titles(chart: Flows) -> set[str]:
    return {chart.after[flow.after].title for flow in chart.flows}


def _row(chart: Flows, number: int, used: Sequence[str]) -> tuple[str, ...]:
    flows = [flow for flow in chart.flows if flow.before == number]
    going = [f"{chart.after[flow.after].title}: {flow.words}" for flow in _going(chart, flows)]
    targets = [_amount(chart, _reaching(chart, flows, end)) for end in used]
    return chart.before[number].title, "; ".join(going) or "–", *targets


def _going(chart: Flows, flows: Sequence[Flow]) -> list[Flow]:
    return [flow for flow in flows if chart.after[flow.after].title not in _APART]


def _reaching(chart: Flows, flows: Sequence[Flow], end: str) -> list[Flow]:
    return [flow for flow in flows if chart.after[flow.after].title == end]


def _amount(chart: Flows, flows: Sequence[Flow]) -> str:
    amount = sum(flow.amount for flow in flows)
    return in_words(amount, chart.unit) if amount else "–"
