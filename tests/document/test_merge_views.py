"""Saved views name organisations by their ids: where two copies' records become one, so do these."""

import json

import pytest

from partnermap.document.merge.choosing import with_the_others
from partnermap.document.merge.planning import merged
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import Record
from partnermap.domain.view import GroupBy, LayoutStyle, Pin, SavedView
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice
from partnermap.scene.saved_view import Kept, kept_in, settings_of
from partnermap.scene.usable_view import usable

BASE = applied(Place(), Changes(create=(PlaceInfo(id="p", title="Here"),)))
MINE, THEIRS = "3f6c-mine", "91ab-theirs"


def garth(key: str, *others: Record) -> Place:
    return applied(BASE, Changes(create=(Organisation(id=key, name="Garth"), *others)))


def around(key: str) -> MapChoice:
    return MapChoice(
        wanted=Filter(around=key, steps=2, words=f"near {key}"),
        arrangement=Arrangement(
            style=LayoutStyle.RINGS,
            centre=key,
            group_by=GroupBy.PART_OF,
            opened=frozenset({f"group:{key}", "group:other"}),
        ),
    )


def view(choice: MapChoice, key: str = "v") -> SavedView:
    return SavedView(id=key, name="Garth and around", settings=settings_of(Kept(choice)))


def test_a_view_of_the_other_copy_shows_the_organisation_that_both_entered() -> None:
    here = garth(MINE)
    found = merged(BASE, here, garth(THEIRS, view(around(THEIRS))))
    after = applied(here, found.changes)
    kept = kept_in(after.of(SavedView)["v"].settings)
    # What was typed to look for stays as it was typed.
    wanted = Filter(around=MINE, steps=2, words=f"near {THEIRS}")
    assert kept.choice == MapChoice(wanted=wanted, arrangement=around(MINE).arrangement)
    assert usable(after, kept, MapChoice()).choice.wanted.around == MINE
    assert found.conflicts == ()


def test_one_view_made_in_both_copies_is_no_question() -> None:
    def choice(key: str) -> MapChoice:
        return MapChoice(
            arrangement=Arrangement(centre=key, opened=frozenset({f"group:{key}", "group:5"}))
        )

    here = garth(MINE, view(choice(MINE), "v1"), Pin(id="n1", organisation_id=MINE, x=1.0, y=2.0))
    there = garth(THEIRS, view(choice(THEIRS), "v2"), Pin(id="n2", organisation_id=THEIRS, x=1.0, y=2.0))
    found = merged(BASE, here, there)
    assert not found.changes
    assert found.conflicts == ()


def test_kept_apart_a_view_names_its_own() -> None:
    here, there = garth(MINE), garth(THEIRS, view(around(THEIRS)))
    found = merged(BASE, here, there)
    after = applied(here, with_the_others(found, here, found.doubles))
    assert after.of(SavedView) == there.of(SavedView)


@pytest.mark.parametrize(
    "settings",
    [f"{THEIRS} is no JSON", json.dumps({"words": THEIRS}), THEIRS + "[" * 9_999, "[" * 99_999 + THEIRS],
)
def test_settings_that_name_nobody_or_cannot_be_read_stay_as_they_are(settings: str) -> None:
    item = SavedView(id="v", name="Odd", settings=settings)
    here = garth(MINE)
    after = applied(here, merged(BASE, here, garth(THEIRS, item)).changes)
    assert after.of(SavedView)["v"].settings == settings
