"""Any scenario, applied: the register then shows what the what-if showed; undone: the first records."""

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.document.commands.scenarios import ApplyScenario
from partnermap.domain.agreement import Agreement
from partnermap.domain.apply import applied, difference
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.words import (
    Effect,
    PostPartnerRole,
    ReorganisationKind,
    ReorganisationStatus,
    ScenarioChangeKind,
)
from partnermap.network.build import network_on
from partnermap.network.scenario import with_scenario
from tests.conftest import PlaceBuilder

DAYS = tuple(dt.date(year, 6, 1) for year in range(2026, 2032))
VALUES = ("A", "B", "New", "C | 50%; New | 0.5", "New | care", "6", "-6", "", "A | 2")


def _place(seed: int) -> Place:
    chance, build = random.Random(seed), PlaceBuilder()
    bodies = [
        build.add_organisation(name, closed=chance.choice([None, None, "2027-03-31", "2030"]))
        for name in "ABCDE"
    ]
    for _ in range(6):
        one, other = chance.sample(bodies, 2)
        build.add_tie(one, other, function=chance.choice([None, "care"]))
    build.add_agreement("Fund", pays={"A": 1}, host_id="B", end=chance.choice([None, "2028-03-31"]))
    build.add_post("Lead", "C", {"D": PostPartnerRole.FUNDS})
    for number in range(2):
        build.add_reorganisation(
            f"R{number}",
            moves=[(chance.choice(bodies), chance.choice(bodies))],
            affects={chance.choice(bodies): chance.choice([None, *Effect])},
            kind=chance.choice(list(ReorganisationKind)),
            status=chance.choice([ReorganisationStatus.PROPOSED, ReorganisationStatus.ORDERED]),
            effective=chance.choice(["2027-04-01", "2028-04-01", None]),
            scenario=chance.choice([None, "S"]),
        )
    about = (
        *((Organisation.TABLE, body) for body in bodies),
        *((Reorganisation.TABLE, "R0"), (Agreement.TABLE, "Fund"), (Post.TABLE, "Lead")),
    )
    build.add_scenario_change("S", "close", (Organisation.TABLE, "E"), date="2031")
    for _ in range(4):
        build.add_scenario_change(
            "S",
            chance.choice(list(ScenarioChangeKind)).value,
            chance.choice(about),
            value=chance.choice(VALUES),
            date=chance.choice(["2027-04-01", "2028-04-01", "2029", None]),
        )
    return build.build()


def _pictures(place: Place) -> list[object]:
    networks = [network_on(place, day) for day in DAYS]
    return [
        (sorted(map(repr, net.ties)), sorted(map(repr, net.waiting)), sorted(net.organisation_ids))
        for net in networks
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_applied_the_register_shows_what_the_scenario_showed(seed: int) -> None:
    place = _place(seed)
    changed = applied(place, ApplyScenario("S").changes(place))
    assert _pictures(with_scenario(place, "S")) == _pictures(changed)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_undone_every_record_is_the_first_again(seed: int) -> None:
    place = _place(seed)
    changed = applied(place, ApplyScenario("S").changes(place))
    back = applied(changed, difference(changed, place))
    assert sorted(map(repr, back.records())) == sorted(map(repr, place.records()))
