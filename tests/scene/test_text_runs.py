"""Text that the bundled fonts cannot show as it stands is never lost and never drawn as nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.scene.bundled_font import PRINTED, advances
from partnermap.scene.text_runs import MISSING_GLYPH, runs

SMILE = "\N{GRINNING FACE}"
HEBREW = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} \N{HEBREW LETTER GIMEL}"
ARABIC = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER REH}"


def test_plain_text_is_one_run() -> None:
    (run,) = runs("Plain £5 – words")
    assert run.shown == run.text == "Plain £5 – words"
    assert run.is_plain


def test_a_missing_glyph_is_a_box_that_keeps_its_meaning() -> None:
    plain, missing = runs(f"A {SMILE}")
    assert (plain.shown, missing.shown, missing.text) == ("A ", MISSING_GLYPH, SMILE)
    assert missing.is_missing
    assert not missing.is_plain


def test_right_to_left_words_are_drawn_from_the_right() -> None:
    plain, hebrew = runs(f"x {HEBREW}")
    assert (plain.text, hebrew.text, hebrew.shown) == ("x ", HEBREW, HEBREW[::-1])
    assert hebrew.is_reversed
    assert not hebrew.is_plain


def test_right_to_left_words_without_glyphs_keep_their_order_in_meaning() -> None:
    (missing,) = runs(ARABIC)
    assert (missing.text, missing.shown) == (ARABIC, MISSING_GLYPH * 2)


def test_a_number_among_right_to_left_words_reads_from_left_to_right() -> None:
    shown = "".join(run.shown for run in runs(f"{HEBREW} 2026 (\N{HEBREW LETTER BET}) x"))
    assert shown == f"(\N{HEBREW LETTER BET}) 2026 {HEBREW[::-1]} x"


@pytest.mark.parametrize("sign", ["-", "/", "&", "\N{EN DASH}"])
@pytest.mark.parametrize("words", ["School", "(School) 2", "a-b"])
def test_words_after_right_to_left_words_read_from_left_to_right(sign: str, words: str) -> None:
    (hebrew, plain) = runs(f"{HEBREW}{sign}{HEBREW} {words}")
    assert (hebrew.shown, plain.shown) == (f"{HEBREW[::-1]}{sign}{HEBREW[::-1]}", f" {words}")


def test_a_letter_and_its_mark_are_drawn_as_the_one_that_the_font_has() -> None:
    (run,) = runs("e\u0301")
    assert (run.text, run.shown) == ("e\u0301", "é")


@pytest.mark.parametrize("text", ["A\ufe0f B", "A B\U000e0062", "A\u200d B"])
def test_what_is_never_seen_is_not_drawn(text: str) -> None:
    assert "".join(run.shown for run in runs(text)) == "A B"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
def test_whatever_is_drawn_has_a_glyph_and_nothing_is_lost(text: str) -> None:
    parts = runs(text)
    assert sorted("".join(part.text for part in parts)) == sorted(text)
    assert all(ord(sign) in advances(PRINTED, False) for part in parts for sign in part.shown)
