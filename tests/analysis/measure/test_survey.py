"""What partners told us: survey records, confirmation, trust, completeness (MEASURES A23, A25)."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.completeness import (
    NO_SURVEY,
    SENSITIVE,
    Completeness,
    Soundness,
    completeness,
    soundness_of,
)
from partnermap.analysis.measure.confirmation import (
    NO_RATINGS,
    TOO_FEW_RATERS,
    Confirmation,
    Trust,
    checked_share,
    confirmation,
    reciprocity,
    trust_on,
)
from partnermap.analysis.measure.registry import MEASURES
from partnermap.analysis.measure.result import NO_TIES, NotDefined
from partnermap.analysis.measure.summary import measures
from partnermap.analysis.measure.survey import survey_on
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Rating, Statement
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def three(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """A, B and C in a row."""
    for name in "ABC":
        place_builder.add_organisation(name, short_name=f"short {name}", ref=f"O-{name}")
    place_builder.add_tie("A", "B")
    place_builder.add_tie("B", "C")
    return place_builder


def _say(
    build: "PlaceBuilder", about: str, owner: str | None, stage: str | None, on: str = "2025-06-01"
) -> None:
    table = "organisations" if len(about) == 1 else "ties"
    build.add(
        Statement(
            id=f"{about}-{owner}-{stage}-{on}",
            about_table=table,
            about_id=about,
            kind="Survey",
            text="Partner survey",
            stage=stage,
            owner=owner,
            date=PartialDate.parse(on),
        )
    )


def _confirmed(place: Place) -> Confirmation | object:
    return confirmation(network_on(place, ON), survey_on(place, ON))


def _complete(place: Place) -> Completeness:
    found = completeness(network_on(place, ON), survey_on(place, ON))
    assert isinstance(found, Completeness)
    return found


def test_without_a_survey_nothing_is_known_and_nothing_hidden(three: "PlaceBuilder") -> None:
    place = three.build()
    assert survey_on(place, ON) is None
    assert _confirmed(place) is NO_SURVEY
    assert completeness(network_on(place, ON), None) is NO_SURVEY
    assert soundness_of("per_organisation.betweenness", NO_SURVEY) is Soundness.SOUND


def test_six_of_eight_is_provisional(place_builder: "PlaceBuilder") -> None:
    for number, name in enumerate("ABCDEFGH"):
        place_builder.add_organisation(name)
        _say(place_builder, name, None, "answered" if number < 6 else "invited")
    found = _complete(place_builder.build())
    assert (found.invited, found.answered, found.response) == (8, 6, 0.75)
    assert found.standing is Soundness.PROVISIONAL
    assert isinstance(found.seen_from_both_sides, NotDefined)


@pytest.mark.parametrize(
    ("answered", "soundness"),
    [
        (69, Soundness.HIDDEN),
        (70, Soundness.PROVISIONAL),
        (84, Soundness.PROVISIONAL),
        (85, Soundness.SOUND),
        (100, Soundness.SOUND),
        (0, Soundness.HIDDEN),
    ],
)
def test_the_response_decides(answered: int, soundness: Soundness) -> None:
    found = Completeness(100, answered, answered / 100, 1.0)
    assert found.standing is soundness
    assert soundness_of("per_organisation.betweenness", found) is soundness
    assert soundness_of("per_organisation.brokerage.liaison", found) is soundness
    assert soundness_of("centralisation.betweenness", found) is soundness
    assert soundness_of("centralisation.degree", found) is Soundness.SOUND
    assert soundness_of("density", found) is Soundness.SOUND


def test_the_sensitive_keys_exist() -> None:
    registered = {item.key for item in MEASURES}
    parts = {"centralisation.betweenness": "centralisation"}
    assert {parts.get(key, key) for key in SENSITIVE} <= registered


def test_both_ends_by_name_short_name_or_id(three: "PlaceBuilder") -> None:
    for name in "ABC":
        _say(three, name, None, "answered")
    _say(three, "ties-1", "a", None)
    _say(three, "ties-1", " SHORT  B", None)
    _say(three, "ties-2", "O-C", None)
    _say(three, "ties-2", "nobody we know", None)
    place = three.build()
    found = _confirmed(place)
    assert found == Confirmation(0.5, 2, 0)
    assert _complete(place).seen_from_both_sides == 0.5


def test_one_silent_side_is_unconfirmed_not_no(three: "PlaceBuilder") -> None:
    _say(three, "A", None, "answered")
    _say(three, "B", None, "answered")
    _say(three, "C", None, "invited")
    _say(three, "ties-1", "A", None)
    _say(three, "ties-1", "B", None)
    _say(three, "ties-2", "B", None)
    assert _confirmed(three.build()) == Confirmation(1.0, 1, 1)


def test_where_nobody_answered_the_share_is_not_defined(three: "PlaceBuilder") -> None:
    _say(three, "A", None, "invited")
    found = _confirmed(three.build())
    assert isinstance(found, Confirmation)
    assert isinstance(found.confirmed_share, NotDefined)
    assert (found.answered_pairs, found.unconfirmed) == (0, 2)


def test_what_came_after_the_date_is_not_known_yet(three: "PlaceBuilder") -> None:
    _say(three, "A", None, "invited", "2025-12-01")
    _say(three, "A", None, "answered", "2026-02-01")
    found = _complete(three.build())
    assert (found.invited, found.answered) == (1, 0)


def test_other_statements_are_no_survey(three: "PlaceBuilder") -> None:
    three.add(Statement(id="x", about_table="organisations", about_id="A", kind="asset", text="A hall"))
    assert survey_on(three.build(), ON) is None


def test_no_ties_have_no_confirmation(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    network = network_on(place_builder.build(), ON)
    assert confirmation(network, None) is NO_TIES
    assert checked_share(place_builder.build(), network) is NO_TIES


def test_reciprocity_is_of_recorded_arrows_of_one_kind(three: "PlaceBuilder") -> None:
    three.add_agreement("Grant", pays={"A": 1}, host_id="B")
    none = reciprocity(network_on(three.build(), ON))
    assert none == NotDefined("No recorded link has a direction.")
    three.add_tie("A", "B", TieKind.TRUST, directed=True)
    three.add_tie("B", "A", TieKind.TRUST, directed=True)
    three.add_tie("B", "C", TieKind.TRUST, directed=True)
    three.add_tie("C", "B", TieKind.REFERRAL, directed=True)
    assert reciprocity(network_on(three.build(2), ON)) == 0.5


def test_links_checked_within_a_year(three: "PlaceBuilder") -> None:
    for day in ("2025-01-01", "2024-12-31", "2026-01-02", "not known"):
        three.add_tie("A", "C", last_confirmed=day)
    place = three.build()
    assert checked_share(place, network_on(place, ON)) == pytest.approx(1 / 6)


def _rate(build: "PlaceBuilder", round_name: str, day: str | None, *scores: int, text: str) -> None:
    for number, score in enumerate(scores):
        date = PartialDate.parse(day) if day else None
        key = f"{round_name}-{text}-{number}"
        build.add(Rating(id=key, round=round_name, date=date, statement=text, score=score))


def test_trust_of_the_latest_round(place_builder: "PlaceBuilder") -> None:
    text = "We trust each other to keep our word"
    _rate(place_builder, "Spring", "2025-03-01", 1, 1, 1, 1, 1, text=text)
    _rate(place_builder, "Autumn", "2025-10-01", 2, 3, 4, 4, 5, text=text)
    _rate(place_builder, "Later", "2026-10-01", 5, 5, 5, 5, 5, text=text)
    _rate(place_builder, "Autumn", "2025-10-01", 1, 1, text="The NHS trust answers its letters")
    place = place_builder.build()
    assert trust_on(place, ON) == Trust("Autumn", 5, 4, 3, 4)
    assert trust_on(place, dt.date(2024, 1, 1)) is NO_RATINGS


def test_few_raters_stay_unknown(place_builder: "PlaceBuilder") -> None:
    _rate(place_builder, "Only", None, 5, 5, 5, 5, text="Partners are trusted")
    assert trust_on(place_builder.build(), ON) is TOO_FEW_RATERS


def test_nobody_asked_about_trust(place_builder: "PlaceBuilder") -> None:
    _rate(place_builder, "Only", None, 5, 5, 5, 5, 5, text="We work to the same few goals")
    assert trust_on(place_builder.build(), ON) is NO_RATINGS


def test_json_adds_provisional_and_hides_nothing(three: "PlaceBuilder") -> None:
    for name, stage in (("A", "answered"), ("B", "invited"), ("C", "invited")):
        _say(three, name, None, stage)
    answer = measures(three.build(), ON)
    assert answer["provisional"] == sorted(SENSITIVE)
    rows = answer["per_organisation"]
    assert isinstance(rows, list)
    assert rows[1]["betweenness"] == 1
    found = answer["completeness"]
    assert isinstance(found, dict)
    assert found["standing"] == "hidden on board pages"
    assert measures(three.build(2), dt.date(2020, 1, 1))["provisional"] == []
