"""Garbage collection on the window's thread: small cycles go, heaps of data are set aside."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from partnermap.ui import garbage
from partnermap.ui.garbage import DATA, SLOW_S, STEPS, YOUNG, Collector


class Knot:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _by_hand() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_cycles_are_collected_once_there_are_some() -> None:
    knots = [Knot() for _ in range(YOUNG + 100)]
    gone = weakref.ref(knots[0])
    knots.clear()
    Collector().collect_some()
    assert gone() is None


def test_plain_data_is_set_aside_at_once() -> None:
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(DATA + 100)]
    Collector().collect_some()
    assert gc.get_freeze_count() >= frozen + len(kept)


def test_what_has_grown_too_large_for_a_turn_is_set_aside() -> None:
    """Small steps of which most stays: before one turn would have to look at too much, it goes."""
    frozen, collector = gc.get_freeze_count(), Collector()
    kept: list[list[int]] = []
    for _ in range(3 * STEPS * STEPS):
        more = [[number] for number in range(YOUNG + 100)]
        kept += more[:-50]
        del more
        collector.collect_some()
    assert gc.get_freeze_count() >= frozen + DATA


def test_no_object_is_taken_hold_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may be filling a tuple: whoever holds it for a moment makes the worker fail."""

    def forbidden(generation: int | None = None) -> list[object]:
        raise AssertionError(generation)

    monkeypatch.setattr(gc, "get_objects", forbidden)
    kept = [[number] for number in range(YOUNG + 100)]
    Collector().collect_some()
    assert kept


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_what_made_a_collection_slow_is_set_aside(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """Data that took the place of other data is not counted as new: its size is only felt."""
    clock = iter((0.0, seconds))
    monkeypatch.setattr(garbage, "thread_time", lambda: next(clock))
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(YOUNG + 100)]
    Collector().collect_some()
    assert (gc.get_freeze_count() >= frozen + len(kept)) is (seconds > SLOW_S)
