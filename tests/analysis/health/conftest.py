"""Places that several tests of what is at stake begin with."""

from typing import TYPE_CHECKING

import pytest

from partnermap.domain.words import TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder


@pytest.fixture
def ring(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """Three organisations tied in a ring of open-ended ties: no bridges."""
    for name in ("Trust", "Council", "Charity"):
        place_builder.add_organisation(name)
    for one, other in (("Trust", "Council"), ("Council", "Charity"), ("Charity", "Trust")):
        place_builder.add_tie(one, other, TieKind.SHARED_GOAL, start="2020")
    return place_builder
