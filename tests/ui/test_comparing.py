"""Two dates on the map: chosen in the filter strip, drawn as one map, told in the inspector."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.scene.map_choice import Filter
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.panels.elided_label import ElidedLabel
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.hint_lines import HintLines
from partnermap.ui.panels.inspection import Subject, inspect
from partnermap.ui.panels.inspector import AT_ONCE, FIRST_LINES, Inspector
from partnermap.ui.panels.links_panel import LinksPanel
from partnermap.ui.panels.map_panel import MapPanel
from partnermap.ui.panels.samples import LineSample
from partnermap.ui.turns import Turns
from partnermap.ui.view_state import ViewState
from tests.report.invented import place_of, rich_records

ON, LATER = dt.date(2026, 4, 1), dt.date(2028, 4, 1)


@pytest.fixture
def place() -> Place:
    return place_of(*rich_records())


def drawn(place: Place, other: dt.date | None) -> MapResult:
    request = MapRequest(
        place, ON, frozenset(), Filter(), Wish(), 900.0, 600.0, 1.0, 11.0, "light", other=other
    )
    return MapMaker().make(request, Token())


def test_the_map_of_two_dates_marks_changes_and_says_both(place: Place) -> None:
    result = drawn(place, LATER)
    assert result.summary.compared is not None
    dates, words = result.summary.compared
    assert dates == "1 April 2026 and 1 April 2028"
    assert "carried over" in words
    assert {pen.title for pen in result.summary.pens} >= {"Carried over", "Lost"}
    assert len(result.picture.links.ties) == len(result.network.ties)


def test_a_map_of_one_date_is_as_before(place: Place) -> None:
    summary = drawn(place, None).summary
    assert summary.compared is None
    assert summary.pens == ()
    assert summary.signs == ()


def test_organisations_stand_where_they_stood_before_comparing(place: Place) -> None:
    one, both = drawn(place, None), drawn(place, LATER)
    for key in one.network.organisation_ids:
        assert one.layout.position(key) == pytest.approx(both.layout.position(key))


def test_the_strip_sets_shows_and_takes_away_the_date(qtbot: QtBot) -> None:
    view = ViewState(ON)
    bar = FilterBar(view)
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.told.connect(told.append)
    bar.compare_with("31 February 2027")
    assert told == ["Compare with: the date 31 February 2027 does not exist; correct it."]
    bar.compare_with("2028-04")
    assert view.other == LATER
    (chip,) = bar.chips
    assert chip.text().startswith("Compared with 1 April 2028")
    assert chip.accessibleName() == "Remove Compared with 1 April 2028"
    chip.click()
    assert view.choice.other is None
    assert bar.chips == []


def test_the_choice_for_files_is_what_the_view_shows() -> None:
    view = ViewState(ON)
    view.set_other(LATER)
    view.set_filter(Filter(words="care"))
    assert (view.choice.other, view.choice.wanted.words) == (LATER, "care")


def test_the_inspector_tells_every_change_where_nothing_is_selected(place: Place) -> None:
    found = inspect(Subject(place, ON, other=LATER), Token())
    assert found.title == "What changes"
    assert found.subtitle == "1 April 2026 and 1 April 2028"
    headings = [words.splitlines()[0] for words in found.details]
    assert any(heading.startswith("Links carried over") for heading in headings)
    selected = inspect(Subject(place, ON, "council", other=LATER), Token())
    assert selected.title == "Vale County Council"


def test_the_hints_follow_what_is_drawn(qtbot: QtBot, place: Place) -> None:
    panel = MapPanel(ViewState(ON))
    qtbot.addWidget(panel)
    summary = drawn(place, LATER).summary
    panel.show_summary(summary)
    shown = [sample for sample in panel.findChildren(LineSample) if sample.isVisibleTo(panel)]
    assert len(shown) == len(summary.pens)
    assert "Closes" in {title for _, title in summary.signs}
    told = {label.text() for label in panel.findChildren(ElidedLabel) if label.isVisibleTo(panel)}
    assert told == {*(title for _, title in summary.signs), *(pen.title for pen in summary.pens)}
    panel.show_summary(drawn(place, None).summary)
    shown = [sample for sample in panel.findChildren(LineSample) if sample.isVisibleTo(panel)]
    assert len(shown) == 1


def test_hints_take_a_second_line_where_one_is_too_short(qtbot: QtBot) -> None:
    hints = HintLines()
    qtbot.addWidget(hints)
    hints.show_hints([(QWidget(), "carried over"), (QWidget(), "awaits a decision")])
    whole = hints.sizeHint()
    assert hints.heightForWidth(whole.width()) == whole.height()
    assert hints.heightForWidth(whole.width() - 40) > whole.height()


def test_no_hint_names_a_mark_that_is_not_drawn(qtbot: QtBot, place: Place) -> None:
    panel = MapPanel(ViewState(ON))
    qtbot.addWidget(panel)
    summary = drawn(place, None).summary

    def hints() -> set[str]:
        return {label.text() for label in panel.findChildren(ElidedLabel) if label.isVisibleTo(panel)}

    panel.show_summary(replace(summary, at_risk=0, reorganised=2))
    assert hints() == {"being reorganised"}
    panel.show_summary(replace(summary, at_risk=3, reorganised=0))
    assert hints() == {"at risk within 24 months"}
    panel.show_summary(replace(summary, at_risk=0, reorganised=0))
    assert hints() == set()


def test_what_changes_for_whom_is_selected_stands_before_the_rest(place: Place) -> None:
    found = inspect(Subject(place, ON, "council", other=LATER), Token())
    here = [line for words in found.changes for line in words.splitlines() if line.startswith("•")]
    elsewhere = [
        line for words in found.elsewhere for line in words.splitlines() if line.startswith("•")
    ]
    whole = inspect(Subject(place, ON, other=LATER), Token()).details
    every = [line for words in whole for line in words.splitlines() if line.startswith("•")]
    assert here
    assert all("Vale County Council" in line for line in here)
    assert sorted(here + elsewhere) == sorted(every)
    assert not any("Vale County Council" in line for line in elsewhere)


def test_the_inspector_says_that_it_tells_more_than_a_filtered_map(qtbot: QtBot, place: Place) -> None:
    panel = Inspector(Turns())
    qtbot.addWidget(panel)
    tie = network_on(place, ON).ties[0].id
    whole, its = (f"All {of}, whatever the map leaves out." for of in ("of the place", "its links"))

    def words() -> set[str]:
        labels = panel.findChildren(QLabel)
        return {label.text() for label in labels if label.isVisibleTo(panel)}

    def shown(subject: Subject) -> set[str]:
        found = inspect(subject, Token())
        panel.show_inspection(found)
        qtbot.waitUntil(lambda: found.title in words())
        return words()

    panel.show_more_than_map(True)
    for subject, told in (
        (Subject(place, ON), {whole}),
        (Subject(place, ON, other=LATER), {whole}),
        (Subject(place, ON, "council", other=LATER), {its, "What else changes in the whole place"}),
        (Subject(place, ON, None, tie), set()),
    ):
        read = shown(subject)
        assert told <= read
        assert told & {whole, its} == read & {whole, its}
    assert whole in shown(Subject(place, ON, other=LATER))
    panel.show_more_than_map(False)
    qtbot.waitUntil(lambda: whole not in words())


def test_the_head_of_a_filtered_comparison_says_what_it_counts(qtbot: QtBot, place: Place) -> None:
    panel = MapPanel(ViewState(ON))
    qtbot.addWidget(panel)
    summary = drawn(place, LATER).summary
    assert summary.compared is not None
    panel.show_summary(summary)
    assert panel._sentence.text() == summary.compared[1]
    panel.show_summary(replace(summary, badge="2 of 9 links hidden"))
    assert panel._sentence.text() == f"{summary.compared[1]} This counts the whole place."


def test_a_link_that_only_one_picture_has_can_be_read(place: Place) -> None:
    there = {tie.id for tie in network_on(place, LATER).ties}
    gone = [tie for tie in network_on(place, ON).ties if tie.id not in there]
    for tie in gone:
        found = inspect(Subject(place, LATER, None, tie.id, ON, (tie.id,)), Token())
        assert place.name_of(tie.from_id) in found.title
        assert found.subtitle.endswith("1 April 2026")
    assert gone


def test_the_panel_counts_what_is_drawn_of_what_there_is(qtbot: QtBot, place: Place) -> None:
    panel = LinksPanel(Turns())
    qtbot.addWidget(panel)
    whole = drawn(place, None)
    panel.show_summary(whole.summary)
    qtbot.waitUntil(lambda: bool(panel.boxes) and panel._shape != ())
    kind, count = next(iter(whole.summary.kinds.items()))
    assert panel._numbers[kind].text() == f"{count}"
    fewer = Counter(whole.summary.shown_kinds) - Counter({kind: 1})
    hidden = replace(whole.summary, shown_kinds=fewer, roles=Counter())
    panel.show_summary(hidden)
    assert panel._numbers[kind].text() == f"{count - 1} of {count}"
    assert f"{count - 1} of {count} link" in panel.boxes[kind].accessibleName()
    for role, number in whole.summary.all_roles.items():
        assert panel._numbers[role].text() == f"0 of {number}"


def test_no_kind_has_a_sample_while_lines_show_what_became_of_them(qtbot: QtBot, place: Place) -> None:
    panel = LinksPanel(Turns())
    qtbot.addWidget(panel)

    def shows(other: dt.date | None) -> None:
        summary = drawn(place, other).summary
        panel.show_summary(summary)
        counts = {kind: f"{count}" for kind, count in summary.kinds.items()}

        def is_shown() -> bool:
            samples = [one for one in panel.findChildren(LineSample) if one.isVisibleTo(panel)]
            told = {kind: panel._numbers[kind].text() for kind in panel.boxes}
            return told == counts and len(samples) == (0 if other else len(counts))

        qtbot.waitUntil(is_shown)

    for other in (None, LATER, None):
        shows(other)


def test_the_counts_of_the_panel_agree_with_the_badge(place: Place) -> None:
    request = MapRequest(
        *(place, ON, frozenset({TieKind.GOVERNANCE}), Filter(words="trust"), Wish(), 900.0, 600.0),
        *(1.0, 11.0, "light"),
    )
    summary = MapMaker().make(request, Token()).summary
    every, shown = sum(summary.kinds.values()), sum(summary.shown_kinds.values())
    assert shown == summary.links < every
    assert summary.shown_kinds[TieKind.GOVERNANCE] == 0
    assert f"{every - shown} of {every} links hidden" in (summary.badge or "")
    assert sum(summary.all_roles.values()) > sum(summary.roles.values()) == summary.organisations


def test_a_long_group_of_changes_is_shown_in_parts_and_in_full_when_asked(
    qtbot: QtBot, place: Place
) -> None:
    """Qt takes longer than a turn may to break thousands of lines at once."""
    panel = Inspector(Turns())
    qtbot.addWidget(panel)
    lines = [f"• Change {number}" for number in range(FIRST_LINES + 30)]
    found = replace(
        inspect(Subject(place, ON, other=LATER), Token()),
        details=("\n".join(lines), "Short."),
        elsewhere=("\n".join(lines[:3]),),
    )

    def words() -> list[str]:
        return [line for label in panel.findChildren(QLabel) for line in label.text().splitlines()]

    panel.show_inspection(found)
    qtbot.waitUntil(lambda: words()[-3:] == lines[:3])
    shown = words()
    assert [line for line in shown if line in lines] == lines[:FIRST_LINES] + lines[:3]
    assert max(len(label.text().splitlines()) for label in panel.findChildren(QLabel)) <= AT_ONCE
    (more,) = [one for one in panel.findChildren(QPushButton) if "30 lines" in one.text()]
    more.click()
    qtbot.waitUntil(lambda: lines[-1] in words())
    qtbot.waitUntil(lambda: [line for line in words() if line in lines] == lines + lines[:3])
