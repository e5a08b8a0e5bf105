"""The 16 domains: complete, told apart, and found by whatever words a rating uses."""

import pytest

from partnermap.analysis.profile.cut_points import CUT_POINTS
from partnermap.analysis.profile.domains import DOMAINS, domain, domain_rated_by
from partnermap.analysis.profile.readings import READERS


def test_there_are_sixteen_in_order_and_only_the_last_is_optional() -> None:
    assert [item.number for item in DOMAINS] == list(range(1, 17))
    assert [item.number for item in DOMAINS if item.is_optional] == [16]


def test_no_words_mean_two_domains() -> None:
    words = [text for item in DOMAINS for text in (item.statement, item.name)]
    assert len({text.casefold() for text in words}) == 32
    themes = [theme for item in DOMAINS for theme in item.themes]
    assert len(set(themes)) == len(themes)


def test_every_domain_has_five_anchors_that_differ() -> None:
    assert all(len(set(item.anchors)) == 5 for item in DOMAINS)


def test_figures_cut_points_and_readers_have_the_same_keys() -> None:
    assert set(READERS) == set(CUT_POINTS)
    assert {key for item in DOMAINS for key in item.indicators} == set(CUT_POINTS)


@pytest.mark.parametrize(
    "words",
    [
        "Joint money is secure enough to plan on",
        "  joint MONEY is  secure enough to plan on. ",
        "Joint money that lasts",
        "5",
        "Domain 5",
    ],
)
def test_a_rating_finds_its_domain_by_statement_name_or_number(words: str) -> None:
    assert domain_rated_by(words) is domain(5)


@pytest.mark.parametrize("words", ["", "17", "0", "We like each other", "Joint money"])
def test_other_words_find_none(words: str) -> None:
    assert domain_rated_by(words) is None
