"""Saved views: all that was chosen comes back; what nobody saved is refused, what is gone is named."""

import datetime as dt
import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.forgetting import REMOVED, PersonName, without_person
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.domain.view import GroupBy, LayoutStyle, SavedView
from partnermap.domain.words import OrganisationType, ScenarioChangeKind, Sector, TieKind
from partnermap.network.scenario import with_scenario
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice, WidthBy
from partnermap.scene.saved_view import MOST_PENCE, Kept, kept_in, settings_of
from partnermap.scene.usable_view import usable
from partnermap.scene.view_words import view_in_words

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

NOW, LATER = dt.date(2026, 11, 1), dt.date(2028, 4, 1)
NAMES = st.text(min_size=1, max_size=8)

filters = st.builds(
    Filter,
    sectors=st.frozensets(st.sampled_from(Sector)),
    types=st.frozensets(st.sampled_from(OrganisationType), max_size=3),
    kinds=st.frozensets(st.sampled_from(TieKind), max_size=3),
    strength=st.none() | st.integers(1, 3),
    pence=st.none() | st.integers(1, 10**9),
    ends_within=st.none() | st.integers(1, 60),
    unconfirmed_for=st.none() | st.integers(1, 60),
    words=st.text(max_size=8),
    around=st.none() | NAMES,
    steps=st.integers(1, 3),
)
arrangements = st.builds(
    Arrangement,
    style=st.sampled_from(LayoutStyle),
    centre=st.none() | NAMES,
    width_by=st.sampled_from(WidthBy),
    group_by=st.sampled_from(GroupBy),
    opened=st.frozensets(NAMES, max_size=3),
)
plain_choices = st.builds(
    MapChoice,
    hidden_kinds=st.frozensets(st.sampled_from(TieKind), max_size=4),
    wanted=filters,
    arrangement=arrangements,
)


@st.composite
def choices(draw: st.DrawFn) -> MapChoice:
    """Every choice that the window can make: one comparison at a time."""
    found = draw(plain_choices).showing(draw(st.none() | NAMES), beside_register=draw(st.booleans()))
    return found.compared_with(draw(st.dates())) if draw(st.booleans()) else found


@settings(max_examples=60, deadline=None)
@given(choice=choices(), on=st.none() | st.dates())
def test_a_view_survives_being_saved(choice: MapChoice, on: dt.date | None) -> None:
    kept = Kept(choice, on)
    assert kept_in(settings_of(kept)) == kept
    assert settings_of(kept_in(settings_of(kept))) == settings_of(kept)
    assert kept.over(MapChoice(what_if="another")) == choice


FULL = Kept(
    MapChoice(
        frozenset({TieKind.TRUST}),
        Filter(
            frozenset({Sector.NHS}),
            frozenset({OrganisationType.PCN}),
            frozenset({TieKind.REFERRAL}),
            *(2, 100, 12, 24, "age", "a", 2),
        ),
        Arrangement(LayoutStyle.RINGS, "a", WidthBy.MONEY, GroupBy.SECTOR, frozenset({"group:NHS"})),
        other=LATER,
        what_if="North",
    ),
    NOW,
)


def test_no_field_of_a_choice_is_forgotten() -> None:
    """A field that is added to what can be chosen is kept too, or this fails."""
    beside = replace(FULL, choice=FULL.choice.showing("North", beside_register=True))
    found = kept_in(settings_of(FULL)).choice, kept_in(settings_of(beside)).choice
    for part, chosen in ((found, MapChoice), (found, Filter), (found, Arrangement)):
        for field in fields(chosen):
            values = {
                MapChoice: [getattr(one, field.name, None) for one in part],
                Filter: [getattr(one.wanted, field.name, None) for one in part],
                Arrangement: [getattr(one.arrangement, field.name, None) for one in part],
            }[chosen]
            assert any(value not in (None, "", frozenset()) for value in values), field.name
    assert kept_in(settings_of(FULL)) == FULL


def test_views_of_earlier_versions_set_the_filter_and_leave_the_rest() -> None:
    kept = kept_in('{"sectors": ["NHS"], "strength": 2}')
    assert kept.choice.wanted == Filter(sectors=frozenset({Sector.NHS}), strength=2)
    assert kept.on is None
    now = replace(FULL.choice, wanted=Filter(words="other"))
    assert kept.over(now) == replace(now, wanted=kept.choice.wanted)
    assert kept_in("{}").over(now) == replace(now, wanted=Filter())


def test_a_view_says_its_form_so_that_earlier_versions_refuse_it() -> None:
    found = json.loads(settings_of(Kept(MapChoice())))
    assert found == {"form": 2}
    assert not found.keys() & {field.name for field in fields(Filter)}


