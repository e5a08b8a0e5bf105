"""The one Scene: nothing over anything, nothing cut off, the legend as drawn, and odd partnerships."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.words import Sector, TieKind
from partnermap.scene.compose import compose
from partnermap.scene.model import Label, Medium, Scene, View
from partnermap.scene.page import paper_view
from partnermap.scene.style import DARK, LIGHT, PAPER
from partnermap.scene.text import text_width

if TYPE_CHECKING:
    from tests.scene.conftest import Builder

A4, A3 = (842.0, 595.0), (1191.0, 842.0)
SCREEN = View(1000.0, 640.0)


def boxes(labels: tuple[Label, ...]) -> npt.NDArray[np.float64]:
    rows = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in labels]
    return np.array(rows).reshape(-1, 4)


def touching_labels(scene: Scene) -> int:
    box = boxes(scene.labels)
    across = (box[:, None, 0] < box[:, 2]) & (box[:, 0] < box[:, None, 2])
    down = (box[:, None, 1] < box[:, 3]) & (box[:, 1] < box[:, None, 3])
    return int(np.triu(across & down, 1).sum())


def labels_on_symbols(scene: Scene) -> int:
    box = boxes(scene.labels)
    across = np.clip(scene.positions[:, 0], box[:, :1], box[:, 2:3]) - scene.positions[:, 0]
    down = np.clip(scene.positions[:, 1], box[:, 1:2], box[:, 3:4]) - scene.positions[:, 1]
    return int((np.hypot(across, down) < scene.radii).sum())


def text_boxes(scene: Scene) -> npt.NDArray[np.float64]:
    """Everything written apart from the labels: title, legend, key and notes."""
    rows = [
        (t.x, t.y - t.size, text_width(t.text, t.size, scene.font, t.bold), t.size) for t in scene.texts
    ]
    rows += [
        (e.text_x, e.y - e.size / 2, text_width(f"{e.title} ({e.count})", e.size, scene.font), e.size)
        for e in scene.legend
    ]
    for entry in scene.key:
        width = max(text_width(line, entry.size, scene.font) for line in entry.lines)
        rows.append((entry.text_x, entry.y - entry.size, width, entry.size * 1.16 * len(entry.lines)))
    return np.array([(x, y, x + width, y + height) for x, y, width, height in rows])


def assert_inside(scene: Scene) -> None:
    everything = np.vstack([boxes(scene.labels), text_boxes(scene)])
    assert everything[:, :2].min() >= 0
    assert everything[:, 2].max() <= scene.view.width
    assert everything[:, 3].max() <= scene.view.height
    reach = scene.radii[:, None] * 1.45
    assert (scene.positions - reach).min() >= 0
    assert ((scene.positions + reach) <= (scene.view.width, scene.view.height)).all()


def assert_all_named(scene: Scene) -> None:
    named = {item.organisation for item in scene.labels if item.number is None}
    keyed = {entry.organisation for entry in scene.key}
    assert named | keyed == set(range(len(scene.organisation_ids)))
    assert not named & keyed
    numbered = {item.organisation: item.number for item in scene.labels if item.number is not None}
    assert numbered == {entry.organisation: entry.number for entry in scene.key}


@pytest.mark.parametrize(("n", "size", "most_keyed"), [(60, A4, 6), (60, A4[::-1], 6), (150, A3, 18)])
def test_paper_has_no_overlap_and_nothing_cut_off(
    build: "Builder", n: int, size: tuple[float, float], most_keyed: int
) -> None:
    scene = build.random(n).scene(paper_view(*size, n))
    assert touching_labels(scene) == 0
    assert labels_on_symbols(scene) == 0
    assert_inside(scene)
    assert_all_named(scene)
    assert len(scene.key) <= most_keyed
    assert min(item.size for item in scene.labels) >= 7
    assert min(item.size for item in scene.legend) >= 7


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_the_screen_has_no_overlap_either(build: "Builder", style: object) -> None:
    scene = build.random(150).scene(SCREEN, LIGHT if style is LIGHT else DARK)
    assert len(scene.labels) > 30
    assert touching_labels(scene) == 0
    assert labels_on_symbols(scene) == 0


def test_zooming_in_makes_room_for_more_names(build: "Builder") -> None:
    partnership = build.random(150)
    whole = partnership.scene(SCREEN)
    near = partnership.scene(replace(SCREEN, zoom=3.0))
    inside = (near.positions > 0).all(axis=1) & (near.positions < (1000, 640)).all(axis=1)
    assert len(near.labels) / inside.sum() > len(whole.labels) / 150


def test_the_same_input_gives_the_same_scene(build: "Builder") -> None:
    one, other = (build.random(60).scene(paper_view(*A4, 60)) for _ in range(2))
    assert one.labels == other.labels
    assert one.positions.tobytes() == other.positions.tobytes()


def test_legend_counts_are_what_is_drawn(build: "Builder") -> None:
    partnership = build.random(60)
    scene = partnership.scene(paper_view(*A4, 60))
    ties = {entry.title: entry.count for entry in scene.legend if entry.pen}
    symbols = {entry.title: entry.count for entry in scene.legend if entry.symbol}
    hatched = [entry.count for entry in scene.legend if entry.hatch]
    assert ties.pop("At risk within 24 months") == len(partnership.at_risk)
    assert sum(ties.values()) == len(partnership.network.ties)
    assert sum(symbols.values()) == 60
    assert hatched == [len(partnership.reorganised)]
    drawn: Counter[str] = Counter()
    for batch in scene.lines:
        if batch.kind is not None:
            drawn[batch.kind.title] += len(set(batch.ties.tolist()))
    assert drawn == ties


def test_screen_and_paper_show_the_same_marks(build: "Builder") -> None:
    partnership = build.random(60)
    screen, paper = partnership.scene(SCREEN, LIGHT), partnership.scene(paper_view(*A4, 60), PAPER)
    assert screen.tie_ids == paper.tie_ids
    assert [(e.title, e.count) for e in screen.legend] == [(e.title, e.count) for e in paper.legend]
    for axis in (0, 1):
        ranks = [scene.positions[:, axis].argsort().argsort() for scene in (screen, paper)]
        assert np.asarray(np.corrcoef(np.array(ranks)))[0, 1] > 0.97


def test_filters_hide_and_say_so(build: "Builder") -> None:
    partnership = build.random(60)
    scene = compose(
        partnership.place,
        partnership.network,
        stress_layout(partnership.network.organisation_ids, partnership.network.pairs),
        PAPER,
        paper_view(*A4, 60),
        hidden_kinds=frozenset({TieKind.GOVERNANCE}),
        hidden_sectors=frozenset({Sector.VCSE}),
        total=74,
    )
    assert scene.badge is not None
    assert scene.badge.startswith("24 of 74 organisations and ")
    assert scene.badge in scene.alt
    assert any(mark.role == "badge" and mark.text == scene.badge for mark in scene.texts)
    assert "Governance" not in {entry.title for entry in scene.legend}
    assert "VCSE" not in {entry.title for entry in scene.legend}


def test_the_furniture_says_date_and_that_the_place_is_invented(build: "Builder") -> None:
    texts = {mark.role: mark.text for mark in build.random(10).scene(paper_view(*A4, 10)).texts}
    assert texts["title"] == "Calderbeck and Dunmoor partnership"
    assert texts["subtitle"].startswith("Data as at 1 June 2026. 10 organisations, ")
    assert texts["note"] == "This place and every organisation in it are invented."


def test_adjacency_and_alternative_text_come_from_the_data(build: "Builder") -> None:
    scene = build.of(["Beta", "Alpha", "Gamma"], [(0, 1), (1, 0)]).scene(paper_view(*A4, 3))
    assert [(row.organisation, row.partners) for row in scene.adjacency] == [
        ("Alpha", ("Beta",)),
        ("Beta", ("Alpha",)),
        ("Gamma", ()),
    ]
    assert "3 organisations and 2 links" in scene.alt
    assert "Most partners: Alpha (1 partner), Beta (1 partner)." in scene.alt
    assert "1 organisation has no links." in scene.alt


SHAPES: dict[str, tuple[int, list[tuple[int, int]]]] = {
    "none": (0, []),
    "one": (1, []),
    "two": (2, [(0, 1)]),
    "no ties": (12, []),
    "star": (30, [(0, i) for i in range(1, 30)]),
    "complete": (20, [(i, j) for i in range(20) for j in range(i)]),
    "parallel": (2, [(0, 1)] * 40),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("medium", Medium)
def test_odd_networks_are_drawn(build: "Builder", shape: str, medium: Medium) -> None:
    n, pairs = SHAPES[shape]
    view = paper_view(*A4, n) if medium is Medium.PAPER else SCREEN
    scene = build.of([f"Organisation {i}" for i in range(n)], pairs).scene(view)
    assert np.isfinite(scene.positions).all()
    drawn = [len(set(batch.ties.tolist())) for batch in scene.lines if batch.kind is not None]
    assert sum(drawn) == len(pairs)
    assert touching_labels(scene) == 0
    if medium is Medium.PAPER and n:
        assert_inside(scene)
        assert_all_named(scene)


NAMES = {
    "long": ["The " + "Very Long Named " * 12 + "Trust", "Short"],
    "unbroken": ["A" * 200, "B"],
    "right to left": ["מרכז קהילתי", "مركز المجتمع"],
    "emoji": ["Carers 💛 together 👩‍👩‍👧", "名前"],
    "same": ["Age Well", "Age Well"],
    "empty": ["", " "],
    "markup": ["<b>&amp;</b>", '"quoted" & <tag/>'],
}


@pytest.mark.parametrize("kind", NAMES)
def test_odd_names_fit_the_page(build: "Builder", kind: str) -> None:
    scene = build.of(NAMES[kind], [(0, 1)]).scene(paper_view(*A4, 2))
    assert_inside(scene)
    assert_all_named(scene)
    assert touching_labels(scene) == 0


def test_a_page_far_too_small_says_what_it_leaves_out(build: "Builder") -> None:
    scene = build.random(90).scene(paper_view(420, 298, 90))
    assert touching_labels(scene) == 0
    named = [label for label in scene.labels if label.number is None]
    left_out = 90 - len(named) - len(scene.key)
    assert left_out > 0
    note = " ".join(mark.text for mark in scene.texts if mark.role == "note")
    assert f" {left_out} names do not fit; more room," in note
    assert text_boxes(scene)[:, 3].max() <= 298


@pytest.mark.parametrize("size", [A4, A3, (700.0, 495.0)])
def test_legend_groups_stand_under_their_headings(build: "Builder", size: tuple[float, float]) -> None:
    scene = build.random(60).scene(paper_view(*size, 60))
    headings = {mark.text: mark for mark in scene.texts if mark.role == "heading"}
    for entry in scene.legend:
        heading = headings["Links" if entry.pen else "Organisations"]
        assert entry.x == pytest.approx(heading.x)
        assert entry.y > heading.y
    lowest = max(entry.y for entry in scene.legend)
    assert all(entry.y > lowest for entry in scene.key)


def test_names_are_never_cut_on_paper(build: "Builder") -> None:
    scene = build.random(60).scene(paper_view(*A4, 60))
    names = [row.name for row in build.random(60).place.organisations.values()]
    for label in scene.labels:
        if label.number is None:
            assert " ".join(label.lines) == names[label.organisation].strip()
    for entry in scene.key:
        assert " ".join(entry.lines) == names[entry.organisation].strip()


def test_the_frame_leads_back_to_the_layout(build: "Builder") -> None:
    partnership = build.random(30)
    layout = stress_layout(partnership.network.organisation_ids, partnership.network.pairs)
    scene = compose(partnership.place, partnership.network, layout, LIGHT, SCREEN)
    assert scene.frame.to_layout(scene.positions) == pytest.approx(layout.xy)


@pytest.mark.parametrize("height", [260.0, 300.0, 340.0])
def test_a_crowded_hub_is_named_all_the_same(build: "Builder", height: float) -> None:
    names = ["Hub of the invented place", *(f"Invented body {i}" for i in range(40))]
    ids = build.of(names, [(0, i) for i in range(1, 41)])
    turns = np.linspace(0.0, 2 * np.pi, 40, endpoint=False)
    circle = np.column_stack([np.cos(turns), np.sin(turns)])
    xy = np.vstack([[0.0, 0.0], circle * np.where(np.arange(40) % 2, 1.0, 0.28)[:, None]])
    layout = Layout(ids.network.organisation_ids, xy)
    scene = compose(ids.place, ids.network, layout, LIGHT, View(560.0, height, font_size=11.0))
    hub = next(item for item in scene.labels if item.organisation == 0)
    assert touching_labels(scene) == 0
    assert labels_on_symbols(scene) == 0
    if hub.leader is not None:
        x, y = scene.positions[0]
        away = np.hypot(hub.leader[2] - x, hub.leader[3] - y)
        assert away == pytest.approx(scene.radii[0])


def test_a_few_names_stand_whole_on_the_screen(build: "Builder") -> None:
    long = "South Invented Ambulance Service NHS Foundation Trust"
    scene = build.of([long, "Council", "Board"], [(0, 1), (1, 2)]).scene(SCREEN, LIGHT)
    assert " ".join(scene.labels[0].lines) == long


def test_the_middle_of_a_path_with_equal_sides_lies_the_same_way_on_every_machine(
    build: "Builder",
) -> None:
    scene = build.of(["One", "Two", "Three"], [(0, 1), (1, 2)]).scene(SCREEN, LIGHT)
    first, _, last = scene.positions[:, 0]
    assert first < last
