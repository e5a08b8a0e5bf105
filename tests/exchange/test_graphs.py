import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementStatus,
    LegalBasis,
    OrganisationType,
    PostPartnerRole,
    PostStatus,
    ReorganisationKind,
    ReorganisationStatus,
    Sector,
    TieKind,
)
from partnermap.exchange.example import plan_example
from partnermap.exchange.graphs import export_network, form_of
from partnermap.exchange.graphs.content import Edge, GraphContent, graph_content
from partnermap.exchange.graphs.every_date import ties_of_every_date
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

DAY = dt.date(2026, 4, 1)
Read = Callable[[Path], "networkx.MultiGraph[str]"]


def read_graphml(path: Path) -> "networkx.MultiGraph[str]":
    return networkx.MultiGraph(networkx.read_graphml(path, force_multigraph=True))


def read_gexf(path: Path) -> "networkx.MultiGraph[str]":
    return networkx.MultiGraph(networkx.read_gexf(path))


def read_node_link(path: Path) -> "networkx.MultiGraph[str]":
    data = json.loads(path.read_text(encoding="utf-8"))
    return networkx.MultiGraph(networkx.node_link_graph(data, edges="edges"))


FORMS: tuple[tuple[str, Read], ...] = (
    ("graphml", read_graphml),
    ("gexf", read_gexf),
    ("node-link", read_node_link),
)


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


def edge_of(content: GraphContent, label: str) -> Edge:
    (edge,) = (edge for edge in content.edges if edge.attributes["label"] == label)
    return edge


@pytest.mark.parametrize(("form", "read"), FORMS)
@pytest.mark.parametrize("on", [None, DAY])
def test_what_is_written_is_read_back(
    example: Place, tmp_path: Path, form: str, read: Read, on: dt.date | None
) -> None:
    target = tmp_path / "network"
    content = export_network(example, target, form, DAY, on=on)
    graph = read(target)
    assert set(graph.nodes) == {node.id for node in content.nodes}
    assert Counter(frozenset(ends) for ends in graph.edges()) == Counter(
        frozenset((edge.from_id, edge.to_id)) for edge in content.edges
    )
    for node in content.nodes:
        read_back = graph.nodes[node.id]
        for name in ("name", "sector", "type", "identifiers", "opened", "closed"):
            assert read_back.get(name) == node.attributes.get(name)
    kinds = Counter(
        (data["kind"], data["strength"], data["directed"], data["from"], data["to"], data["origin"])
        for *_, data in graph.edges(data=True)
    )
    assert kinds == Counter(
        tuple(edge.attributes[name] for name in ("kind", "strength", "directed", "from", "to", "origin"))
        for edge in content.edges
    )


@pytest.mark.parametrize(("form", "read"), FORMS)
def test_the_network_of_a_date_is_that_of_the_measures(
    example: Place, tmp_path: Path, form: str, read: Read
) -> None:
    target = tmp_path / "network"
    export_network(example, target, form, DAY, on=DAY)
    graph, network = read(target), network_on(example, DAY)
    assert graph.number_of_nodes() == len(network.organisation_ids)
    assert graph.number_of_edges() == len(network.ties)
    simple = networkx.Graph(graph)
    assert simple.number_of_edges() == len(network.pairs)
    by_kind = Counter(data["kind"] for *_, data in graph.edges(data=True))
    assert by_kind == Counter(str(tie.kind) for tie in network.ties)


def test_gexf_of_every_date_can_be_played(example: Place, tmp_path: Path) -> None:
    target = tmp_path / "all.gexf"
    content = export_network(example, target, "gexf", DAY)
    graph = read_gexf(target)
    assert 'mode="dynamic"' in target.read_text(encoding="utf-8")
    assert 'timeformat="date"' in target.read_text(encoding="utf-8")
    for node in content.nodes:
        read_back = graph.nodes[node.id]
        assert read_back.get("start") == node.attributes.get("first_day")
        assert read_back.get("end") == node.attributes.get("last_day")
    starts = Counter(data.get("start") for *_, data in graph.edges(data=True))
    assert starts == Counter(edge.attributes.get("first_day") for edge in content.edges)


def test_gexf_of_one_date_stands_still(example: Place, tmp_path: Path) -> None:
    target = tmp_path / "one.gexf"
    export_network(example, target, "gexf", DAY, on=DAY)
    assert 'mode="static"' in target.read_text(encoding="utf-8").partition("<nodes>")[0]


