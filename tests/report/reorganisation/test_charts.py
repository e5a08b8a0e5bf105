"""Charts of reorganisation as data: figures are the engine's, and what has no home stays in sight."""

import datetime as dt

import pytest

from partnermap.analysis.disruption.disruption import Disruption, disruption
from partnermap.analysis.disruption.sentences import board_sentences
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.succession.comparison import compare_dates
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, LegalBasis, ReorganisationKind, ReorganisationStatus
from partnermap.report.reorganisation.strain_charts import strain_chart, tornado_chart, windows_chart
from partnermap.report.reorganisation.succession_charts import NO_HOME, bodies_chart, money_flows_chart
from partnermap.scene.chart.flows import Flows
from partnermap.scene.chart.units import Unit
from tests.conftest import PlaceBuilder
from tests.report.invented import ON

UNTIL = dt.date(2028, 4, 1)


def end_of_old(builder: PlaceBuilder) -> None:
    builder.add_reorganisation(
        "End",
        affects={"Old": Effect.ABOLISHED},
        kind=ReorganisationKind.ABOLITION,
        status=ReorganisationStatus.DECIDED,
        announced="2026-01-01",
        effective="2027-04-01",
    )


def between(chart: Flows) -> dict[tuple[str, str], float]:
    return {
        (chart.before[flow.before].title, chart.after[flow.after].title): flow.amount
        for flow in chart.flows
    }


def test_money_flows_add_up_to_all_money_before(rich_place: Place) -> None:
    found = compare_dates(rich_place, ON, UNTIL)
    chart = money_flows_chart(found)
    assert sum(flow.amount for flow in chart.flows) == sum(found.totals.pence.values())
    assert chart.unit is Unit.MONEY
    assert between(chart)["Vale ICB", "Vale and Moor ICB"] == 950_000_000


def test_links_go_to_the_successor_and_no_home_stays_in_sight(rich_place: Place) -> None:
    chart = bodies_chart(compare_dates(rich_place, ON, UNTIL))
    assert {before for before, _ in between(chart)} == {"Vale ICB"}
    assert between(chart)["Vale ICB", "Vale and Moor ICB"] >= 1
    assert chart.after[-1].title == NO_HOME
    assert chart.after[-1].is_missing


def test_a_body_without_successor_leads_to_no_home(place_builder: PlaceBuilder) -> None:
    place_builder.add_organisation("Old")
    place_builder.add_organisation("Other")
    place_builder.add_tie("Old", "Other")
    end_of_old(place_builder)
    chart = bodies_chart(compare_dates(place_builder.build(), ON, UNTIL))
    assert between(chart) == {("Old", NO_HOME): 1.0}
    assert "1 has no home yet" in chart.title


def test_a_link_between_two_that_go_is_counted_once_and_drawn_at_both(
    place_builder: PlaceBuilder,
) -> None:
    for name in ("Old", "Older", "Other"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Older")
    place_builder.add_tie("Old", "Other")
    place_builder.add_reorganisation(
        "End",
        affects={"Old": Effect.ABOLISHED, "Older": Effect.ABOLISHED},
        kind=ReorganisationKind.ABOLITION,
        status=ReorganisationStatus.DECIDED,
        announced="2026-01-01",
        effective="2027-04-01",
    )
    chart = bodies_chart(compare_dates(place_builder.build(), ON, UNTIL))
    assert between(chart) == {("Old", NO_HOME): 2.0, ("Older", NO_HOME): 1.0}
    assert chart.title.startswith("Of 2 links of bodies that go, none awaits a decision and 2 have no")
    assert chart.title.endswith("; 1 between two of them drawn at both")


def test_windows_run_from_announcement_to_the_end_of_the_strain(place_builder: PlaceBuilder) -> None:
    place_builder.add_organisation("Old")
    end_of_old(place_builder)
    chart = windows_chart(place_builder.build(), ON, UNTIL)
    spans = chart.rows[0].spans
    assert [span.start for span in spans] == [
        dt.date(2026, 1, 1),
        dt.date(2027, 4, 1),
        dt.date(2028, 10, 1),
    ]
    assert spans[-1].end == dt.date(2029, 4, 1)
    assert chart.first == dt.date(2026, 1, 1)
    assert windows_chart(place_builder.build(), dt.date(2035, 1, 1), dt.date(2037, 1, 1)).rows == ()


def test_the_curve_is_the_band_and_the_swings_are_shares_of_what_there_is(rich_place: Place) -> None:
    found = disruption(rich_place, ON, UNTIL)
    points = strain_chart(found).series[0].points
    assert max(point.high or 0 for point in points) <= float(found.band.high.max())
    assert all((p.low or 0) <= (p.value or 0) <= (p.high or 0) for p in points)
    assert not isinstance(found.weighted, NotDefined)
    chart = tornado_chart(found)
    widest = found.swings[0]
    assert chart.swings[0].low == pytest.approx(widest.at_low / found.weighted.available)
    assert chart.title in found_sentence(found)


def found_sentence(found: Disruption) -> str:
    return " ".join(board_sentences(found))


def test_nothing_ahead_draws_nothing(place_builder: PlaceBuilder) -> None:
    place_builder.add_organisation("A")
    place = place_builder.build()
    found = disruption(place, ON, UNTIL)
    assert tornado_chart(found).swings == ()
    assert strain_chart(found).series == ()
    assert windows_chart(place, ON, UNTIL).rows == ()
    compared = compare_dates(place, ON, UNTIL)
    assert bodies_chart(compared).flows == money_flows_chart(compared).flows == ()


def test_a_payment_of_a_body_that_stays_moves_no_money(place_builder: PlaceBuilder) -> None:
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
    found = compare_dates(place_builder.build(), ON, UNTIL)
    assert sum(found.totals.pence.values()) == 10_000
    assert money_flows_chart(found).flows == ()
