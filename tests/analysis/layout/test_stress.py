"""The stress layout: distances, stability, determinism and odd networks."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import procrustes
from scipy.spatial.distance import pdist

from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.pack import ISOLATE
from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

Pairs = npt.NDArray[np.integer]
MakeNetwork = Callable[..., tuple[list[str], Pairs]]
NONE = np.zeros((0, 2), dtype=np.int32)


def width(layout: Layout) -> float:
    return float(np.ptp(layout.xy, axis=0).max())


def moves(before: Layout, after: Layout) -> npt.NDArray[np.float64]:
    rows = [(before.index[i], after.index[i]) for i in before.organisation_ids if i in after.index]
    pairs = np.array(rows)
    return np.asarray(np.linalg.norm(before.xy[pairs[:, 0]] - after.xy[pairs[:, 1]], axis=1))


def partners(pairs: Pairs, n: int) -> npt.NDArray[np.intp]:
    rows = np.unique(np.sort(pairs, axis=1), axis=0)
    return np.bincount(rows[rows[:, 0] != rows[:, 1]].ravel(), minlength=n)


def stress_of(xy: npt.NDArray[np.float64], pairs: Pairs) -> float:
    """Mean squared relative error of graph distance after the best scaling, pairs in one component."""
    n = len(xy)
    matrix = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    wanted = shortest_path(matrix, directed=False, unweighted=True)[np.triu_indices(n, 1)]
    inside = np.isfinite(wanted) & (wanted > 0)
    ratio = pdist(xy)[inside] / wanted[inside]
    scale = ratio.sum() / (ratio**2).sum()
    return float(((scale * ratio - 1) ** 2).mean())


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_very_small_networks_get_finite_distinct_places(n: int) -> None:
    ids = [str(i) for i in range(n)]
    layout = stress_layout(ids, NONE)
    assert layout.xy.shape == (n, 2)
    assert np.isfinite(layout.xy).all()
    assert len(np.unique(layout.xy.round(3), axis=0)) == n


def test_a_chain_of_four_is_laid_out_as_a_line() -> None:
    layout = stress_layout(list("abcd"), np.array([(0, 1), (1, 2), (2, 3)]))
    ends = np.linalg.norm(layout.xy[0] - layout.xy[3])
    steps = np.linalg.norm(np.diff(layout.xy, axis=0), axis=1)
    assert ends == pytest.approx(steps.sum(), rel=0.1)


def test_distances_follow_the_network_far_better_than_chance(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(150)
    layout = stress_layout(ids, pairs)
    chance = np.random.default_rng(0).normal(size=layout.xy.shape)
    assert stress_of(layout.xy, pairs) < 0.6 * stress_of(chance, pairs)


def test_the_same_input_gives_the_same_bytes(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(80)
    assert stress_layout(ids, pairs).xy.tobytes() == stress_layout(ids, pairs).xy.tobytes()


def test_order_of_organisations_and_ties_does_not_matter(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(60)
    shuffled = np.random.default_rng(3).permutation(60)
    place = np.argsort(shuffled)
    other = stress_layout([ids[i] for i in shuffled], place[pairs][::-1, ::-1])
    assert moves(stress_layout(ids, pairs), other).max() == pytest.approx(0.0, abs=1e-9)


def test_new_names_hardly_change_the_shape(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(60, seed=2)
    inside = np.flatnonzero(partners(pairs, 60) > 1)
    renamed = [ids[i] for i in np.random.default_rng(5).permutation(60)]
    before, after = stress_layout(ids, pairs), stress_layout(renamed, pairs)
    _, _, difference = procrustes(before.xy[inside], after.xy[inside])
    assert difference < 0.05


def test_an_unchanged_network_hardly_moves_from_its_previous_layout(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(150)
    before = stress_layout(ids, pairs)
    after = stress_layout(ids, pairs, previous=before)
    assert moves(before, after).mean() < 0.02 * width(before)


def test_a_new_organisation_leaves_the_others_where_they_were(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(60)
    before = stress_layout(ids, pairs)
    more = np.vstack([pairs, [(60, 0), (60, 1), (60, 2)]])
    after = stress_layout([*ids, "newcomer"], more, previous=before)
    moved = moves(before, after)
    assert moved.mean() < 0.02 * width(before)
    fresh = stress_layout([*ids, "newcomer"], more)
    assert moved.mean() < 0.3 * moves(before, fresh).mean()


def test_a_pin_is_kept_to_the_digit(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(40)
    layout = stress_layout(ids, pairs, pins={ids[7]: (3.25, -1.5)})
    assert layout.position(ids[7]) == (3.25, -1.5)
    assert layout.position("nobody") is None


def test_loops_and_doubles_change_nothing() -> None:
    ids = list("abcde")
    plain = np.array([(0, 1), (1, 2), (2, 3)])
    messy = np.array([(1, 0), (0, 1), (1, 2), (2, 2), (3, 2), (4, 4)])
    assert np.array_equal(stress_layout(ids, plain).xy, stress_layout(ids, messy).xy)


def test_components_do_not_lie_over_each_other() -> None:
    ids = [str(i) for i in range(30)]
    rings = [(10 * ring + i, 10 * ring + (i + 1) % 10) for ring in range(3) for i in range(10)]
    xy = stress_layout(ids, np.array(rings)).xy.reshape(3, 10, 2)
    low, high = xy.min(axis=1), xy.max(axis=1)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        apart = (high[one] < low[other]) | (high[other] < low[one])
        assert apart.any()


def drawn(xy: "np.ndarray") -> tuple["np.ndarray", float, float]:
    """Where those without partners stand on a page of 700 by 350, and the extent of the others."""
    scale = np.array((700.0, 350.0)) / np.ptp(xy, axis=0)
    scale = np.minimum(scale, scale[::-1] * 1.9)
    width, height = (np.ptp(xy[:20], axis=0) * scale).tolist()
    return xy[20:] * scale, width, height


@pytest.mark.parametrize("count", [2, 5, 12, 26, 40])
def test_organisations_without_partners_stand_in_even_rows_where_the_rest_keeps_its_size(
    count: int,
) -> None:
    ids = [str(i) for i in range(20 + count)]
    star = np.array([(0, i) for i in range(1, 20)])
    xy = stress_layout(ids, star).xy
    assert (xy[20:].min(axis=0) > xy[:20].max(axis=0)).any()
    lonely, width, height = drawn(xy)
    assert width * height > 0.3 * 700 * 350
    counts = [np.unique(lonely[:, axis].round(3), return_counts=True)[1] for axis in (0, 1)]
    assert any(len(set(lines[:-1].tolist())) <= 1 for lines in counts)
    across, down = np.abs(lonely[:, None] - lonely[None]).T
    apart = (across > 100) | (down > 18)
    assert apart[~np.eye(count, dtype=bool)].all()


def test_where_nobody_has_partners_names_have_all_their_room() -> None:
    xy = stress_layout([str(i) for i in range(25)], np.zeros((0, 2), dtype=np.int32)).xy
    across, down = np.abs(xy[:, None] - xy[None]).T
    apart = (across >= ISOLATE[0] - 1e-9) | (down >= ISOLATE[1] - 1e-9)
    assert apart[~np.eye(25, dtype=bool)].all()
    assert len(np.unique(xy[:, 0].round(6))) > 2


def test_whoever_has_no_partners_stands_below_what_is_wide_and_beside_what_is_not() -> None:
    chain = np.array([(i, i + 1) for i in range(19)])
    star = np.array([(0, i) for i in range(1, 20)])
    for others, axis in ((chain, 1), (star, 0)):
        xy = stress_layout([str(i) for i in range(26)], others).xy
        assert xy[20:, axis].min() > xy[:20, axis].max()


@pytest.mark.parametrize("name", ["star", "complete"])
def test_extreme_networks_stay_finite_and_apart(name: str) -> None:
    n = 40
    ids = [str(i) for i in range(n)]
    star = [(0, i) for i in range(1, n)]
    complete = [(i, j) for i in range(n) for j in range(i)]
    xy = stress_layout(ids, np.array(star if name == "star" else complete)).xy
    assert np.isfinite(xy).all()
    side = np.sqrt(np.prod(np.ptp(xy, axis=0)) / n)
    assert pdist(xy).min() > 0.35 * side


def test_large_components_use_pivots_and_keep_their_quality(make_network: MakeNetwork) -> None:
    random = np.random.default_rng(2)
    n = 1200
    ids = [f"{i:05d}" for i in range(n)]
    tree = [(i, int(random.integers(max(0, i - 60), i))) for i in range(1, n)]
    pairs = np.array(tree)
    layout = stress_layout(ids, pairs)
    chance = random.normal(size=(n, 2))
    assert np.isfinite(layout.xy).all()
    assert stress_of(layout.xy, pairs) < 0.6 * stress_of(chance, pairs)


def test_a_cancelled_layout_stops(make_network: MakeNetwork) -> None:
    ids, pairs = make_network(60)
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        stress_layout(ids, pairs, token=token)
