"""Scenarios: laid over the register, told apart from it, and whole even where a row is not."""

import datetime as dt
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from partnermap.domain.agreement import Agreement
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.reorganisation import Affected, Reorganisation, ScenarioChange, Succession
from partnermap.domain.words import (
    AgreementStatus,
    Effect,
    PostPartnerRole,
    PostStatus,
    Renewal,
    ReorganisationKind,
    ReorganisationStatus,
    ScenarioChangeKind,
    read_word,
)
from partnermap.network.build import network_on
from partnermap.network.network import Waiting
from partnermap.network.scenario import scenario_names, scenario_problems, with_scenario

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

AFTER = dt.date(2029, 1, 1)
BODY = Organisation.TABLE


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in ("County", "District", "Trust", "Hub"):
        place_builder.add_organisation(name)
    place_builder.add_tie("County", "Trust", start="2020")
    place_builder.add_tie("District", "Trust", start="2020")
    return place_builder


def _pairs(place: Place, on: dt.date = AFTER) -> set[tuple[str, ...]]:
    return {tuple(sorted(place.name_of(end) for end in tie.pair)) for tie in network_on(place, on).ties}


def _change(
    build: "PlaceBuilder", change: str, about: str, value: str = "", date: str = "2028-04-01"
) -> None:
    build.add_scenario_change("S", change, (BODY, about), value=value, date=date)


def test_names_come_from_changes_and_reorganisations(build: "PlaceBuilder") -> None:
    build.add_reorganisation("R", scenario="Other")
    _change(build, "abolish", "County")
    assert scenario_names(build.build()) == ("Other", "S")


def test_an_unknown_name_is_told_with_the_names_there_are(build: "PlaceBuilder") -> None:
    with pytest.raises(UserError, match="holds none yet"):
        with_scenario(build.build(), "S")
    _change(build, "abolish", "County")
    with pytest.raises(UserError, match="“S”"):
        with_scenario(build.build(), "T")


def test_the_register_stays_as_it_is(build: "PlaceBuilder") -> None:
    _change(build, "merge", "County", "Unitary")
    place = build.build()
    before = list(place.records())
    laid = with_scenario(place, " s ")
    assert list(place.records()) == before
    assert _pairs(place) == {("County", "Trust"), ("District", "Trust")}
    assert (laid.scenario, laid.title) == ("S", "Untitled place (what if: S)")
    assert with_scenario(place, "S") is laid


def test_two_merge_rows_are_one_merger_and_one_new_body(build: "PlaceBuilder") -> None:
    _change(build, "merge", "County", "Unitary")
    _change(build, "Merge", "District", "unitary")
    laid = with_scenario(build.build(), "S")
    (event,) = laid.reorganisations.values()
    assert (event.kind, event.scenario) == (ReorganisationKind.MERGER, "S")
    assert _pairs(laid) == {("Trust", "Unitary")}
    effects = {laid.name_of(row.organisation_id): row.effect for row in laid.of(Affected).values()}
    assert effects == {"County": Effect.MERGED, "District": Effect.MERGED, "Unitary": Effect.CREATED}
    kinds = {table for table, _ in laid.what_if}
    assert kinds >= {"reorganisations", "affected", "successions", "organisations"}


def test_a_district_is_split_between_two_new_councils(build: "PlaceBuilder") -> None:
    _change(build, "split", "District", "West | 60% | housing; East | 0.4 | housing")
    laid = with_scenario(build.build(), "S")
    rows = [(row.share, row.function) for row in laid.of(Succession).values()]
    assert rows == [(0.6, "housing"), (0.4, "housing")]
    (waiting,) = network_on(laid, AFTER).waiting
    assert waiting.why is Waiting.NEEDS_DECISION
    assert _pairs(laid, dt.date(2028, 3, 31)) == {("County", "Trust"), ("District", "Trust")}


def test_abolition_and_transfer(build: "PlaceBuilder") -> None:
    _change(build, "abolish", "County")
    _change(build, "transfer", "District", "Hub | 1 | housing")
    laid = with_scenario(build.build(), "S")
    (waiting,) = network_on(laid, AFTER).waiting
    assert waiting.why is Waiting.NO_HOME
    assert _pairs(laid) == {("District", "Trust")}


def test_a_cluster_moves_nothing(build: "PlaceBuilder") -> None:
    _change(build, "cluster", "County", "Organisations:District; Trust")
    laid = with_scenario(build.build(), "S")
    assert _pairs(laid) == {("County", "Trust"), ("District", "Trust")}
    assert [row.effect for row in laid.of(Affected).values()] == [Effect.LEADERSHIP_SHARED] * 3


def test_ending_an_agreement_ends_what_renews_itself(build: "PlaceBuilder") -> None:
    build.add_agreement(
        "Fund", host_id="Hub", pays={"County": 1}, start="2020", renewal=Renewal.YEARLY_BY_RULE
    )
    build.add_agreement(
        "Lapsed",
        host_id="Hub",
        pays={"County": 1},
        start="2020",
        end="2021",
        status=AgreementStatus.EXPIRED_BUT_RUNNING,
    )
    for name in ("Fund", "Lapsed"):
        build.add_scenario_change("S", "end", (Agreement.TABLE, name), date="2027-03-31")
    place = build.build()
    laid = with_scenario(place, "S")
    assert ("County", "Hub") in _pairs(place)
    assert ("County", "Hub") not in _pairs(laid)
    assert ("County", "Hub") in _pairs(laid, dt.date(2027, 3, 31))
    assert laid.agreements["Fund"].renewal is Renewal.ENDS


