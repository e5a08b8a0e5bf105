"""The network written for other tools, whole or not at all.

networkx writes GraphML, GEXF and node-link JSON. The graph is undirected, as the measures are: a tie
with a direction says so and names its ends in `from` and `to`. GEXF of all dates is dynamic: nodes and
edges carry their first and last day, so that a timeline can be played.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from partnermap.domain.apply import applied
from partnermap.domain.errors import UserError, not_written
from partnermap.domain.leaving_out import leave_out
from partnermap.domain.place import Place
from partnermap.exchange.graphs.content import (
    EDGE_ATTRIBUTES,
    NODE_ATTRIBUTES,
    Attributes,
    GraphContent,
    graph_content,
)
from partnermap.exchange.workbook.tables import Table
from partnermap.exchange.workbook.writing import write_csv

if TYPE_CHECKING:
    from networkx import MultiGraph

GRAPHML, GEXF, NODE_LINK, EDGES = "graphml", "gexf", "node-link", "edges"
FORMS: Mapping[str, str] = {GRAPHML: ".graphml", GEXF: ".gexf", NODE_LINK: ".json", EDGES: ""}
"""Names that `--as` takes, with the endings that stand for them; edges is a folder of two tables."""


def form_of(target: Path, name: str | None) -> str | None:
    """The form that a name, or else the target's ending, stands for; None where it is no network."""
    if name is not None:
        return name if name in FORMS else None
    ending = target.suffix.lower()
    return next((form for form, its_ending in FORMS.items() if ending and ending == its_ending), None)


def export_network(
    place: Place,
    target: Path,
    form: str,
    as_at: dt.date,
    *,
    on: dt.date | None = None,
    without: frozenset[str] = frozenset(),
) -> GraphContent:
    """Write the network of a date, or of all dates.

    Args:
        place: the records.
        target: the file, or for `edges` the folder.
        form: one of FORMS.
        as_at: the date for which marks such as a vacancy hold where `on` is None.
        on: the date, or None for every date.
        without: any of people, money, history.

    Returns:
        what was written.

    Raises:
        UserError: the target cannot be written.
    """
    place = applied(place, leave_out(place, without)) if without else place
    content = graph_content(place, on, as_at)
    if not target.absolute().parent.is_dir():
        raise UserError(f"The folder {target.parent} does not exist; make it first or choose another.")
    try:
        if form == EDGES:
            _write_tables(content, target)
        else:
            _write_whole(target, partial(_WRITERS[form], content))
    except OSError as error:
        raise not_written(target, error) from None
    return content


def _graph(content: GraphContent, *, is_dynamic: bool = False) -> "MultiGraph[str]":
    import networkx

    graph: MultiGraph[str] = networkx.MultiGraph(name=content.title)
    for node in content.nodes:
        graph.add_node(node.id, **_timed(node.attributes, is_dynamic=is_dynamic))
    for edge in content.edges:
        attributes = _timed(edge.attributes, is_dynamic=is_dynamic)
        graph.add_edge(edge.from_id, edge.to_id, key=edge.id, **attributes)
    return graph


def _timed(attributes: Attributes, *, is_dynamic: bool) -> dict[str, object]:
    """The attributes, with the days under the names that GEXF reads as time."""
    days = {"first_day": "start", "last_day": "end"} if is_dynamic else {}
    return {days.get(name, name): value for name, value in attributes.items()}


def _write_graphml(content: GraphContent, path: Path) -> None:
    import networkx

    networkx.write_graphml_xml(_graph(content), path)


def _write_gexf(content: GraphContent, path: Path) -> None:
    """As networkx does, but what the schema of GEXF has no place for becomes its description."""
    from networkx.readwrite.gexf import GEXFWriter

    graph = _graph(content, is_dynamic=content.on is None)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter(graph)
    about, drawn = list(writer.xml)
    del drawn.attrib["name"]
    description = about.makeelement("description", {})
    description.text = content.title
    about.append(description)
    with path.open("wb") as file:
        writer.write(file)


def _write_node_link(content: GraphContent, path: Path) -> None:
    import networkx

    data = networkx.node_link_data(_graph(content), edges="edges")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


_WRITERS: Mapping[str, Callable[[GraphContent, Path], None]] = {
    GRAPHML: _write_graphml,
    GEXF: _write_gexf,
    NODE_LINK: _write_node_link,
}


def _write_whole(target: Path, write: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(
        prefix=f".{target.stem[:40]}-", dir=target.absolute().parent
    ) as name:
        fresh = Path(name) / target.name
        write(fresh)
        fresh.replace(target)


def _write_tables(content: GraphContent, target: Path) -> None:
    """`nodes.csv` and `edges.csv`, with the titles that other tools look for."""
    if target.exists() and not target.is_dir():
        raise UserError(f"{target} is a file; give the name of a folder for the two tables.")
    nodes = Table(
        "nodes",
        ("Id", *_titles(NODE_ATTRIBUTES)),
        tuple((node.id, *_cells(node.attributes, NODE_ATTRIBUTES)) for node in content.nodes),
    )
    edges = Table(
        "edges",
        ("Source", "Target", "Id", *_titles(EDGE_ATTRIBUTES)),
        tuple(
            (edge.from_id, edge.to_id, edge.id, *_cells(edge.attributes, EDGE_ATTRIBUTES))
            for edge in content.edges
        ),
    )
    target.mkdir(exist_ok=True)
    for table in (nodes, edges):
        _write_whole(target / f"{table.title}.csv", partial(write_csv, table))


def _titles(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.replace("_", " ").capitalize() for name in names)


def _cells(attributes: Attributes, names: Sequence[str]) -> tuple[str | int | float | None, ...]:
    cells = (attributes.get(name) for name in names)
    return tuple(("yes" if cell else "no") if isinstance(cell, bool) else cell for cell in cells)
