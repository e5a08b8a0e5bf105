"""What a report says, without a page: figures are those of the analysis, nothing is invented."""

import datetime as dt
from dataclasses import replace

import pytest

from partnermap.analysis.health.board import Loss, first_page
from partnermap.analysis.health.risks import risks
from partnermap.analysis.measure.endings import Ending, funded_agreements, sums_by_ending
from partnermap.analysis.measure.summary import measures
from partnermap.domain.agreement import Contribution, PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.exchange.example import plan_example
from partnermap.network.build import network_on
from partnermap.network.derive import RULES
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.content import ChartFigure, Grid, Points, ReportContent, Section, Words
from partnermap.report.first_page import reason_in_brief
from partnermap.report.money.payments import payments_sections
from partnermap.report.money.section import money_section
from partnermap.report.network.figures import percent
from partnermap.report.network.ties import MOST_ROWS, grouped
from partnermap.report.printing import report_bytes
from partnermap.report.public import place_for
from partnermap.report.scenes import place_scene
from partnermap.scene.chart.stacked import StackedBars
from tests.conftest import PlaceBuilder
from tests.report.invented import ON, WHEN, PageTexts, place_of


def all_words(content: ReportContent) -> str:
    return repr(content)


def grids(section: Section) -> list[Grid]:
    return [block for block in section.blocks if isinstance(block, Grid)]


def pounds(figures: object, *keys: str) -> float:
    for key in keys:
        assert isinstance(figures, dict)
        figures = figures[key]
    assert isinstance(figures, float)
    return figures


def test_money_sums_are_those_of_the_measures(rich_place: Place) -> None:
    found = funded_agreements(rich_place, ON)
    total = sum(item.pence or 0 for item in found)
    assert total / 100 == pounds(measures(rich_place, ON), "funding", "total")
    vcse = sum(item.pence or 0 for item in found if item.involves_vcse)
    assert vcse / 100 == pounds(measures(rich_place, ON), "funding", "by_sector", "VCSE", "total")


def test_money_that_ends_is_the_share_that_the_measures_give(rich_place: Place) -> None:
    figures = measures(rich_place, ON)
    sums = {item.ending: item.pence or 0 for item in sums_by_ending(funded_agreements(rich_place, ON))}
    ending = sums.get(Ending.WITHIN_12, 0) + sums.get(Ending.WITHIN_24, 0)
    share = pounds(figures, "funding", "ending_24_months")
    assert ending / 100 == pytest.approx(share * pounds(figures, "funding", "total"))


def test_each_agreement_ends_as_its_record_says(rich_place: Place) -> None:
    endings = {item.agreement.id: item.ending for item in funded_agreements(rich_place, ON)}
    assert endings == {
        "pool": Ending.YEARLY,
        "carers": Ending.WITHIN_12,
        "later": Ending.LATER,
        "old": Ending.LAPSED,
    }


def test_the_money_heading_states_the_finding(rich_place: Place) -> None:
    section = money_section(rich_place, ON)
    assert section.heading == "£250,000 of £12.8m joint money a year ends by April 2028"
    assert "£250,000 of £250,000" in repr(section.blocks[0])
    assert "known for 3 of 4 agreements" in repr(section.blocks)


def test_the_money_heading_tells_of_lapsed_money_that_is_known(rich_place: Place) -> None:
    paid = replace(rich_place.of(Contribution)["c5"], amount=70_000_000)
    rows = {**rich_place.of(Contribution), paid.id: paid}
    section = money_section(rich_place.with_tables({Contribution.TABLE: rows}, 2), ON)
    assert section.heading == (
        "£250,000 of £13.4m joint money a year ends by April 2028; £700,000 has expired and still runs"
    )


def test_money_not_known_stays_not_known(rich_place: Place) -> None:
    summed, listed = grids(money_section(rich_place, ON))
    assert summed.rows[0] == ("Expired, still running", "not known", "1", "–", "0")
    assert summed.rows[-1][:3] == ("Total", "£12.8m", "4")
    assert (
        "Old homes agreement",
        "Section 256",
        "Expired 31 March 2025, still running",
        "not known",
    ) in (listed.rows)


def test_chart_and_table_give_the_same_totals(rich_place: Place) -> None:
    section = money_section(rich_place, ON)
    chart = next(block.chart for block in section.blocks if isinstance(block, ChartFigure))
    assert isinstance(chart, StackedBars)
    listed = funded_agreements(rich_place, ON)
    behind = {about.id for row in chart.rows for about in row.about}
    assert behind == {item.agreement.id for item in listed}
    yearly = next(row for row in chart.rows if row.group == "Renewed yearly by national rule")
    assert (yearly.words, yearly.pieces) == ("£12.0m, not drawn", ())