def test_leaving_a_post_vacant(build: "PlaceBuilder") -> None:
    build.add_post("Lead", "County", {"Trust": PostPartnerRole.FUNDS}, status=PostStatus.FILLED)
    build.add_scenario_change("S", "leave vacant", (Post.TABLE, "Lead"), date="2027")
    post = with_scenario(build.build(), "S").posts["Lead"]
    assert (post.status, str(post.status_since)) == (PostStatus.VACANT, "2027")


def test_delay_moves_the_bodies_with_the_reorganisation(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2027-03-31")
    place_builder.add_organisation("New", opened="2027-04-01")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend")
    place_builder.add_reorganisation(
        "R",
        moves=[("Old", "New")],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.ORDERED,
        announced="2026",
        effective="2027-04-01",
    )
    place_builder.add_scenario_change("S", "delay", (Reorganisation.TABLE, "R"), value="11 months")
    laid = with_scenario(place_builder.build(), "S")
    assert str(laid.reorganisations["R"].effective) == "2028-03-01"
    assert str(laid.reorganisations["R"].announced) == "2026"
    assert str(laid.organisations["Old"].closed) == "2028-02-29"
    assert _pairs(laid, dt.date(2028, 2, 29)) == {("Friend", "Old")}
    assert _pairs(laid, dt.date(2028, 3, 1)) == {("Friend", "New")}


def test_what_does_not_happen_creates_nobody(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2027-03-31")
    place_builder.add_organisation("New", opened="2027-04-01")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend")
    place_builder.add_reorganisation(
        "R",
        moves=[("Old", "New")],
        affects={"New": Effect.CREATED},
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )
    place_builder.add_scenario_change("S", "does not happen", (Reorganisation.TABLE, "R"))
    laid = with_scenario(place_builder.build(), "S")
    assert set(laid.organisations) == {"Old", "Friend"}
    assert _pairs(laid) == {("Friend", "Old")}


def test_a_scenarios_own_reorganisation_counts_only_in_it(build: "PlaceBuilder") -> None:
    build.add_reorganisation(
        "R",
        moves=[("County", "Hub")],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.PROPOSED,
        effective="2028-04-01",
        scenario="S",
    )
    place = build.build()
    assert _pairs(place) == {("County", "Trust"), ("District", "Trust")}
    assert _pairs(with_scenario(place, "S")) == {("Hub", "Trust"), ("District", "Trust")}


@pytest.mark.parametrize("closed", [None, "2030-03-31"])
def test_an_earlier_end_in_the_scenario_wins(place_builder: "PlaceBuilder", closed: str | None) -> None:
    place_builder.add_organisation("Old", closed=closed)
    for name in ("New", "Friend"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend")
    place_builder.add_reorganisation(
        "R", moves=[("Old", "New")], scenario="S", effective="2028-04-01", kind=ReorganisationKind.MERGER
    )
    place = place_builder.build()
    assert _pairs(place) == {("Friend", "Old")}
    assert _pairs(with_scenario(place, "S")) == {("Friend", "New")}


BAD = [
    ("explode", "County", "", "2028", "not one of"),
    ("merge", "gone", "Unitary", "2028", "not there"),
    ("merge", "County", "", "2028", "one organisation"),
    ("merge", "County", "Unitary", None, "missing"),
    ("split", "County", "West | 70%; East | 40%", "2028", "110%"),
    ("split", "County", "West | 7", "2028", "share"),
    ("abolish", "County", "County", "2028", "follows itself"),
    ("transfer", "County", "", "2028", "who takes"),
    ("cluster", "County", "Nobody", "2028", "called “Nobody”"),
    ("delay", "County", "6", None, "reorganisation"),
    ("end", "County", "", "2028", "right kind"),
    ("leave vacant", "County", "", "2028", "right kind"),
]


@pytest.mark.parametrize(("change", "about", "value", "date", "part"), BAD)
def test_a_row_that_cannot_be_used_is_told_and_the_rest_counts(
    build: "PlaceBuilder", change: str, about: str, value: str, date: str | None, part: str
) -> None:
    build.add_scenario_change("S", change, (BODY, about), value=value, date=date)
    _change(build, "abolish", "District")
    place = build.build()
    (problem,) = scenario_problems(place)
    assert part in problem.text
    assert problem.text.startswith("Scenario changes, “S”")
    assert _pairs(with_scenario(place, "S")) == {("County", "Trust")}


def test_case_does_not_make_another_scenario(build: "PlaceBuilder") -> None:
    for name, about in (("One way", "County"), ("one  Way", "District")):
        build.add_scenario_change(name, "abolish", (BODY, about), date="2028")
    place = build.build()
    assert scenario_names(place) == ("One way",)
    assert _pairs(with_scenario(place, "ONE WAY")) == set()


def _row(number: int, change: str, about: str, value: str | None, date: str) -> ScenarioChange:
    return ScenarioChange(
        id=str(number),
        scenario="S",
        change=change,
        about_table=BODY,
        about_id=about,
        value=value,
        date=PartialDate.parse(date),
    )


def test_the_order_of_rows_says_nothing(build: "PlaceBuilder") -> None:
    rows = (
        _row(1, "merge", "County", "Unitary", "2028-04-01"),
        _row(2, "merge", "District", "Unitary", "2027-04-01"),
        _row(3, "split", "Trust", "Unitary | 0.5; East | 0.5", "2028-04-01"),
        _row(4, "close", "Hub", None, "2028"),
        _row(5, "close", "Hub", None, "2027"),
    )
    place = build.build()
    seen = set()
    for order in permutations(rows):
        laid = with_scenario(applied(place, Changes(create=order)), "S")
        seen.add(frozenset(repr(record) for record in laid.records()))
    assert len(seen) == 1


@pytest.mark.parametrize("word", list(ScenarioChangeKind))
def test_every_word_reads_back(word: ScenarioChangeKind) -> None:
    assert read_word(ScenarioChangeKind, word.value.upper()) is word
