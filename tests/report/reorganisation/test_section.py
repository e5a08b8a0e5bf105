"""The section on reorganisation: its figures are the engines', page one's are the same, secrets stay."""

import datetime as dt

import pytest

from partnermap.analysis.disruption.sentences import board_sentences
from partnermap.analysis.health.board import first_page
from partnermap.analysis.succession.totals import Heading
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Action, Assumption
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Reorganisation, Succession
from partnermap.domain.words import Effect, LegalBasis, ReorganisationKind, ReorganisationStatus
from partnermap.exchange.example import plan_example
from partnermap.network.origin import name_of_origin
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.content import ChartFigure, Grid, Points, ReportContent, Section
from partnermap.report.network.ties import ties_appendix, ties_section
from partnermap.report.printing import report_bytes
from partnermap.report.public import place_for
from partnermap.report.reorganisation.ahead import ahead_of
from partnermap.report.reorganisation.fate_words import fates_in_words
from partnermap.report.reorganisation.section import reorganisation_appendix, reorganisation_section
from partnermap.report.reorganisation.undecided import FIELDS
from tests.conftest import PlaceBuilder
from tests.report.invented import ON as SMALL_ON
from tests.report.invented import WHEN, Gate, linked, place_of
from tests.report.test_gate import ODD_NAMES

ON = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture(scope="module")
def section(example: Place) -> Section:
    return reorganisation_section(ahead_of(example, ON))


def words_of(found: Section | ReportContent) -> str:
    return repr(found)


def grid_of(found: Section, first: str) -> Grid:
    return next(b for b in found.blocks if isinstance(b, Grid) and b.fields[0].title == first)


def test_page_one_and_the_section_tell_the_same_numbers(example: Place) -> None:
    ahead, page = ahead_of(example, ON), first_page(example, ON)
    assert (ahead.counts, ahead.vcse_counts) == (page.counts, page.vcse_counts)
    assert ahead.until == page.until
    content = build_report(example, ON)
    for counts in (page.counts, page.vcse_counts):
        told = fates_in_words(counts, ahead.comparison.fates, of="All").partition(": ")[2]
        assert told.count(",") >= 2
        assert told in words_of(content.first_page[3])
        assert told in words_of(content.sections[1])


def test_the_section_stands_right_after_the_map(example: Place) -> None:
    headings = [found.heading for found in build_report(example, ON).sections]
    assert headings[0].startswith("The map")
    assert headings[1].startswith("Reorganisation: of 146 linked pairs")


def test_the_table_of_fates_adds_up_to_the_engine(example: Place, section: Section) -> None:
    grid, totals = grid_of(section, "What becomes of it"), ahead_of(example, ON).comparison.totals
    counts = [int(row[1]) for row in grid.rows]
    assert counts[:-1] == [totals.pairs[key] for key in Heading]
    assert sum(counts[:-1]) == counts[-1]
    posts = [int(row[5]) for row in grid.rows]
    assert posts[:-1] == [totals.posts[key] for key in Heading]
    assert all(int(row[2]) <= int(row[1]) and int(row[6]) <= int(row[5]) for row in grid.rows)


def test_everything_that_waits_is_told_in_full_in_the_section_or_in_the_appendix(
    example: Place, section: Section
) -> None:
    ahead = ahead_of(example, ON)
    appendix, _ = reorganisation_appendix(ahead)
    first, further = grid_of(section, "What"), grid_of(appendix, "What")
    told = repr(first) + repr(further)
    for item in ahead.comparison.undecided:
        assert ahead.comparison.name(item.owner_id or "") in told
        assert (name_of_origin(example, item.about) or "") in told
    assert "Better Care Fund section 75 agreement" in told
    assert "by 31 March 2028" in told


def test_the_appendix_repeats_no_row_that_the_section_tells_in_full(
    example: Place, section: Section
) -> None:
    appendix, _ = reorganisation_appendix(ahead_of(example, ON))
    first, further = grid_of(section, "What").rows, grid_of(appendix, "What").rows
    assert not set(first) & set(further)
    assert [row[0] for row in further if not row[0].startswith("17 records: ")] == []
    assert "more" not in further[0][0].rsplit("; ", 1)[-1]
    assert repr(section).count("24 records in all; the appendix names those not told here.") == 1


def test_the_appendix_tells_of_no_body_again_what_the_section_has_told(example: Place) -> None:
    (links,) = ties_appendix(example, ON, Audience.BOARD)
    before = ties_section(example, ON, Audience.BOARD)
    told = [set(block.items) for block in before.blocks if isinstance(block, Points)]
    again = [set(block.items) for block in links.blocks if isinstance(block, Points)]
    assert told[0]
    assert all(not told[0] & items for items in again)


