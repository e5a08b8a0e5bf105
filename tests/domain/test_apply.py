"""Changes applied to a place: what goes along, what is emptied, and the way back."""

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied, difference, with_consequences
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.programme import Delivery, Programme
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind

RECORDS: tuple[Record, ...] = (
    Organisation(id="a", name="Alpha"),
    Organisation(id="b", name="Beta", part_of_id="a"),
    Identifier(id="i", organisation_id="a", scheme="GB-NHS", value="RAX"),
    Tie(id="t", from_id="a", to_id="b", kind=TieKind.TRUST),
    Agreement(id="p", name="Pool", host_id="a"),
    Contribution(id="c", agreement_id="p", organisation_id="b"),
    Programme(id="g", name="Hearts"),
    Delivery(id="d", programme_id="g", about_table="ties", about_id="t"),
    Delivery(id="e", programme_id="g", about_table="agreements", about_id="p"),
    Statement(id="s", about_table="ties", about_id="t", text="Good"),
)


@pytest.fixture
def place() -> Place:
    return applied(Place(), Changes(create=RECORDS))


def keys(place: Place) -> set[str]:
    return {record.id for record in place.records()}


def test_creating_keeps_the_order_and_counts_a_version(place: Place) -> None:
    assert place.version == 1
    assert list(place.organisations) == ["a", "b"]
    assert keys(place) == {record.id for record in RECORDS}


def test_a_place_is_not_changed_by_what_is_applied_to_it(place: Place) -> None:
    applied(place, Changes(update=(Organisation(id="a", name="New"),), delete=(("organisations", "b"),)))
    assert place.name_of("a") == "Alpha"
    assert keys(place) == {record.id for record in RECORDS}


def test_removing_takes_along_what_makes_no_sense_alone(place: Place) -> None:
    after = applied(place, Changes(delete=(("organisations", "a"),)))
    assert keys(after) == {"b", "p", "c", "g", "e", "s"}
    assert after.organisations["b"].part_of_id is None
    assert after.agreements["p"].host_id is None
    statement = after.of(Statement)["s"]
    assert (statement.about_table, statement.about_id) == (None, None)


def test_consequences_say_it_all(place: Place) -> None:
    changes = with_consequences(place, [("organisations", "a"), ("organisations", "gone")])
    assert {key for _, key in changes.delete} == {"a", "i", "t", "d"}
    assert {record.id for record in changes.update} == {"b", "p", "s"}


def test_the_same_key_in_two_tables_is_two_records() -> None:
    twins = (Organisation(id="x", name="Alpha"), Agreement(id="x", name="Pool"))
    after = applied(applied(Place(), Changes(create=twins)), Changes(delete=(("agreements", "x"),)))
    assert list(after.organisations) == ["x"]
    assert list(after.agreements) == []


def test_what_cannot_be_applied(place: Place) -> None:
    with pytest.raises(UserError, match="there already"):
        applied(place, Changes(create=(Organisation(id="a", name="Again"),)))
    with pytest.raises(UserError, match="no longer there"):
        applied(place, Changes(update=(Organisation(id="z", name="Nobody"),)))


def test_the_difference_leads_from_one_place_to_the_other(place: Place) -> None:
    changes = Changes(
        create=(Organisation(id="n", name="New"),),
        update=(Organisation(id="b", name="Renamed", part_of_id="a"),),
        delete=(("agreements", "p"),),
    )
    after = applied(place, changes)
    found = difference(place, after)
    assert [record.id for record in found.create] == ["n"]
    assert [record.id for record in found.update] == ["b"]
    assert {key for _, key in found.delete} == {"p", "c", "e"}
    assert dict(applied(place, found).tables) == dict(after.tables)
    assert not difference(after, after)
