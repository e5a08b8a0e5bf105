"""The section on organisations: everybody open on the date, with sector, type and partners."""

import datetime as dt

import numpy as np

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.sentences import capital, counted, number
from partnermap.network.build import network_on
from partnermap.report.content import Field, Grid, Section, Words


def organisations_section(place: Place, on: dt.date) -> Section:
    """Every organisation open on the date as a row, by name."""
    network = network_on(place, on)
    partners = np.bincount(network.pairs.ravel(), minlength=len(network.organisation_ids)).tolist()
    links = np.bincount(network.ends.ravel(), minlength=len(network.organisation_ids)).tolist()
    rows = [
        _row(place.organisations[key], partners[i], links[i])
        for i, key in enumerate(network.organisation_ids)
    ]
    if not rows:
        return Section("No organisation is open on this date", ())
    return Section(_finding(partners), (_note(), _grid(sorted(rows, key=lambda row: row[0].casefold()))))


def _finding(partners: list[int]) -> str:
    alone = partners.count(0)
    whole = capital(counted(len(partners), "organisation"))
    if not alone:
        return f"{whole}, each with at least one link" if len(partners) > 1 else whole
    return f"{whole}, {number(alone)} of them without a recorded link"


def _note() -> Words:
    return Words("Partners are different organisations; a pair may have several links.", quiet=True)


def _grid(rows: list[tuple[str, ...]]) -> Grid:
    return Grid(
        (
            Field("Organisation", 0.4),
            Field("Sector", 0.15),
            Field("Type", 0.25),
            Field("Partners", 0.1, right=True),
            Field("Links", 0.1, right=True),
        ),
        tuple(rows),
        "One row for each organisation: sector, type, number of partners and of links.",
    )


def _row(organisation: Organisation, partners: int, links: int) -> tuple[str, ...]:
    return (
        organisation.name,
        capital(organisation.sector.value) if organisation.sector else "Not recorded",
        capital(organisation.type.value) if organisation.type else "Not recorded",
        f"{partners:,}",
        f"{links:,}",
    )
