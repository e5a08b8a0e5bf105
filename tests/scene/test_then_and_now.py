"""Then and now: every tie of either picture stands once, with what became of it and a sentence."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from partnermap.analysis.layout.place import place_layout
from partnermap.analysis.succession.comparison import compare_dates
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.view import GroupBy
from partnermap.domain.words import TieKind
from partnermap.scene.change_marks import change_pen
from partnermap.scene.change_words import change_sentences, dates_in_words, in_short
from partnermap.scene.chosen import chosen
from partnermap.scene.compose import compose
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice
from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.style import DARK, LIGHT, PAPER, Style
from partnermap.scene.then_and_now import Change, ThenAndNow, then_and_now
from tests.report.invented import place_of, rich_records

THEN, NOW = dt.date(2026, 4, 1), dt.date(2028, 4, 1)


def scene_of(place: Place, choice: MapChoice) -> Scene:
    subject = chosen(place, THEN, choice)
    network = subject.groups.network
    return compose(
        subject.groups.place,
        network,
        place_layout(subject.groups.place),
        PAPER,
        paper_view(800, 560, len(network.organisation_ids)),
        badge=subject.found.badge,
        filtered_by=subject.filtered_by,
        changes=subject.changes,
    )


@pytest.fixture
def place() -> Place:
    return place_of(*rich_records())


@pytest.fixture
def both(place: Place) -> ThenAndNow:
    return then_and_now(place, THEN, NOW)


def test_every_tie_of_either_date_stands_once(both: ThenAndNow) -> None:
    before = {tie.id for tie in both.then.network.ties}
    after = {tie.id for tie in both.now.network.ties}
    drawn = [row.tie.id for row in both.rows]
    assert len(drawn) == len(set(drawn))
    assert {row.before.id for row in both.rows if row.before} == before
    assert {row.after.id for row in both.rows if row.after} >= after
    assert set(both.changes) == {tie.id for tie in both.network.ties}


def test_the_fates_are_those_of_the_comparison(place: Place, both: ThenAndNow) -> None:
    fates = compare_dates(place, THEN, NOW).fates
    lost = {row.before.pair for row in both.rows if row.change is Change.LOST and row.before}
    ended = {item.before for item in fates.pairs if item.fate.value == "ended"}
    assert ended <= lost
    assert {row.tie.pair for row in both.rows if row.change is Change.GAINED} >= set(fates.new)


def test_a_successor_carries_the_links_over(both: ThenAndNow) -> None:
    carried = [row for row in both.rows if row.change is Change.CARRIED]
    assert carried
    assert all("next" in row.tie.pair and row.before and "icb" in row.before.pair for row in carried)


def test_bodies_that_open_and_close_are_told_apart() -> None:
    late = Organisation(id="late", name="Late Trust", opened=PartialDate(2027))
    gone = Organisation(id="gone", name="Gone Trust", closed=PartialDate(2026))
    found = then_and_now(place_of(late, gone), THEN, NOW)
    assert (found.opened, found.closed) == (frozenset({"late"}), frozenset({"gone"}))
    assert [group.heading for group in change_sentences(found)] == [
        "Organisations that open (1)",
        "Organisations that close (1)",
    ]


def two() -> list[Record]:
    return [Organisation(id="a", name="Alpha"), Organisation(id="b", name="Beta")]


def test_new_and_ended_ties_are_gained_and_lost() -> None:
    ties = [
        Tie(id="old", from_id="a", to_id="b", kind=TieKind.TRUST, end=PartialDate(2027)),
        Tie(id="new", from_id="a", to_id="b", kind=TieKind.REFERRAL, start=PartialDate(2027)),
        Tie(id="stays", from_id="a", to_id="b", kind=TieKind.GOVERNANCE),
    ]
    found = then_and_now(place_of(*two(), *ties), THEN, NOW)
    assert {row.tie.origin.id: row.change for row in found.rows} == {
        "old": Change.LOST,
        "new": Change.GAINED,
        "stays": Change.KEPT,
    }
    assert in_short(found) == "Of two links: one as it was and one lost; one link gained."


def test_a_tie_followed_by_one_of_its_kind_has_changed() -> None:
    ties = [
        Tie(id="one", from_id="a", to_id="b", kind=TieKind.TRUST, strength=1, end=PartialDate(2027)),
        Tie(
            id="two",
            name="Second pledge",
            from_id="b",
            to_id="a",
            kind=TieKind.TRUST,
            strength=3,
            start=PartialDate(2027),
        ),
    ]
    (row,) = then_and_now(place_of(*two(), *ties), THEN, NOW).rows
    assert row.change is Change.CHANGED
    assert row.differences == ("followed by Second pledge", "strength 1 becomes 3")


def test_another_years_payments_are_the_same_link_and_the_other_way_is_another() -> None:
    before = Tie(id="one", from_id="a", to_id="b", kind=TieKind.PAYMENT, end=PartialDate(2027))
    after = replace(before, id="two", start=PartialDate(2027, 6), end=None)
    back = replace(after, id="back", from_id="b", to_id="a")
    ties = [before, after, back, replace(before, id="twin")]
    found = then_and_now(place_of(*two(), *ties), THEN, NOW)
    changes = {row.tie.origin.id: row.change for row in found.rows}
    assert changes.pop("back") is Change.GAINED
    assert list(changes.values()) == [Change.KEPT, Change.KEPT]
    assert len({row.tie.id for row in found.rows}) == len(found.rows) == 3


def test_dates_may_be_given_in_either_order(place: Place) -> None:
    one, other = then_and_now(place, THEN, NOW), then_and_now(place, NOW, THEN)
    assert one.changes == other.changes
    assert dates_in_words(other) == "1 April 2026 and 1 April 2028"


def test_the_same_date_twice_changes_nothing(place: Place) -> None:
    found = then_and_now(place, THEN, THEN)
    assert set(found.changes.values()) == {Change.KEPT}
    assert change_sentences(found) == ()
    assert in_short(found) == "All seven links are as they were."


def test_a_place_without_links_has_nothing_to_compare() -> None:
    assert in_short(then_and_now(place_of(), THEN, NOW)) == "No link before."


def test_every_sentence_of_a_link_names_both_ends(both: ThenAndNow) -> None:
    texts = [text for group in change_sentences(both) for text in group.sentences]
    changed = [row for row in both.rows if row.change is not Change.KEPT]
    assert len(texts) == len(changed) + len(both.opened) + len(both.closed)
    for row in changed:
        known = row.before or row.tie
        names = [both.place.name_of(key) for key in known.pair]
        assert any(all(name in text for name in names) for text in texts)


def test_the_map_of_both_marks_each_change_with_a_sign_and_says_both_dates(place: Place) -> None:
    scene = scene_of(place, MapChoice(other=NOW))
    title = next(mark.text for mark in scene.texts if mark.role == "title")
    assert title == "Invented Vale: 1 April 2026 and 1 April 2028"
    rows = {entry.title: entry for entry in scene.legend if entry.pen is not None}
    assert "Carried over" in rows
    signs = [entry.pen.letter for entry in rows.values() if entry.pen and entry.title != "As it was"]
    assert all(signs)
    assert len(signs) == len(set(signs))
    assert sum(entry.count for entry in rows.values()) == len(scene.tie_ids)
    assert "1 April 2028" in scene.alt


def test_the_text_twin_says_what_became_of_each_partner(place: Place) -> None:
    rows = {row.organisation: row.partners for row in scene_of(place, MapChoice(other=NOW)).adjacency}
    assert "Vale County Council (carried over)" in rows["Vale and Moor ICB"]


def test_signs_stand_beside_the_symbols_and_names_keep_clear_of_them() -> None:
    late = [
        Organisation(id=f"o{i}", name=f"Trust number {i}", opened=PartialDate(2027)) for i in range(12)
    ]
    scene = scene_of(place_of(*late), MapChoice(other=NOW))
    (batch,) = [batch for batch in scene.symbols if batch.key == "opens"]
    assert len(batch.centres) == 12
    for label in scene.labels:
        across = np.clip(batch.centres[:, 0], label.x, label.x + label.width) - batch.centres[:, 0]
        down = np.clip(batch.centres[:, 1], label.y, label.y + label.height) - batch.centres[:, 1]
        assert (np.hypot(across, down) > batch.radii * 0.9).all()


def test_a_filter_holds_for_both_dates_and_is_printed(place: Place) -> None:
    choice = MapChoice(other=NOW, wanted=Filter(kinds=frozenset({TieKind.SHARED_GOAL})))
    scene = scene_of(place, choice)
    badges = [mark.text for mark in scene.texts if mark.role == "badge"]
    assert any("hidden" in words and "Kind" in words for words in badges)


def test_organisations_are_not_drawn_together_while_two_dates_are_compared(place: Place) -> None:
    choice = MapChoice(other=NOW, arrangement=Arrangement(group_by=GroupBy.SECTOR))
    assert not chosen(place, THEN, choice).groups.members


@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER])
def test_no_two_changes_look_alike_without_their_colours(style: Style) -> None:
    pens = [change_pen(change, style) for change in Change]
    assert len({(pen.letter, pen.width, pen.dash, pen.broken) for pen in pens}) == len(pens)
