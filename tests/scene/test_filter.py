import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Evidence
from partnermap.domain.place import Place
from partnermap.domain.words import LegalBasis, OrganisationType, Sector, TieKind
from partnermap.network.build import network_on
from partnermap.network.network import Network
from partnermap.scene.filter import Filtered, filtered
from partnermap.scene.map_choice import Filter

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def chain(build: "PlaceBuilder") -> Place:
    """A - B - C - D in a row, NHS at the ends; a grant from A to B."""
    for name, sector in zip(
        "ABCD", (Sector.NHS, Sector.VCSE, Sector.COMMUNITY, Sector.NHS), strict=True
    ):
        build.add_organisation(name, sector, type=OrganisationType.CHARITY if name == "B" else None)
    build.add_tie("A", "B", TieKind.REFERRAL, 3, name="Falls line", last_confirmed="2025-12-01")
    build.add_tie("B", "C", TieKind.TRUST, 1, end="2026-06-30", last_confirmed="2022-01-01")
    build.add_tie("C", "D", TieKind.REFERRAL, 2)
    build.add_agreement("Grant", pays={"A": 5000}, host_id="B", legal_basis=LegalBasis.GRANT)
    return build.build()


@pytest.fixture
def chained(place_builder: "PlaceBuilder") -> Place:
    return chain(place_builder)


def left(place: Place, wanted: Filter) -> tuple[str, int]:
    """Names of the organisations left, and how many ties."""
    found = filtered(place, network_on(place, ON), wanted).network
    return "".join(found.organisation_ids), len(found.ties)


@pytest.mark.parametrize(
    ("wanted", "names", "ties"),
    [
        (Filter(), "ABCD", 4),
        (Filter(sectors=frozenset({Sector.NHS})), "AD", 0),
        (Filter(types=frozenset({OrganisationType.CHARITY})), "B", 0),
        (Filter(kinds=frozenset({TieKind.REFERRAL})), "ABCD", 2),
        (Filter(strength=3), "ABCD", 1),
        (Filter(pence=500_000), "ABCD", 1),
        (Filter(pence=500_001), "ABCD", 0),
        (Filter(ends_within=6), "ABCD", 1),
        (Filter(ends_within=5), "ABCD", 0),
        (Filter(unconfirmed_for=12), "ABCD", 3),
        (Filter(words="falls LINE"), "AB", 2),
        (Filter(words="nobody"), "", 0),
        (Filter(around="A"), "AB", 2),
        (Filter(around="A", steps=2), "ABC", 3),
        (Filter(around="A", kinds=frozenset({TieKind.TRUST})), "A", 0),
        (Filter(around="gone"), "ABCD", 4),
    ],
)
def test_each_condition_leaves_what_it_says(
    place_builder: "PlaceBuilder", wanted: Filter, names: str, ties: int
) -> None:
    assert left(chain(place_builder), wanted) == (names, ties)


def test_evidence_confirms_a_record_too(place_builder: "PlaceBuilder") -> None:
    place = chain(place_builder)
    (last,) = (tie.id for tie in network_on(place, ON).ties if tie.pair == ("C", "D"))
    origin = next(tie.origin for tie in network_on(place, ON).ties if tie.id == last)
    place_builder.add(
        Evidence(
            id="e",
            about_table=origin.table,
            about_id=origin.id,
            title="Seen",
            date=PartialDate.parse("2025-11-30"),
        )
    )
    found = filtered(place_builder.build(), network_on(place, ON), Filter(unconfirmed_for=12))
    assert last not in {tie.id for tie in found.network.ties}


def test_the_badge_counts_what_is_hidden(place_builder: "PlaceBuilder") -> None:
    place = chain(place_builder)
    network = network_on(place, ON)
    assert filtered(place, network, Filter()).badge is None
    only = Filter(sectors=frozenset({Sector.NHS}))
    assert filtered(place, network, only).badge == "2 of 4 organisations and 4 of 4 links hidden"


def test_an_empty_network_is_left_alone() -> None:
    network = network_on(Place(), ON)
    found = filtered(Place(), network, Filter(words="x", around="y"))
    assert (found.network.organisation_ids, found.badge) == ((), None)


wishes = st.builds(
    Filter,
    sectors=st.frozensets(st.sampled_from(Sector)),
    types=st.frozensets(st.sampled_from(OrganisationType), max_size=3),
    kinds=st.frozensets(st.sampled_from(TieKind), max_size=3),
    strength=st.none() | st.integers(1, 3),
    pence=st.none() | st.integers(1, 10**9),
    ends_within=st.none() | st.integers(1, 60),
    unconfirmed_for=st.none() | st.integers(1, 60),
    words=st.text(max_size=8),
    around=st.none() | st.sampled_from("ABCD"),
    steps=st.integers(1, 3),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=wishes)
def test_ties_never_lose_an_end_and_filtering_twice_changes_nothing(
    chained: Place, wanted: Filter
) -> None:
    place = chained
    once: Filtered = filtered(place, network_on(place, ON), wanted)
    network: Network = once.network
    assert {end for tie in network.ties for end in tie.pair} <= set(network.organisation_ids)
    assert filtered(place, network, wanted).network == network
