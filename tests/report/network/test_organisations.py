"""The list of organisations is the map's text twin: every pair of partners stands in it twice."""

import datetime as dt

from partnermap.domain.apply import applied
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.exchange.example import plan_example
from partnermap.network.build import network_on
from partnermap.report.build import build_report
from partnermap.report.content import Grid
from partnermap.report.network.organisations import LONGEST_CELL, organisations_section
from tests.report.invented import ON, linked, place_of

EXAMPLE_ON = dt.date(2026, 11, 1)


def rows_of(place: Place, on: dt.date) -> tuple[tuple[str, ...], ...]:
    grid = organisations_section(place, on).blocks[1]
    assert isinstance(grid, Grid)
    return grid.rows


def test_every_organisation_has_a_row_with_all_its_partners() -> None:
    place = applied(Place(), plan_example(Place()).changes)
    network = network_on(place, EXAMPLE_ON)
    rows = {row[0]: row for row in rows_of(place, EXAMPLE_ON)}
    names = [place.name_of(key) for key in network.organisation_ids]
    assert sorted(rows) == sorted(names)
    pairs = {frozenset((names[one], names[other])) for one, other in network.pairs.tolist()}
    told = {
        frozenset((name, partner))
        for name, row in rows.items()
        for partner in row[4].split("; ")
        if partner != "no recorded link"
    }
    assert told == pairs
    assert all(row[4] == "no recorded link" for row in rows.values() if row[2] == "0")
    assert sum(int(row[3]) for row in rows.values()) == 2 * len(network.ties)


def test_it_is_the_last_section_and_there_is_no_second_list() -> None:
    place = applied(Place(), plan_example(Place()).changes)
    headings = [section.heading for section in build_report(place, EXAMPLE_ON).sections]
    assert [at for at, words in enumerate(headings) if "linked with whom" in words] == [
        len(headings) - 1
    ]


def test_a_long_list_of_partners_goes_on_in_a_row_of_its_own() -> None:
    names = ["Hub", *(f"Neighbourhood trust of the parish number {number}" for number in range(90))]
    bodies = [record for record in linked(names) if isinstance(record, Organisation)]
    ties = [
        Tie(id=f"t{body.id}", from_id=bodies[0].id, to_id=body.id, kind=TieKind.TRUST)
        for body in bodies[1:]
    ]
    rows = rows_of(place_of(*bodies, *ties), ON)
    hub = [row for row in rows if row[0].startswith("Hub")]
    assert [row[0] for row in hub][:2] == ["Hub", "Hub (continued)"]
    assert all(len(row[4]) < LONGEST_CELL + 300 for row in hub)
    assert sum(len(row[4].split("; ")) for row in hub) == int(hub[0][2])


def test_a_place_without_organisations_says_so() -> None:
    assert organisations_section(place_of(), ON).heading == "No organisation is open on this date"
