"""A comparison in words: the board's sentence first, then what waits for a home."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.succession.comparison import compare_dates, compare_scenario
from partnermap.analysis.succession.options import contest
from partnermap.analysis.succession.sentences import board_sentences, undecided_sentence
from partnermap.domain.organisation import Organisation
from partnermap.domain.words import (
    Effect,
    LegalBasis,
    PostPartnerRole,
    ReorganisationKind,
    ReorganisationStatus,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

BEFORE, AFTER = dt.date(2026, 6, 1), dt.date(2028, 6, 1)


def _split(build: "PlaceBuilder") -> None:
    for name in ("County", "District", "East", "West", "Board", "Charity"):
        build.add_organisation(name)
    build.add_agreement(
        "Better Care",
        host_id="County",
        pays={"Board": 30_000_000},
        year="2026/27",
        legal_basis=LegalBasis.S75_POOLED,
    )
    build.add_post("Director", "County", {"Board": PostPartnerRole.FUNDS}, wte=1.0)
    build.add_tie("County", "District")
    build.add_tie("East", "Charity")
    build.add_tie("District", "Charity")
    build.add_delivery(build.add_programme("Home First"), "posts", "Director")
    build.add_reorganisation(
        "Split",
        moves=[("County", "East"), ("County", "West")],
        kind=ReorganisationKind.SPLIT,
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )
    build.add_reorganisation(
        "Merger",
        moves=[("District", "East")],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )


def test_the_board_sentence_and_what_follows(place_builder: "PlaceBuilder") -> None:
    _split(place_builder)
    found = compare_dates(place_builder.build(), BEFORE, AFTER)
    assert board_sentences(found)[:5] == (
        "By 1 June 2028, of 4 linked pairs, 2 carry on and 2 await a decision.",
        "2 of those that carry on fall together on 1 linked pair.",
        "Of £30.0m a year: £30.0m awaiting a decision.",
        "Of 1 joint post: 1 awaiting a decision.",
        "Programmes with a link among them: Home First awaiting a decision.",
    )
    assert undecided_sentence(found, found.undecided[0]) == (
        "Better Care (Board – County): from County it may go to East or West; County decides, by "
        "31 March 2027; it carries £30.0m a year."
    )


def test_nothing_to_follow_is_said(place_builder: "PlaceBuilder") -> None:
    found = compare_dates(place_builder.build(), BEFORE, AFTER)
    assert board_sentences(found) == ("By 1 June 2028, there is no linked pair to follow.",)


def test_no_successor_is_said(place_builder: "PlaceBuilder") -> None:
    for name in ("County", "Board"):
        place_builder.add_organisation(name)
    place_builder.add_tie("County", "Board")
    place_builder.add_reorganisation(
        "End",
        affects={"County": Effect.ABOLISHED},
        status=ReorganisationStatus.DECIDED,
        effective="2027-04-01",
    )
    found = compare_dates(place_builder.build(), BEFORE, AFTER)
    (item,) = found.undecided
    assert undecided_sentence(found, item) == (
        "Board – County: no successor of County is recorded; County decides, by 31 March 2027."
    )


def test_a_scenario_that_is_still_to_come_says_when_it_is_whole(place_builder: "PlaceBuilder") -> None:
    for name in ("County", "Board"):
        place_builder.add_organisation(name)
    place_builder.add_tie("County", "Board")
    about = (Organisation.TABLE, "County")
    place_builder.add_scenario_change("S", "abolish", about, date="2028-04-01")
    place_builder.add_scenario_change("T", "merge", about, value="New", date="2027-04-01")
    place = place_builder.build()
    one, other = (compare_scenario(place, BEFORE, name) for name in ("S", "T"))
    assert "1 April 2028" in board_sentences(one)[-1]
    answer = contest(one, other).as_json()
    assert (answer["first"], answer["second"]) == ("S", "T")
    assert (answer["from"], answer["until"]) == ("2026-06-01", "2031-06-01")
    back = contest(other, one).as_json()
    chances = [item["chance_first_is_worse"] for item in (answer, back)]
    same = answer["chance_same"]
    assert isinstance(same, float)
    assert sum(chance for chance in chances if isinstance(chance, float)) + same == 1
