"""The chart of which sectors are linked with which; no Qt."""

from collections.abc import Mapping

from partnermap.analysis.measure.sectors import sector_label
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.scene.chart.heat import HeatCell, HeatTable
from partnermap.scene.chart.units import Unit, in_words
from partnermap.shell.words import text


def mixing_chart(place: Place, answer: Mapping[str, object]) -> HeatTable | None:
    """Linked over possible pairs of every two sectors, VCSE among them; None while not worked out."""
    matrix = answer.get("mixing_matrix")
    if not isinstance(matrix, Mapping):
        return None
    sectors = tuple(matrix)
    values = [value for row in matrix.values() for value in row.values() if value is not None]
    most = max(values, default=0.0)
    bodies = _bodies(place)

    def cell(one: str, other: str) -> HeatCell:
        value = matrix[one].get(other)
        if value is None:
            return HeatCell(None, "–")
        about = (*bodies.get(one, ()), *bodies.get(other, ()))
        return HeatCell(value / most if most else None, in_words(value, Unit.SHARE), about)

    return HeatTable(
        _finding(matrix),
        sectors,
        sectors,
        tuple(tuple(cell(one, other) for other in sectors) for one in sectors),
        text("Sector"),
        text("No organisation with a known sector is on the map."),
        text("Share of the possible links between and within sectors that exist."),
    )


def _finding(matrix: Mapping[str, Mapping[str, float | None]]) -> str:
    sectors = list(matrix)
    apart = [
        f"{one} – {other}"
        for place, one in enumerate(sectors)
        for other in sectors[place + 1 :]
        if matrix[one].get(other) == 0
    ]
    if not apart:
        return text("No two sectors are without a link")
    return text("Sectors without any link: {pairs}", pairs=", ".join(apart))


def _bodies(place: Place) -> dict[str, list[About]]:
    found: dict[str, list[About]] = {}
    for key, organisation in place.organisations.items():
        label = sector_label(organisation)
        if label is not None:
            found.setdefault(label, []).append(About(Organisation.TABLE, key))
    return found
