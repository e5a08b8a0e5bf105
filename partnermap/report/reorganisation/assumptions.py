"""Every assumption behind the figures on reorganisation, with its range and its evidence."""

from partnermap.analysis.disruption.assumptions import Listed, assumptions_of
from partnermap.domain.place import Place
from partnermap.report.content import Block, Field, Grid, Subheading, Words

_WORDS = (
    "The strain of a reorganisation on a link is reckoned from these. Each is drawn from its range many "
    "times, so that the answer is a range too. All of them can be changed in the file."
)


def assumption_blocks(place: Place) -> tuple[Block, ...]:
    """The words, then one row for each assumption."""
    rows = tuple(_row(item) for item in assumptions_of(place).listed())
    fields = (Field("Assumption", 0.27), Field("Range", 0.2), Field("Evidence", 0.53))
    summary = "One row for each assumption: its range, whether the file sets it, and its evidence."
    return (
        Subheading("What the figures on reorganisation assume"),
        Words(_WORDS),
        Grid(fields, rows, summary),
    )


def _row(item: Listed) -> tuple[str, str, str]:
    own = item.record_id is not None
    usual = _range(item.default_low, item.default_high, item.unit)
    told = _range(item.low, item.high, item.unit)
    return item.title, f"{told}, set for this place (usual: {usual})" if own else told, item.evidence


def _range(low: str, high: str, unit: str) -> str:
    """`18 to 24 months`, `0.3 to 0.6`, one value where both ends are the same."""
    values = low if low == high else f"{low} to {high}"
    return f"{values} months" if unit == "months" else values
