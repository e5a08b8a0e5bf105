"""What lines say: their kind without colour, that they will end, how strong, how much money."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import AgreementKind, ContributionRole, LegalBasis, TieKind
from partnermap.network.build import network_on
from partnermap.network.lookup import lookup_of
from partnermap.scene.compose import compose
from partnermap.scene.lines import GAP, sample_lines
from partnermap.scene.map_choice import WidthBy
from partnermap.scene.model import Medium, Scene, View
from partnermap.scene.page import paper_view
from partnermap.scene.style import DARK, LIGHT, PAPER, Style
from partnermap.scene.svg import to_svg
from partnermap.scene.widths import NO_MONEY, tie_pence, width_classes

if TYPE_CHECKING:
    from tests.scene.conftest import Builder, Partnership

VIEW = View(1000.0, 640.0, font_size=12.0)
ON = dt.date(2026, 6, 1)


@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER])
def test_no_two_kinds_look_alike_without_colour(style: Style) -> None:
    looks = {(pen.width, pen.dash) for pen in style.pens.values()}
    assert len(looks) == len(TieKind) == len({pen.letter for pen in style.pens.values()})


def test_a_tie_that_will_end_is_open_in_its_middle_between_two_bars(build: "Builder") -> None:
    scene = build.of(["One", "Two"], [(0, 1)]).scene(VIEW)
    (line,) = (batch for batch in scene.lines if batch.kind is not None)
    (bars,) = (batch for batch in scene.lines if batch.kind is None)
    assert line.pen.broken
    assert line.pen.dash == LIGHT.pens[TieKind.JOINT_FUNDING].dash
    ends = [points for _, points in line.paths()]
    assert len(ends) == 2
    assert np.linalg.norm(ends[0][-1] - ends[1][0]) == pytest.approx(GAP)
    assert len(bars.segments) == 2
    assert bars.ties.tolist() == [0, 0]


def test_bent_ties_are_broken_too_and_keep_their_ends(build: "Builder") -> None:
    partnership = build.of(["One", "Two"], [(0, 1)] * 3)
    every = frozenset(tie.id for tie in partnership.network.ties)
    scene = replace(partnership, at_risk=every).scene(VIEW)
    for batch in scene.lines:
        if batch.kind is None:
            continue
        paths = [points for _, points in batch.paths()]
        assert len(paths) == 2
        assert np.allclose(paths[0][0], scene.positions[0])


def test_the_legend_shows_the_break_and_says_until_when(build: "Builder") -> None:
    scene = build.random(40).scene(paper_view(842, 595, 40))
    (row,) = (entry for entry in scene.legend if entry.pen is not None and entry.pen.broken)
    assert row.title == "At risk within 24 months"
    assert row.pen is not None
    pieces = sample_lines(row.pen, 0.0, 26.0, 5.0)
    assert len(pieces) == 4
    assert pieces[1, 0] > pieces[0, 2] + 5


def test_letters_stand_clear_of_symbols_names_and_each_other(build: "Builder") -> None:
    scene = build.random(60).scene(replace(VIEW, zoom=1.5))
    assert len(scene.letters) > 12
    for place, letter in enumerate(scene.letters):
        away = np.hypot(scene.positions[:, 0] - letter.x, scene.positions[:, 1] - letter.y)
        assert (away > scene.radii + letter.size / 2).all()
        for label in scene.labels:
            inside_x = label.x - 2 < letter.x < label.x + label.width + 2
            assert not (inside_x and label.y - 2 < letter.y < label.y + label.height + 2)
        for other in scene.letters[:place]:
            assert max(abs(other.x - letter.x), abs(other.y - letter.y)) >= letter.size


def test_letters_on_paper_are_at_least_seven_points(build: "Builder") -> None:
    scene = build.random(60).scene(paper_view(842, 595, 60))
    assert scene.view.medium is Medium.PAPER
    assert min(letter.size for letter in scene.letters) >= 7


def test_svg_draws_letters_and_both_halves(build: "Builder") -> None:
    drawing = to_svg(build.of(["One", "Two", "Three"], [(0, 1), (1, 2)]).scene(VIEW))
    assert ">F</text>" in drawing
    assert drawing.count('stroke="#B3530A"') == 2


def drawn(partnership: "Partnership", by: WidthBy) -> Scene:
    layout = stress_layout(partnership.network.organisation_ids, partnership.network.pairs)
    return compose(partnership.place, partnership.network, layout, LIGHT, VIEW, width_by=by)


def test_widths_by_strength_grow_with_it_and_the_legend_counts_them(build: "Builder") -> None:
    partnership = build.of(list("abcd"), [(0, 1), (1, 2), (2, 3)])
    ties = tuple(replace(tie, strength=place + 1) for place, tie in enumerate(partnership.network.ties))
    changed = replace(partnership, network=replace(partnership.network, ties=ties))
    scene = drawn(changed, WidthBy.STRENGTH)
    width = {int(batch.ties[0]): batch.pen.width for batch in scene.lines}
    assert width[0] < width[1] < width[2]
    rows = {entry.title: entry.count for entry in scene.legend}
    assert rows["Strength 1, contact"] == rows["Strength 3, integrated"] == 1


def funded() -> Place:
    """One agreement: a and b pay h, who passes some on to r; all is recorded but b's amount."""
    agreement = Agreement(
        id="ag",
        name="Pool",
        kind=AgreementKind.FUNDING,
        legal_basis=LegalBasis.S75_POOLED,
        host_id="h",
    )
    rows = (
        ("a", ContributionRole.PAYS, 20_000_000_00),
        ("b", ContributionRole.PAYS, None),
        ("r", ContributionRole.RECEIVES, 50_000_00),
    )
    money = {
        f"c{who}": Contribution(
            id=f"c{who}",
            agreement_id="ag",
            organisation_id=who,
            role=role,
            financial_year="2026/27",
            amount=amount,
        )
        for who, role, amount in rows
    }
    bodies = {key: Organisation(id=key, name=key) for key in "abhr"}
    return Place(
        tables={"organisations": bodies, "agreements": {"ag": agreement}, "contributions": money}
    )


