"""What an export leaves in the file, what it leaves out, and that it is whole or not there."""

import csv
import datetime as dt
import errno
import gc
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.organisation import Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.view import Pin
from partnermap.domain.words import TieKind
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.sources.tabular import read_sheets
from partnermap.exchange.workbook.sheets import SHEETS
from partnermap.exchange.workbook.writing import LONGEST_CELL, export_workbook

BringIn = Callable[[Place, Path], tuple[ImportPlan, Place]]
FORMULA = '=HYPERLINK("http://example.invalid")'


def place_of(*records: Record) -> Place:
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(1, tables)


ALPHA = Organisation(id="a", ref="A", name="Alpha", closed=PartialDate(2024, 3, 31))
BETA = Organisation(id="b", ref="B", name="Beta")
GAMMA = Organisation(id="c", ref="C", name="Gamma")
PLACE = place_of(
    ALPHA,
    BETA,
    GAMMA,
    Tie(id="t", ref="T", from_id="a", to_id="b", kind=TieKind.TRUST),
    Tie(id="u", ref="U", from_id="b", to_id="c", kind=TieKind.TRUST, end=PartialDate(2030)),
    Agreement(id="p", ref="P", name="Pool", host_id="a"),
    Contribution(id="x", agreement_id="p", organisation_id="b", financial_year="2025/26", amount=100),
    Contribution(id="y", agreement_id="p", organisation_id="b", financial_year="2026/27", amount=200),
    Post(id="q", ref="Q", title="Director", holder="A Person"),
    Statement(id="s", about_table="organisations", about_id="a", text="About Alpha", owner="A Person"),
    Statement(id="r", text="About the place"),
    Action(id="d", ref="D", action="Meet", owner="A Person"),
)