def test_page_one_carries_the_facts_of_the_board_page(rich_place: Place) -> None:
    facts = first_page(rich_place, ON)
    sections = build_report(rich_place, ON).first_page
    words = repr(sections)
    assert [section.heading.split(" by ")[0] for section in sections[:3]] == [
        "Decide today",
        "What holds",
        "What we stand to lose",
    ]
    for item in facts.decisions:
        assert item.question in words
        assert item.protects in words
    for strength in facts.strengths:
        assert strength.text in words
    assert sections[3].heading.startswith(f"Of {facts.counts.links} linked pairs")
    for gap in facts.gaps.sentences:
        assert gap in words


def test_a_long_reason_is_told_by_its_first_sentence_and_a_count() -> None:
    texts = tuple(f"Reason {number} of St. Somebody's{' long' * 20} name." for number in range(4))
    told = Loss("A – B", "X", "trust", "", "", "", " ".join(texts[1:3]), "decided", About("ties", "t"))
    assert reason_in_brief(told, texts) == f"{texts[1]} Three further reasons."
    short = replace(told, reason="It ends.")
    assert reason_in_brief(short, ("It ends.",)) == "It ends."


def test_page_one_has_no_jargon(rich_place: Place) -> None:
    words = repr(build_report(rich_place, ON).first_page).lower()
    for term in ("centrality", "betweenness", "e-i", "tie-month", "density", "assortativity"):
        assert term not in words


def test_ties_at_risk_are_those_of_the_analysis(rich_place: Place) -> None:
    found = risks(rich_place, ON)
    section = next(s for s in build_report(rich_place, ON).sections if "may not last" in s.heading)
    dated = [risk for risk in found if risk.is_dated]
    assert f"of {len(network_on(rich_place, ON).ties)} links may" in section.heading
    assert sum(len(group) for group in grouped(dated)) == len(dated)
    words = repr(section)
    for risk in found:
        for reason in risk.reasons:
            assert reason.text in words


def test_what_happens_to_bodies_is_told_once_and_long_lists_go_to_the_appendix() -> None:
    example = applied(Place(), plan_example(Place()).changes)
    content = build_report(example, dt.date(2026, 6, 1))
    section = next(s for s in content.sections if "may not last" in s.heading)
    (appendix,) = [s for s in content.sections if s.heading.startswith("Appendix: further links")]
    passes = "Calderbeck County Council passes to West Calderbeck Council and East Calderbeck Council"
    assert repr(section).count(passes) == 1
    assert all(len(grid.rows) <= MOST_ROWS for grid in grids(section))
    assert section.heading.startswith("83 of 204 links")
    dated = [risk for risk in risks(example, dt.date(2026, 6, 1)) if risk.is_dated]
    assert sum(len(grids(each)[0].rows) for each in (section, appendix)) == len(grouped(dated))
    assert "Better Care Fund section 75 agreement: " in grids(section)[0].rows[1][0]


def test_the_public_learns_nothing_of_single_posts(rich_place: Place, pages_of: PageTexts) -> None:
    shown = place_for(rich_place, Audience.PUBLIC)
    words = all_words(build_report(shown, ON, Audience.PUBLIC))
    printed = " ".join(pages_of(report_bytes(rich_place, ON, audience=Audience.PUBLIC, when=WHEN)))
    for text in (words, printed):
        for secret in (
            "Director of Joined Up Care",
            "Somebody Invented",
            "Vacant since",
            "WTE",
        ):
            assert secret not in text
    assert "ewer than five joint posts" in words


def test_nobody_reads_the_holder_of_a_post(rich_place: Place) -> None:
    for audience in Audience:
        shown = place_for(rich_place, audience)
        assert "Somebody Invented" not in all_words(build_report(shown, ON, audience))


def test_the_board_sees_posts_as_counts_and_rows(rich_place: Place) -> None:
    section = next(s for s in build_report(rich_place, ON).sections if "joint post" in s.heading)
    assert section.heading == "The one joint post is vacant"
    assert "%" not in repr(section)
    assert grids(section)[1].rows[0][0] == "Director of Joined Up Care"


