from pathlib import Path

import pytest

from partnermap.exchange.sources.plaintext import text_rows
from partnermap.exchange.sources.tabular import first_rows

ROW = "Café,1,2"
MANY = 60_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_opening_of_a_long_file_is_its_first_rows(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes((line_end.join([ROW] * MANY) + line_end).encode(encoding))
    opening = list(text_rows(path, opening_only=True))
    assert 20 < len(opening) <= MANY
    assert all(row == ["Café", "1", "2"] for row in opening)
    assert len(list(text_rows(path))) == MANY
    assert [len(sheet.rows) for sheet in first_rows(path)] == [20]


def test_one_line_longer_than_the_opening_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["é" * 100_000] * 4), encoding="utf-8")
    assert [len(row) for row in text_rows(path, opening_only=True)] == [4]
