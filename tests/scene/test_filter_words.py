from hypothesis import given
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.filter_words import chips_of, filter_in_words
from partnermap.scene.map_choice import Filter

PLACE = applied(Place(), Changes(create=(Organisation(id="a", name="Age Well"),)))
EVERYTHING = Filter(
    sectors=frozenset({Sector.VCSE, Sector.COMMUNITY, Sector.NHS}),
    types=frozenset({OrganisationType.CHARITY}),
    kinds=frozenset({TieKind.TRUST}),
    strength=2,
    pence=10_000_000,
    ends_within=12,
    unconfirmed_for=24,
    words="well",
    around="a",
    steps=2,
)


def test_every_condition_is_a_chip_in_words() -> None:
    assert [chip.words for chip in chips_of(PLACE, EVERYTHING)] == [
        "Within 2 steps of Age Well",
        "Name: “well”",
        "Sector: community, NHS or VCSE",
        "Type: charity",
        "Kind: trust",
        "Strength: at least 2",
        "Money: at least £100,000 a year",
        "Ends within 12 months",
        "Not confirmed for 24 months",
    ]
    assert filter_in_words(PLACE, Filter()) == ""


def test_an_organisation_that_was_removed_is_not_named_wrongly() -> None:
    (chip,) = chips_of(Place(), Filter(around="a"))
    assert chip.words == "Within 1 step of an organisation that is gone"


@given(order=st.permutations(range(9)))
def test_taking_chips_away_in_any_order_ends_at_no_filter(order: list[int]) -> None:
    wanted = EVERYTHING
    for number in order:
        chips = chips_of(PLACE, wanted)
        wanted = chips[number % len(chips)].without
        assert len(chips_of(PLACE, wanted)) == len(chips) - 1
    assert wanted.is_empty