def test_every_decision_stands_in_the_appendix(example: Place) -> None:
    ahead = ahead_of(example, ON)
    _, decided = reorganisation_appendix(ahead)
    rows = grid_of(decided, "What").rows
    assert len(rows) == len(ahead.comparison.carrying.decisions) == 7
    assert {row[1] for row in rows} == {
        "Not recorded" if item.goes_to_id is None else example.name_of(item.goes_to_id)
        for item in ahead.comparison.carrying.decisions
    }
    public = ahead_of(place_for(example, Audience.PUBLIC), ON, Audience.PUBLIC)
    told = words_of(reorganisation_appendix(public)[1])
    for item in ahead.comparison.carrying.decisions:
        assert item.about_table != "posts" or "a joint post" not in told
        assert not item.decided_by or f"by {item.decided_by}" not in told


def test_every_reorganisation_is_listed_with_its_equity_check(section: Section) -> None:
    rows = {row[0].split(" (")[0]: row for row in grid_of(section, "Reorganisation").rows}
    assert set(rows) == {"ICBs merge", "County becomes two unitary councils"}
    assert "nothing for prepare" in rows["ICBs merge"][3]
    assert "no equity check is recorded" in rows["County becomes two unitary councils"][3].lower()
    assert "takes effect 1 April 2028" in rows["County becomes two unitary councils"][1]


def test_what_is_only_proposed_stands_apart(section: Section) -> None:
    told = words_of(section)
    apart = told.index("Proposed or without a status")
    assert told.index("Hospital group under one chief executive") > apart
    assert "(proposed)" in told[apart:]


def test_the_sentences_of_disruption_are_told(example: Place, section: Section) -> None:
    told = words_of(section)
    for text in board_sentences(ahead_of(example, ON).strain):
        assert text.rstrip(".") in told
    assert "what if, not a forecast" in told


def test_pictures_of_bodies_money_windows_strain_and_swings(section: Section) -> None:
    kinds = [type(b.chart).__name__ for b in section.blocks if isinstance(b, ChartFigure)]
    assert kinds == ["TimeBars", "Flows", "Flows", "Curve", "Tornado"]


def test_the_public_reads_no_post(example: Place) -> None:
    shown = place_for(example, Audience.PUBLIC)
    content = build_report(shown, ON, Audience.PUBLIC)
    board = words_of(build_report(example, ON))
    told = words_of(content)
    for post in example.posts.values():
        assert post.title not in told
    assert any(post.title in board for post in example.posts.values())
    for found in content.sections[1:2]:
        assert "Joint posts" not in words_of(found)
        assert "Staff route" not in words_of(found)
        assert "one post" not in words_of(found)


def test_an_action_is_public_once_it_is_reported(place_builder: PlaceBuilder) -> None:
    key = merged(place_builder)
    place_builder.add(
        Action(
            id="a",
            action="Ask the carers",
            owner="J. Invented",
            due=PartialDate(2026, 9),
            public_report=PartialDate(2027, 1),
            about_table="reorganisations",
            about_id=key,
        )
    )
    place = place_builder.build()

    def told(audience: Audience, on: dt.date) -> str:
        return words_of(reorganisation_section(ahead_of(place, on, audience)))

    assert "Ask the carers (J. Invented, due September 2026)" in told(Audience.BOARD, ON)
    assert "Ask the carers" not in told(Audience.PUBLIC, ON)
    later = told(Audience.PUBLIC, dt.date(2027, 1, 1))
    assert "Ask the carers" in later
    assert "J. Invented" not in later


def merged(builder: PlaceBuilder, status: ReorganisationStatus = ReorganisationStatus.DECIDED) -> str:
    for name in ("Old", "New", "Other"):
        builder.add_organisation(name)
    builder.add_tie("Old", "Other")
    return builder.add_reorganisation(
        "Merger",
        moves=[("Old", "New")],
        kind=ReorganisationKind.MERGER,
        status=status,
        announced="2026-01-01",
        effective="2027-04-01",
    )


def test_one_merger_needs_no_decision(place_builder: PlaceBuilder) -> None:
    merged(place_builder)
    found = reorganisation_section(ahead_of(place_builder.build(), ON))
    assert found.heading == (
        "Reorganisation: of 1 linked pair, none awaits a decision and none has no home by June 2028"
    )
    assert FIELDS[0].title not in {b.fields[0].title for b in found.blocks if isinstance(b, Grid)}


