"""Partnership health in the report: strengths first, every answer, and what each audience may see."""

import datetime as dt
from collections.abc import Sequence

import pytest

from partnermap.analysis.profile.health import health_of
from partnermap.analysis.profile.opinion import Direction
from partnermap.analysis.profile.profile import HealthProfile
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Action, Evidence, Rating, Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme
from partnermap.domain.record import Record
from partnermap.domain.words import EvidenceKind, Sector
from partnermap.exchange.example import plan_example
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.content import Block, ChartFigure, Grid, Points, Section, Subheading, Words
from partnermap.report.health.audience import profile_for
from partnermap.report.health.charts import COLOUR_RULE, clarity_chart, profile_chart
from partnermap.report.health.rounds import in_round, rounds_of
from partnermap.report.health.section import health_appendix, health_section
from partnermap.report.health.words import (
    NO_PROGRAMMES,
    NOBODY_RATED,
    answers_words,
    finding,
    lowest,
    opinion_words,
    strengths,
)
from partnermap.report.printing import report_bytes
from partnermap.report.public import place_for
from partnermap.scene.chart.dots import DotPlot
from partnermap.scene.chart.heat import HeatTable
from tests.report.invented import ON, WHEN, Gate, place_of, rich_records
from tests.report.rated import GOALS, MONEY, POSTS, ratings

TWELVE = (3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 4)
DIVIDED = (1, 1, 1, 2, 3, 3, 4, 5, 5, 5, 3, 3)


def profile_of(*records: Record) -> HealthProfile:
    return health_of(place_of(*records), ON)


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture(scope="module")
def example_profile(example: Place) -> HealthProfile:
    return health_of(example, dt.date(2026, 11, 1))


def charts(blocks: Sequence[Block]) -> list[DotPlot]:
    found = [block.chart for block in blocks if isinstance(block, ChartFigure)]
    return [chart for chart in found if isinstance(chart, DotPlot)]


def test_how_bands_are_read_is_told_once_below_the_last_part(example_profile: HealthProfile) -> None:
    section = health_section(example_profile, Audience.BOARD)
    notes = [chart.note for chart in charts(section.blocks)]
    assert len(notes) > 1
    assert notes == [*[""] * (len(notes) - 1), COLOUR_RULE]


def grid_of(section: Section, first: str) -> Grid:
    return next(b for b in section.blocks if isinstance(b, Grid) and b.fields[0].title == first)


def told(*sections: Section) -> str:
    return repr(sections)


def test_strengths_stand_before_the_lowest_and_both_before_the_profile(
    example_profile: HealthProfile,
) -> None:
    blocks = health_section(example_profile, Audience.BOARD).blocks
    heads = [block.text for block in blocks if isinstance(block, Subheading)]
    assert heads[:2] == ["Strengths", "The lowest, to talk about first"]
    places = [
        next(at for at, block in enumerate(blocks) if wanted(block))
        for wanted in (
            lambda block: block == Subheading("Strengths"),
            lambda block: block == Subheading("The lowest, to talk about first"),
            lambda block: isinstance(block, ChartFigure),
        )
    ]
    assert places == sorted(places)


def test_the_section_stands_after_risks_and_its_table_in_the_appendix(example: Place) -> None:
    headings = [item.heading for item in build_report(example, dt.date(2026, 11, 1)).sections]
    health = next(at for at, words in enumerate(headings) if words.startswith("Partnership health"))
    assert "What is not known" in headings[health + 1]
    appendix = next(at for at, words in enumerate(headings) if "each domain" in words)
    assert appendix == len(headings) - 3 > health


def test_the_dots_are_the_answers_recorded(example: Place, example_profile: HealthProfile) -> None:
    rows = [
        row
        for chart in charts(health_section(example_profile, Audience.BOARD).blocks)
        for row in chart.rows
    ]
    assert len(rows) == len(example_profile.domains) == 15
    drawn = sum(sum(row.counts) for row in rows)
    latest = [row for row in example.of(Rating).values() if row.round == "Autumn 2026"]
    assert drawn == len(latest) == 96
    table = grid_of(health_appendix(example_profile, Audience.BOARD), "Domain")
    assert [row[0].split(":")[0] for row in table.rows] == [row.title for row in rows]


def test_the_three_lowest_are_told_with_what_the_records_show(example_profile: HealthProfile) -> None:
    found = lowest(example_profile)
    assert len(found) == 3
    assert found[0].startswith("Joint appointments, 12 answers: median 2, from 1 to 3. ")
    assert "Step 1 of 5." in found[0]
    assert "views are divided" in found[2]


def test_views_that_are_divided_are_not_called_agreed_as_well() -> None:
    item = profile_of(*ratings([2] * 3 + [3] * 6 + [4] * 3)).domains[0]
    assert opinion_words(item).startswith("12 answers: median 3, from 2 to 4. Views are divided.")
    assert "agree" not in opinion_words(item)


