"""The section on organisations: everybody open on the date, and the map's links as words."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count

import numpy as np

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.sentences import capital, counted, in_figures
from partnermap.network.build import network_on
from partnermap.network.network import Network
from partnermap.report.content import Field, Grid, Section, Words

LONGEST_CELL = 1500
"""Characters; longer lists of partners go on in a row of their own, so that rows stay on a page."""

NO_LINK = "no recorded link"


def organisations_section(place: Place, on: dt.date) -> Section:
    """Every organisation open on the date by name, with its partners: who is linked with whom."""
    network = network_on(place, on)
    partners = _partners(place, network)
    links = np.bincount(network.ends.ravel(), minlength=len(partners)).tolist()
    found = sorted(
        ((place.organisations[key], i) for i, key in enumerate(network.organisation_ids)),
        key=lambda pair: pair[0].name.casefold(),
    )
    rows = [row for item, i in found for row in _rows(item, partners[i], links[i])]
    if not rows:
        return Section("No organisation is open on this date", ())
    heading = f"Appendix: who is linked with whom. {_finding([len(names) for names in partners])}"
    return Section(heading, (_note(), _grid(rows)))


def _partners(place: Place, network: Network) -> list[list[str]]:
    """Names of the partners of every organisation, in alphabetical order."""
    names = [place.name_of(key) for key in network.organisation_ids]
    found: list[list[str]] = [[] for _ in names]
    for one, other in network.pairs.tolist():
        found[one].append(names[other])
        found[other].append(names[one])
    return [sorted(each, key=str.casefold) for each in found]


def _finding(partners: list[int]) -> str:
    alone = partners.count(0)
    if not alone:
        whole = capital(counted(len(partners), "organisation"))
        return f"{whole}, each with at least one link" if len(partners) > 1 else whole
    return f"{in_figures(len(partners), 'organisation')}, {alone:,} of them without a recorded link"


def _note() -> Words:
    return Words(
        "The map as a list. Partners are different organisations; a pair may have several links.",
        quiet=True,
    )


def _grid(rows: list[tuple[str, ...]]) -> Grid:
    return Grid(
        (
            Field("Organisation", 0.22),
            Field("Sector and type", 0.16),
            Field("Partners", 0.1, right=True),
            Field("Links", 0.07, right=True),
            Field("Linked with", 0.45),
        ),
        tuple(rows),
        "One row for each organisation: sector, type, number of partners and of links, partners.",
    )


def _rows(organisation: Organisation, partners: Sequence[str], links: int) -> Iterator[tuple[str, ...]]:
    """The row of an organisation; a very long list of partners goes on in further ones."""
    for part, names in zip(count(), portions(partners), strict=False):
        if part:
            yield f"{organisation.name} (continued)", "", "", "", names
        else:
            yield (
                organisation.name,
                _sort(organisation),
                f"{len(partners):,}",
                f"{links:,}",
                names or NO_LINK,
            )


def _sort(organisation: Organisation) -> str:
    """`NHS, ICB`: sector and type, told once where they are the same."""
    told = [each.value for each in (organisation.sector, organisation.type) if each is not None]
    return capital(", ".join(dict.fromkeys(told))) or "Not recorded"


def portions(partners: Sequence[str]) -> Iterator[str]:
    """The names joined, in portions that a row can hold; one empty portion where there are none."""
    portion: list[str] = []
    for name in partners:
        if portion and sum(map(len, portion)) + len(name) > LONGEST_CELL:
            yield "; ".join(portion)
            portion = []
        portion.append(name)
    yield "; ".join(portion)
