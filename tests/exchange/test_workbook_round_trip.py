"""Out and in again without loss: every sheet, every field, both kinds of file."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnermap.domain.place import Place
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.workbook.writing import export_workbook

BringIn = Callable[[Place, Path], tuple[ImportPlan, Place]]
Tell = Callable[[Place], list[str]]


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_an_empty_place_that_takes_it_in_is_the_same(
    data: st.DataObject,
    name: str,
    any_place: st.SearchStrategy[Place],
    bring_in: BringIn,
    tell: Tell,
) -> None:
    place = data.draw(any_place)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        export_workbook(place, target)
        plan, other = bring_in(Place(), target)
        again, _ = bring_in(place, target)
        third, _ = bring_in(other, target)
    assert plan.skipped == ()
    assert tell(other) == tell(place)
    assert plan.updated == 0
    for repeated in (again, third):
        assert not repeated.changes
        assert (repeated.read, repeated.unchanged, repeated.skipped) == (plan.read, plan.read, ())