def texts(target: Path) -> str:
    return "\n".join(cell for sheet in read_sheets(target) for row in sheet.rows for cell in row.cells)


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
@pytest.mark.parametrize("text", ["=cmd()", FORMULA, "+1", "-1", "@x", "#N/A", "'=x", "''+", "_x0041_"])
def test_text_stays_text(tmp_path: Path, bring_in: BringIn, name: str, text: str) -> None:
    target = tmp_path / name
    export_workbook(place_of(Organisation(id="a", ref="A", name=text, notes=text)), target)
    _, place = bring_in(Place(), target)
    (made,) = place.organisations.values()
    assert (made.name, made.notes) == (text, text)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    place = place_of(Organisation(id="a", ref="A", name=FORMULA, notes="@SUM(A1)"))
    export_workbook(place, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    export_workbook(place, tmp_path / "out")
    with (tmp_path / "out" / "Organisations.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_template_has_every_sheet_and_explains_it(tmp_path: Path, bring_in: BringIn) -> None:
    target = tmp_path / "template.xlsx"
    export_workbook(Place(), target)
    sheets = {sheet.name: sheet for sheet in read_sheets(target)}
    wanted = [form for form in SHEETS if not form.extra]
    assert list(sheets) == ["Read me", *(form.title for form in wanted)]
    for form in wanted:
        assert sheets[form.title].header == tuple(column.title for column in form.all_columns)
    told = {row.cells[:2] for row in sheets["Read me"].rows}
    assert {(form.title, column.title) for form in wanted for column in form.all_columns} <= told
    assert {form.title for form in wanted} <= {
        row.cells[0] for row in sheets["Read me"].rows if row.cells[1]
    }
    plan, _ = bring_in(Place(), target)
    assert (plan.read, plan.warnings, plan.skipped) == (0, (), ())


def test_headers_are_bold_and_stay_in_sight(tmp_path: Path) -> None:
    export_workbook(PLACE, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Ties"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_extra_sheets_only_where_they_are_needed(tmp_path: Path) -> None:
    export_workbook(place_of(ALPHA, Pin(id="p", organisation_id="a", x=1.5, y=-2)), tmp_path / "out")
    assert (tmp_path / "out" / "Pins.csv").exists()
    assert not (tmp_path / "out" / "Identifiers.csv").exists()
    export_workbook(place_of(ALPHA), tmp_path / "out")
    assert not (tmp_path / "out" / "Pins.csv").exists()


def test_entries_that_no_cell_can_tell_have_a_sheet(tmp_path: Path, bring_in: BringIn) -> None:
    place = place_of(
        ALPHA,
        Identifier(id="i", organisation_id="a", scheme="ODS", value="RAX"),
        Identifier(id="j", organisation_id="a", scheme="GB-CHC", value="1", source="Register"),
        PastName(id="n", organisation_id="a", name="Old; but gold"),
    )
    export_workbook(place, tmp_path / "out.xlsx")
    _, other = bring_in(Place(), tmp_path / "out.xlsx")
    assert sorted((i.text, i.source) for i in other.of(Identifier).values()) == [
        ("GB-CHC-1", "Register"),
        ("ODS-RAX", None),
    ]
    assert [item.name for item in other.of(PastName).values()] == ["Old; but gold"]
    assert not bring_in(place, tmp_path / "out.xlsx")[0].changes


def test_without_ids_names_tell_records_apart(tmp_path: Path, bring_in: BringIn) -> None:
    place = place_of(
        Organisation(id="a", name="Same"),
        Organisation(id="b", name="Same"),
        Organisation(id="c", name="Other"),
        Tie(id="t", from_id="a", to_id="c", kind=TieKind.TRUST),
        Statement(id="s", text="Good", about_table="ties", about_id="t"),
    )
    export_workbook(place, tmp_path / "out.xlsx")
    plan, other = bring_in(Place(), tmp_path / "out.xlsx")
    assert plan.skipped == ()
    (tie,) = other.of(Tie).values()
    assert [item.about_id for item in other.of(Statement).values()] == [tie.id]
    assert sorted(item.name for item in other.organisations.values()) == ["Other", "Same", "Same"]


def test_on_a_date(tmp_path: Path, bring_in: BringIn) -> None:
    export_workbook(PLACE, tmp_path / "out.xlsx", on=dt.date(2026, 4, 1))
    _, place = bring_in(Place(), tmp_path / "out.xlsx")
    assert [item.ref for item in place.organisations.values()] == ["B", "C"]
    assert [item.ref for item in place.ties.values()] == ["U"]
    assert [item.financial_year for item in place.of(Contribution).values()] == ["2026/27"]
    assert [item.host_id for item in place.agreements.values()] == [None]
    assert [item.text for item in place.of(Statement).values()] == ["About the place"]


def test_without_people_and_money(tmp_path: Path) -> None:
    export_workbook(PLACE, tmp_path / "all.xlsx")
    assert "A Person" in texts(tmp_path / "all.xlsx")
    export_workbook(PLACE, tmp_path / "out.xlsx", without=frozenset({"people", "money", "history"}))
    written = texts(tmp_path / "out.xlsx")
    assert "A Person" not in written
    contributions = next(s for s in read_sheets(tmp_path / "out.xlsx") if s.name == "Contributions")
    amounts = contributions.header.index("Amount")
    assert len(contributions.data) == len(PLACE.of(Contribution)) > 0
    assert {row.cells[amounts] for row in contributions.data} == {""}
    with pytest.raises(UserError, match="cats"):
        export_workbook(PLACE, tmp_path / "out.xlsx", without=frozenset({"cats"}))


@pytest.mark.parametrize("name", ["missing/out.xlsx", "missing/out", "file/out.xlsx"])
def test_a_folder_that_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="does not exist"):
        export_workbook(PLACE, tmp_path / name)


def test_a_target_that_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious", encoding="utf-8")
    with pytest.raises(UserError, match=r"ending in \.xlsx"):
        export_workbook(PLACE, tmp_path / "file")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        export_workbook(PLACE, tmp_path / "folder.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.xlsx"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full: free some space"),
        (errno.EACCES, "the system forbids it: close it"),
    ],
)
@pytest.mark.parametrize("name", ["out.xlsx", "out"])
def test_a_disk_that_refuses_is_named_and_nothing_else_complains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, says: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    complaints: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    monkeypatch.setattr("partnermap.exchange.workbook.writing.tempfile.TemporaryDirectory", refuse)
    with pytest.raises(UserError, match=f"could not be written.*{says}") as refusal:
        export_workbook(PLACE, tmp_path / name)
    del refusal
    gc.collect()
    assert not complaints
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x.csv", "x.ods", "x.xls", "Plan 2026.04"])
def test_a_suffix_that_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"name ending in \.xlsx"):
        export_workbook(PLACE, tmp_path / name)
    assert not list(tmp_path.iterdir())
    (tmp_path / name).mkdir()
    export_workbook(PLACE, tmp_path / name)
    assert (tmp_path / name / "Ties.csv").exists()


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cats.csv").write_text("Tom", encoding="utf-8")
    export_workbook(PLACE, tmp_path)
    assert (tmp_path / "cats.csv").exists()
    assert (tmp_path / "Ties.csv").exists()


def test_a_text_too_long_for_excel(tmp_path: Path, bring_in: BringIn) -> None:
    place = place_of(Organisation(id="a", ref="A", name="Alpha", notes="x" * (LONGEST_CELL + 1)))
    (tmp_path / "out.xlsx").write_text("the version before", encoding="utf-8")
    with pytest.raises(UserError, match="folder of"):
        export_workbook(place, tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").read_text(encoding="utf-8") == "the version before"
    export_workbook(place, tmp_path / "out")
    assert not bring_in(place, tmp_path / "out")[0].changes


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    export_workbook(
        place_of(Organisation(id="a", ref="A", name="Al\x00p\x0bha\ufffe")), tmp_path / "out.xlsx"
    )
    sheet = next(item for item in read_sheets(tmp_path / "out.xlsx") if item.name == "Organisations")
    assert sheet.data[0].cells[1] == "Alpha"
