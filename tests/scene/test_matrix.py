import datetime as dt
from typing import TYPE_CHECKING

from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.tie import Tie
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.network.build import network_on
from partnermap.scene.change_marks import change_sign
from partnermap.scene.matrix import Cell, MatrixOrder, matrix_of
from partnermap.scene.style import Role
from partnermap.scene.then_and_now import Change

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def place_of(build: "PlaceBuilder") -> Place:
    build.add_organisation("Charity", Sector.VCSE)
    build.add_organisation("Board", Sector.NHS, type=OrganisationType.ICB)
    build.add_organisation("A trust", Sector.NHS)
    build.add_organisation("B trust", Sector.NHS)
    build.add_tie("B trust", "Board", TieKind.TRUST, 3)
    build.add_tie("Board", "B trust", TieKind.REFERRAL, 2)
    build.add_tie("Charity", "B trust", TieKind.REFERRAL, 1)
    return build.build()


def test_sectors_stand_together_and_names_are_in_order(place_builder: "PlaceBuilder") -> None:
    place = place_of(place_builder)
    found = matrix_of(place, network_on(place, ON))
    assert found.names == ("Board", "A trust", "B trust", "Charity")
    assert found.starts == {Role.COMMISSIONER: 0, Role.OTHER_NHS: 1, Role.VCSE: 3}
    by_partners = matrix_of(place, network_on(place, ON), MatrixOrder.PARTNERS)
    assert by_partners.names == ("Board", "B trust", "A trust", "Charity")


def test_a_cell_holds_all_links_of_a_pair_and_both_halves_agree(place_builder: "PlaceBuilder") -> None:
    place = place_of(place_builder)
    network = network_on(place, ON)
    risky = frozenset({network.ties[0].id})
    found = matrix_of(place, network, at_risk=risky)
    cell = found.cells[0, 2]
    assert (cell.strength, cell.step, set(cell.kinds)) == (5, 4, {TieKind.TRUST, TieKind.REFERRAL})
    assert len(cell.origins) == 2
    assert all(found.cells[column, row] == item for (row, column), item in found.cells.items())
    assert sum(item.strength for item in found.cells.values()) == 2 * sum(
        t.strength for t in network.ties
    )
    assert found.words_of(0, 2) == "Board and B trust: trust, referral; strength 5; 2 links; at risk."
    assert found.words_of(0, 1) == "Board and A trust: no link."
    assert found.words_of(1, 1) == "A trust."


def test_an_empty_place_has_an_empty_matrix() -> None:
    found = matrix_of(Place(), network_on(Place(), ON))
    assert (found.names, found.cells) == ((), {})


def test_a_cell_of_two_pictures_says_what_becomes_of_each_of_its_links() -> None:
    origins = tuple(About(Tie.TABLE, key) for key in "abc")
    kinds = (TieKind.TRUST,)
    kept = Cell(2, kinds, origins[:1], changes=(Change.KEPT,))
    assert kept.words == "trust; strength 2; 1 link; as it was"
    mixed = Cell(6, kinds, origins, changes=(Change.KEPT, Change.LOST, Change.GAINED))
    assert mixed.change is Change.LOST
    assert mixed.words == "trust; strength 6; 3 links; 1 lost, 1 gained, 1 as it was"
    assert Cell(1, kinds, origins[:1]).change is None


def test_every_change_but_none_has_a_sign_of_its_own() -> None:
    signs = [change_sign(change) for change in Change if change is not Change.KEPT]
    assert len(set(signs)) == len(signs)
    assert all(signs)
