"""Every way to arrange the map: what it promises, that it stays put, and odd places."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial import cKDTree
from scipy.spatial.distance import pdist

from partnermap.analysis.layout.communities import communities
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.place import ever_tied
from partnermap.analysis.layout.styles import layout_of
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.view import LayoutStyle, Pin
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.network.build import network_on

ON = dt.date(2026, 6, 1)
MakePlace = Callable[..., Place]
STYLES = tuple(LayoutStyle)


def arranged(style: LayoutStyle, place: Place, before: Layout | None = None) -> Layout:
    return layout_of(style, place, network_on(place, ON), before=before)


def with_change(place: Place, seed: int = 5) -> Place:
    """A twentieth of the organisations exchanged for newcomers with two ties each."""
    random = np.random.default_rng(seed)
    ids = list(place.organisations)
    gone = set(random.choice(ids, len(ids) // 20, replace=False).tolist())
    stay = [key for key in ids if key not in gone]
    organisations = {key: place.organisations[key] for key in stay}
    ties = {
        key: tie for key, tie in place.ties.items() if tie.from_id not in gone and tie.to_id not in gone
    }
    for number in range(len(gone)):
        new = f"new{number:03d}"
        organisations[new] = replace(place.organisations[stay[number]], id=new, name=new)
        for other in random.choice(stay, 2, replace=False).tolist():
            ties[f"{new}{other}"] = Tie(id=f"{new}{other}", from_id=new, to_id=other, kind=TieKind.TRUST)
    return Place(tables={"organisations": organisations, "ties": ties})


def movement(before: Layout, after: Layout) -> float:
    """Mean movement of those who stayed, as a share of the map's width."""
    both = [key for key in before.organisation_ids if key in after.index]
    moved = [before.xy[before.index[key]] - after.xy[after.index[key]] for key in both]
    return float(np.linalg.norm(np.array(moved), axis=1).mean() / np.ptp(before.xy, axis=0).max())


@pytest.mark.parametrize("style", STYLES)
def test_odd_places_are_arranged_apart_and_finite(style: LayoutStyle, odd_place: Place) -> None:
    layout = arranged(style, odd_place)
    assert set(layout.organisation_ids) == set(odd_place.organisations)
    assert layout.style is style
    assert np.isfinite(layout.xy).all()
    if len(layout.xy) > 1:
        side = np.sqrt(max(float(np.prod(np.ptp(layout.xy, axis=0) + 0.5)), 1.0) / len(layout.xy))
        assert pdist(layout.xy).min() > 0.25 * side


@pytest.mark.parametrize("style", STYLES)
def test_the_same_place_gives_the_same_bytes(style: LayoutStyle, make_place: MakePlace) -> None:
    one, other = (arranged(style, make_place(40)) for _ in range(2))
    assert one.xy.tobytes() == other.xy.tobytes()


@pytest.mark.parametrize("style", STYLES)
def test_hardly_anybody_moves_when_a_twentieth_changes(
    style: LayoutStyle, make_place: MakePlace
) -> None:
    place = make_place(150)
    before = arranged(style, place)
    after = arranged(style, with_change(place), before)
    most = {LayoutStyle.RINGS: 0.06, LayoutStyle.LANES: 0.02, LayoutStyle.TIERS: 0.02}
    assert movement(before, after) < most.get(style, 0.012)
    assert pdist(after.xy).min() > 0.2 * np.sqrt(np.prod(np.ptp(after.xy, axis=0)) / len(after.xy))


@pytest.mark.parametrize("style", [LayoutStyle.DISTANCES, LayoutStyle.GROUPS, LayoutStyle.BY_HAND])
def test_pins_hold_in_free_layouts(style: LayoutStyle, make_place: MakePlace) -> None:
    place = make_place(30)
    pin = Pin(id="p", organisation_id="o0003", x=2.25, y=-1.5)
    pinned = Place(tables={**place.tables, "pins": {"p": pin}})
    layout = arranged(style, pinned, arranged(style, place))
    assert layout.position("o0003") == (2.25, -1.5)


def test_by_hand_everybody_stays_to_the_digit(make_place: MakePlace) -> None:
    place = make_place(60)
    before = arranged(LayoutStyle.BY_HAND, place)
    after = arranged(LayoutStyle.BY_HAND, with_change(place), before)
    assert movement(before, after) == 0.0


def same_group_share(layout: Layout, groups: tuple[int, ...]) -> float:
    near = np.asarray(cKDTree(layout.xy).query(layout.xy, k=6)[1])
    number = np.array(groups)
    return float((number[near[:, 1:]] == number[:, None]).mean())


