"""The rooms of money and posts: figures, the VCSE beside them, and ways to records."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.measure.endings import funded_agreements
from partnermap.analysis.succession.comparison import compare_dates
from partnermap.analysis.succession.sentences import money_kinds_sentence
from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import (
    AgreementStatus,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    Renewal,
    Sector,
)
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.ui.main_window import MainWindow
from partnermap.ui.money.overview import money_overview
from partnermap.ui.panels.figures_page import FiguresPage, FiguresRequest
from partnermap.ui.posts.overview import posts_overview
from partnermap.ui.tables.figures import FigureTable

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


def words(table: FigureTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def asked(place: Place, on: dt.date = ON) -> FiguresRequest:
    return FiguresRequest(place, on)


@pytest.fixture
def money_place(place_builder: "PlaceBuilder") -> Place:
    build = place_builder
    build.add_organisation("ICB")
    build.add_organisation("Council", Sector.LOCAL_AUTHORITY)
    build.add_organisation("Charity", Sector.VCSE)
    year: dict[str, Any] = {"year": "2026/27", "legal_basis": LegalBasis.GRANT}
    build.add_agreement(
        "Grant", pays={"ICB": 300}, host_id="Charity", end="2027-03-31", notice_months=6, **year
    )
    build.add_agreement("Other grant", pays={"Council": None}, host_id="Charity", end="2027-09", **year)
    build.add_agreement(
        "Lapsed",
        pays={"ICB": 100},
        host_id="Council",
        end="2026-03-31",
        status=AgreementStatus.EXPIRED_BUT_RUNNING,
        **year,
    )
    build.add_agreement(
        "Yearly", pays={"ICB": 500}, host_id="Council", renewal=Renewal.YEARLY_BY_RULE, **year
    )
    build.add_agreement(
        "Contract",
        pays={"ICB": 7000},
        host_id="Council",
        end="2028-03-31",
        year="2026/27",
        legal_basis=LegalBasis.CONTRACT,
    )
    return build.build()


def test_money_is_summed_by_when_it_ends_with_the_vcse_beside_it(money_place: Place) -> None:
    overview = money_overview(asked(money_place), Token())
    assert words(overview.by_year) == [
        ["Expired, still running", "£100", "1", "–", "0"],
        ["Ends 2026/27", "£300", "1", "£300", "1"],
        ["Ends 2027/28", "not known", "1", "not known", "1"],
        ["Renewed yearly by national rule", "£500", "1", "–", "0"],
        ["Total", "£900", "4", "£300", "2"],
    ]
    assert overview.headline == "£900 of joint money in 2026/27, in 4 agreements."
    assert overview.vcse == "Of these, 2 agreements involve a VCSE or community organisation: £300."
    assert overview.coverage.startswith(
        "Money known for 3 of 4 agreements, and for 1 of the 2 with the VCSE, as recorded"
    )


def test_agreements_say_who_pays_how_they_end_and_when_to_decide(money_place: Place) -> None:
    rows = {row[0]: row for row in words(money_overview(asked(money_place), Token()).agreements)}
    assert rows["Grant"][1:6] == [
        *("£300", "31 March 2027", "Ends within 12 months"),
        *("30 September 2026", "ICB £300"),
    ]
    assert rows["Other grant"][1] == "not known"
    assert rows["Other grant"][5] == "Council (not known)"
    assert rows["Lapsed"][4] == "31 March 2026, passed"
    assert rows["Yearly"][2:5] == ["no end recorded", "Renewed yearly by national rule", "–"]


def test_contracts_stand_apart_and_in_no_sum(money_place: Place) -> None:
    overview = money_overview(asked(money_place), Token())
    assert [row[:4] for row in words(overview.payments)] == [["Contract", "£7,000", "ICB", "Council"]]
    assert overview.payments_words == (
        "1 contract or payment, not joint money: £7,000 in 2026/27, known for 1 of 1."
    )


def test_payments_of_half_a_year_are_not_headed_a_year(place_builder: "PlaceBuilder") -> None:
    for name in ("ICB", "Trust"):
        place_builder.add_organisation(name)
    place_builder.add_payments("ICB", "Trust", 600, months=6)
    day = dt.date(2025, 10, 2)
    alone = money_overview(asked(place_builder.build(), day), Token())
    assert alone.payments.headings[1].title == "In 6 months of 2025/26"
    assert alone.payments_words.endswith("£600 in 6 months of 2025/26, known for 1 of 1.")
    assert alone.charts.bought.title.endswith("; payments of 2025/26 cover 6 of 12 months")
    assert alone.coverage.count("£") == 0
    place_builder.add_agreement(
        "Contract", pays={"ICB": 900}, host_id="Trust", legal_basis=LegalBasis.CONTRACT
    )
    mixed = money_overview(asked(place_builder.build(), day), Token())
    assert mixed.payments.headings[1].title == "In 2025/26"
    assert [row[1] for row in words(mixed.payments)] == ["£900", "£600 in 6 months of 2025/26"]
    assert mixed.payments_words.endswith(
        "£1,500 in 2025/26, known for 2 of 2; payments of 2025/26 cover 6 of 12 months."
    )
    grant: dict[str, Any] = {"host_id": "Trust", "legal_basis": LegalBasis.GRANT}
    place_builder.add_agreement("Grant", pays={"ICB": 100}, **grant)
    joint = money_overview(asked(place_builder.build(), day), Token())
    assert joint.coverage.endswith("follow them too, £1,600 in all as far as recorded.")


def test_the_example_adds_up_to_what_the_report_prints() -> None:
    place = applied(Place(), plan_example(Place()).changes)
    overview = money_overview(asked(place), Token())
    funded = funded_agreements(place, ON)
    total = sum(item.pence or 0 for item in funded)
    assert overview.by_year.rows[-1].cells[1].order == total
    assert sum(year.everything or 0 for year in overview.years) == total
    assert len(overview.agreements.rows) == len(funded)
    sources = {row.sources[0].id for row in overview.agreements.rows}
    assert sources == {item.agreement.id for item in funded}


def test_the_money_page_says_what_the_reorganisation_room_counts_besides(money_place: Place) -> None:
    page = money_overview(asked(money_place), Token())
    assert "Contracts and payments are not joint money and stand apart below" in page.coverage
    assert page.coverage.endswith("page one of a report follow them too, £7,900 in all.")
    found = compare_dates(money_place, ON, dt.date(2026, 6, 2))
    assert sum(found.totals.pence.values()) == 790_000
    assert money_kinds_sentence(found) == (
        "That is £900 of joint money and, counted apart from it everywhere else, "
        "£7,000 of contracts and payments."
    )


def test_a_place_without_money_says_so() -> None:
    overview = money_overview(asked(Place(1)), Token())
    assert overview.headline == "No agreement of joint money is in force on 1 June 2026."
    assert [overview.agreements.rows, overview.payments.rows, overview.years] == [(), (), ()]


def test_posts_are_counted_with_shares_and_statutory_ones_apart(place_builder: "PlaceBuilder") -> None:
    build = place_builder
    for name, sector in (("Trust", Sector.NHS), ("Council", Sector.LOCAL_AUTHORITY)):
        build.add_organisation(name, sector)
    build.add_organisation("Charity", Sector.VCSE)
    funds = PostPartnerRole.FUNDS
    build.add_post("Lead", "Trust", {"Council": funds}, status=PostStatus.VACANT, wte=0.5)
    build.add_post("Worker", "Charity", {"Council": funds}, funding_ends="2026-03-31")
    build.add_post("Director of public health", "Council", {}, statutory=True)
    build.add_post("Own clerk", "Trust", {"Trust": funds})
    overview = posts_overview(asked(build.build()), Token())
    assert overview.headline == "2 joint posts: 1 vacant and 1 of status not known."
    assert overview.vcse == (
        "Of these, 1 post involves a VCSE or community organisation: 1 of status not known."
    )
    assert "0.5 whole-time equivalents, known for 1 of 2." in overview.details
    assert "1 post answers to one organisation only" in overview.details
    assert words(overview.joint)[0][:5] == ["Lead", "vacant", "0.5", "Trust", "funded by Council"]
    assert words(overview.joint)[1][5] == "31 March 2026, ended"
    assert [row[0] for row in words(overview.statutory)] == ["Director of public health"]


def look_at(qtbot: QtBot, window: MainWindow, page: FiguresPage[Any]) -> None:
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.tabs.setCurrentWidget(page)


def test_a_year_marks_its_agreements_and_an_agreement_opens_its_record(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    money = window.rooms.money
    look_at(qtbot, window, money)
    money.years.setCurrentIndex(money.years.model().index(1, 0))
    marked = money.agreements.selectionModel().selectedRows()
    assert len(marked) == len(money.years.shown.rows[1].sources) > 0
    money.agreements.setCurrentIndex(money.agreements.model().index(0, 0))
    QTest.keyClick(money.agreements, Qt.Key.Key_Return)
    registers = window.rooms.registers
    assert window.tabs.currentWidget() is registers
    wanted = money.agreements.shown.rows[0].sources[0]
    qtbot.waitUntil(lambda: registers.view.current_id == wanted.id, timeout=PATIENCE_MS)


def test_figures_follow_the_date_when_they_are_looked_at(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    posts = window.rooms.posts
    look_at(qtbot, window, posts)
    before = posts.headline.text()
    with qtbot.waitSignal(posts.shown, timeout=PATIENCE_MS):
        window.view.set_date(dt.date(2015, 1, 1))
    assert posts.headline.text() != before


def test_an_unknown_record_opens_no_register(opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    window.rooms.open_record(About("agreements", "gone"))
    assert window.tabs.currentIndex() == 0