def test_without_reorganisations_the_links_are_still_counted(rich_place: Place) -> None:
    tables: dict[str, dict[str, Record]] = {"reorganisations": {}, "successions": {}}
    place = rich_place.with_tables(tables, 2)
    found = reorganisation_section(ahead_of(place, SMALL_ON))
    assert found.heading.startswith("No reorganisation to April 2028: of 4 linked pairs")
    assert not any(isinstance(block, ChartFigure) for block in found.blocks)
    empty = reorganisation_section(ahead_of(place_of(), SMALL_ON))
    assert empty.heading == "Reorganisation: no linked pair is recorded"


def test_payments_that_are_over_are_told_as_not_known(place_builder: PlaceBuilder) -> None:
    for name in ("Payer", "Payee"):
        place_builder.add_organisation(name)
    place_builder.add_agreement(
        "Bought",
        pays={"Payer": 100},
        receives={"Payee": 100},
        year="2026/27",
        legal_basis=LegalBasis.PAYMENT,
        start="2026-04-01",
        end="2027-03-31",
    )
    found = reorganisation_section(ahead_of(place_builder.build(), ON))
    assert found.heading == (
        "No reorganisation to June 2028: what becomes of 1 linked pair is not known"
    )
    assert "method note" not in words_of(found)
    assert (
        "From 1 June 2026 to 1 June 2028, what becomes of the one linked pair is not known: it is a "
        "record of past payments."
    ) in words_of(found)


def test_a_proposed_one_changes_no_number(place_builder: PlaceBuilder) -> None:
    merged(place_builder, status=ReorganisationStatus.PROPOSED)
    ahead = ahead_of(place_builder.build(), ON)
    assert ahead.counts.carries_on == ahead.counts.links == 1
    assert ahead.windows == ()
    assert "Merger (proposed)" in words_of(reorganisation_section(ahead))


def test_rows_that_cannot_be_right_are_told(place_builder: PlaceBuilder) -> None:
    merged(place_builder)
    place_builder.add_reorganisation(
        "Undated", affects={"Other": Effect.RESTRUCTURED}, status=ReorganisationStatus.DECIDED
    )
    told = words_of(reorganisation_section(ahead_of(place_builder.build(), ON)))
    assert "Effective: the date is not known" in told
    assert "When it takes effect is not known" in told


def test_the_method_note_prints_every_assumption(example: Place, place_builder: PlaceBuilder) -> None:
    method = next(s for s in build_report(example, ON).sections if s.heading.startswith("How the links"))
    grid = grid_of(method, "Assumption")
    listed = ahead_of(example, ON).strain.assumptions.listed()
    assert [row[0] for row in grid.rows] == [item.title for item in listed]
    assert [row[2] for row in grid.rows] == [item.evidence for item in listed]
    merged(place_builder)
    place_builder.add(Assumption(id="x", name="fade_months", low="12", high="30"))
    place = place_builder.build()
    method = next(s for s in build_report(place, ON).sections if s.heading.startswith("How the links"))
    ranges = [row[1] for row in grid_of(method, "Assumption").rows]
    assert ranges[0] == "12 to 30 months, set for this place (usual: 18 to 24 months)"


def test_odd_and_endless_names_pass_the_gate(passes: Gate) -> None:
    records = linked(ODD_NAMES)
    for i in range(len(ODD_NAMES) - 1):
        records += [
            Reorganisation(
                id=f"r{i}",
                name=f"Change of {ODD_NAMES[i]}",
                kind=ReorganisationKind.SPLIT if i % 2 else ReorganisationKind.MERGER,
                announced=PartialDate(2026, 1),
                effective=PartialDate(2027, 4, 1),
                status=ReorganisationStatus.ORDERED,
            ),
            Succession(
                id=f"s{i}",
                reorganisation_id=f"r{i}",
                predecessor_id=f"o{i:03}",
                successor_id=f"o{i + 1:03}",
                share=0.5 if i % 2 else 1.0,
            ),
        ]
    place = place_of(*records)
    for audience in Audience:
        assert passes(report_bytes(place, SMALL_ON, audience=audience, when=WHEN))


def test_the_whole_report_of_the_example_passes_the_gate(example: Place, passes: Gate) -> None:
    assert passes(report_bytes(example, ON, when=WHEN))
    assert passes(report_bytes(example, ON, audience=Audience.PUBLIC, when=WHEN))
