"""Grants in, and the network out to other tools, as the analyst does it."""

import json
from pathlib import Path

import networkx
import pytest

from tests.commandline.answer import Run

BODIES = (
    "ID,Name,Sector,Identifiers\nA,Alpha Homes,VCSE,GB-CHC-900002\nB,Beta Council,local authority,\n"
)
TIES = "ID,From,To,Kind\nT,A,B,referral\n"
GRANTS = {
    "grants": [
        {
            "id": f"360G-x-{number}",
            "title": "Warm rooms",
            "currency": "GBP",
            "amountAwarded": 1000,
            "awardDate": "2024-06-01",
            "fundingOrganization": [{"id": "GB-CHC-900001", "name": "Invented Trust"}],
            "recipientOrganization": [{"id": code, "name": name}],
        }
        for number, code, name in ((1, "GB-CHC-900002", "Alpha"), (2, "GB-CHC-900003", "Far Away"))
    ]
}


@pytest.fixture
def filled(run: Run, place_file: Path, tmp_path: Path) -> Path:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "Organisations.csv").write_text(BODIES, encoding="utf-8")
    (sheets / "Ties.csv").write_text(TIES, encoding="utf-8")
    assert run("import", place_file, sheets).code == 0
    return place_file


@pytest.fixture
def grant_file(tmp_path: Path) -> Path:
    file = tmp_path / "given.json"
    file.write_text(json.dumps(GRANTS), encoding="utf-8")
    return file


def test_grants_come_in_once_as_one_step_that_can_be_undone(
    run: Run, filled: Path, grant_file: Path
) -> None:
    tried = run("import", filled, grant_file, "--dry-run", "--json").json
    first = run("import", filled, grant_file, "--as", "360giving", "--json").json
    assert tried == first
    assert (first["read"], first["created"], first["skipped"]) == (2, 1, [])
    assert first["unmatched"] == [{"name": "Far Away", "rows": 1, "amount": 1000.0}]
    again = run("import", filled, grant_file, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    money = run("measures", filled, "--on", "2024-07-01", "--json").json["funding"]
    assert money["total"] == 1000.0
    assert run("undo", filled).code == 0
    assert run("measures", filled, "--on", "2024-07-01", "--json").json["funding"]["total"] is None


def test_what_else_may_be_selected_is_said(run: Run, filled: Path, grant_file: Path) -> None:
    answer = run("import", filled, grant_file, "--dry-run")
    assert "Add all recipients of funders here: --select recipient=all\n" in answer.out
    assert "Add every funder and recipient of the file: --select all=yes\n" in answer.out
    everything = run("import", filled, grant_file, "--select", "all=yes")
    assert "--select" not in everything.out


def test_a_selection_brings_in_the_others_too(run: Run, filled: Path, grant_file: Path) -> None:
    answer = run("import", filled, grant_file, "--select", "recipient=all", "--json").json
    assert (answer["created"], answer["unmatched"]) == (2, [])


def test_a_broken_grant_file_is_one_line_and_changes_nothing(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    broken = filled.with_name("broken.json")
    broken.write_text('{"grants": [', encoding="utf-8")
    answer = run("import", filled, broken)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert "broken.json is no valid JSON" in answer.err
    assert filled.read_bytes() == before


def test_the_network_goes_to_other_tools(run: Run, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.graphml"
    answer = run("export", filled, target, "--on", "2026-04-01")
    assert (answer.code, answer.err) == (0, "")
    assert "Nowhere, 2026-04-01: 2 organisations, 1 tie." in answer.out
    graph = networkx.read_graphml(target)
    assert {data["name"] for _, data in graph.nodes(data=True)} == {"Alpha Homes", "Beta Council"}
    for name in ("out.gexf", "out.json"):
        assert run("export", filled, tmp_path / name).code == 0
    assert run("export", filled, tmp_path / "tables", "--as", "edges").code == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]


def test_a_form_that_nobody_writes(run: Run, filled: Path, tmp_path: Path) -> None:
    answer = run("export", filled, tmp_path / "x", "--as", "cats")
    assert answer.code == 1
    assert answer.err == (
        "Nothing can be written as “cats”; the formats are workbook, pmap, graphml, gexf, node-link, "
        "edges.\n"
    )
