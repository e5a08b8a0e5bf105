"""Shared goals in the answer of the command line: plain values, keys only gained, nothing filled in."""

import datetime as dt
import json
from typing import TYPE_CHECKING

from partnermap.analysis.profile.answer import health_json
from partnermap.analysis.profile.health import health_of
from partnermap.domain.evidence import Statement
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.domain.words import Sector, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)


def test_goals_and_tags_are_told_as_plain_values(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Trust")
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_programme("Goal", framing="gap; people; so far", horizon="18 months")
    place_builder.add_programme("Blank")
    tie = place_builder.add_tie("Trust", "Charity", TieKind.REFERRAL)
    place_builder.add_delivery("Goal", "ties", tie)
    place_builder.add(ProgrammeOwner(id="o", programme_id="Goal", organisation_id="Trust"))
    for key, stage, owner, text in (
        ("s1", "priority", "Charity", "Low priority"),
        ("s2", "priority", "Nobody known", "High priority"),
        ("s3", "counter-voice", None, "The union"),
    ):
        place_builder.add(
            Statement(
                id=key,
                about_table=Programme.TABLE,
                about_id="Goal",
                kind="framing",
                stage=stage,
                owner=owner,
                text=text,
            )
        )
    place = place_builder.build()
    answer = json.loads(json.dumps(health_json(place, health_of(place, ON))))
    first, blank = answer["programmes"]["records"]
    assert (first["gap_or_gradient"], first["must_change"]) == ("gap between extremes", ["people"])
    assert (first["horizon"], first["horizon_as_written"]) == ("1 to 5 years", "18 months")
    assert (first["in_other_words"], first["counter_voices"]) == ("so far", ["The union"])
    assert (blank["gap_or_gradient"], blank["must_change"], blank["horizon"]) == (None, [], None)
    assert answer["programmes"]["tags"]["horizon"]["1 to 5 years"] == 1
    goal, other = answer["shared_goals"]["goals"]
    assert goal["owners"] == ["Trust"]
    assert goal["nobody_owns_it_of"] == ["the local authorities", "the VCSE"]
    assert [item["organisation"] for item in goal["delivered_by"]] == ["Trust", "Charity"]
    assert goal["delivered_by"][0]["records"][0]["id"] == tie
    assert goal["priorities"] == [{"organisation": "Charity", "priority": "low priority"}]
    assert goal["priorities_of_others"] == [{"owner": "Nobody known", "text": "High priority"}]
    assert (other["owners"], other["priorities"], other["priorities_differ"]) == ([], [], False)
