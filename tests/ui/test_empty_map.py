"""Nothing to show is said where it would stand: on the map, the timeline and in the chips' line."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.words import OrganisationType, Sector
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapSummary
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.empty_map import EmptyMap, why_empty
from partnermap.ui.panels.flow_layout import FlowLayout

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000


def summary(place: Place, on: dt.date = ON, wanted: Filter | None = None) -> MapSummary:
    request = MapRequest(
        place, on, frozenset(), wanted or Filter(), Wish(), 800.0, 500.0, 1.0, 11.0, "light"
    )
    return MapMaker().make(request, Token()).summary


def one_body() -> Place:
    body = Organisation(
        id="a",
        name="Age Together",
        sector=Sector.VCSE,
        type=OrganisationType.CHARITY,
        opened=PartialDate(2020),
    )
    info = PlaceInfo(id="place", title="Invented", invented=True)
    return Place(version=1, tables={"place": {"place": info}, "organisations": {"a": body}})


def test_an_empty_map_says_why_and_what_to_do(qtbot: QtBot) -> None:
    bare = Place(version=1, tables={"place": {"place": PlaceInfo(id="place", title="Invented")}})
    assert why_empty(summary(bare)).startswith("There are no organisations yet.")
    assert why_empty(summary(one_body(), dt.date(2019, 1, 1))).startswith("No organisation is open")
    hidden = summary(one_body(), wanted=Filter(words="zzzz"))
    assert "show everything" in why_empty(hidden)


def test_the_words_stand_over_the_map_only_while_it_is_empty(qtbot: QtBot) -> None:
    under = QWidget()
    qtbot.addWidget(under)
    words = EmptyMap(under)
    under.resize(600, 400)
    under.show()
    words.show_summary(summary(one_body(), wanted=Filter(words="zzzz")))
    assert words.isVisible()
    assert under.rect().contains(words.geometry())
    assert words.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    words.show_summary(summary(one_body()))
    assert not words.isVisible()


def test_a_timeline_without_bars_says_so(qtbot: QtBot) -> None:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.resize(900, 140)
    timeline.show_lanes(())
    line = round(timeline.axis.x(ON))
    ground = timeline.grab(QRect(line, 60, 1, 70)).toImage()
    assert len({ground.pixel(0, y) for y in range(ground.height())}) == 1
    image = timeline.grab(QRect(line + 4, 60, 890 - line, 70)).toImage()
    rows = {image.pixel(x, y) for y in range(image.height()) for x in range(image.width())}
    assert len(rows) > 20


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    body = QWidget()
    qtbot.addWidget(body)
    flow = FlowLayout(body)
    heights = (20, 30, 24)
    buttons = []
    for height in heights:
        button = QPushButton("x")
        button.setFixedSize(100, height)
        flow.addWidget(button)
        buttons.append(button)
    body.resize(230, 200)
    body.show()
    first, second, third = (button.geometry() for button in buttons)
    assert first.center().y() == second.center().y()
    assert third.top() >= second.bottom()
    assert flow.heightForWidth(230) == 30 + flow.spacing() + 24


def test_the_inspector_leads_to_the_nearest_date_with_links(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    inspector = window.rooms.map.inspector
    window.view.set_date(dt.date(2010, 1, 1))

    def ways() -> list[QPushButton]:
        buttons = inspector.findChildren(QPushButton)
        return [one for one in buttons if one.text() == "Show 1 January 2019" and one.isVisible()]

    qtbot.waitUntil(lambda: len(ways()) == 1, timeout=PATIENCE_MS)
    QTest.keyClick(ways()[0], Qt.Key.Key_Space)
    assert window.view.on == dt.date(2019, 1, 1)
    qtbot.waitUntil(lambda: not ways(), timeout=PATIENCE_MS)
