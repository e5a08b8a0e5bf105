"""Cells as tab-separated text that no spreadsheet takes for a formula; no Qt."""

import re
from collections.abc import Iterable, Sequence

from partnermap.exchange.workbook.formulas import is_like_a_formula

_A_NUMBER = re.compile(r"[+\-]?£?[\d,]+(\.\d+)?%?\Z")
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def as_tabbed(rows: Iterable[Sequence[str]]) -> str:
    """One line per row with tabs between cells.

    A cell that begins like a formula goes behind an apostrophe; breaks inside cells become spaces.
    """
    return "\n".join("\t".join(_safe(cell) for cell in row) for row in rows)


def _safe(cell: str) -> str:
    clean = _BREAKS.sub(" ", cell)
    bare = clean.lstrip()
    if is_like_a_formula(bare) and not _A_NUMBER.match(bare):
        return f"'{clean}"
    return clean
