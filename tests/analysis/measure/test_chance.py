"""The engine of null models: exact where few, seeded, cancellable, and words instead of stars."""

import datetime as dt
import math
from collections import Counter
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure import link_arrays
from partnermap.analysis.measure.chance import (
    DRAWS,
    FEW_DRAWS,
    SEED,
    Chance,
    Luck,
    by_labels,
    chance_of,
    draws_for,
    every_labelling,
    few_labellings,
    labellings,
    seed_of,
    shuffled,
)
from partnermap.domain.errors import Cancelled
from partnermap.domain.evidence import Assumption
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
TESTBRIDGE = np.array([0, 0, 0, 1, 1, 2, 2, 3], dtype=np.int16)


def _first(block: np.ndarray) -> np.ndarray:
    return block[:, 0].astype(np.float64)


def test_labellings_meet_the_multinomial() -> None:
    assert labellings({0: 3, 1: 2, 2: 2, 3: 1}) == 1680
    assert labellings({0: 3, 1: 4, 2: 3}) == 4200


def test_testbridge_has_1680_labellings_each_once() -> None:
    (block,) = every_labelling(TESTBRIDGE)
    assert len(block) == 1680
    assert len({tuple(row) for row in block.tolist()}) == 1680
    assert all(Counter(row) == Counter(TESTBRIDGE.tolist()) for row in block.tolist())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_every_labelling_is_every_permutation(labels: list[int]) -> None:
    (block,) = every_labelling(np.array(labels, dtype=np.int16))
    assert {tuple(row) for row in block.tolist()} == set(permutations(labels))


def test_few_labellings_are_counted_out_and_many_drawn() -> None:
    assert few_labellings(TESTBRIDGE)
    assert not few_labellings(np.arange(10, dtype=np.int16))
    # One organisation of another sector among 40 has 40 labellings, and is drawn all the same.
    assert not few_labellings(np.array([1] + [0] * 39, dtype=np.int16))
    assert by_labels(TESTBRIDGE, _first)[1] is True
    values, exact = by_labels(np.arange(12, dtype=np.int16), _first)
    assert (len(values), exact) == (DRAWS, False)


def test_nine_organisations_of_five_sectors_are_counted_out() -> None:
    labels = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4], dtype=np.int16)
    values, exact = by_labels(labels, _first)
    assert (len(values), exact) == (22_680, True)


def test_the_same_seed_gives_the_same_draws_and_another_others() -> None:
    codes = np.arange(12, dtype=np.int16)
    first, again, other = (by_labels(codes, _first, seed)[0] for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_draws_are_all_there_when_they_fill_no_whole_block() -> None:
    blocks = list(shuffled(np.arange(4, dtype=np.int16), 1, 301))
    assert sum(len(block) for block in blocks) == 301
    assert all(sorted(row) == [0, 1, 2, 3] for block in blocks for row in block.tolist())


def test_p_counts_the_figure_itself_once_when_drawn_and_not_when_exact() -> None:
    drawn = np.array([1.0, 2.0, 3.0, 4.0])
    found = chance_of(2.0, drawn)
    assert (found.p_low, found.p_high) == (3 / 5, 4 / 5)
    exact = chance_of(2.0, drawn, exact=True)
    assert (exact.p_low, exact.p_high) == (2 / 4, 3 / 4)
    assert exact.expected == 2.5
    assert exact.deviation == pytest.approx(math.sqrt(1.25))


def test_no_drawn_p_is_nought() -> None:
    found = chance_of(9.0, np.zeros(DRAWS))
    assert found.p_high == 1 / (DRAWS + 1)
    assert found.p_low == 1


def test_draws_without_a_value_do_not_count() -> None:
    found = chance_of(1.0, np.array([np.nan, 1.0, 2.0]))
    assert (found.draws, found.expected) == (2, 1.5)
    assert chance_of(1.0, np.array([np.nan])).p_low == 1


CHANCE = Chance(0.1, 0.5, 0.1, 0.3, 0.7, 0.03, 0.99, 1680, True)


@pytest.mark.parametrize(
    ("p_low", "p_high", "luck", "words"),
    [
        (0.029, 0.99, Luck.UNLIKELY, "a value this low would come up about 3 in 100 times"),
        (0.99, 0.05, Luck.UNLIKELY, "a value this high would come up about 5 in 100 times"),
        (0.99, 0.051, Luck.POSSIBLE, "a value this high would come up about 5 in 100 times"),
        (0.0095, 0.99, Luck.UNLIKELY, "about 10 in 1,000 times"),
        (0.0002, 1, Luck.UNLIKELY, "less than once in 1,000 times"),
        (1, 1, Luck.POSSIBLE, "about 100 in 100 times"),
    ],
)
def test_words_for_a_board(p_low: float, p_high: float, luck: Luck, words: str) -> None:
    found = replace(CHANCE, p_low=p_low, p_high=p_high)
    assert found.luck is luck
    assert words in found.sentence
    assert found.sentence.endswith(f"{luck.value}.")
    assert "*" not in found.sentence


@pytest.mark.parametrize(
    ("low", "high", "seed"),
    [
        ("7", "7", 7),
        (" 2026 ", None, 2026),
        (None, "3", 3),
        ("many", None, SEED),
        ("-4", None, SEED),
        (None, None, SEED),
    ],
)
def test_the_file_may_hold_the_seed(
    place_builder: "PlaceBuilder", low: str | None, high: str | None, seed: int
) -> None:
    place_builder.add(Assumption(id="1", name="fade_months", low="18"))
    place_builder.add(Assumption(id="2", name="Seed", low=low, high=high))
    assert seed_of(place_builder.build()) == seed


def test_without_a_seed_the_program_has_its_own(place_builder: "PlaceBuilder") -> None:
    assert seed_of(place_builder.build()) == SEED


def test_it_reports_progress_and_can_be_cancelled() -> None:
    shares: list[float] = []
    token = Token(lambda share, _: shares.append(share))
    by_labels(np.arange(12, dtype=np.int16), _first, token=token)
    assert shares == sorted(shares)
    assert (shares[0], len(shares)) == (0, 20)
    token.cancel()
    with pytest.raises(Cancelled):
        by_labels(np.arange(12, dtype=np.int16), _first, token=token)


def test_a_very_large_map_gets_fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    assert draws_for(link_arrays.LARGE) == DRAWS
    assert draws_for(link_arrays.LARGE + 1) == FEW_DRAWS
    monkeypatch.setattr(link_arrays, "LARGE", 5)
    assert len(by_labels(np.arange(12, dtype=np.int16), _first)[0]) == FEW_DRAWS
    assert len(by_labels(np.arange(12, dtype=np.int16), _first, draws=30)[0]) == 30


def test_blocks_of_a_large_map_are_small() -> None:
    codes = np.zeros(200_000, dtype=np.int16)
    assert [len(block) for block in shuffled(codes, 1, 12)] == [5, 5, 2]