def test_links_made_by_posts_stay_on_the_public_map(rich_place: Place) -> None:
    shown = place_for(rich_place, Audience.PUBLIC)
    board = place_scene(rich_place, ON, (700, 500), Audience.BOARD)
    public = place_scene(shown, ON, (700, 500), Audience.PUBLIC)
    assert public.adjacency == board.adjacency


def test_every_audience_reads_the_same_counts(rich_place: Place) -> None:
    board = build_report(rich_place, ON)
    public = build_report(place_for(rich_place, Audience.PUBLIC), ON, Audience.PUBLIC)
    assert public.first_page[3].heading == board.first_page[3].heading
    counts, carried = board.first_page[3].blocks
    assert public.first_page[3].blocks[0] == counts
    assert "joint post" in repr(carried)
    assert "joint post" not in repr(public.first_page[3])
    assert money_section(place_for(rich_place, Audience.PUBLIC), ON) in public.sections
    assert money_section(rich_place, ON) in public.sections


def test_the_method_note_prints_every_rule(rich_place: Place) -> None:
    section = next(s for s in build_report(rich_place, ON).sections if s.heading.startswith("How"))
    points = next(block for block in section.blocks if isinstance(block, Points))
    assert points.items == RULES


def test_gaps_are_named(rich_place: Place) -> None:
    words = repr(next(s for s in build_report(rich_place, ON).sections if "not known" in s.heading))
    assert "Money is known for 3 of 4 agreements" in words
    assert "Old homes agreement has expired and still runs" in words


@pytest.mark.parametrize("on", [ON, dt.date(1990, 1, 1)])
def test_an_empty_record_says_so(on: dt.date) -> None:
    content = build_report(place_of(), on)
    headings = [section.heading for section in content.sections]
    assert "No agreement of joint money is in force on this date" in headings
    assert "No joint post is recorded on this date" in headings
    assert "No link is recorded on this date" in headings
    assert "No organisation is open on this date" in headings
    assert "£" not in all_words(content)


def payment(key: str, month: str, pounds: int, payee: str | None) -> PaymentLine:
    return PaymentLine(
        id=key,
        payer_id="icb",
        payee_name="AS IN THE FILE",
        month=month,
        amount=pounds * 100,
        rows=1,
        organisation_id=payee,
    )


def test_payments_are_told_apart_from_joint_money(rich_place: Place) -> None:
    rows = [
        payment("p1", "2025-09", 400_000, "trust"),
        payment("p2", "2026-04", 100_000, "trust"),
        payment("p3", "2026-03", 50_000, "charity"),
        payment("p4", "2026-03", 250_000, None),
        payment("p5", "2026-05", 999_000, "charity"),
    ]
    place = rich_place.with_tables({PaymentLine.TABLE: {row.id: row for row in rows}}, 2)
    (section,) = payments_sections(place, ON)
    assert section.heading.startswith("Published spending shows £550,000 paid to organisations")
    assert section.heading.endswith("£50,000 of it to VCSE bodies that are recorded")
    assert "Of £800,000 that the files show from September 2025 to April 2026" in repr(section)
    assert grids(section)[0].rows == (
        ("Vale Community NHS Trust", "Vale ICB", "£400,000", "£100,000", "£500,000"),
        ("Vale Carers", "Vale ICB", "£50,000", "–", "£50,000"),
    )
    assert money_section(place, ON) == money_section(rich_place, ON)
    assert payments_sections(rich_place, ON) == ()


def test_no_recorded_vcse_body_is_not_told_as_nought(place_builder: PlaceBuilder) -> None:
    place_builder.add_organisation("ICB")
    place_builder.add_organisation("Trust")
    place = place_builder.build()
    line = PaymentLine(
        id="p",
        payer_id="ICB",
        payee_name="TRUST",
        month="2026-01",
        amount=1,
        rows=1,
        organisation_id="Trust",
    )
    (section,) = payments_sections(place.with_tables({PaymentLine.TABLE: {"p": line}}, 2), ON)
    assert section.heading.endswith("of which no VCSE body is recorded yet")


def test_the_horizon_is_two_years(rich_place: Place) -> None:
    assert add_months(ON, 24) == first_page(rich_place, ON).until


@pytest.mark.parametrize(("value", "text"), [(0.0772, "7.7%"), (0.56, "56%"), (1.0, "100%"), (0, "0%")])
def test_shares_have_two_figures(value: float, text: str) -> None:
    assert percent(value) == text


def test_words_are_what_blocks_hold() -> None:
    assert Words("a") == Words("a", quiet=False)
