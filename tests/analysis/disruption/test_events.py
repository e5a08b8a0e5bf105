"""Which reorganisations count as events, how hard they hit, and what is said of the others."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.events import Event, events_of
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.health.risks import risks
from partnermap.domain.dates import NOT_KNOWN
from partnermap.domain.reorganisation import Affected, Succession
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus
from partnermap.network.problem import Problem

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

DECIDED = ReorganisationStatus.DECIDED
USUAL: dict[str, Any] = {"status": DECIDED, "announced": "2025-04-01", "effective": "2026-04-01"}


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in ("Old", "New", "Other"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Other")
    return place_builder


def said(build: "PlaceBuilder") -> tuple[Problem, ...]:
    found = disruption(build.build(), dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    return (*found.problems, *found.events.not_known)


def the_event(build: "PlaceBuilder") -> Event:
    (event,) = events_of(build.build()).events
    return event


@pytest.mark.parametrize(
    ("effect", "kind", "low", "high", "mode"),
    [
        (Effect.ABOLISHED, None, 0.8, 1, None),
        (Effect.MERGED, None, 0.7, 1, 0.9),
        (Effect.SPLIT, ReorganisationKind.MERGER, 0.7, 1, None),
        (Effect.LEADERSHIP_SHARED, None, 0.3, 0.6, None),
        (Effect.RESTRUCTURED, None, 0.2, 0.4, None),
        (Effect.RENAMED, None, 0, 0.1, None),
        (Effect.CREATED, ReorganisationKind.MERGER, 0.7, 1, 0.9),
        (Effect.AFFECTED, ReorganisationKind.CLUSTER, 0.3, 0.6, None),
        (None, ReorganisationKind.ABOLITION, 0.8, 1, None),
        (None, None, 0, 1, None),
    ],
)
def test_the_default_peak_follows_the_effect_then_the_kind(
    build: "PlaceBuilder",
    effect: Effect | None,
    kind: ReorganisationKind | None,
    low: float,
    high: float,
    mode: float | None,
) -> None:
    build.add_reorganisation("R", affects={"Old": effect}, kind=kind, **USUAL)
    assert the_event(build).hits[0].peak == Range(low, high, mode)


def test_a_peak_of_the_organisation_beats_that_of_the_reorganisation(build: "PlaceBuilder") -> None:
    build.add_reorganisation("R", affects={"Old": None}, peak_low=0.2, peak_high=0.3, **USUAL)
    ids: dict[str, Any] = {"reorganisation_id": "R", "organisation_id": "New"}
    build.add(Affected(id="own", effect=Effect.MERGED, peak_low=0.5, peak_high=0.6, **ids))
    peaks = {hit.organisation_id: hit.peak for hit in the_event(build).hits}
    assert peaks == {"Old": Range(0.2, 0.3), "New": Range(0.5, 0.6)}


@pytest.mark.parametrize(("share", "low", "high"), [(0.4, 0.2, 0.36), (1.0, 0.5, 0.9), (None, 0, 0.9)])
def test_a_transfer_hits_by_the_share_that_moves(
    build: "PlaceBuilder", share: float | None, low: float, high: float
) -> None:
    build.add_reorganisation("R", kind=ReorganisationKind.TRANSFER, **USUAL)
    ends: dict[str, Any] = {"predecessor_id": "Old", "successor_id": "New"}
    build.add(Succession(id="s", reorganisation_id="R", share=share, function="health", **ends))
    found = events_of(build.build())
    for hit in found.events[0].hits:
        assert (hit.peak.low, hit.peak.high) == pytest.approx((low, high))
    assert bool(found.not_known) == (share is None)


def test_successions_name_whom_it_hits_too(build: "PlaceBuilder") -> None:
    build.add_reorganisation("R", moves=[("Old", "New")], kind=ReorganisationKind.MERGER, **USUAL)
    assert the_event(build).organisation_ids == ("Old", "New")


BAD: list[tuple[dict[str, Any], str, int]] = [
    ({"announced": "2026-05-01", "effective": "2026-04-01"}, "is before Announced 2026-05-01", 0),
    ({"announced": "2026-05-01"}, "Effective: the date is not known", 0),
    ({"announced": "2026-05-01", "effective": NOT_KNOWN}, "Effective: the date is not known", 0),
    ({"effective": "2026-04-01"}, "Announced: the date is not known", 1),
    ({"announced": NOT_KNOWN, "effective": "2026-04-01"}, "Announced: the date is not known", 1),
    ({**USUAL, "peak_low": 0.9, "peak_high": 0.2}, "Peak low and Peak high", 1),
    ({**USUAL, "peak_low": -3.0}, "Peak low and Peak high", 1),
    ({**USUAL, "status": None}, "Status: none is recorded", 0),
]


@pytest.mark.parametrize(("fields", "words", "counted"), BAD, ids=[item[1] for item in BAD])
def test_what_is_wrong_is_said_and_the_rest_still_counts(
    build: "PlaceBuilder", fields: dict[str, Any], words: str, counted: int
) -> None:
    build.add_reorganisation("Bad", affects={"Old": Effect.MERGED}, **{"status": DECIDED, **fields})
    build.add_reorganisation("Good", affects={"Other": Effect.MERGED}, **USUAL)
    place = build.build()
    (problem,) = said(build)
    assert words in problem.text
    assert "“Bad”" in problem.text
    names = {event.name for event in events_of(place).events}
    assert names == ({"Good", "Bad"} if counted else {"Good"})
    assert (problem.about.table, problem.about.id) == ("reorganisations", "Bad")
    assert disruption(place, dt.date(2026, 1, 1), dt.date(2027, 1, 1)).totals.min() > 0
    assert isinstance(risks(place, dt.date(2026, 1, 1), 24), tuple)


def test_a_year_may_hold_both_dates(build: "PlaceBuilder") -> None:
    fields: dict[str, Any] = {"status": DECIDED, "announced": "2026-05", "effective": "2026"}
    build.add_reorganisation("R", affects={"Old": Effect.MERGED}, **fields)
    event = the_event(build)
    assert event.announced == event.effective == dt.date(2026, 1, 1)


def test_a_reorganisation_of_nobody_is_said(build: "PlaceBuilder") -> None:
    build.add_reorganisation("Empty", **USUAL)
    (problem,) = said(build)
    assert "no organisation is named" in problem.text


def test_shares_over_the_whole_are_said_and_count_as_the_whole(build: "PlaceBuilder") -> None:
    build.add_reorganisation("R", kind=ReorganisationKind.TRANSFER, **USUAL)
    for number, successor in enumerate(("New", "Other")):
        ends: dict[str, Any] = {"predecessor_id": "Old", "successor_id": successor}
        build.add(Succession(id=f"s{number}", reorganisation_id="R", share=0.8, **ends))
    (problem,) = said(build)
    assert "add up to 160%" in problem.text
    assert problem.about.id == "s1"
    found = events_of(build.build())
    peaks = {hit.organisation_id: hit.peak for hit in found.events[0].hits}
    assert peaks["Old"] == Range(0.5, 0.9)
    assert peaks["New"].high == pytest.approx(0.72)


def test_a_body_of_two_effects_is_hit_once_by_the_harder(build: "PlaceBuilder") -> None:
    build.add_reorganisation("R", affects={"Old": Effect.RENAMED}, **USUAL)
    ids: dict[str, Any] = {"reorganisation_id": "R", "organisation_id": "Old"}
    build.add(Affected(id="again", effect=Effect.MERGED, peak_low=1.0, peak_high=1.0, **ids))
    found = disruption(build.build(), dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    assert float(found.organisation_curve("Old").values.max()) == pytest.approx(1.0, abs=0.3)
    assert len(found.model.events) == 1


def test_only_the_register_counts_unless_asked(build: "PlaceBuilder") -> None:
    usual = {**USUAL, "status": ReorganisationStatus.PROPOSED}
    build.add_reorganisation("Maybe", affects={"Old": Effect.MERGED}, **usual)
    dropped = {**USUAL, "status": ReorganisationStatus.NOT_PROCEEDING}
    build.add_reorganisation("Dropped", affects={"Old": Effect.MERGED}, **dropped)
    place = build.build()
    assert events_of(place).events == ()
    (event,) = events_of(place, with_proposed=True).events
    assert event.is_proposed


def test_what_is_in_force_no_longer_moves(build: "PlaceBuilder") -> None:
    in_force = {**USUAL, "status": ReorganisationStatus.IN_FORCE}
    build.add_reorganisation("R", affects={"Old": Effect.MERGED}, **in_force)
    found = disruption(build.build(), dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    (slip,) = [item for item in found.inputs if item.name == "slip:R"]
    assert not slip.varies
    peak = found.organisation_curve("Old")
    assert peak.days[int(peak.values.argmax())].astype(dt.date) == dt.date(2026, 4, 1)
