"""Charts as scenes: nothing overlaps, nothing leaves the sheet, sums and records stay."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.hatching import hatch_lines
from partnermap.scene.chart.look import MOST_CATEGORIES, Hatching, Look
from partnermap.scene.chart.model import Area, Box, ChartScene
from partnermap.scene.chart.stacked import BarRow, Piece, StackedBars
from partnermap.scene.chart.units import Unit, in_words, steps
from partnermap.scene.style import DARK, LIGHT, PAPER, STYLES, Style
from tests.scene.chart_samples import EMPTY, KINDS, SIZES, sample
from tests.scene.test_style import contrast

EVERY = pytest.mark.parametrize("kind", KINDS)
SLACK = 0.6


def scene_of(kind: str, count: int, *, long: bool = False, width: float = 640.0) -> ChartScene:
    return chart_scene(sample(kind, count, long=long), Look(PAPER, width, 9.0, 700.0))


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > SLACK and down > SLACK


@EVERY
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("width", [340.0, 510.0, 1200.0])
@pytest.mark.parametrize("count", SIZES.values(), ids=SIZES)
def test_no_words_overlap_and_none_leave_the_sheet(
    kind: str, count: int, width: float, long: bool
) -> None:
    scene = scene_of(kind, count, long=long, width=width)
    for one, other in combinations(scene.words, 2):
        assert not overlap(one.box, other.box), (one.words, other.words)
    for words in scene.words:
        left, top, right, bottom = words.box
        assert left >= -SLACK, words
        assert right <= scene.width + SLACK, words
        assert top >= -SLACK, words
        assert bottom <= scene.height + SLACK, words


@EVERY
@pytest.mark.parametrize("count", [2, 8, 300])
def test_marks_are_named_lead_to_records_and_can_be_hit(kind: str, count: int) -> None:
    scene = scene_of(kind, count)
    used = {shape.mark for shape in scene.shapes} | {words.mark for words in scene.words}
    assert used <= {-1, *range(len(scene.marks))}
    assert scene.marks
    assert all(mark.name for mark in scene.marks)
    assert any(mark.about for mark in scene.marks)
    for mark in scene.marks:
        left, top, right, bottom = mark.box
        assert right > left
        assert bottom > top
        assert scene.mark_at((left + right) / 2, (top + bottom) / 2) is not None


@EVERY
def test_a_chart_without_rows_is_one_sentence(kind: str) -> None:
    scene = scene_of(kind, 0)
    assert scene.alt == EMPTY
    assert " ".join(words.words for words in scene.words).endswith(EMPTY)
    assert not scene.marks
    assert not scene.twin.rows


@EVERY
def test_the_alternative_text_and_the_table_come_from_the_data(kind: str) -> None:
    scene = scene_of(kind, 8)
    assert scene.title in scene.alt
    assert scene.twin.rows[0][0] in scene.alt
    assert all(len(row) == len(scene.twin.headings) for row in scene.twin.rows)


@pytest.mark.parametrize("kind", ["stacked", "spans", "ranges", "tornado", "dots"])
def test_what_finds_no_room_stands_in_the_table_and_is_counted(kind: str) -> None:
    scene = scene_of(kind, 300)
    assert scene.height < 800
    assert len(scene.twin.rows) == 300
    assert any("in the table only" in words.words for words in scene.words)


@given(
    st.lists(st.lists(st.integers(1, 10**12), min_size=1, max_size=4), min_size=1, max_size=12),
    st.sampled_from([LIGHT, DARK, PAPER]),
)
@settings(max_examples=30, deadline=None)
def test_the_parts_of_a_bar_are_as_long_as_their_amounts(amounts: list[list[int]], style: Style) -> None:
    rows = tuple(
        BarRow(f"Row {i}", tuple(Piece(j, a, f"£{a}") for j, a in enumerate(row)), f"£{sum(row)}")
        for i, row in enumerate(amounts)
    )
    chart = StackedBars("Title", ("a", "b", "c", "d"), rows, "Row", EMPTY)
    scene = chart_scene(chart, Look(style, 900.0))
    widths = {
        mark.name: box[2] - box[0] + 1.5
        for mark in scene.marks
        if (box := mark.box) and "," in mark.name
    }
    longest = max(sum(row) for row in amounts)
    scale = max(
        widths[f"Row {i}, {'abcd'[j]}: £{a}"] / a
        for i, row in enumerate(amounts)
        for j, a in enumerate(row)
        if a * 100 > longest
    )
    for i, row in enumerate(amounts):
        for j, amount in enumerate(row):
            width = widths[f"Row {i}, {'abcd'[j]}: £{amount}"]
            assert width == pytest.approx(max(amount * scale, 3.0), abs=0.2)


def test_more_categories_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 4"):
        StackedBars("", tuple("abcde"), (), "", "")


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_words_and_shapes_stand_out_in_every_style(style: Style) -> None:
    palette = Look(style, 600.0).palette
    assert len(palette.ordered) == MOST_CATEGORIES
    for shade in (*palette.ordered, *palette.states.values()):
        assert contrast(shade.fill, shade.ink) >= 4.5
        assert max(contrast(each, style.background) for each in (shade.fill, shade.outline)) >= 3
    for fill, ink in palette.heat:
        assert contrast(fill, ink) >= 4.5
    assert all(contrast(colour, style.background) >= 3 for colour in palette.series)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_neighbouring_shades_differ_without_colour(style: Style) -> None:
    ordered = Look(style, 600.0).palette.ordered
    for one, other in pairwise(ordered):
        assert one.hatching is not other.hatching
        assert contrast(one.fill, other.fill) > 1.3


@given(
    st.floats(0, 50), st.floats(0, 50), st.floats(5, 200), st.floats(5, 200), st.sampled_from(Hatching)
)
@settings(max_examples=40, deadline=None)
def test_hatch_lines_stay_inside(
    left: float, top: float, wide: float, high: float, hatching: Hatching
) -> None:
    box = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))
    lines = hatch_lines(box, hatching)
    assert bool(lines) == (hatching is not Hatching.NONE) or min(wide, high) < 8
    for line in lines:
        for x, y in line:
            assert left - 0.01 <= x <= left + wide + 0.01
            assert top - 0.01 <= y <= top + high + 0.01


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
@settings(max_examples=50, deadline=None)
def test_the_steps_of_a_scale_hold_all_values(low: float, span: float) -> None:
    found = steps(low, low + span)
    width = found[-1] - found[0]
    assert 2 <= len(found) <= 8
    assert found[0] <= low + 1e-6 * width
    assert found[-1] >= low + span - 1e-6 * width


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.07720, Unit.NUMBER, "0.077"),
        (1234.4, Unit.NUMBER, "1,234"),
        (-0.5, Unit.NUMBER, "−0.5"),
        (0.137, Unit.SHARE, "14%"),
        (120_000_00, Unit.MONEY, "£120,000"),
        (11, Unit.MONTHS, "11 months"),
    ],
)
def test_figures_have_two_significant_digits(value: float, unit: Unit, words: str) -> None:
    assert in_words(value, unit) == words


def test_a_line_breaks_where_nothing_is_known() -> None:
    scene = scene_of("curve", 8)
    assert "not known" in scene.twin.rows[4][1]
    areas = [shape for shape in scene.shapes if isinstance(shape, Area) and shape.mark >= 0]
    assert len(areas) == 7 + 8
