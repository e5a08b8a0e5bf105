"""The wording of a whole report: one form of numbers that are compared, and nothing told twice."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.words import LegalBasis
from partnermap.exchange.example import plan_example
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.content import Block, ChartFigure, Grid, Points, ReportContent, Subheading, Words
from tests.conftest import PlaceBuilder
from tests.report.invented import ON, linked, place_of

SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
MIXED = re.compile(rf"\b(?:(?:{SMALL}|\d+) of (?:{SMALL})\b|(?:{SMALL}) of \d)", re.IGNORECASE)
SENTENCE = re.compile(r"[A-Z][^.;]{15,}?\.(?= |$)")


@pytest.fixture(scope="module", params=list(Audience))
def report(request: pytest.FixtureRequest) -> ReportContent:
    place = applied(Place(), plan_example(Place()).changes)
    return build_report(place, dt.date(2026, 11, 1), request.param)


def texts_of(report: ReportContent) -> Iterator[str]:
    for section in (*report.first_page, *report.sections):
        yield section.heading
        for block in section.blocks:
            yield from texts_of_block(block)


def texts_of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, ChartFigure):
        yield block.chart.title
    elif isinstance(block, Words | Subheading):
        yield block.text


def test_two_numbers_that_are_compared_are_both_figures(report: ReportContent) -> None:
    told = list(texts_of(report))
    assert len(told) > 200
    assert [text for text in told if MIXED.search(text) and "one of them" not in text] == []


def test_no_text_says_a_sentence_twice(report: ReportContent) -> None:
    for text in texts_of(report):
        found = SENTENCE.findall(text)
        assert len(found) == len(set(found)), text


def test_one_link_that_carries_on_is_a_figure_beside_a_figure() -> None:
    content = build_report(place_of(*linked(["Hill Trust", "Hill Hall"])), ON)
    headings = [section.heading for section in content.first_page]
    assert [text for text in headings if text.startswith("Of 1 linked pair, 1 carries on to ")] != []


def test_one_count_is_said_in_one_form_throughout(place_builder: PlaceBuilder) -> None:
    place_builder.add_organisation("Payer")
    for name in ("Hill", "Vale", "Moor", "Dale"):
        place_builder.add_organisation(name)
        place_builder.add_agreement(
            f"Bought of {name}",
            pays={"Payer": 100},
            receives={name: 100},
            year="2026/27",
            legal_basis=LegalBasis.PAYMENT,
            start="2026-04-01",
            end="2027-03-31",
        )
    told = list(texts_of(build_report(place_builder.build(), dt.date(2026, 11, 1))))
    assert [text for text in told if "hat becomes of 4 linked pairs is not known" in text] != []
    assert [text for text in told if re.search(r"\bfour (linked )?pairs?\b", text, re.IGNORECASE)] == []