def test_dates_keep_their_precision_beside_the_days_they_mean() -> None:
    place = applied(
        Place(),
        Changes(
            create=(
                Organisation(id="a", name="Alpha", opened=PartialDate(2020)),
                Organisation(id="b", name="Beta", closed=NOT_KNOWN),
                Tie(
                    id="t",
                    name="T",
                    from_id="a",
                    to_id="b",
                    kind=TieKind.REFERRAL,
                    start=PartialDate(2026, 2),
                    end=PartialDate(2026),
                ),
            )
        ),
    )
    content = graph_content(place, None, DAY)
    edge = edge_of(content, "T").attributes
    assert (edge["recorded_start"], edge["recorded_end"]) == ("2026-02", "2026")
    assert (edge["first_day"], edge["last_day"]) == ("2026-02-01", "2026-12-31")
    alpha, beta = (node.attributes for node in content.nodes)
    assert (alpha["opened"], alpha["first_day"]) == ("2020", "2020-01-01")
    assert beta["closed"] == "not known"
    assert "last_day" not in beta
    assert "closed" not in alpha


def test_a_node_says_who_it_is() -> None:
    body = Organisation(
        id="a",
        ref="O1",
        name="Alpha Trust",
        short_name="Alpha",
        sector=Sector.NHS,
        type=OrganisationType.NHS_TRUST,
    )
    codes = (
        Identifier(id="1", organisation_id="a", scheme="GB-NHS", value="RAX"),
        Identifier(id="2", organisation_id="a", scheme="GB-CHC", value="900001"),
    )
    (node,) = graph_content(applied(Place(), Changes(create=(body, *codes))), None, DAY).nodes
    assert node.attributes == {
        "label": "Alpha",
        "name": "Alpha Trust",
        "sector": "NHS",
        "type": "NHS trust",
        "ref": "O1",
        "identifiers": "GB-NHS-RAX; GB-CHC-900001",
    }


def test_money_of_the_date_or_of_every_year(place_builder: "PlaceBuilder", tmp_path: Path) -> None:
    place_builder.add_organisation("Payer")
    place_builder.add_organisation("Host")
    fund = place_builder.add_agreement(
        "Fund", pays={"Payer": 1000}, host_id="Host", legal_basis=LegalBasis.S75_POOLED
    )
    place_builder.add_contribution(fund, "Payer", 2000, "2026/27")
    place = place_builder.build()
    on_day = edge_of(graph_content(place, DAY, DAY), "Fund").attributes
    assert (on_day["amount"], on_day["financial_year"]) == (2000.0, "2026/27")
    assert on_day["origin"] == "derived from an agreement"
    always = edge_of(graph_content(place, None, DAY), "Fund").attributes
    assert always["amounts"] == "2025/26: 1000.00; 2026/27: 2000.00"
    without = export_network(
        place, tmp_path / "n.json", "node-link", DAY, on=DAY, without=frozenset({"money"})
    )
    assert not {"amount", "financial_year", "months_recorded", "amounts"} & set(
        edge_of(without, "Fund").attributes
    )
    unknown = edge_of(graph_content(place, dt.date(2030, 1, 1), DAY), "Fund").attributes
    assert "amount" not in unknown


