"""Past payments on the timeline: a row for payer and payee, a part for each year, the largest first."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import AgreementStatus, LegalBasis
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.canvas.timeline_bars import Bar, Lane, Look, Part, rows_for
from partnermap.ui.canvas.timeline_lanes import lanes_of
from partnermap.ui.canvas.timeline_layout import Axis, Placed, strips_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2025, 9, 30)
YEARS = (2022, 2023, 2024, 2025)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """A payer that paid a clinic in four years and a large trust in two."""
    for name in ("ICB", "Clinic", "Trust", "Ghost"):
        place_builder.add_organisation(name)
    for year in YEARS:
        pay(place_builder, "Clinic", year, 1_000)
    for year in (2022, 2025):
        pay(place_builder, "Trust", year, 5_000_000)
    return place_builder


def pay(
    build: "PlaceBuilder",
    payee: str,
    year: int,
    pounds: int | None,
    *,
    again: str = "",
    status: AgreementStatus | None = None,
    notes: str | None = None,
) -> str:
    label = f"{year}/{year - 1999}"
    return build.add_agreement(
        f"Payments by ICB to {payee}, {label}{again}",
        pays={"ICB": pounds},
        receives={payee: pounds},
        year=label,
        legal_basis=LegalBasis.PAYMENT,
        start=f"{year}-04-01",
        end=f"{year + 1}-03-31",
        status=status,
        notes=notes,
    )


def bars_of(place: Place, on: dt.date = ON) -> tuple[Bar, ...]:
    return next(lane.bars for lane in lanes_of(place, on) if lane.title == "Agreements")


def titles_of(place: Place) -> list[str]:
    return [bar.title for bar in bars_of(place)]


def shown(qtbot: QtBot, place: Place) -> Timeline:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.resize(1300, 300)
    timeline.show()
    timeline.show_lanes(lanes_of(place, ON))
    return timeline


def placed_in(timeline: Timeline, title: str) -> Placed:
    (strip,) = timeline.strips
    return next(
        item for item in strip.between(strip.top, strip.bottom) if item.bar.title.startswith(title)
    )


def test_years_of_one_payer_and_payee_are_parts_of_one_row(build: "PlaceBuilder") -> None:
    bar = bars_of(build.build())[1]
    assert bar.title == "Clinic, paid by ICB"
    assert [part.start for part in bar.parts] == [dt.date(year, 4, 1) for year in YEARS]
    assert [part.end for part in bar.parts] == [dt.date(year + 1, 3, 31) for year in YEARS]
    assert {part.look for part in bar.parts} == {Look.PAID}
    assert bar.parts[1].hint == (
        "Payments by ICB to Clinic, 2023/24: £1,000; 1 April 2023 to 31 March 2024"
    )
    assert bar.hint == (
        "Clinic, paid by ICB: £4,000 in four records of past payments; whether they will go on is "
        "not known"
    )


def test_agreements_come_first_then_payments_by_money_then_what_is_not_known(
    build: "PlaceBuilder",
) -> None:
    pay(build, "Ghost", 2021, None)
    build.add_agreement("Late contract", pays={"ICB": 1}, legal_basis=LegalBasis.CONTRACT, start="2025")
    build.add_agreement("Early grant", pays={"ICB": 1}, legal_basis=LegalBasis.GRANT, start="2019")
    assert titles_of(build.build()) == [
        "Early grant",
        "Late contract",
        "Trust, paid by ICB",
        "Clinic, paid by ICB",
        "Ghost, paid by ICB",
    ]
    assert "amount not known" in bars_of(build.build())[-1].parts[0].hint


def test_the_order_stays_while_the_date_moves_and_the_row_stands_for_the_year(
    build: "PlaceBuilder",
) -> None:
    place = build.build()
    for day, year in ((dt.date(2023, 6, 1), 2023), (ON, 2025), (dt.date(2020, 1, 1), 2022)):
        bars = bars_of(place, day)
        assert [bar.title for bar in bars] == titles_of(place)
        name = f"Payments by ICB to Clinic, {year}/{year - 1999}"
        assert bars[1].about == About("agreements", name)


def test_a_year_recorded_twice_has_a_row_of_its_own(build: "PlaceBuilder") -> None:
    pay(build, "Clinic", 2023, 50, again=", recorded by hand")
    clinic = [bar for bar in bars_of(build.build()) if bar.title.startswith("Clinic")]
    assert [len(bar.parts) for bar in clinic] == [4, 1]
    assert "£4,050" in clinic[0].hint


def test_only_records_of_payments_between_two_bodies_are_joined(build: "PlaceBuilder") -> None:
    several = {"Clinic": 1, "Trust": 1}
    payment = LegalBasis.PAYMENT
    build.add_agreement(
        "To several", pays={"ICB": 2}, receives=several, legal_basis=payment, start="2022", end="2022"
    )
    pay(build, "Ghost", 2024, 9, status=AgreementStatus.EXPIRED_BUT_RUNNING)
    build.add_agreement(
        "To its host", pays={"ICB": 2}, host_id="Ghost", legal_basis=payment, start="2022", end="2022"
    )
    bars = {bar.title: bar for bar in bars_of(build.build())}
    assert bars["To several"].has_own_row
    assert not bars["Payments by ICB to Ghost, 2024/25"].has_own_row
    assert bars["Payments by ICB to Ghost, 2024/25"].parts[-1].look is Look.LAPSED
    assert len(bars["Ghost, paid by ICB"].parts) == 1


def test_payments_without_any_date_are_left_out(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("ICB")
    place_builder.add_agreement("Undated", pays={"ICB": 1}, legal_basis=LegalBasis.PAYMENT)
    assert lanes_of(place_builder.build(), ON) == ()


def test_notes_of_one_line_are_in_the_hint(build: "PlaceBuilder") -> None:
    pay(build, "Ghost", 2024, 7, notes="Sum of published payments: 2 months.\nAnd more.")
    pay(build, "Ghost", 2025, 7, notes="x" * 121)
    first, second = bars_of(build.build())[-1].parts
    assert first.hint.endswith("31 March 2025. Sum of published payments: 2 months.")
    assert second.hint.endswith("31 March 2026")


def test_touching_years_leave_a_thin_gap_and_missing_years_a_wide_one(
    qtbot: QtBot, build: "PlaceBuilder"
) -> None:
    timeline = shown(qtbot, build.build())
    clinic, trust = placed_in(timeline, "Clinic"), placed_in(timeline, "Trust")
    gaps = [
        after.left() - before.right()
        for before, after in zip(clinic.boxes, clinic.boxes[1:], strict=False)
    ]
    assert all(1.0 < gap < 4.0 for gap in gaps)
    assert trust.boxes[1].left() - trust.boxes[0].right() > 100
    assert clinic.words.top() > trust.words.top()


def test_the_title_stands_on_the_years_that_touch(qtbot: QtBot, build: "PlaceBuilder") -> None:
    place = build.build()
    timeline = shown(qtbot, place)
    clinic = placed_in(timeline, "Clinic")
    assert clinic.inside
    assert clinic.boxes[0].left() < clinic.words.left()
    assert clinic.words.right() < clinic.boxes[-1].right()
    assert clinic.title == "Clinic, paid by ICB"


def test_years_outside_the_axis_leave_no_trace_at_its_edge(qtbot: QtBot, build: "PlaceBuilder") -> None:
    for year in (2021, 2025):
        pay(build, "Ghost", year, 1)
    timeline = shown(qtbot, build.build())
    timeline.look(0.1)
    ghost = placed_in(timeline, "Ghost")
    assert ghost.boxes[0].width() == 0
    image, left = timeline.viewport().grab().toImage(), round(timeline.axis.left)
    on_row, below = (
        [image.pixelColor(x, y).name() for x in range(left - 3, left + 4)]
        for y in (round(ghost.boxes[1].center().y()), 280)
    )
    assert on_row == below


def test_each_year_is_picked_and_told_by_itself(qtbot: QtBot, build: "PlaceBuilder") -> None:
    timeline = shown(qtbot, build.build())
    picked: list[About] = []
    timeline.record_picked.connect(picked.append)
    for number, year in enumerate(YEARS):
        at = placed_in(timeline, "Clinic").boxes[number].center()
        assert f"{year}/{year - 1999}" in timeline.hint_at(at)
        if abs(at.x() - timeline.axis.x(ON)) > 12:
            QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
            assert picked[-1] == About("agreements", f"Payments by ICB to Clinic, {year}/{year - 1999}")
    assert len(picked) >= 3


def test_words_beside_a_row_stand_for_the_year_of_the_date(
    qtbot: QtBot, place_builder: "PlaceBuilder"
) -> None:
    for name in ("ICB", "Clinic with a long name that does not fit on one year of its own"):
        place_builder.add_organisation(name)
    pay(place_builder, "Clinic with a long name that does not fit on one year of its own", 2023, 5)
    timeline = shown(qtbot, place_builder.build())
    words = placed_in(timeline, "Clinic").words
    assert "one record of past payments" in timeline.hint_at(words.center())


def test_thousands_of_rows_are_placed_only_where_they_are_seen() -> None:
    year = Part(dt.date(2024, 4, 1), dt.date(2025, 3, 31), Look.PAID)
    bars = tuple(
        Bar(About("agreements", str(number)), f"Payments {number}", (year,), "", has_own_row=True)
        for number in range(3_000)
    )
    axis = Axis(dt.date(2020, 1, 1), dt.date(2030, 12, 31), 100.0, 1100.0)
    (strip,) = strips_of((Lane("Agreements", bars),), axis, 30.0, QFont())
    seen = strip.between(5_000.0, 5_200.0)
    assert 5 < len(seen) < 20
    assert [item.bar.title for item in strip.between(strip.bottom - 1, strip.bottom)] == [
        "Payments 2999"
    ]
    assert [item.bar.title for item in strip.between(0, strip.top)] == ["Payments 0"]
    assert strip.between(strip.bottom + 50, strip.bottom + 90) == ()


def test_a_row_is_the_first_that_is_free() -> None:
    assert rows_for([(0, 10), (5, 20), (12, 15), (30, 40), (14, 18)], 1.0) == [0, 1, 0, 0, 2]