def test_divided_views_and_thin_evidence_are_no_strength_and_have_no_colour() -> None:
    high = (5, 5, 5, 4, 5, 1, 2, 1)
    profile = profile_of(*ratings(high), *ratings((5, 5), MONEY))
    assert strengths(profile.domains) == ()
    rows = {row.title: row for row in profile_chart(profile.domains).rows}
    assert not rows["1 Common goals and shared targets"].is_coloured
    assert not rows["5 Joint money that lasts"].is_coloured
    assert "Views are divided." in rows["1 Common goals and shared targets"].words
    assert finding(profile.domains) == "Of 15 domains, 2 are rated: 2 strong"


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((4,), "one answer: 4"),
        ((3, 3, 3), "three answers: all 3"),
        ((2, 3, 3, 4), "four answers: median 3, from 2 to 4"),
    ],
)
def test_answers_are_counted_and_never_averaged(scores: tuple[int, ...], words: str) -> None:
    opinion = profile_of(*ratings(scores)).domains[0].history[-1]
    assert answers_words(opinion.answers) == words


def test_fewer_than_five_answers_get_no_word_for_agreement() -> None:
    few, enough = (opinion_words(profile_of(*ratings([4] * n)).domains[0]) for n in (4, 5))
    assert "agree" not in few.lower()
    assert "Early sign of agreement." in enough


def test_a_wide_gap_is_told_with_its_direction() -> None:
    profile = profile_of(*rich_records(), *ratings([5] * 6, MONEY))
    item = profile.domains[4]
    assert item.is_gap_wide
    assert "higher than the records show." in opinion_words(item)
    assert "above the records." in profile_chart([item]).rows[0].words


def test_each_round_can_be_shown_with_the_movement_since_the_one_before() -> None:
    place = place_of(
        *ratings([2] * 10, name="First", day="2024-05-01"),
        *ratings([3] * 10, name="Second", day="2025-05-01"),
        *ratings([3] * 10, name="Third", day="2026-03-01"),
        *ratings([4] * 10, MONEY, name="Third", day="2026-03-01"),
    )
    profile = health_of(place, ON)
    rounds = rounds_of(profile)
    assert [item.name for item in rounds] == ["First", "Second", "Third"]
    first, second, third = (in_round(place, profile, item) for item in rounds)
    assert [found.domains[0].median for found in (first, second, third)] == [2, 3, 3]
    assert first.domains[0].movement is None
    moved = second.domains[0].movement
    assert moved is not None
    assert (moved.direction, moved.since, moved.change) == (Direction.UP, "First", 1)
    assert [third.domains[at] for at in (0, 4)] == [profile.domains[at] for at in (0, 4)]
    assert first.domains[4].median is None
    assert "Nobody rated it in the round First." in opinion_words(first.domains[4])
    assert second.domains[4].history == ()


def test_answers_of_an_old_round_have_no_colour() -> None:
    place = place_of(
        *ratings([4] * 10, name="First", day="2023-05-01"),
        *ratings([4] * 10, name="Second", day="2026-03-01"),
    )
    profile = health_of(place, ON)
    old, new = (in_round(place, profile, item).domains[0] for item in rounds_of(profile))
    assert (old.is_coloured, new.is_coloured) == (False, True)


def test_the_public_reads_answers_of_ten_people_or_more_only() -> None:
    profile = profile_of(*ratings([4] * 9), *ratings([3] * 10, MONEY), *ratings([2], POSTS))
    public = profile_for(profile, Audience.PUBLIC)
    assert [public.domains[at].median for at in (0, 4, 2)] == [None, 3, None]
    section, appendix = (make(profile, Audience.PUBLIC) for make in (health_section, health_appendix))
    assert "nine answers" not in told(section, appendix)
    assert "one answer" not in told(section, appendix)
    assert "Fewer than ten people answered" in told(appendix)
    assert section.heading == "Partnership health: of 15 domains, 1 is rated: 1 mixed"
    assert "Two further domains were rated by fewer than ten people" in told(section)
    rows = [row for chart in charts(section.blocks) for row in chart.rows]
    assert rows[0].words == "Fewer than ten people answered, so it is not shown in the public version."
    assert rows[1].words == "Not rated"
    assert "nine answers" in told(health_section(profile, Audience.BOARD))


def test_only_working_papers_break_answers_down_by_sector() -> None:
    sectors = [Sector.NHS] * 6 + [Sector.LOCAL_AUTHORITY] * 6
    profile = profile_of(*ratings(TWELVE, sectors=sectors))
    assert profile.domains[0].history[-1].by_sector
    broken = "NHS: six people answered"
    assert broken in told(health_appendix(profile, Audience.WORKING))
    for audience in (Audience.BOARD, Audience.PUBLIC):
        assert broken not in told(health_appendix(profile, audience), health_section(profile, audience))


