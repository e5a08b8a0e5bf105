"""What records and people say is told once: no sentence twice, no letter or domain unexplained."""

import datetime as dt
import re
from collections import Counter

import pytest

from partnermap.analysis.profile.domains import DOMAINS
from partnermap.analysis.profile.health import health_of
from partnermap.analysis.profile.profile import HealthProfile
from partnermap.analysis.profile.sentences import health_text, rule_text
from partnermap.domain.place import Place
from partnermap.report.health.words import finding, observed_words, opinion_words
from partnermap.ui.health.details import details_of

ON = dt.date(2026, 6, 1)


@pytest.fixture
def profile(small_place: Place) -> HealthProfile:
    bare = {key: small_place.tables[key] for key in ("organisations", "ties")}
    return health_of(Place(version=2, tables=bare), ON)


def test_no_sentence_of_a_domain_is_said_twice(profile: HealthProfile) -> None:
    for item in profile.domains:
        said = Counter(re.split(r"(?<=\.) ", observed_words(item.observed)))
        assert [words for words, count in said.items() if count > 1] == []


def test_there_are_no_posts_money_or_teams_in_one_sentence_each(profile: HealthProfile) -> None:
    by_number = {item.domain.number: observed_words(item.observed) for item in profile.domains}
    assert by_number[3] == "There is no joint post on this date."
    assert by_number[5] == "No agreement of joint money is in force on this date."
    assert by_number[4] == (
        "No joint teams are recorded. No link is through a joint team or shared premises."
    )
    assert by_number[7] == "No agreed action is recorded. No items of scrutiny are recorded."
    assert "have an interim holder" not in by_number[10]
    assert "have expired" not in by_number[9]


def test_the_pane_of_a_domain_says_it_once_too(profile: HealthProfile, small_place: Place) -> None:
    for item in profile.domains:
        shown = details_of(small_place, item).parts[-1].lines
        assert len(set(shown)) == len(shown)


def test_a_letter_of_evidence_never_stands_alone(example_place: Place) -> None:
    rated = [item for item in health_of(example_place, ON).domains if item.strength is not None]
    assert rated
    for item in rated:
        words = opinion_words(item)
        assert re.search(r"Evidence [A-D]: \w", words), words


def test_the_domain_that_is_not_counted_is_named_with_the_reason(profile: HealthProfile) -> None:
    assert len(DOMAINS) == 16
    assert finding(profile.domains) == "None of 15 domains is rated"
    why = "Domain 16, Equity at home, is optional and counted once somebody rates it."
    assert rule_text(profile).endswith(why)
    assert why in health_text(profile)
    whole = health_of(Place(version=1, tables={}), ON, with_optional=True)
    assert why not in rule_text(whole)