def deep(inside: str) -> str:
    return inside.replace("…", "[" * 100_000 + "]" * 100_000)


@pytest.mark.parametrize(
    "settings_text",
    [
        *("", "[]", "null", "2", '"form"', "[" * 100_000, '{"later": 1}', '{"strength": "3"}'),
        *('{"strength": 4}', '{"strength": true}', '{"pence": 1e400}', '{"steps": -1}'),
        *('{"kinds": ["magic"]}', '{"kinds": "trust"}', '{"words": 1}', '{"kinds": [[]]}'),
        *('{"form": 3}', '{"form": "2"}', '{"form": null}', '{"form": 2, "later": 1}'),
        *('{"form": 2, "filter": []}', '{"form": 2, "filter": null}', '{"form": 2, "filter": 1}'),
        *('{"form": 2, "filter": {"later": 1}}', '{"form": 2, "hidden_kinds": ["magic"]}'),
        *('{"form": 2, "hidden_kinds": "trust"}', '{"form": 2, "hidden_kinds": {"trust": 1}}'),
        *('{"form": 2, "arrangement": "rings"}', '{"form": 2, "arrangement": {"style": "spiral"}}'),
        *('{"form": 2, "arrangement": {"style": ["rings"]}}', '{"form": 2, "other": "soon"}'),
        *('{"form": 2, "arrangement": {"later": 1}}', '{"form": 2, "arrangement": {"centre": 5}}'),
        *('{"form": 2, "arrangement": {"opened": "x"}}', '{"form": 2, "arrangement": {"opened": [1]}}'),
        *('{"form": 2, "other": 20280401}', '{"form": 2, "on": "2026-02-30"}', '{"form": 2, "on": []}'),
        *('{"form": 2, "scenario": 7}', '{"form": 2, "what_if": ["North"]}'),
        '{"form": 2, "scenario": "North", "what_if": "South"}',
        '{"form": 2, "scenario": "North", "other": "2028-04-01"}',
        f'{{"pence": {MOST_PENCE + 1}}}',
        '{"form": 2, "filter": {"ends_within": 99999999999}}',
        *(deep('{"words": …}'), deep('{"form": 2, "filter": {"words": …}}'), deep('{"form": …}')),
    ],
)
def test_settings_that_nobody_saved_are_refused_in_a_sentence(settings_text: str) -> None:
    with pytest.raises(BadValue, match="save it again"):
        kept_in(settings_text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("form", "on", "filter", "hidden_kinds", "arrangement", "other", "scenario", "what_if")


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(KEYS), value=json_values)
def test_damage_in_one_place_is_refused_or_read_but_never_a_crash(key: str, value: object) -> None:
    found = json.loads(settings_of(FULL))
    found[key] = value
    try:
        kept = kept_in(json.dumps(found))
    except BadValue:
        return
    assert kept_in(settings_of(kept)) == kept
    assert view_in_words(Place(), kept)


def north(build: "PlaceBuilder") -> Place:
    """A and B, and a scenario in which they make way for C."""
    build.add_organisation("A", Sector.LOCAL_AUTHORITY)
    build.add_organisation("B", Sector.LOCAL_AUTHORITY)
    build.add(
        ScenarioChange(
            id="s",
            scenario="North",
            change=ScenarioChangeKind.MERGE,
            about_table="organisations",
            about_id="A",
            value="C",
            date=PartialDate(2027),
        )
    )
    return build.build()


def test_what_is_gone_is_left_out_and_named_in_one_sentence(place_builder: "PlaceBuilder") -> None:
    place = north(place_builder)
    opened = frozenset({"group:A", "group:gone", f"group:{Sector.NHS}", f"group:{OrganisationType.PCN}"})
    kept = Kept(
        MapChoice(
            wanted=Filter(around="gone", steps=2, strength=2),
            arrangement=Arrangement(LayoutStyle.RINGS, "gone", WidthBy.MONEY, GroupBy.PART_OF, opened),
            scenario="South",
        )
    )
    found = usable(place, kept, MapChoice())
    assert found.choice == MapChoice(
        wanted=Filter(strength=2),
        arrangement=Arrangement(
            LayoutStyle.RINGS, None, WidthBy.MONEY, GroupBy.PART_OF, opened - {"group:gone"}
        ),
    )
    assert found.sentence("Mine") == (
        "View “Mine” is shown without the scenario “South”, the organisation whose neighbours it shows, "
        "the organisation in the middle of the rings and 1 group that stood open: "
        "not in this file any more."
    )