def test_money_between_two_is_what_that_payer_pays_or_that_recipient_gets() -> None:
    place = funded()
    ties = {(tie.from_id, tie.to_id): tie for tie in network_on(place, ON).ties}
    lookup = lookup_of(place)
    assert tie_pence(lookup, ties["a", "h"], ON) == 20_000_000_00
    assert tie_pence(lookup, ties["b", "h"], ON) is None
    assert tie_pence(lookup, ties["h", "r"], ON) == 50_000_00
    assert tie_pence(lookup, ties["a", "h"], dt.date(2029, 6, 1)) is None
    recorded = replace(ties["a", "h"], origin=About("ties", "x"))
    assert tie_pence(lookup, recorded, ON) is None


def test_widths_by_money_keep_not_known_apart_from_little() -> None:
    place = funded()
    network = network_on(place, ON)
    found = dict(
        zip(
            [(tie.from_id, tie.to_id) for tie in network.ties],
            width_classes(place, network.ties, ON, WidthBy.MONEY),
            strict=True,
        )
    )
    assert found["b", "h"] is NO_MONEY
    large, small = found["a", "h"], found["h", "r"]
    assert large is not None
    assert small is not None
    assert large.width > small.width > NO_MONEY.width
    assert width_classes(place, network.ties, ON, WidthBy.KIND) == (None,) * len(network.ties)


def test_many_ties_are_drawn_finer_and_few_are_not(build: "Builder") -> None:
    few, many = build.random(40).scene(VIEW), build.random(1500).scene(VIEW)
    secure, broken = (
        [
            max(batch.pen.width for batch in scene.lines if batch.kind and batch.pen.broken is at_risk)
            for scene in (few, many)
        ]
        for at_risk in (False, True)
    )
    assert secure[0] >= LIGHT.secure[TieKind.JOINT_FUNDING].width
    assert secure[1] < 0.8 * secure[0]
    assert secure[1] / secure[0] < broken[1] / broken[0] < 1
    legend = {entry.title: entry.pen.width for entry in many.legend if entry.pen is not None}
    assert legend["Joint funding"] == LIGHT.secure[TieKind.JOINT_FUNDING].width


def test_symbols_shrink_only_where_they_would_cover_each_other(build: "Builder") -> None:
    assert build.random(60).scene(VIEW).radii.min() >= 6.4
    assert build.random(1500).scene(VIEW).radii.min() < 5.0