def test_nothing_about_posts_owners_or_private_actions_reaches_the_public(example: Place) -> None:
    on = dt.date(2026, 11, 1)
    profile = health_of(place_for(example, Audience.PUBLIC), on)
    public = told(health_section(profile, Audience.PUBLIC), health_appendix(profile, Audience.PUBLIC))
    assert "joint post" not in public.split("Cut-points")[0]
    assert "ICB chief finance officer" not in public
    assert "Put the ICB's share" not in public
    board = health_of(example, on)
    assert "ICB chief finance officer" in told(health_section(board, Audience.BOARD))


def test_actions_and_demands_are_public_once_they_are_reported() -> None:
    day, later = PartialDate(2026, 1, 1), PartialDate(2027, 1, 1)
    records: list[Record] = []
    for key, public in (("open", day), ("secret", later)):
        records += [
            Action(
                id=f"a-{key}",
                action=f"Do the {key} thing",
                owner="J. Invented",
                due=day,
                public_report=public,
            ),
            Statement(
                id=f"s-{key}",
                kind="national demand",
                text=f"The {key} demand",
                stage="hinders",
                owner="J. Invented",
                public_date=public,
            ),
        ]
    profile = profile_of(*records)
    words = told(health_section(profile, Audience.PUBLIC))
    assert "Do the open thing" in words
    assert "The open demand (hinders)" in words
    assert "secret" not in words
    assert "J. Invented" not in words
    board = health_section(profile, Audience.BOARD)
    assert {row[:2] for row in grid_of(board, "Overdue action").rows} == {
        ("Do the open thing", "J. Invented"),
        ("Do the secret thing", "J. Invented"),
    }


def test_programmes_say_how_much_they_state() -> None:
    profile = profile_of(
        Programme(
            id="p1", name="Homes", inequality_type="access", group="Rough sleepers", driver="stigma"
        ),
        Programme(
            id="p2",
            name="Checks",
            inequality_type="outcomes of care",
            group="rough sleepers",
            baseline="4",
        ),
    )
    section = health_section(profile, Audience.BOARD)
    points = [item for block in section.blocks if isinstance(block, Points) for item in block.items]
    assert any(item.startswith("We can state 3 of 8 things about Homes; missing: ") for item in points)
    assert "Homes has no baseline and cannot be tracked." in points
    assert "Homes and Checks have no sponsor." in points
    assert any("same group" in item for item in points)
    chart = clarity_chart(profile.programmes.records)
    assert isinstance(chart, HeatTable)
    assert [cell.words for cell in chart.cells[0]].count("stated") == 3
    assert [cell.words for cell in chart.cells[0]][-1] == "3 of 8"


def test_without_ratings_and_programmes_the_section_says_what_to_do() -> None:
    section = health_section(profile_of(), Audience.BOARD)
    words = [block.text for block in section.blocks if isinstance(block, Words)]
    assert NOBODY_RATED in words
    assert NO_PROGRAMMES in words
    assert section.heading == "Partnership health: none of 15 domains is rated"
    assert Subheading("Strengths") not in section.blocks
    assert charts(section.blocks) == []
    assert len(grid_of(health_appendix(profile_of(), Audience.BOARD), "Domain").rows) == 15


def test_where_nobody_was_asked_only_low_steps_are_called_low() -> None:
    profile = profile_of(*rich_records())
    steps = [item.observed.step for item in profile.lowest_observed]
    assert len(lowest(profile)) == sum(step is not None and step < 4 for step in steps) > 0


def test_every_cut_point_letter_and_rule_is_printed(example_profile: HealthProfile) -> None:
    appendix = health_appendix(example_profile, Audience.BOARD)
    rows = grid_of(appendix, "Figure").rows
    assert len(rows) == len(example_profile.cut_points)
    assert any(row[1:] == ("≥48", "≥36", "≥24", "≥12", "otherwise") for row in rows)
    words = told(appendix)
    assert all(f"Evidence {letter}: " in words for letter in "ABCD")
    assert "fewer than five people" in words


@pytest.mark.parametrize("audience", list(Audience))
def test_the_report_with_answers_passes_the_gate(audience: Audience, passes: Gate) -> None:
    long = "An invented statement of the place's own that goes on " * 12
    place = place_of(
        *rich_records(),
        *ratings(TWELVE),
        *ratings(DIVIDED, MONEY),
        *ratings([1], POSTS),
        *ratings([2] * 11, f"{long} <b>&"),
        *ratings([3] * 12, name="Before", day="2025-01-01"),
        Evidence(
            id="e", kind=EvidenceKind.DOCUMENT, title="Plan", theme="money", date=PartialDate(2026, 1)
        ),
    )
    pdf = report_bytes(place, ON, audience=audience, when=WHEN)
    assert passes(pdf)
    assert GOALS in told(health_appendix(health_of(place, ON), audience))
