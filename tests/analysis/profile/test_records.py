"""What stands on record beside the domains: evidence, actions, national demands."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.profile.agreed_actions import agreed_actions_on
from partnermap.analysis.profile.demands import Effect, demands_by
from partnermap.analysis.profile.rounds import rated_on
from partnermap.analysis.profile.strength import (
    EvidenceFor,
    Strength,
    evidence_by_domain,
    strength_of,
)
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Action, Evidence, Statement
from partnermap.domain.words import EvidenceKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

Rate = Callable[..., None]
ON = dt.date(2026, 11, 1)
MONEY = 5


def file(build: "PlaceBuilder", kind: EvidenceKind, day: str | None, **fields: str | None) -> None:
    build.add(
        Evidence(
            id=f"{kind}{day}{fields}",
            kind=kind,
            title="…",
            date=None if day is None else PartialDate.parse(day),
            theme=fields.get("theme", "money"),
            about_table=fields.get("about_table"),
            about_id=fields.get("about_id"),
        )
    )


def strength(build: "PlaceBuilder", number: int = MONEY) -> Strength | None:
    place = build.build()
    rated = rated_on(place, ON)[0].get(number)
    filed = evidence_by_domain(place, ON).get(number, EvidenceFor())
    return strength_of(filed, rated.history[-1] if rated else None, ON)


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        (EvidenceKind.DOCUMENT, "2024-11-01", Strength.A),
        (EvidenceKind.DOCUMENT, "2024-10-31", Strength.D),
        (EvidenceKind.DOCUMENT, None, Strength.D),
        (EvidenceKind.DOCUMENT, "2026-11-02", None),
        (EvidenceKind.INTERVIEW, "2025-11-01", Strength.B),
        (EvidenceKind.OBSERVATION, "2025-10-31", Strength.D),
    ],
)
def test_evidence_counts_by_kind_and_age(
    place_builder: "PlaceBuilder", kind: EvidenceKind, day: str | None, expected: Strength | None
) -> None:
    file(place_builder, kind, day)
    assert strength(place_builder) is expected


@pytest.mark.parametrize(
    ("raters", "day", "expected"),
    [
        (5, "2024-11-01", Strength.C),
        (4, "2026-10-07", Strength.D),
        (12, "2024-10-31", Strength.D),
        (12, None, Strength.D),
    ],
)
def test_five_recent_raters_make_a_c(
    place_builder: "PlaceBuilder", rate: Rate, raters: int, day: str | None, expected: Strength
) -> None:
    rate([3] * raters, "5", day=day)
    assert strength(place_builder) is expected
    assert strength(place_builder, 4) is None


def test_the_best_of_all_evidence_counts(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([3], "5")
    file(place_builder, EvidenceKind.DOCUMENT, "2019-01-01")
    file(place_builder, EvidenceKind.INTERVIEW, "2026-01-01")
    assert strength(place_builder) is Strength.B


def test_evidence_without_a_theme_goes_by_the_record_it_is_about(
    place_builder: "PlaceBuilder",
) -> None:
    file(place_builder, EvidenceKind.DOCUMENT, "2026", theme=None, about_table="posts", about_id="P")
    file(place_builder, EvidenceKind.DOCUMENT, "2026", theme="astrology", about_table="agreements")
    assert evidence_by_domain(place_builder.build(), ON).keys() == {3}


def test_a_statement_of_a_named_role_confirms_its_domain(place_builder: "PlaceBuilder") -> None:
    place_builder.add(
        Statement(
            id="1",
            kind="National demand",
            text="…",
            owner="Treasurer",
            date=PartialDate(2026, 5),
        )
    )
    assert strength(place_builder, 8) is Strength.B


def test_what_may_be_coloured() -> None:
    assert [item.letter for item in Strength if item.may_be_coloured] == ["A", "B", "C"]


def act(build: "PlaceBuilder", name: str, **days: str | None) -> None:
    dates = {key: None if day is None else PartialDate.parse(day) for key, day in days.items()}
    build.add(
        Action(
            id=name,
            action=name,
            due=dates.get("due"),
            done=dates.get("done"),
            public_report=dates.get("public_report"),
        )
    )


def test_overdue_is_what_was_due_and_is_not_done(place_builder: "PlaceBuilder") -> None:
    act(place_builder, "late", due="2026-10")
    act(place_builder, "later still", due="2026-06-30")
    act(place_builder, "due today", due="2026-11-01")
    act(place_builder, "no date")
    act(place_builder, "date not known", due="not known")
    act(place_builder, "done", due="2026-01-01", done="2026-10-31", public_report="2026-10-31")
    act(place_builder, "done some day", due="2026-01-01", done="not known")
    act(place_builder, "done too late", due="2026-01-01", done="2026-11-02", public_report="2026-12")
    found = agreed_actions_on(place_builder.build(), ON)
    assert [item.action for item in found.overdue] == ["done too late", "later still", "late"]
    assert found.overdue[-1].days_overdue == 1
    assert (found.of, found.done, found.without_due) == (8, 2, 2)
    assert (found.reported, found.to_report) == (1, 1)
    assert found.without_owner == 6


def test_demands_help_or_hinder_only_as_recorded(place_builder: "PlaceBuilder") -> None:
    for at, (kind, stage, day) in enumerate(
        (
            ("national demand", "Helps", "2026-05-12"),
            ("National  demand", "hinders", "2026-06"),
            ("national demand", None, None),
            ("national demand", "helps", "2026-11-02"),
            ("risk", "hinders", "2026-01-01"),
        )
    ):
        date = None if day is None else PartialDate.parse(day)
        place_builder.add(Statement(id=str(at), kind=kind, text="It helps", stage=stage, date=date))
    log = demands_by(place_builder.build(), ON)
    effects = [item.effect for item in log.demands]
    assert effects == [Effect.HINDERS, Effect.HELPS, Effect.NOT_RECORDED]
    assert [item.id for item in log.of(Effect.HINDERS)] == ["1"]


def test_a_demand_names_what_it_bears_on(place_builder: "PlaceBuilder") -> None:
    for name in ("Trust", "Council"):
        place_builder.add_organisation(name)
    tie = place_builder.add_tie("Trust", "Council")
    for at, (table, key) in enumerate((("ties", tie), ("organisations", "Trust"), ("posts", "gone"))):
        place_builder.add(
            Statement(id=str(at), kind="national demand", text="…", about_table=table, about_id=key)
        )
    log = demands_by(place_builder.build(), ON)
    assert [item.about for item in log.demands] == ["Trust – Council", "Trust", None]
