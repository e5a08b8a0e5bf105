"""One layout for all dates."""

import numpy as np

from partnermap.analysis.layout.place import place_layout
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.view import Pin
from partnermap.domain.words import Sector, TieKind


def place_with(pins: tuple[Pin, ...] = ()) -> Place:
    organisations = {
        key: Organisation(id=key, name=f"Body {key}", sector=Sector.VCSE) for key in "abcdefgh"
    }
    ties = {
        f"{one}{other}": Tie(
            id=f"{one}{other}",
            from_id=one,
            to_id=other,
            kind=TieKind.GOVERNANCE,
            start=PartialDate(year),
            end=PartialDate(year + 1),
        )
        for one, other, year in (("a", "b", 2010), ("b", "c", 2015), ("c", "d", 2020), ("e", "f", 2030))
    }
    return Place(
        tables={"organisations": organisations, "ties": ties, "pins": {pin.id: pin for pin in pins}}
    )


def test_every_organisation_has_a_place_whatever_the_date() -> None:
    layout = place_layout(place_with())
    assert set(layout.organisation_ids) == set("abcdefgh")
    assert np.isfinite(layout.xy).all()


def test_ties_of_different_dates_pull_together() -> None:
    layout = place_layout(place_with())
    xy = {key: np.array(layout.position(key)) for key in "abcdefgh"}
    chain = np.linalg.norm(xy["a"] - xy["d"])
    assert np.linalg.norm(xy["a"] - xy["b"]) < chain
    assert np.linalg.norm(xy["c"] - xy["d"]) < chain


def test_pins_of_the_place_are_kept() -> None:
    layout = place_layout(place_with((Pin(id="p", organisation_id="h", x=9.0, y=-2.0),)))
    assert layout.position("h") == (9.0, -2.0)