def test_groups_stand_together_at_three_hundred(make_place: MakePlace) -> None:
    place = make_place(300)
    groups = communities(place, ever_tied(place))
    share = same_group_share(arranged(LayoutStyle.GROUPS, place), groups)
    assert share >= 0.5
    assert share > same_group_share(arranged(LayoutStyle.DISTANCES, place), groups) + 0.1


def test_communities_of_two_cliques_with_one_bridge_are_the_cliques() -> None:
    cliques = [(i, j) for start in (0, 6) for i in range(start, start + 6) for j in range(start, i)]
    organisations = {f"o{i:02d}": Organisation(id=f"o{i:02d}", name=str(i)) for i in range(12)}
    place = Place(tables={"organisations": organisations})
    found = communities(place, np.array([*cliques, (5, 6)], dtype=np.int32))
    assert len(set(found[:6])) == len(set(found[6:])) == 1
    assert found[0] != found[6]


def test_sectors_stand_in_lanes_of_their_own(make_place: MakePlace) -> None:
    place = make_place(80)
    layout = arranged(LayoutStyle.LANES, place)
    spans: dict[Sector | None, tuple[float, float]] = {}
    for key, organisation in place.organisations.items():
        x = float(layout.xy[layout.index[key], 0])
        low, high = spans.get(organisation.sector, (x, x))
        spans[organisation.sector] = (min(low, x), max(high, x))
    ordered = sorted(spans.values())
    assert all(one[1] < other[0] for one, other in pairwise(ordered))
    assert layout.guides[0].title == "NHS"
    assert len(layout.guides) == len(spans)


def test_tiers_follow_type_and_part_of() -> None:
    def body(key: str, kind: OrganisationType | None, part_of: str | None = None) -> Organisation:
        return Organisation(id=key, name=key, type=kind, part_of_id=part_of)

    bodies = (
        body("icb", OrganisationType.ICB),
        body("council", OrganisationType.UNITARY),
        body("team", None, "council"),
        body("pcn", OrganisationType.PCN),
        body("charity", OrganisationType.CHARITY),
        body("hub", None, "icb"),
    )
    layout = arranged(LayoutStyle.TIERS, Place(tables={"organisations": {b.id: b for b in bodies}}))
    height = {b.id: layout.xy[layout.index[b.id], 1] for b in bodies}
    assert height["icb"] < height["council"] < height["pcn"] < height["charity"]
    assert height["team"] == height["pcn"]
    assert height["hub"] == height["council"]
    assert [guide.title for guide in layout.guides] == [
        "System",
        "Place",
        "Neighbourhood",
        "Organisation",
    ]


def test_bodies_that_are_part_of_each_other_still_get_a_tier() -> None:
    bodies = {
        key: Organisation(id=key, name=key, part_of_id=other) for key, other in (("a", "b"), ("b", "a"))
    }
    layout = arranged(LayoutStyle.TIERS, Place(tables={"organisations": bodies}))
    assert [guide.title for guide in layout.guides] == ["Organisation"]


def test_rings_count_the_steps_from_the_middle() -> None:
    chain = [(0, 1), (1, 2), (2, 3), (3, 4)]
    organisations = {f"o{i}": Organisation(id=f"o{i}", name=str(i)) for i in range(6)}
    ties = {
        f"t{one}": Tie(id=f"t{one}", from_id=f"o{one}", to_id=f"o{other}", kind=TieKind.TRUST)
        for one, other in chain
    }
    place = Place(tables={"organisations": organisations, "ties": ties})
    layout = layout_of(LayoutStyle.RINGS, place, network_on(place, ON), centre="o0")
    assert layout.position("o0") == (0.0, 0.0)
    away = np.linalg.norm(layout.xy, axis=1)
    assert away[1] < away[2] < away[3]
    assert away[4] == pytest.approx(away[3])
    assert [guide.title for guide in layout.guides] == [
        "1 step",
        "2 steps",
        "3 steps or more",
        "No link leads here",
    ]
    assert layout.xy[5].max() > away[3]


def test_rings_without_a_centre_take_the_busiest(make_place: MakePlace) -> None:
    place = make_place(40)
    network = network_on(place, ON)
    layout = layout_of(LayoutStyle.RINGS, place, network)
    partners = np.bincount(network.pairs.ravel(), minlength=40)
    assert layout.position(network.organisation_ids[int(partners.argmax())]) == (0.0, 0.0)