def test_a_successor_stands_in_with_the_money_that_is_recorded(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2026-03-31")
    place_builder.add_organisation("New")
    place_builder.add_organisation("Host")
    place_builder.add_agreement("Fund", pays={"Old": 1000}, host_id="Host", year="2026/27")
    place_builder.add_reorganisation(
        "Merger",
        moves=[("Old", "New")],
        effective="2026-04-01",
        status=ReorganisationStatus.IN_FORCE,
        kind=ReorganisationKind.MERGER,
    )
    content = graph_content(place_builder.build(), DAY, DAY)
    edge = edge_of(content, "Fund")
    assert (edge.attributes["from"], edge.attributes["to"]) == ("New", "Host")
    assert edge.attributes["amount"] == 1000.0
    assert "inherited" in str(edge.attributes["marks"])
    always = edge_of(graph_content(place_builder.build(), None, DAY), "Fund")
    assert always.attributes["from"] == "Old"


def test_a_lapsed_agreement_that_runs_has_no_last_day(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    place_builder.add_agreement(
        "Old fund",
        pays={"A": 1},
        receives={"B": 1},
        start="2020-04-01",
        end="2025-03-31",
        status=AgreementStatus.EXPIRED_BUT_RUNNING,
    )
    edge = edge_of(graph_content(place_builder.build(), None, DAY), "Old fund").attributes
    assert edge["recorded_end"] == "2025-03-31"
    assert "last_day" not in edge
    assert "expired but running" in str(edge["marks"])


def test_ties_of_every_date_hold_those_of_each(example: Place) -> None:
    always = {tie.id.partition("#")[0] for tie in ties_of_every_date(example, DAY)}
    for year in range(2008, 2032):
        for month in (1, 4, 10):
            on = dt.date(year, month, 1)
            own = {tie.id for tie in network_on(example, on).ties if tie.written is None}
            assert own <= always


def test_a_member_who_left_and_came_back_is_two_spells(place_builder: "PlaceBuilder") -> None:
    for name in ("Lead", "Member"):
        place_builder.add_organisation(name)
    team = place_builder.add_team("Team", (), lead="Lead")
    place_builder.add_member(team, "Member", start="2020", end="2021")
    place_builder.add_member(team, "Member", start="2024")
    ties = ties_of_every_date(place_builder.build(), DAY)
    assert sorted(str(tie.start) for tie in ties) == ["2020", "2024"]
    assert len({tie.id for tie in ties}) == 2


def test_people_are_nowhere(place_builder: "PlaceBuilder", tmp_path: Path) -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name, source="Said by Secret Person")
    place_builder.add_post(
        "Director", "A", {"B": PostPartnerRole.FUNDS}, holder="Secret Person", status=PostStatus.FILLED
    )
    for form, _ in FORMS:
        target = tmp_path / form
        export_network(place_builder.build(), target, form, DAY)
        text = target.read_text(encoding="utf-8")
        assert "Director" in text
        assert "Secret" not in text


def test_two_tables(example: Place, tmp_path: Path) -> None:
    content = export_network(example, tmp_path / "tables", "edges", DAY, on=DAY)
    with (tmp_path / "tables" / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "tables" / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        edges = list(csv.DictReader(file))
    assert [row["Id"] for row in nodes] == [node.id for node in content.nodes]
    assert [(row["Source"], row["Target"], row["Kind"]) for row in edges] == [
        (edge.from_id, edge.to_id, edge.attributes["kind"]) for edge in content.edges
    ]
    assert {row["Directed"] for row in edges} == {"yes", "no"}


def test_tables_hold_no_formula(tmp_path: Path) -> None:
    body = Organisation(id="a", name='=cmd|"/c calc"!A1')
    export_network(applied(Place(), Changes(create=(body,))), tmp_path / "t", "edges", DAY)
    text = (tmp_path / "t" / "nodes.csv").read_text(encoding="utf-8-sig")
    assert ",=cmd" not in text
    assert "'=cmd" in text


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_is_written_as_data(name: str) -> None:
    ends = (Organisation(id="a", name=name), Organisation(id="b", name='<b>&"x'))
    tie = Tie(id="t", name=name, from_id="a", to_id="b", kind=TieKind.OTHER)
    place = applied(Place(), Changes(create=(*ends, tie)))
    with TemporaryDirectory() as folder:
        for form, read in FORMS:
            target = Path(folder) / form
            content = export_network(place, target, form, DAY)
            graph = read(target)
            expected = str(content.nodes[0].attributes.get("name", ""))
            got = str(graph.nodes["a"].get("name") or "")
            assert got.split() == expected.split()
            assert graph.nodes["b"]["name"] == '<b>&"x'


def test_a_name_or_an_ending_chooses_the_form() -> None:
    assert form_of(Path("x.graphml"), None) == "graphml"
    assert form_of(Path("x.GEXF"), None) == "gexf"
    assert form_of(Path("x.json"), None) == "node-link"
    assert form_of(Path("x"), "edges") == "edges"
    assert form_of(Path("x.json"), "gexf") == "gexf"
    assert form_of(Path("x.xlsx"), None) is None
    assert form_of(Path("x"), None) is None
    assert form_of(Path("x.gexf"), "workbook") is None


def test_a_target_that_cannot_be_written(example: Place, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        export_network(example, tmp_path / "no" / "x.gexf", "gexf", DAY)
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is a file"):
        export_network(example, file, "edges", DAY)
    assert file.read_text(encoding="utf-8") == "mine"
    folder = tmp_path / "folder.gexf"
    folder.mkdir()
    with pytest.raises(UserError, match="could not be written"):
        export_network(example, folder, "gexf", DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.gexf"]


def test_an_empty_place_is_an_empty_network(tmp_path: Path) -> None:
    for form, read in FORMS:
        export_network(Place(), tmp_path / form, form, DAY)
        assert read(tmp_path / form).number_of_nodes() == 0


@pytest.mark.parametrize("on", [None, DAY])
def test_gexf_keeps_to_its_schema(
    example: Place, tmp_path: Path, shared_data: Path, on: dt.date | None
) -> None:
    etree = import_module("lxml.etree")
    target = tmp_path / "network.gexf"
    export_network(example, target, "gexf", DAY, on=on)
    schema = etree.XMLSchema(etree.parse(shared_data / "gexf-spec" / "1.2draft" / "gexf.xsd"))
    schema.assertValid(etree.parse(target))
