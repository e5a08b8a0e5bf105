"""Exact pence, and words however people write them."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnermap.domain import words
from partnermap.domain.errors import BadValue, UnknownWord
from partnermap.domain.money import money_in_words, pounds_text, read_pence
from partnermap.domain.words import LegalBasis, Mandate, OrganisationType, Sector, read_word

LISTS = [
    item
    for item in vars(words).values()
    if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum
]


@given(st.integers(-(10**14), 10**14))
def test_pounds_are_read_back_to_the_penny(pence: int) -> None:
    assert read_pence(pounds_text(pence)) == pence


@pytest.mark.parametrize(
    ("text", "pence"),
    [("£1,234.50", 123_450), ("-12", -1_200), ("(12.00)", -1_200), ("0.005", 1), ("1e3", 100_000)],
)
def test_amounts_as_people_write_them(text: str, pence: int) -> None:
    assert read_pence(text) == pence


@pytest.mark.parametrize("text", ["", "lots", "nan", "inf", "1e300", "12-13"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(BadValue):
        read_pence(text)


@pytest.mark.parametrize(
    ("pence", "text"),
    [
        (25_000, "£250"),
        (12_000_000, "£120,000"),
        (1_420_000_000, "£14.2m"),
        (-100, "−£1"),
        (10**11, "£1.0bn"),
        (99_960_000, "£1.0m"),
    ],
)
def test_money_in_words(pence: int, text: str) -> None:
    assert money_in_words(pence) == text


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.__name__)
def test_every_word_is_read_in_any_case(listed: type[StrEnum]) -> None:
    for word in listed:
        assert read_word(listed, f"  {word.value.upper().replace(' ', '_')} ") is word


def test_synonyms() -> None:
    assert read_word(Sector, "LA") is Sector.LOCAL_AUTHORITY
    assert read_word(Sector, "Other") is Sector.OTHER_PUBLIC
    assert read_word(OrganisationType, "Foundation Trust") is OrganisationType.NHS_TRUST
    assert read_word(LegalBasis, "s75") is LegalBasis.S75_POOLED
    assert read_word(Mandate, "none") is Mandate.NONE


def test_a_word_that_is_not_on_the_list() -> None:
    with pytest.raises(UnknownWord, match="“Sea” is not one of: NHS, local authority"):
        read_word(Sector, " Sea ")
