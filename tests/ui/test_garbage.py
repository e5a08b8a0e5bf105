"""Garbage collection on the window's thread: small cycles go, heaps of data are set aside."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from partnermap.ui.garbage import DATA, YOUNG, collect_some


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
    collect_some()
    assert gone() is None


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_more_than_a_turn_can_look_at_is_set_aside(generation: int) -> None:
    kept = [[number] for number in range(DATA + 100)]
    for older in range(generation):
        gc.collect(older)
    frozen = gc.get_freeze_count()
    for _ in range(300):
        more = [[number] for number in range(YOUNG + 100)]
        collect_some()
        del more
    assert gc.get_freeze_count() >= frozen + len(kept)