def test_what_is_there_is_left_alone_and_nothing_is_said(place_builder: "PlaceBuilder") -> None:
    place = north(place_builder)
    kept = Kept(MapChoice(wanted=Filter(around="A"), arrangement=Arrangement(centre="B")))
    found = usable(place, kept, MapChoice())
    assert (found.choice, found.sentence("Mine")) == (kept.choice, "")
    spelt = usable(place, Kept(MapChoice(what_if=" north ")), MapChoice())
    assert spelt.choice.what_if == "North"
    elsewhere = Kept(MapChoice(arrangement=Arrangement(LayoutStyle.TIERS, "gone")))
    assert usable(place, elsewhere, MapChoice()).left_out == ()


def test_an_organisation_that_the_scenario_brings_is_there(place_builder: "PlaceBuilder") -> None:
    place = north(place_builder)
    bodies = with_scenario(place, "North").organisations
    (newcomer,) = bodies.keys() - place.organisations.keys()
    with_it = Kept(MapChoice(wanted=Filter(around=newcomer), what_if="North"))
    assert usable(place, with_it, MapChoice()).left_out == ()
    without = replace(with_it, choice=replace(with_it.choice, what_if=None))
    assert usable(place, without, MapChoice()).choice.wanted.around is None
    earlier = kept_in(json.dumps({"around": newcomer}))
    assert usable(place, earlier, MapChoice(what_if="North")).choice.wanted.around == newcomer


def test_an_earlier_view_says_nothing_of_what_it_does_not_keep(place_builder: "PlaceBuilder") -> None:
    now = MapChoice(arrangement=Arrangement(LayoutStyle.RINGS, "gone"))
    found = usable(north(place_builder), kept_in('{"strength": 2}'), now)
    assert found.choice == replace(now, wanted=Filter(strength=2))
    assert found.left_out == ()


def test_a_view_is_told_in_plain_words(place_builder: "PlaceBuilder") -> None:
    place = north(place_builder)
    choice = MapChoice(
        frozenset({TieKind.TRUST, TieKind.REFERRAL}),
        Filter(around="A", pence=100_000),
        Arrangement(LayoutStyle.LANES, None, WidthBy.MONEY, GroupBy.SECTOR, frozenset({"group:NHS"})),
        other=LATER,
        what_if="North",
    )
    assert view_in_words(place, Kept(choice, NOW)) == (
        "Within 1 step of A; Money: at least £1,000 a year",
        "Kinds of link hidden: referral, trust",
        "Arranged in lanes, one for each sector",
        "Line width shows the money of the year",
        "Drawn together by sector, 1 group opened",
        "Scenario “North”",
        "Compared with 1 April 2028",
        "On 1 November 2026",
    )
    assert view_in_words(place, Kept(MapChoice())) == ("No filter", "Arranged by distances")
    rings = Arrangement(LayoutStyle.RINGS, "B")
    beside = MapChoice(arrangement=rings, scenario="North")
    assert view_in_words(place, Kept(beside))[1:] == (
        "Arranged in rings round B",
        "Scenario “North”, compared with the register",
    )
    assert view_in_words(place, kept_in('{"strength": 2}')) == (
        "Strength: at least 2, and nothing else",
    )


def test_a_forgotten_name_goes_from_views_which_stay_usable(place_builder: "PlaceBuilder") -> None:
    name = "Zoë Quillfeather"
    place_builder.add(
        ScenarioChange(id="s", scenario=f"What {name} wants", change=ScenarioChangeKind.END)
    )
    choice = MapChoice(wanted=Filter(words=name, strength=2), what_if=f"What {name} wants")
    place_builder.add(SavedView(id="v", name=f"For {name}", settings=settings_of(Kept(choice, NOW))))
    place = place_builder.build()
    after = applied(place, without_person(place, PersonName(name)))
    (view,) = after.of(SavedView).values()
    assert "Quillfeather" not in f"{view.name} {view.settings}"
    found = usable(after, kept_in(view.settings), MapChoice())
    assert found.left_out == ()
    assert found.choice == MapChoice(
        wanted=Filter(words=REMOVED, strength=2), what_if=f"What {REMOVED} wants"
    )


@pytest.mark.parametrize("style", list(LayoutStyle))
@pytest.mark.parametrize("group_by", list(GroupBy))
def test_every_arrangement_has_words(style: LayoutStyle, group_by: GroupBy) -> None:
    for width_by in WidthBy:
        choice = MapChoice(arrangement=Arrangement(style, None, width_by, group_by))
        assert all(view_in_words(Place(), Kept(choice)))
