"""What the record behind a tie is called, alone and where both ends stand beside it."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.domain.words import LegalBasis, TieKind
from partnermap.network.build import network_on
from partnermap.network.origin import name_beside_ends, name_of_origin, payments_name

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder


def test_of_payments_only_the_year_is_told_beside_both_ends(place_builder: "PlaceBuilder") -> None:
    for name in ("Invented ICB", "Age Well"):
        place_builder.add_organisation(name)
    long = payments_name("Invented ICB", "Age Well", "2025/26")
    place_builder.add_agreement(
        long,
        legal_basis=LegalBasis.PAYMENT,
        pays={"Invented ICB": 100},
        receives={"Age Well": 100},
        start="2025-04-01",
        end="2026-03-31",
    )
    place_builder.add_tie("Age Well", "Invented ICB", TieKind.TRUST)
    place_builder.add_tie("Age Well", "Invented ICB", TieKind.CONTRACT, name="Payments by the hour")
    place = place_builder.build()
    ties = {tie.kind: tie for tie in network_on(place, dt.date(2025, 9, 30)).ties}
    assert name_of_origin(place, ties[TieKind.PAYMENT].origin) == long
    assert {kind: name_beside_ends(place, tie) for kind, tie in ties.items()} == {
        TieKind.PAYMENT: "2025/26",
        TieKind.TRUST: None,
        TieKind.CONTRACT: "Payments by the hour",
    }
