"""Shared goals in the report: owners by sector with blank ones said, framing, and who is told what."""

import datetime as dt

import pytest

from partnermap.analysis.profile.health import health_of
from partnermap.analysis.profile.profile import HealthProfile
from partnermap.domain.apply import applied
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.domain.words import Sector
from partnermap.exchange.example import plan_example
from partnermap.report.audience import Audience
from partnermap.report.content import Grid, Points
from partnermap.report.health.goals import goal_blocks
from partnermap.report.health.section import health_section
from tests.report.invented import ON, place_of


def said(key: str, stage: str, owner: str, text: str) -> Statement:
    return Statement(
        id=key,
        about_table=Programme.TABLE,
        about_id="falls",
        kind="framing",
        stage=stage,
        owner=owner,
        text=text,
    )


@pytest.fixture
def profile() -> HealthProfile:
    return health_of(
        place_of(
            Organisation(id="trust", name="Hill Trust", sector=Sector.NHS),
            Organisation(id="hall", name="Hill Hall", sector=Sector.COMMUNITY),
            Programme(id="falls", name="Fewer falls", framing="access; gradient", horizon="for ever"),
            ProgrammeOwner(id="o1", programme_id="falls", organisation_id="trust"),
            ProgrammeOwner(id="o2", programme_id="falls", organisation_id="hall"),
            said("s1", "priority", "Hill Trust", "High priority"),
            said("s2", "priority", "Hill Hall", "Low priority"),
            said("s3", "counter-voice", "Chair", "The treasurer of Hill Trust"),
        ),
        ON,
    )


def grids(profile: HealthProfile, audience: Audience) -> tuple[Grid, Grid]:
    first, second = (block for block in goal_blocks(profile, audience) if isinstance(block, Grid))
    return first, second


def test_owners_stand_by_sector_and_a_blank_cell_says_nobody(profile: HealthProfile) -> None:
    owners, framing = grids(profile, Audience.BOARD)
    assert owners.rows == (("Fewer falls", "Hill Trust", "nobody", "Hill Hall", "nobody"),)
    assert framing.rows == (
        ("Fewer falls", "access", "gradient", "“for ever”", "not said; unit implies organisations"),
    )
    assert sum(field.share for field in owners.fields) == pytest.approx(1)
    assert sum(field.share for field in framing.fields) == pytest.approx(1)


def test_each_audience_is_told_what_it_may_hear(profile: HealthProfile) -> None:
    texts = {audience: repr(tuple(goal_blocks(profile, audience))) for audience in Audience}
    assert "Priorities differ" not in texts[Audience.PUBLIC]
    assert "Priorities differ" in texts[Audience.BOARD]
    assert "said how much" not in texts[Audience.PUBLIC]
    assert [audience for audience, words in texts.items() if "treasurer" in words] == [Audience.WORKING]
    assert "Nobody of the local authorities owns Fewer falls." in texts[Audience.PUBLIC]


def test_without_goals_nothing_is_printed() -> None:
    assert list(goal_blocks(health_of(place_of(), ON), Audience.WORKING)) == []


def test_the_example_has_its_goals_in_the_section_on_health() -> None:
    place = applied(Place(), plan_example(Place()).changes)
    section = health_section(health_of(place, dt.date(2026, 11, 1)), Audience.BOARD)
    told = repr([block for block in section.blocks if isinstance(block, Points)])
    assert "4 of 5 goals are owned by two organisations or more." in told
    assert "Nobody of the VCSE owns Checks that count" in told
