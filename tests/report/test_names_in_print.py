"""Names on the finished page: counted on the words of the PDF, at the sizes that a board prints."""

import pytest

from partnermap.network.build import network_on
from partnermap.report.map import MapOrder, ordered_scene
from partnermap.report.pdf.map import map_pdf
from tests.bench.bench_labels import partnership_of
from tests.bench.layout_graphs import generated
from tests.report.invented import ON, WHEN
from tests.report.printed_words import counts, partnership


@pytest.mark.parametrize(("n", "paper", "size"), [(150, "A3", 7.0), (300, "A1", 10.0)])
def test_no_name_touches_a_name_a_symbol_or_the_edge(n: int, paper: str, size: float) -> None:
    place = partnership(n, generated(n).pairs)
    scene = ordered_scene(place, MapOrder(ON, paper=paper))
    found = counts(map_pdf(scene, "Map", when=WHEN), scene, network_on(place, ON))
    assert min(label.size for label in scene.labels) >= size
    assert (found.on_words, found.on_symbols, found.cut_off) == (0, 0, 0)
    assert found.names + found.keyed == n
    assert found.keyed <= 0.05 * n
    assert found.with_foreign_line < 0.55 * n


@pytest.mark.parametrize(("n", "paper"), [(60, "A4"), (150, "A3"), (300, "A1")])
def test_few_names_have_a_foreign_line_where_ties_are_of_everyday_number(n: int, paper: str) -> None:
    place = partnership_of(n, 1.7)
    scene = ordered_scene(place, MapOrder(ON, paper=paper))
    found = counts(map_pdf(scene, "Map", when=WHEN), scene, network_on(place, ON))
    assert (found.on_words, found.on_symbols, found.cut_off) == (0, 0, 0)
    assert found.with_foreign_line < 0.24 * n
