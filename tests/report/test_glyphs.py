"""Text on paper without control characters; what no font has is a box and keeps its meaning."""

import pytest

from partnermap.report.pdf.glyphs import clean


@pytest.mark.parametrize(("text", "kept"), [("a\x00b", "ab"), (" a \n b ", "a b"), ("\ufffe\ud800", "")])
def test_control_characters_go(text: str, kept: str) -> None:
    assert clean(text) == kept
