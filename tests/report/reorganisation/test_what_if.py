"""A report of a scenario: register and what-if side by side, labelled everywhere, bad rows told."""

import datetime as dt

import pytest

from partnermap.analysis.disruption.ranking import Ranking
from partnermap.domain.apply import applied
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.network.scenario import with_scenario
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.content import Grid, Section
from partnermap.report.printing import report_bytes
from partnermap.report.public import place_for
from partnermap.report.reorganisation.ahead import Ahead, ahead_of
from partnermap.report.reorganisation.what_if import (
    differing,
    how_sure,
    what_if_appendix,
    what_if_section,
)
from tests.conftest import PlaceBuilder
from tests.report.invented import WHEN, Gate, PageTexts

ON = dt.date(2026, 6, 1)
NAME = "One trust for hospital and community"


@pytest.fixture(scope="module")
def register() -> Place:
    return applied(Place(), plan_example(Place()).changes)


BUSY = dt.date(2026, 11, 22)
"""A date with more to tell on page one than most."""


def both(place: Place, name: str, audience: Audience = Audience.BOARD) -> tuple[Ahead, Ahead]:
    laid = place_for(with_scenario(place, name), audience)
    return ahead_of(place_for(place, audience), ON, audience), ahead_of(laid, ON, audience)


def grid_of(section: Section, first: str) -> Grid:
    return next(b for b in section.blocks if isinstance(b, Grid) and b.fields[0].title == first)


def test_both_sides_stand_with_their_own_numbers(register: Place) -> None:
    before, after = both(register, NAME)
    last = grid_of(what_if_section(before, after), "What becomes of it").rows[-1]
    assert last[1:5] == tuple(
        f"{count:,}"
        for count in (
            before.counts.links,
            after.counts.links,
            before.vcse_counts.links,
            after.vcse_counts.links,
        )
    )
    first = grid_of(what_if_section(before, after), "What becomes of it").rows[0]
    assert first[1:3] == (f"{before.counts.carries_on}", f"{after.counts.carries_on}")
    assert before.counts.carries_on != after.counts.carries_on


def test_every_pair_that_differs_is_told_and_no_other(register: Place) -> None:
    before, after = both(register, NAME)
    found = differing(before, after)
    (appendix,) = what_if_appendix(before, after)
    told = grid_of(appendix, "Linked pair").rows
    assert len(told) == len(found) > 12
    assert all(row[1] != row[2] for row in told)
    assert f"{len(found)} of 146 linked pairs fare otherwise" in what_if_section(before, after).heading
    same, also = both(register, NAME)[0], both(register, NAME)[0]
    assert differing(same, also) == ()


def test_page_one_is_that_of_the_what_if(register: Place) -> None:
    _, after = both(register, NAME)
    content = build_report(after.place, ON, Audience.BOARD, None, register)
    assert content.what_if
    assert content.marking == "What if · Report to the board"
    assert NAME in content.title
    assert f"{after.counts.carries_on} carry on" in repr(content.first_page)
    assert content.sections[1].heading.startswith(f"What if: {NAME}")


def test_every_page_says_what_if(register: Place, pages_of: PageTexts, passes: Gate) -> None:
    pdf = report_bytes(register, ON, scenario=NAME, when=WHEN)
    assert all("What if · Report to the board" in page for page in pages_of(pdf))
    assert passes(pdf)


def test_page_one_stays_one_page_with_the_longer_title(register: Place, pages_of: PageTexts) -> None:
    first, second, *_ = pages_of(report_bytes(register, BUSY, scenario=NAME, when=WHEN))
    assert "What we do not know" in first
    assert "The map: " in second


def test_rows_that_cannot_be_used_are_told(place_builder: PlaceBuilder) -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B")
    place_builder.add_scenario_change("Odd", "end", ("agreements", "gone"), date="2027-01-01")
    place_builder.add_scenario_change("Odd", "close", ("organisations", "B"), date="2027-01-01")
    told = repr(what_if_section(*both(place_builder.build(), "Odd")))
    assert "Rows of the scenario that cannot be used" in told
    assert "a record that is gone" in told
    assert "Close: B, 1 January 2027." in told


def test_the_public_reads_of_no_change_to_a_post(register: Place) -> None:
    post = next(iter(register.posts.values()))
    builder = PlaceBuilder()
    for records in register.tables.values():
        for record in records.values():
            builder.add(record)
    builder.add_scenario_change("Gap", "leave vacant", ("posts", post.id), date="2026-01-01")
    place = builder.build()
    assert "Leave vacant" in repr(what_if_section(*both(place, "Gap")))
    assert "Leave vacant" not in repr(what_if_section(*both(place, "Gap", Audience.PUBLIC)))


def test_an_unknown_scenario_is_named(register: Place) -> None:
    with pytest.raises(UserError, match="There is no scenario"):
        report_bytes(register, ON, scenario="Nobody's", when=WHEN)


@pytest.mark.parametrize(
    ("worse", "same", "told"),
    [
        (
            1.0,
            0.0,
            "Whatever the assumptions turn out to be within their ranges, “One” holds the links "
            "back more than the register as it is.",
        ),
        (
            0.0,
            1.0,
            "Whatever the assumptions turn out to be within their ranges, “One” holds the links "
            "back as much as the register as it is.",
        ),
        (
            0.0,
            0.0,
            "Whatever the assumptions turn out to be within their ranges, “One” holds the links "
            "back less than the register as it is.",
        ),
        (
            0.7,
            0.1,
            "“One” holds the links back more than the register as it is in 70% of the ways "
            "in which the assumptions may turn out, and as much in 10%. It turns on one.",
        ),
    ],
)
def test_how_sure_it_is_stands_in_plain_words(worse: float, same: float, told: str) -> None:
    found = Ranking(worse, same, 0.0, (), shapes_disagree=False, sentence="It turns on one.")
    assert how_sure("One", found) == told
