"""The commands of the window: what they refuse, and what history calls them."""

import pytest

from partnermap.document.commands.pins import PinOrganisations, Unpin
from partnermap.document.commands.records import AddRecords, EditRecord, RemoveRecords
from partnermap.document.document import Document
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import RECORD_TYPES, PlaceInfo
from partnermap.domain.post import Post
from partnermap.domain.tie import Tie
from partnermap.domain.view import Pin
from partnermap.domain.words import Sector, TieKind

AGE, COUNCIL = (
    Organisation(id="a", name="Age Well", ref="1"),
    Organisation(id="b", name="Council", ref="2"),
)
TRUST = Tie(id="t", from_id="a", to_id="b", kind=TieKind.TRUST)
GOAL = Tie(id="g", from_id="b", to_id="a", kind=TieKind.SHARED_GOAL)
POST = Post(id="p", title="Joint head")


@pytest.fixture
def filled(document: Document) -> Document:
    document.execute(AddRecords("Add a start", (AGE, COUNCIL, TRUST, GOAL, POST)))
    return document


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (EditRecord("organisations", "a", (("name", "Age Better"),)), "Rename Age Well to Age Better"),
        (EditRecord("organisations", "a", (("sector", Sector.VCSE),)), "Change sector of Age Well"),
        (EditRecord("organisations", "a", (("part_of_id", "b"),)), "Change parent body of Age Well"),
        (EditRecord("posts", "p", (("title", "Joint lead"),)), "Rename Joint head to Joint lead"),
        (EditRecord("posts", "p", (("wte", 1), ("holder", "N N"))), "Change 2 fields of Joint head"),
        (EditRecord("ties", "t", (("strength", 3),)), "Change strength of tie of Age Well and Council"),
        (RemoveRecords((("organisations", "a"),)), "Remove Age Well"),
        (RemoveRecords((("ties", "t"), ("ties", "g"))), "Remove 2 ties"),
        (RemoveRecords((("ties", "t"), ("ties", "g"), ("posts", "p"))), "Remove 2 ties and 1 post"),
        (PinOrganisations((("a", 1.0, 2.0),)), "Move Age Well on the map"),
        (PinOrganisations((("a", 1.0, 2.0), ("b", 0.0, 0.0))), "Fix 2 organisations where they stand"),
    ],
)
def test_history_reads_as_a_person_would_say_it(
    filled: Document, command: EditRecord | RemoveRecords | PinOrganisations, label: str
) -> None:
    before = list(filled.place.records())
    assert filled.execute(command).label == label
    assert filled.undo_label == label
    filled.undo()
    assert list(filled.place.records()) == before


@pytest.mark.parametrize(
    ("table", "key", "values", "sentence"),
    [
        ("organisations", "a", (("name", "  "),), "The name is empty"),
        ("organisations", "a", (("colour", "red"),), "have no field “colour”"),
        ("organisations", "a", (("id", "x"),), "have no field “id”"),
        ("organisations", "a", (("sector", "martian"),), "“martian” is no sector; give one of: NHS"),
        ("organisations", "a", (("opened", "2026"),), "“2026” is no opening date; give a date"),
        ("organisations", "a", (("ref", "2"),), "The ID 2 belongs to “Council” already"),
        ("organisations", "a", (("part_of_id", "none"),), "is no organisation of this file"),
        ("organisations", "x", (("name", "X"),), "The organisation that was to be changed is no longer"),
        ("ties", "t", (("strength", 4),), "The strength 4 cannot be; it must be from 1 to 3"),
        ("ties", "t", (("strength", True),), "“True” is no strength; give a whole number"),
        ("ties", "t", (("to_id", "a"),), "A tie links two organisations"),
        (
            "ties",
            "t",
            (("start", PartialDate(2026)), ("end", PartialDate(2025, 3))),
            "The end 2025-03 comes before the start 2026",
        ),
        ("posts", "p", (("wte", -1.0),), "it must be 0 or more"),
    ],
)
def test_nonsense_is_refused_where_it_was_entered(
    filled: Document, table: str, key: str, values: tuple[tuple[str, object], ...], sentence: str
) -> None:
    before = filled.place
    with pytest.raises(UserError, match=sentence):
        filled.execute(EditRecord(table, key, values))
    assert filled.place is before


def test_a_blank_text_empties_its_field(filled: Document) -> None:
    filled.execute(EditRecord("organisations", "a", (("short_name", "AW"),)))
    filled.execute(EditRecord("organisations", "a", (("short_name", " "),)))
    assert filled.place.organisations["a"].short_name is None


def test_added_records_must_make_sense(filled: Document) -> None:
    with pytest.raises(UserError, match="A tie links two organisations"):
        filled.execute(AddRecords("Add", (Tie(id="x", from_id="a", to_id="a", kind=TieKind.TRUST),)))


def test_a_pin_moves_instead_of_doubling_and_can_be_let_go(filled: Document) -> None:
    filled.execute(PinOrganisations((("a", 1.0, 2.0),)))
    filled.execute(PinOrganisations((("a", 3.0, 4.0), ("b", 5.0, 6.0))))
    spots = {pin.organisation_id: (pin.x, pin.y) for pin in filled.place.of(Pin).values()}
    assert spots == {"a": (3.0, 4.0), "b": (5.0, 6.0)}
    assert filled.execute(Unpin(("a",))).label == "Unpin Age Well"
    assert filled.execute(Unpin()).label == "Unpin all organisations"
    assert not filled.place.of(Pin)
    with pytest.raises(UserError, match="no longer there"):
        filled.execute(PinOrganisations((("x", 0.0, 0.0),)))


def test_a_place_can_be_renamed_and_keeps_a_title(filled: Document) -> None:
    (about,) = filled.place.of(PlaceInfo)
    filled.execute(EditRecord("place", about, (("title", "Other place"),)))
    assert filled.place.title == "Other place"
    with pytest.raises(UserError, match="The title is empty"):
        filled.execute(EditRecord("place", about, (("title", " "),)))


def test_every_kind_can_be_counted_in_a_label(filled: Document) -> None:
    from partnermap.document.naming import counted

    for kind in RECORD_TYPES:
        assert counted(kind.TABLE, 1).startswith("1 ")
        assert counted(kind.TABLE, 1200).startswith("1,200 ")
