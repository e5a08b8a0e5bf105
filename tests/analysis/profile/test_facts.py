"""Plain counts beside the figures, each with the records it was counted from."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.question import Question
from partnermap.analysis.profile.domains import DOMAINS, Domain
from partnermap.analysis.profile.facts import facts_of
from partnermap.analysis.profile.observed import Fact
from partnermap.analysis.profile.reading import Source
from partnermap.domain.place import Place
from partnermap.domain.programme import ProgrammeOwner
from partnermap.domain.words import Sector, TeamKind, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 11, 1)


def fact(place: Place, number: int, key: str) -> Fact:
    facts = facts_of(Source(Question(place, ON)), number)
    return next(item for item in facts if item.key == key)


@pytest.mark.parametrize("item", DOMAINS, ids=lambda item: item.name)
def test_every_domain_counts_something_even_of_an_empty_place(item: Domain) -> None:
    facts = facts_of(Source(Question(Place(), ON)), item.number)
    assert facts
    assert not any(found.count for found in facts)
    assert all(found.text.endswith(".") and "none of no" not in found.text.lower() for found in facts)


def test_goals_that_are_shared_and_measured(place_builder: "PlaceBuilder") -> None:
    for name in ("Trust", "Council"):
        place_builder.add_organisation(name)
    for programme, measure in (("Measured", "Falls"), ("Unmeasured", None), ("Alone", "Falls")):
        place_builder.add_programme(programme, measure=measure)
        for body in ("Trust", "Council")[: 1 if programme == "Alone" else 2]:
            place_builder.add(
                ProgrammeOwner(id=f"{programme}{body}", programme_id=programme, organisation_id=body)
            )
    found = fact(place_builder.build(), 1, "shared_and_measured")
    assert (found.count, found.of) == (1, 3)
    assert [about.id for about in found.records] == ["Measured"]
    assert found.text == "1 of 3 programmes has two or more owners and a measure."


def test_seats_of_voices_on_forums(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Trust")
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_organisation("Residents", Sector.COMMUNITY)
    place_builder.add_team("Board", (), kind=TeamKind.FORUM)
    place_builder.add_team("Team", ("Charity",), kind=TeamKind.TEAM)
    place_builder.add_member("Board", "Trust", votes=True, role="Chief executive")
    place_builder.add_member("Board", "Charity", votes=True)
    place_builder.add_member("Board", "Residents")
    place_builder.add_member("Board", "Trust", lived_experience=True)
    place_builder.add_member("Board", "Charity", end="2020-01-01")
    place = place_builder.build()
    voice, chiefs = fact(place, 11, "voice_seats"), fact(place, 2, "chief_officers")
    assert (voice.count, voice.of) == (3, 4)
    assert "1 with a vote" in voice.text
    assert (chiefs.count, chiefs.of) == (1, 4)


def test_links_of_equity_at_home(place_builder: "PlaceBuilder") -> None:
    for name in ("Trust", "Charity"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Trust", "Charity", TieKind.PAYMENT, name="Benefits advice on the wards")
    place_builder.add_tie("Trust", "Charity", TieKind.REFERRAL, function="falls")
    found = fact(place_builder.build(), 16, "anchor_links")
    assert found.text == "One link is about jobs, procurement or benefits advice."


def test_shared_history_of_pairs(place_builder: "PlaceBuilder") -> None:
    for name in ("Trust", "Charity"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Trust", "Charity", start="2016-11-01")
    found = fact(place_builder.build(), 6, "shared_history")
    assert found.text == "Half of the linked pairs have worked together for 10.0 years or longer."
    assert (found.count, found.of) == (1, 1)


def test_money_that_reaches_voluntary_bodies_in_pounds(testbridge_place: Place) -> None:
    source = Source(Question(testbridge_place, dt.date(2026, 1, 1)))
    found = next(item for item in facts_of(source, 11) if item.key == "pounds_to_vcse")
    assert (found.count, found.of) == (320_000, 8_320_000)
    assert found.text == "4% of joint money reaches voluntary and community bodies."
