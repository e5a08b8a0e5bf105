"""What stands beside the map on paper: the key in its room, a legend of what is drawn, an empty page."""

from typing import TYPE_CHECKING

import pytest

from partnermap.scene import compose as composing
from partnermap.scene.model import LEADING, Medium, View
from partnermap.scene.page import EMPTY, paper_view
from partnermap.scene.style import PAPER

if TYPE_CHECKING:
    from tests.scene.conftest import Builder

A4, A3 = (842.0, 595.0), (1191.0, 842.0)


@pytest.mark.parametrize("rounds", [1, 2, 4])
def test_the_key_never_runs_into_the_words_at_the_foot(
    build: "Builder", monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    monkeypatch.setattr(composing, "KEY_ROUNDS", rounds)
    scene = build.random(90).scene(paper_view(560, 396, 90))
    foot = min(mark.y - mark.size for mark in scene.texts if mark.role == "note")
    ends = [entry.y + (len(entry.lines) - 1) * LEADING * entry.size for entry in scene.key]
    assert max(ends, default=0.0) < foot
    named = {label.organisation for label in scene.labels if label.number is None}
    left_out = 90 - len(named) - len(scene.key)
    note = " ".join(mark.text for mark in scene.texts if mark.role == "note")
    assert (f" {left_out} name" in note) is (left_out > 0)


def test_the_legend_on_paper_has_letters_only_where_lines_have_them(build: "Builder") -> None:
    few = build.of(["A", "B", "C"], [(0, 1), (1, 2)]).scene(paper_view(*A4, 3))
    many = build.random(150).scene(paper_view(*A3, 150))
    assert few.letters
    assert not many.letters
    assert all(entry.pen.letter for entry in few.legend if entry.pen and not entry.pen.broken)
    assert not any(entry.pen.letter for entry in many.legend if entry.pen)
    assert len({entry.title for entry in many.legend}) == len(many.legend)


def test_on_screen_the_legend_keeps_the_letters_that_coming_nearer_brings(build: "Builder") -> None:
    scene = build.random(150).scene(View(400.0, 300.0))
    assert not scene.letters
    assert any(entry.pen.letter for entry in scene.legend if entry.pen)


def test_a_page_without_organisations_says_so_in_its_middle(build: "Builder") -> None:
    scene = build.of([], []).scene(paper_view(*A4, 0))
    (words,) = [mark for mark in scene.texts if mark.text == EMPTY]
    assert 0.3 * A4[1] < words.y < 0.7 * A4[1]
    assert not any(mark.text == EMPTY for mark in build.random(3).scene(paper_view(*A4, 3)).texts)
    assert not build.of([], []).scene(View(900.0, 600.0, Medium.SCREEN), PAPER).texts
