"""Files that cannot be read: each is refused with one plain sentence, none is half read."""

import contextlib
import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from partnermap.domain.errors import SourceError
from partnermap.domain.place import Place
from partnermap.exchange.formats import FORMATS
from partnermap.exchange.imports import plan_import
from partnermap.exchange.sources import archive, plaintext
from partnermap.exchange.sources.tabular import first_rows, read_sheets

SHEET = "xl/worksheets/sheet1.xml"


def workbook(path: Path, *rows: list[object], title: str = "Organisations") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows or (["ID", "Name"], ["A", "Alpha"]):
        sheet.append(row)
    book.save(path)
    return path


def with_part(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return target


def refusal(source: Path) -> str:
    with pytest.raises(SourceError) as caught:
        plan_import(Place(), [source])
    sentence = str(caught.value)
    assert source.name in sentence
    assert "\n" not in sentence
    assert len(sentence) < 250
    return sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "nothing.xlsx")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(content)
    assert "empty" in refusal(source)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_workbook_cut_off(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    source = tmp_path / "cut.xlsx"
    source.write_bytes(whole[: int(len(whole) * share)])
    assert "damaged or cut off" in refusal(source)


def test_a_workbook_with_a_changed_byte(tmp_path: Path) -> None:
    source = workbook(tmp_path / "bad.xlsx")
    with zipfile.ZipFile(source) as opened:
        offset = opened.getinfo(SHEET).header_offset + 80
    content = bytearray(source.read_bytes())
    content[offset] ^= 0xFF
    source.write_bytes(content)
    assert "damaged" in refusal(source)


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_spoilt_anywhere_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = workbook(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(whole) as opened:
        name = chance.choice(opened.namelist())

    def spoil(content: bytes) -> bytes:
        at = chance.randrange(len(content))
        return content[:at] + chance.choice([b"<", b"9" * 12, b"\xff", b'" r="']) + content[at + 5 :]

    source = with_part(whole, tmp_path / "spoilt.xlsx", name, spoil)
    with contextlib.suppress(SourceError):
        assert plan_import(Place(), [source]).read <= 1


def test_a_workbook_without_its_sheet(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    source = with_part(whole, tmp_path / "bad.xlsx", "xl/workbook.xml", lambda _: b"<workbook")
    refusal(source)


def test_the_limits_on_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "Ties.csv"
    with source.open("wb") as file:
        file.truncate(plaintext.MAX_TEXT_BYTES + 1)
    assert "larger than" in refusal(source)


def test_an_archive_that_unpacks_to_hundreds_of_megabytes(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    source = with_part(whole, tmp_path / "bomb.xlsx", "xl/media/bomb.bin", lambda _: bytes(300_000_000))
    assert source.stat().st_size < 1_000_000
    assert "unpacks to more than" in refusal(source)


def test_an_archive_that_lies_about_its_size(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    source = with_part(whole, tmp_path / "liar.xlsx", SHEET, lambda part: part + b" " * 5_000_000)
    content = source.read_bytes()
    with zipfile.ZipFile(source) as opened:
        size = opened.getinfo(SHEET).file_size
    source.write_bytes(content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert "damaged" in refusal(source)


def test_an_archive_of_very_many_parts(tmp_path: Path) -> None:
    source = workbook(tmp_path / "many.xlsx")
    with zipfile.ZipFile(source, "a") as opened:
        for number in range(archive.MAX_PARTS):
            opened.writestr(f"x/{number}.xml", b"")
    assert "unpacks" in refusal(source)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities(tmp_path: Path, encoding: str) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    source = with_part(whole, tmp_path / "laughs.xlsx", SHEET, lambda _: laughs.encode(encoding))
    assert "entities" in refusal(source)


def test_a_sheet_that_claims_every_cell_of_the_grid(tmp_path: Path) -> None:
    source = workbook(tmp_path / "wide.xlsx")
    book = openpyxl.load_workbook(source)
    book["Organisations"]["XFD1048576"] = "stray"
    book.save(source)
    assert "too far" in refusal(source)


def test_formatting_far_down_does_no_harm(tmp_path: Path) -> None:
    source = workbook(tmp_path / "styled.xlsx")
    book = openpyxl.load_workbook(source)
    book["Organisations"]["XFD1048576"].font = Font(bold=True)
    book.save(source)
    assert plan_import(Place(), [source]).created == 1


def test_protected_by_a_password(tmp_path: Path) -> None:
    source = tmp_path / "secret.xlsx"
    source.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(500)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(500)
    )
    assert "password" in refusal(source)


def test_a_zip_under_a_password(tmp_path: Path) -> None:
    source = workbook(tmp_path / "zipped.xlsx")
    content = bytearray(source.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    source.write_bytes(content)
    assert "password" in refusal(source)


def test_an_old_workbook(tmp_path: Path) -> None:
    source = tmp_path / "old.xls"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    assert "old Office format" in refusal(source)


def test_another_archive(tmp_path: Path) -> None:
    source = tmp_path / "letters.xlsx"
    with zipfile.ZipFile(source, "w") as opened:
        opened.writestr("word/document.xml", "<x/>")
    assert "no Excel workbook" in refusal(source)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n\x00\x01\x02binary",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x81\x8d",
    ],
)
def test_renamed(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(content)
    assert "neither a workbook nor text" in refusal(source)


@pytest.mark.parametrize("rest", [bytes(90), b"\x81" * 90])
def test_a_file_of_partnermap_is_sent_to_merging(tmp_path: Path, rest: bytes) -> None:
    source = tmp_path / "copy.pmap"
    source.write_bytes(b"SQLite format 3\x00" + rest)
    assert "brought in by merging it" in refusal(source)


def test_characters_of_no_encoding(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(b"ID,Name\nA,Caf\x81\n")
    assert "UTF-8" in refusal(source)


def test_nul_bytes(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(b"ID,Name\nA,Al\x00pha\n")
    assert "neither" in refusal(source)


def test_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_text('ID,Name\nA,"Alpha\n' + "B,Beta\n" * 30_000, encoding="utf-8")
    assert "quotation mark" in refusal(source)


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
def test_a_quotation_mark_still_open_at_the_end(tmp_path: Path, line_end: str) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_text('Name,Sector\n\n"Unclosed,NHS\nB,NHS\nC,NHS' + line_end, encoding="utf-8")
    assert "row 3: a quotation mark opens" in refusal(source)


def test_a_quotation_mark_that_closes_with_the_file(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_text('Name,Notes\nAlpha,"one\ntwo"', encoding="utf-8")
    assert plan_import(Place(), [source]).created == 1


def test_an_opening_cut_within_quotation_marks_is_no_fault(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    text = "Name,Notes\n" + 'Alpha,"one\ntwo"\n' * 30_000
    source.write_text(text, encoding="utf-8")
    assert first_rows(source, 100_000)
    assert plan_import(Place(), [source]).read == 30_000


def test_control_characters_are_dropped(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(b"Name,Sector\nAl\x01pha,NHS\nOne\x0btwo,NHS\n\x1a")
    (sheet,) = read_sheets(source)
    assert [row.cells for row in sheet.data] == [("Alpha", "NHS"), ("One two", "NHS")]


def test_more_control_characters_than_text_has(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_bytes(b"Name,Sector\n" + b"A\x01\x02\n" * 20)
    assert "neither" in refusal(source)


def test_a_row_of_very_many_cells(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_text("Name,Sector\nAlpha" + "," * plaintext.MAX_COLUMNS, encoding="utf-8")
    assert "line 2 has more than 16,384 cells" in refusal(source)


def test_a_text_of_very_many_cells(tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    with source.open("wb") as file:
        file.write(b"Name,Sector\nAlpha\n")
        file.write(b"," * (plaintext.MAX_TEXT_CELLS + 1))
    assert "million cells" in refusal(source)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_line_ends_and_delimiters(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    source = tmp_path / "list.csv"
    lines = (f"Name{delimiter}Café", f"Queen’s Park{delimiter}1")
    source.write_bytes((line_end.join(lines) + line_end).encode(encoding))
    (sheet,) = read_sheets(source)
    assert [row.cells for row in sheet.rows] == [("Name", "Café"), ("Queen’s Park", "1")]


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    hidden = workbook(tmp_path / "book.xlsx").rename(tmp_path / "Organisations.csv")
    assert plan_import(Place(), [hidden]).created == 1
    text = tmp_path / "list.xlsx"
    text.write_text("ID,Name,Sector\nA,Alpha,NHS\n", encoding="utf-8")
    assert plan_import(Place(), [text]).created == 1


def test_a_folder_without_tables(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert "no .csv files" in refusal(folder)


def test_a_folder_with_no_known_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Cats.csv").write_text("Cat,Colour\nTom,grey\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"folder.*no sheet"):
        plan_import(Place(), [folder], format_name="workbook")


def test_a_folder_with_one_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Organisations.csv").write_text("ID,Name\nA,Alpha\n", encoding="utf-8")
    (folder / "Ties.csv").write_bytes(b"")
    with pytest.raises(SourceError, match=r"Ties\.csv is empty"):
        plan_import(Place(), [folder])


def test_formats_that_are_not_there(tmp_path: Path) -> None:
    source = workbook(tmp_path / "book.xlsx")
    names = ", ".join(known.name for known in FORMATS)
    with pytest.raises(SourceError, match=f"no format “cats”; the formats are {names}"):
        plan_import(Place(), [source], format_name="cats")


def test_cells_of_every_type_are_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a"])
    sheet.append([None, 3, 3.5, True, False, dt.date(2026, 4, 1), dt.datetime(2026, 4, 1, 9, 30), "01"])
    source = tmp_path / "types.xlsx"
    book.save(source)
    assert read_sheets(source)[0].data[0].cells == (
        "",
        "3",
        "3.5",
        "yes",
        "no",
        "2026-04-01",
        "2026-04-01 09:30:00",
        "01",
    )


def test_rows_keep_the_numbers_that_the_user_sees(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text('\nName\n\n"two\nlines"\nlast\n', encoding="utf-8")
    (sheet,) = read_sheets(source)
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("Name",)),
        (4, ("two\nlines",)),
        (5, ("last",)),
    ]
    assert len(first_rows(source, 2)[0].rows) == 1


def test_the_copy_that_is_parsed_holds_only_what_was_checked(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    source = with_part(whole, tmp_path / "macro.xlsm", "xl/vbaProject.bin", lambda _: b"macro")
    copy = archive._checked_copy(source)
    assert isinstance(copy, io.BytesIO)
    with zipfile.ZipFile(copy) as opened:
        assert not [name for name in opened.namelist() if name.endswith(".bin")]
