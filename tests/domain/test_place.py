"""The place: what it answers, and that it does not change."""

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import RECORD_TYPES, TYPE_OF_TABLE, Place, PlaceInfo, references_of
from partnermap.domain.tie import Tie


def test_every_kind_has_a_table_and_a_title_of_its_own() -> None:
    assert len({kind.TABLE for kind in RECORD_TYPES}) == len(RECORD_TYPES) == len(TYPE_OF_TABLE)
    assert len({kind.TITLE for kind in RECORD_TYPES}) == len(RECORD_TYPES)


def test_references_point_at_kinds_that_come_first_or_are_their_own() -> None:
    order = [kind.TABLE for kind in RECORD_TYPES]
    for kind in RECORD_TYPES:
        for table in references_of(kind).values():
            assert order.index(table) <= order.index(kind.TABLE)
    assert references_of(Tie) == {"from_id": "organisations", "to_id": "organisations"}


def test_title_and_invention() -> None:
    assert Place().title == "Untitled place"
    assert not Place().is_invented
    info = PlaceInfo(id="i", title="Calder", invented=True)
    place = Place(1, {"place": {"i": info}})
    assert (place.title, place.is_invented, place.get("place", "i"), place.get("cats", "i")) == (
        "Calder",
        True,
        info,
        None,
    )


def test_a_copy_with_other_tables_leaves_the_first_alone() -> None:
    first = Place(1, {"organisations": {"a": Organisation(id="a", name="Alpha", short_name="Al")}})
    second = first.with_tables({"organisations": {}}, 2)
    assert (len(first.organisations), len(second.organisations), second.version) == (1, 0, 2)
    assert first.organisations["a"].label == "Al"
