"""The response rule on board pages: too few answers hide what they distort, and tiers replace ranks."""

import pytest

from partnermap.analysis.measure.rank_tiers import TOP
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.report.audience import Audience
from partnermap.report.content import Grid, Section
from partnermap.report.network.figures import figures_section
from partnermap.report.network.response import response_on
from tests.report.invented import ON, invented_names, linked, place_of

BETWEEN = "per_organisation.betweenness"
SENSITIVE_ROWS = {
    "Shortest ways gathered on one",
    "What holds when the busiest drop out",
    "Most often on the shortest way between two others",
    "Without it, most others lose each other",
}


def surveyed(answered: int, invited: int = 10) -> Place:
    records = linked(invented_names(20))
    stages = ["answered"] * answered + ["invited"] * (invited - answered)
    records += [
        Statement(
            id=f"s{i}",
            about_table="organisations",
            about_id=f"o{i:03}",
            kind="survey",
            text="asked",
            stage=stage,
        )
        for i, stage in enumerate(stages)
    ]
    return place_of(*records)


def cells(section: Section) -> dict[str, str]:
    return {row[0]: row[1] for block in section.blocks if isinstance(block, Grid) for row in block.rows}


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.PUBLIC])
def test_below_seventy_per_cent_boards_do_not_read_them(audience: Audience) -> None:
    found = cells(figures_section(surveyed(6), ON, audience))
    for row in SENSITIVE_ROWS:
        assert found[row] == "Not shown: 6 of 10 asked have answered (70% needed)."
    assert "Not shown" not in found["Most partners"]
    assert "Not shown" not in found["Share of possible pairs"]


def test_a_working_paper_shows_them_with_the_reason() -> None:
    found = cells(figures_section(surveyed(6), ON, Audience.WORKING))
    for row in SENSITIVE_ROWS:
        assert found[row].endswith("Provisional: 6 of 10 asked have answered (85% needed to be sure).")


@pytest.mark.parametrize("answered", [7, 8])
def test_up_to_eighty_five_per_cent_they_are_provisional(answered: int) -> None:
    section = figures_section(surveyed(answered), ON, Audience.BOARD)
    assert "Provisional" in cells(section)["Most often on the shortest way between two others"]
    assert "are provisional" in repr(section.blocks[0])


def test_enough_answers_or_no_survey_leave_every_figure_as_it_is() -> None:
    for place in (surveyed(9), place_of(*linked(invented_names(20)))):
        found = cells(figures_section(place, ON, Audience.BOARD))
        for row in SENSITIVE_ROWS:
            assert "Provisional" not in found[row]
            assert "Not shown" not in found[row]
    assert response_on(place_of(*linked(invented_names(20))), ON, Audience.BOARD).sentence == ""
    assert (
        response_on(surveyed(9), ON, Audience.BOARD).sentence
        == "Of ten organisations asked, 9 answered."
    )


def test_tiers_name_three_at_most_and_count_the_rest() -> None:
    place = place_of(*linked(invented_names(20)))
    section = figures_section(place, ON)
    grid = next(b for b in section.blocks if isinstance(b, Grid) and b.fields[1].title == "Top three")
    for row in grid.rows:
        top = row[1].replace(" and ", ", ").split(", ") if row[1] != "None stands out" else []
        assert len(top) <= TOP
        assert len(top) + int(row[2]) + int(row[3]) == 20
