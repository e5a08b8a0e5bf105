"""The table of every organisation's figures, with tiers instead of ranks; no Qt."""

from collections.abc import Mapping, Sequence

from partnermap.analysis.measure.entry import Measure
from partnermap.analysis.measure.rank_tiers import RankTier, tiers
from partnermap.analysis.measure.registry import MEASURES
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.scene.chart.units import Unit, in_words
from partnermap.shell.words import text
from partnermap.ui.measures.words import said
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

EACH = "per_organisation"


def organisations_table(place: Place, answer: Mapping[str, object], *, specialist: bool) -> FigureTable:
    """One row for each organisation; figures carry their tier in words."""
    found = answer.get(EACH)
    rows: Sequence[Mapping[str, object]] = found if isinstance(found, list) else ()
    shown = [item for item in MEASURES if _is_shown(item, rows, specialist=specialist)]
    tiered = {item.key: _tiers(rows, _name(item)) for item in shown}
    ids = {item.name: key for key, item in place.organisations.items()}
    return FigureTable(
        text("Specialist figures of organisations") if specialist else text("Organisations"),
        (
            Heading(text("Organisation")),
            Heading(text("Sector")),
            *(Heading(item.title, right=True) for item in shown),
        ),
        tuple(_row(row, number, shown, tiered, ids) for number, row in enumerate(rows)),
    )


def _name(item: Measure) -> str:
    return item.key.partition(".")[2]


def _is_shown(item: Measure, rows: Sequence[Mapping[str, object]], *, specialist: bool) -> bool:
    """Figures only: what is itself an object, such as the tiers, has no cell of its own."""
    is_one = item.key.startswith(f"{EACH}.") and item.is_specialist is specialist
    values = [row.get(_name(item)) for row in rows]
    return is_one and any(isinstance(value, int | float) for value in values)


def _tiers(rows: Sequence[Mapping[str, object]], name: str) -> list[RankTier | None]:
    values = [row.get(name) for row in rows]
    return tiers([value if isinstance(value, int | float) else None for value in values])


def _row(
    row: Mapping[str, object],
    number: int,
    shown: Sequence[Measure],
    tiered: Mapping[str, Sequence[RankTier | None]],
    ids: Mapping[str, str],
) -> FigureRow:
    name = str(row["organisation"])
    organisation_id = ids.get(name)
    about = (About(Organisation.TABLE, organisation_id),) if organisation_id else ()
    return FigureRow(
        (
            Figure(name, organisation_id=organisation_id),
            Figure(said(row["sector"])),
            *(_cell(row.get(_name(item)), tiered[item.key][number]) for item in shown),
        ),
        about,
    )


def _cell(value: object, tier: RankTier | None) -> Figure:
    if not isinstance(value, int | float):
        return Figure(text("not defined"))
    words = in_words(value, Unit.NUMBER)
    return Figure(f"{words}, {tier.value}" if tier and tier is not RankTier.MIDDLE else words, value)
