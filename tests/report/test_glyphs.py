"""Text that the fonts cannot show as it stands is never lost and never drawn as nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.report.pdf.fonts import MISSING_GLYPH, REGULAR, known_characters
from partnermap.report.pdf.glyphs import Run, clean, runs

SMILE = "\N{GRINNING FACE}"
HEBREW = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} \N{HEBREW LETTER GIMEL}"
ARABIC = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER REH}"


def test_plain_text_is_one_run() -> None:
    assert runs("Plain £5 – words", REGULAR) == (Run("Plain £5 – words"),)


def test_a_missing_glyph_is_a_box_that_keeps_its_meaning() -> None:
    assert runs(f"A {SMILE}", REGULAR) == (Run("A "), Run(MISSING_GLYPH, SMILE))


def test_right_to_left_words_are_drawn_from_the_right() -> None:
    assert runs(f"x {HEBREW}", REGULAR) == (Run("x "), Run(HEBREW[::-1], reversed=True))


def test_right_to_left_words_without_glyphs_keep_their_order_in_meaning() -> None:
    assert runs(ARABIC, REGULAR) == (Run(MISSING_GLYPH * 2, ARABIC),)


@pytest.mark.parametrize(("text", "kept"), [("a\x00b", "ab"), (" a \n b ", "a b"), ("\ufffe\ud800", "")])
def test_control_characters_go(text: str, kept: str) -> None:
    assert clean(text) == kept


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_drawn_has_a_glyph_and_nothing_is_lost(text: str) -> None:
    shown = clean(text)
    parts = runs(shown, REGULAR)
    said = "".join(part.actual or (part.shown[::-1] if part.reversed else part.shown) for part in parts)
    assert said == shown
    assert all(ord(c) in known_characters(REGULAR) for part in parts for c in part.shown)
