"""Rating rounds: slips unseen until shown, one step a statement, nobody given away, nothing lost."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.measure.confirmation import FEWEST_RATERS
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Rating
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.ui.main_window import MainWindow
from partnermap.ui.workshop import drafts
from partnermap.ui.workshop.rating_page import RatingPage
from partnermap.ui.workshop.rating_round import (
    Asked,
    Round,
    Slips,
    anonymous,
    answers_of,
    answers_sentence,
    recorded,
    standard_statements,
)

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
KEYS = {**{str(score): Qt.Key(Qt.Key.Key_0 + score) for score in range(1, 6)}, "s": Qt.Key.Key_S}
NHS, VCSE = Sector.NHS, Sector.VCSE


def a_round(*scores: int, sector: Sector | None = None) -> tuple[Round, Asked]:
    asked = Asked("We tell each other early")
    held = Round("Spring", PartialDate(2026, 6, 1), (asked,))
    held.of(asked).entered += [(sector, score) for score in scores]
    return held, asked


def test_the_statements_are_those_of_the_domains() -> None:
    asked = standard_statements()
    assert len(asked) == 16
    assert asked[0].statement == "We work to the same few goals"
    assert all(len(one.anchors) == 5 for one in asked)
    assert [one.is_optional for one in asked].count(True) == 1


def test_answers_are_recorded_in_the_order_of_their_scores() -> None:
    held, asked = a_round(5, 1, 4, 1, 3)
    command = recorded(held, asked)
    rows = [row for row in command.records if isinstance(row, Rating)]
    assert [row.score for row in rows] == [1, 1, 3, 4, 5]
    assert {(row.round, row.statement, row.date, row.sector) for row in rows} == {
        ("Spring", "We tell each other early", PartialDate(2026, 6, 1), None)
    }
    assert command.label == "5 answers to “We tell each other early”"


SENTENCES = [
    ([4, 4, 5, 4, 3], "Median 4, 5 answers, from 3 to 5. Early sign of agreement."),
    ([1, 1, 5, 5, 3], "Median 3, 5 answers, from 1 to 5. Views are divided."),
    ([2, 3], "Median 2.5, 2 answers, from 2 to 3."),
    ([4], "Median 4, 1 answer, all of them 4."),
    ([4] * 12, "Median 4, 12 answers, all of them 4. People agree."),
]


@pytest.mark.parametrize(("scores", "words"), SENTENCES)
def test_what_answers_say_together(scores: list[int], words: str) -> None:
    answers = answers_of(scores)
    assert answers is not None
    assert answers_sentence(answers) == words


def test_no_answer_is_no_zero() -> None:
    assert answers_of([]) is None


tallies = st.dictionaries(
    st.sampled_from([None, *Sector]), st.lists(st.integers(0, 4), min_size=5, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(tallies)
def test_no_sector_can_be_worked_out_of_fewer_than_five(tally: dict[Sector | None, list[int]]) -> None:
    kept = anonymous(tally)
    sums = [sum(column) for column in zip(*tally.values(), strict=True)]
    assert [sum(column) for column in zip(*kept.values(), strict=True)] == sums
    named = [sum(counts) for sector, counts in kept.items() if sector is not None]
    rest = sum(kept.get(None, [0]))
    assert all(count >= FEWEST_RATERS for count in named)
    assert not named or rest == 0 or rest >= FEWEST_RATERS


def test_a_sector_stays_where_it_and_the_rest_are_large_enough() -> None:
    six, five, three = [1, 1, 1, 1, 2], [0, 0, 5, 0, 0], [3, 0, 0, 0, 0]
    assert anonymous({NHS: six, VCSE: five}) == {NHS: six, VCSE: five}
    assert anonymous({NHS: six, VCSE: three}) == {None: [4, 1, 1, 1, 2]}
    both = anonymous({NHS: six, VCSE: five, None: three})
    assert both == {NHS: six, None: [3, 0, 5, 0, 0]}


def test_what_is_kept_says_how_many_and_not_in_which_order(small_place: Place) -> None:
    held, asked = a_round(5, 1, 5)
    other, _ = a_round(1, 5, 5)
    assert drafts.as_text(held, small_place) == drafts.as_text(other, small_place)
    held.of(asked).entered.clear()
    assert drafts.as_text(held, small_place) is None


def test_slips_that_were_kept_come_back(tmp_path: Path, small_place: Place) -> None:
    held, asked = a_round(5, 1, 5, sector=NHS)
    path = tmp_path / "slips" / "one.json"
    drafts.write(path, drafts.as_text(held, small_place))
    found = drafts.read(path)
    assert found is not None
    assert (found.name, found.date) == ("Spring", PartialDate(2026, 6, 1))
    slips = found.of(found.asked[0])
    assert (slips.count, slips.tally) == (3, {NHS: [1, 0, 0, 0, 2]})
    assert not slips.take_back()
    assert recorded(found, asked).label == "3 answers to “We tell each other early”"
    drafts.write(path, None)
    assert drafts.read(path) is None


DAMAGED = [
    "",
    "[]",
    "{}",
    "null",
    json.dumps({"round": "A", "date": "soon", "asked": [], "slips": []}),
    json.dumps(
        {"round": "A", "date": "2026", "asked": ["x"], "slips": [{"statement": "x", "tally": 3}]}
    ),
    json.dumps(
        {
            "round": "A",
            "date": "2026",
            "asked": ["x"],
            "slips": [{"statement": "x", "tally": {"": [9**9, 0, 0, 0, 0]}}],
        }
    ),
    '{"round": "A", "date": "2026", "asked": ["x"],'
    ' "slips": [{"statement": "x", "tally": {"": [Infinity, 0, 0, 0, 0]}}]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("words", DAMAGED)
def test_a_damaged_draft_is_no_draft(tmp_path: Path, words: str) -> None:
    path = tmp_path / "one.json"
    path.write_text(words, encoding="utf-8")
    assert drafts.read(path) is None


def test_only_typed_slips_can_be_taken_back() -> None:
    slips = Slips({None: [1, 0, 0, 0, 0]}, [(None, 4)])
    assert slips.count == 2
    assert slips.take_back()
    assert not slips.take_back()
    assert slips.count == 1


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, small_file: Path) -> RatingPage:
    window = opened(small_file)
    assert window.rooms is not None
    room = window.rooms.workshop
    window.tabs.setCurrentWidget(room)
    room.show_page(room.ratings)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    return room.ratings


def press(page: RatingPage, keys: str) -> None:
    for key in keys:
        QTest.keyClick(page, KEYS[key])


def window_of(page: RatingPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def test_nothing_but_the_number_is_seen_until_show(qtbot: QtBot, page: RatingPage) -> None:
    window = window_of(page)
    assert page.setup.name.text().startswith("Workshop ")
    page.setup.name.setText("Spring")
    page.setup.start.click()
    assert page.view.statement.text() == "We work to the same few goals"
    assert "Nobody can see who gave which answer" in page.view.anonymous.text()
    assert page.view.anonymous.isVisible()
    press(page, "515412")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert page.view.status.text() == "5 answers in"
    assert [label.text() for label in page.view.dots] == [""] * 5
    before = window.bridge.place
    assert before is not None
    assert not before.of(Rating)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        press(page, "s")
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert page.view.status.text() == "Median 4, 5 answers, from 1 to 5. Views are divided."
    assert [label.text() for label in page.view.dots] == ["● ●  2", "", "", "●  1", "● ●  2"]
    assert window.bridge.place is not None
    assert [row.score for row in window.bridge.place.of(Rating).values()] == [1, 1, 4, 5, 5]
    press(page, "3")
    assert "a late slip could be told apart" in page.view.told.text()


def test_ctrl_z_opens_a_statement_again_with_its_slips(qtbot: QtBot, page: RatingPage) -> None:
    window = window_of(page)
    page.setup.start.click()
    press(page, "44444")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        press(page, "s")
    qtbot.waitUntil(lambda: not page.is_open and window.is_quiet, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.undo()
    qtbot.waitUntil(lambda: page.is_open and window.is_quiet, timeout=PATIENCE_MS)
    assert page.view.status.text() == "5 answers in"
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert page.view.status.text() == "0 answers in"


def test_arrows_go_through_the_statements_and_slips_stay(page: RatingPage) -> None:
    page.setup.start.click()
    press(page, "12")
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.view.where.text().startswith("Statement 2 of 15")
    assert page.view.status.text() == "0 answers in"
    QTest.keyClick(page, Qt.Key.Key_Left)
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert page.view.status.text() == "2 answers in"


def test_a_few_answers_are_shown_only_when_asked_twice(qtbot: QtBot, page: RatingPage) -> None:
    window = window_of(page)
    page.setup.start.click()
    press(page, "12s")
    assert "people can work out who said what" in page.view.told.text()
    assert window.bridge.place is not None
    assert not window.bridge.place.of(Rating)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        press(page, "s")
    assert len(window.bridge.place.of(Rating)) == 2


def test_slips_outlive_a_window_that_dies(qtbot: QtBot, page: RatingPage, small_file: Path) -> None:
    window = window_of(page)
    page.setup.name.setText("Spring")
    page.setup.start.click()
    press(page, "551")
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    qtbot.waitUntil(page.setup.kept.isVisible, timeout=PATIENCE_MS)
    assert page.setup.kept_words.text().startswith("3 answers to 1 statement of “Spring” were typed")
    page.setup.name.setText("Another round")
    page.setup.start.click()
    assert "Go on with that round, or discard them first" in page.setup.told.text()
    page.setup.go_on.click()
    assert page.view.status.text() == "3 answers in"
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert "was not kept" in page.view.told.text()


def test_a_statement_of_ones_own_is_rated_too(page: RatingPage) -> None:
    page.setup.list.clear()
    page.setup.start.click()
    assert page.setup.told.text() == "No statement is ticked; tick at least one."
    QTest.keyClicks(page.setup.own, "We tell each other early")
    QTest.keyClick(page.setup.own, Qt.Key.Key_Return)
    page.setup.start.click()
    assert page.view.statement.text() == "We tell each other early"
    assert [label.text() for label in page.view.anchors] == ["not at all", "", "partly", "", "fully"]


def test_pressing_twice_doubles_no_answer_and_a_slip_in_between_is_refused(
    qtbot: QtBot, page: RatingPage
) -> None:
    window = window_of(page)
    page.setup.start.click()
    press(page, "44444ss3s")
    qtbot.waitUntil(lambda: bool(window.bridge.place and window.bridge.place.of(Rating)))
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert window.bridge.place is not None
    assert [row.score for row in window.bridge.place.of(Rating).values()] == [4] * 5


def test_answers_that_could_not_be_recorded_are_open_again(page: RatingPage) -> None:
    page.command_wanted.disconnect()
    page.setup.start.click()
    press(page, "44444s3")
    assert not page.is_open
    page.give_back()
    press(page, "3")
    assert page.view.status.text() == "6 answers in"


def test_closing_while_an_older_draft_is_being_written_keeps_the_newest(
    qtbot: QtBot, page: RatingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    started, may_go_on = Event(), Event()
    write = drafts.write

    def slow(path: Path, words: str | None) -> None:
        if not started.is_set():
            started.set()
            may_go_on.wait(PATIENCE_MS / 1000)
        write(path, words)
        written.append(sum(json.loads(words or "")["slips"][0]["tally"][""]))

    monkeypatch.setattr(drafts, "write", slow)
    page.setup.start.click()
    press(page, "4")
    assert started.wait(PATIENCE_MS / 1000)
    press(page, "44")
    Timer(0.05, may_go_on.set).start()
    page.stop()
    qtbot.waitUntil(lambda: window_of(page).is_quiet, timeout=PATIENCE_MS)
    assert written == [1, 3]
    place = window_of(page).bridge.place
    assert place is not None
    kept = drafts.find(place, Token())[1]
    assert kept is not None
    assert kept.of(kept.asked[0]).count == 3


def test_what_a_worker_still_has_in_hand_is_not_written_after_the_window_closed(
    small_place: Place,
) -> None:
    info = PlaceInfo(id="p", title="Small")
    place = small_place.with_tables({"place": {"p": info}}, 1)
    older, newer = a_round(1)[0], a_round(1, 2)[0]
    late = Token()
    late.cancel()
    drafts.keep((place, drafts.as_text(newer, place)), Token())
    drafts.keep((place, drafts.as_text(older, place)), late)
    kept = drafts.find(place, Token())[1]
    assert kept is not None
    assert kept.of(kept.asked[0]).count == 2
