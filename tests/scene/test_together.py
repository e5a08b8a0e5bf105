"""Organisations drawn together: head, legend and words tell who and what stands behind them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

import pytest

from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.view import GroupBy
from partnermap.domain.words import Sector, TieKind
from partnermap.network.grouping import Grouping, grouped
from partnermap.scene.compose import compose
from partnermap.scene.legend import NUMBERED, SEVERAL, without_letters
from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.style import PAPER
from partnermap.scene.together import links_in_words, organisations_in_words
from tests.scene.conftest import Builder, Partnership

SECTORS = (Sector.NHS, Sector.NHS, Sector.NHS, Sector.VCSE, Sector.VCSE, Sector.PRIVATE)
KINDS = (TieKind.CONTRACT, TieKind.CONTRACT, TieKind.TRUST, TieKind.TRUST, TieKind.REFERRAL)
PAIRS = [(0, 3), (1, 4), (0, 1), (3, 4), (5, 0)]


def partnership() -> Partnership:
    """Three bodies, two and one of a sector; two contracts between them, two links inside."""
    found = Builder(sectors=SECTORS).of([f"Body {letter}" for letter in "abcdef"], PAIRS)
    ties = tuple(replace(tie, kind=kind) for tie, kind in zip(found.network.ties, KINDS, strict=True))
    return replace(found, network=replace(found.network, ties=ties))


def by(group_by: GroupBy, opened: Collection[str] = ()) -> Grouping:
    found = partnership()
    return grouped(found.place, found.network, group_by, frozenset(opened))


def on_paper(groups: Grouping, at_risk: frozenset[str] = frozenset()) -> Scene:
    network = partnership().network
    layout = stress_layout(network.organisation_ids, network.pairs)
    placed = gathered(layout, groups.network.organisation_ids, groups.members)
    return compose(
        groups.place,
        groups.network,
        placed,
        PAPER,
        paper_view(842.0, 595.0, len(groups.network.organisation_ids)),
        at_risk=groups.wholly(at_risk),
        grouping=groups,
    )


@pytest.mark.parametrize(
    ("groups", "bodies", "links"),
    [
        (by(GroupBy.NOTHING), "6 organisations", "5 links"),
        (
            by(GroupBy.SECTOR),
            "6 organisations, 5 of them in 2 groups",
            "5 links, 2 of them within groups",
        ),
        (
            by(GroupBy.SECTOR, {f"group:{Sector.NHS}"}),
            "6 organisations, 2 of them in 1 group",
            "5 links, 1 of them within the group",
        ),
    ],
)
def test_whoever_stands_behind_a_group_is_counted(groups: Grouping, bodies: str, links: str) -> None:
    assert organisations_in_words(groups.network.organisation_ids, groups) == bodies
    assert links_in_words(groups.network.ties, groups) == links


def test_where_all_are_in_groups_no_share_is_told() -> None:
    found = partnership()
    two = found.network.organisation_ids[3:5]
    network = replace(found.network, organisation_ids=two, ties=found.network.ties[3:4])
    groups = grouped(found.place, network, GroupBy.SECTOR)
    assert (
        organisations_in_words(groups.network.organisation_ids, groups) == "2 organisations in 1 group"
    )
    assert links_in_words(groups.network.ties, groups) == "1 link, within the group"


def test_the_title_block_and_the_alternative_text_count_what_groups_hold() -> None:
    within, one_of_two = partnership().network.ties[2].id, partnership().network.ties[0].id
    scene = on_paper(by(GroupBy.SECTOR), frozenset({within, one_of_two}))
    subtitle = " ".join(mark.text for mark in scene.texts if mark.role == "subtitle")
    assert "6 organisations, 5 of them in 2 groups, 5 links, 2 of them within groups." in subtitle
    assert "2 links at risk within 24 months." in subtitle
    assert "5 of them in 2 groups and 5 links, 2 of them within groups." in scene.alt
    assert "2 links end or are at risk." in scene.alt


def test_the_legend_counts_links_and_explains_their_number() -> None:
    contracts = frozenset(tie.id for tie in partnership().network.ties[:2])
    scene = on_paper(by(GroupBy.SECTOR), contracts)
    rows = {entry.title: entry for entry in scene.legend if entry.pen is not None}
    kinds = Counter(KINDS[row] for row in (0, 1, 4))
    assert {
        title: rows[title].count for title in rows.keys() & {kind.capitalize() for kind in KINDS}
    } == {kind.capitalize(): count for kind, count in kinds.items()}
    assert rows["All at risk within 24 months"].count == 2
    pen = rows[NUMBERED].pen
    assert rows[NUMBERED].count == 1
    assert pen is not None
    assert pen.letter == "C2"
    (bare,) = [entry for entry in without_letters(scene.legend) if entry.title == SEVERAL]
    assert bare.pen is not None
    assert not bare.pen.letter


def test_a_map_of_single_bodies_explains_no_number() -> None:
    titles = {entry.title for entry in on_paper(by(GroupBy.NOTHING)).legend}
    assert titles.isdisjoint({NUMBERED, SEVERAL})
