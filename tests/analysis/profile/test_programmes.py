"""Programmes: the eight things they state, how they are framed, and what to ask (MEASURES F1, F3)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.profile.framing import Asks, Framing, tags_of
from partnermap.analysis.profile.programmes import FIELDS, Programmes, programmes_of
from partnermap.domain.place import Place
from partnermap.domain.programme import ProgrammeOwner
from partnermap.domain.words import Sector

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ALL = {field: "something" for field, _ in FIELDS}


def own(build: "PlaceBuilder", programme: str, *bodies: str) -> None:
    for body in bodies:
        build.add(ProgrammeOwner(id=f"{programme}-{body}", programme_id=programme, organisation_id=body))


def test_homeless_people_in_the_measure_book_state_three_of_eight(
    place_builder: "PlaceBuilder",
) -> None:
    place_builder.add_programme(
        "Somewhere to start",
        inequality_type="access",
        group="homeless people",
        driver="availability of services",
    )
    (record,) = programmes_of(place_builder.build()).records
    assert record.clarity == 3 / 8
    assert record.answered == ("type of inequality", "group", "driver")
    assert record.missing == ("comparison", "geography", "logic", "mechanism", "measure")
    assert record.clarity_text == "We can state 3 of 8 things about this programme."


@pytest.mark.parametrize("text", ["", "  ", "Not stated", "not known", "TBC", "n/a", "?", None])
def test_words_for_nothing_are_unanswered(place_builder: "PlaceBuilder", text: str | None) -> None:
    place_builder.add_programme("P", **{**ALL, "measure": text}, baseline=text, sponsor=text)
    found = programmes_of(place_builder.build())
    assert found.records[0].missing == ("measure",)
    assert [item.name for item in found.without_sponsor] == ["P"]
    assert [item.name for item in found.not_trackable] == ["P"]


def test_long_text_earns_no_more_than_a_word(place_builder: "PlaceBuilder") -> None:
    place_builder.add_programme("P", **{**ALL, "logic": "word " * 500})
    assert programmes_of(place_builder.build()).records[0].clarity == 1


@pytest.mark.parametrize(
    ("text", "framing", "asks"),
    [
        (None, None, set()),
        ("individual choice", Framing.INDIVIDUAL, {Asks.INDIVIDUALS}),
        ("Risk group", Framing.RISK_GROUP, set()),
        ("access", Framing.ACCESS, {Asks.ORGANISATIONS}),
        ("living conditions; policy", Framing.CONDITIONS, {Asks.ORGANISATIONS}),
        ("individual choice, services", Framing.INDIVIDUAL, {Asks.ORGANISATIONS}),
        ("access; people; policy", Framing.ACCESS, {Asks.INDIVIDUALS, Asks.ORGANISATIONS}),
        ("people", None, {Asks.INDIVIDUALS}),
        ("a slogan", Framing.OTHER, set()),
        ("a slogan; access", Framing.ACCESS, {Asks.ORGANISATIONS}),
        ("a gradient", None, set()),
    ],
)
def test_only_the_recorded_framing_says_who_must_change(
    text: str | None, framing: Framing | None, asks: set[Asks]
) -> None:
    tags = tags_of(text)
    assert (tags.unit, tags.asks) == (framing, frozenset(asks))


def test_framing_is_counted_for_a_board(place_builder: "PlaceBuilder") -> None:
    for name, framing in (("A", "individual choice"), ("B", "access"), ("C", "risk group"), ("D", None)):
        place_builder.add_programme(name, framing=framing, mechanism="They must try harder")
    assert programmes_of(place_builder.build()).framing_text == (
        "1 of 4 programmes asks individuals to change; 1 asks organisations to; 2 do not say."
    )


def test_without_programmes_nothing_is_claimed() -> None:
    found = programmes_of(Place())
    assert found.framing_text == "No programme is recorded."
    assert set(found.admissions.values()) == {0}


def test_labels_raise_a_question_where_they_stand(place_builder: "PlaceBuilder") -> None:
    place_builder.add_programme(
        "P",
        group="Vulnerable adults who are hard-to-reach",
        mechanism="Lifestyle advice",
        logic="An invulnerable text",
    )
    found = programmes_of(place_builder.build()).records[0].loaded_words
    assert [(item.field, item.word) for item in found] == [
        ("group", "Vulnerable"),
        ("group", "hard-to-reach"),
        ("mechanism", "Lifestyle"),
    ]
    assert all(item.question.endswith("?") for item in found)


def programmes_for(build: "PlaceBuilder", types: Mapping[str, str | None]) -> Programmes:
    for at, (name, inequality_type) in enumerate(types.items()):
        build.add_programme(name, group=("Carers", " carers ")[at % 2], inequality_type=inequality_type)
    return programmes_of(build.build())


def test_one_group_and_two_types_clash(place_builder: "PlaceBuilder") -> None:
    (clash,) = programmes_for(place_builder, {"A": "access", "B": "health status"}).clashes
    assert clash.programme_ids == ("A", "B")
    assert clash.text == (
        "“A” and “B” are for the same group, Carers, but mean different inequalities: access and health "
        "status."
    )


@pytest.mark.parametrize(
    "types", [{"A": "access", "B": "Access "}, {"A": "access", "B": None}, {"A": "not stated", "B": "x"}]
)
def test_the_same_or_an_unstated_type_is_no_clash(
    place_builder: "PlaceBuilder", types: dict[str, str | None]
) -> None:
    assert programmes_for(place_builder, types).clashes == ()


def test_admissions_are_counted_as_recorded(place_builder: "PlaceBuilder") -> None:
    for at, word in enumerate(("explicit", "Implied", "none", None, "implied", "perhaps")):
        place_builder.add_programme(str(at), avoidable_admissions=word)
    assert programmes_of(place_builder.build()).admissions == {
        "explicit": 1,
        "implied": 2,
        "none": 1,
        "not recorded": 1,
        "perhaps": 1,
    }


def test_prompts_ask_about_behaviour_community_and_context(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Trust")
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_programme("Narrow", framing="individual choice")
    place_builder.add_programme("Wide", framing="access", logic="Buses stop at six")
    own(place_builder, "Narrow", "Trust", "Trust")
    own(place_builder, "Wide", "Trust", "Charity")
    narrow, wide = programmes_of(place_builder.build()).records
    assert len(narrow.prompts) == 3
    assert not narrow.is_shared
    assert wide.prompts == ()
    assert wide.is_shared
