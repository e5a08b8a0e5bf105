"""What becomes of linked pairs in few words: one fate in one short sentence, no heading with none."""

import datetime as dt

import pytest

from partnermap.analysis.succession.comparison import compare_dates
from partnermap.analysis.succession.fates import Fates
from partnermap.analysis.succession.sentences import board_sentence
from partnermap.analysis.succession.totals import Heading, LinkCounts, link_counts
from partnermap.domain.place import Place
from partnermap.domain.words import LegalBasis
from partnermap.report.content import Words
from partnermap.report.first_page import first_page_sections
from partnermap.report.reorganisation.ahead import ahead_of
from partnermap.report.reorganisation.fate_words import fates_in_words
from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)
UNTIL = dt.date(2028, 6, 1)


@pytest.fixture
def paid(place_builder: PlaceBuilder) -> Place:
    """Two payees whose only link is a year of payments."""
    place_builder.add_organisation("Payer")
    for name in ("One", "Two"):
        place_builder.add_organisation(name)
        place_builder.add_agreement(
            f"Bought of {name}",
            pays={"Payer": 100},
            receives={name: 100},
            year="2026/27",
            legal_basis=LegalBasis.PAYMENT,
            start="2026-04-01",
            end="2027-03-31",
        )
    return place_builder.build()


def fates_of(place: Place) -> Fates:
    return compare_dates(place, ON, UNTIL).fates


def counts_of(**found: int) -> LinkCounts:
    return link_counts({Heading[name.upper()]: count for name, count in found.items()})


def test_payments_alone_are_told_in_one_sentence_on_page_one(paid: Place) -> None:
    page = first_page_sections(ahead_of(paid, ON), ON)
    (said,) = (
        block.text
        for section in page
        for block in section.blocks
        if isinstance(block, Words) and "What becomes of" in block.text
    )
    assert said == "What becomes of all 2 is not known: they are records of past payments."


def test_the_board_s_sentence_says_the_same(paid: Place) -> None:
    assert board_sentence(compare_dates(paid, ON, UNTIL)) == (
        "By 1 June 2028, what becomes of all 2 is not known: they are records of past payments."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"carries_on": 40}, "All 40 carry on."),
        ({"ended": 1}, "The one linked pair ends anyway."),
        ({"carries_on": 40, "no_home": 1}, "All pairs: 40 carry on and 1 has no home."),
        (
            {"carries_on": 1, "ended": 3, "not_known": 2},
            "All pairs: 1 carries on, 3 end anyway and what becomes of 2 is not known.",
        ),
    ],
)
def test_headings_with_none_are_left_out(paid: Place, found: dict[str, int], words: str) -> None:
    assert fates_in_words(counts_of(**found), fates_of(paid), of="All pairs") == words


def test_only_payments_are_said_to_be_payments(paid: Place, place_builder: PlaceBuilder) -> None:
    counts = counts_of(not_known=5)
    assert "past payments" in fates_in_words(counts, fates_of(paid))
    place_builder.add_organisation("Gone", closed="2027-03-31")
    place_builder.add_organisation("Left")
    place_builder.add_tie("Gone", "Left")
    other = fates_of(place_builder.build())
    assert any(item.fate.value == "not_known" and "Left" in item.before for item in other.pairs)
    assert fates_in_words(counts, other) == "What becomes of all 5 is not known."
