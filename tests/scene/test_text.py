"""Text widths from the bundled fonts, and lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.scene.text import abbreviated, break_words, shorten, text_width, wrap


def test_arimo_has_the_metrics_of_arial() -> None:
    # Arial's advance widths: A 1366, i 455, space 569 of 2048.
    assert text_width("A", 2048, "Arimo") == pytest.approx(1366)
    assert text_width("i ", 2048, "Arimo") == pytest.approx(455 + 569)


def test_bold_is_wider_and_width_grows_with_size() -> None:
    assert text_width("Council", 10, "Inter", True) > text_width("Council", 10, "Inter")
    assert text_width("Council", 20, "Arimo") == pytest.approx(2 * text_width("Council", 10, "Arimo"))


@pytest.mark.parametrize("text", ["שלום", "💛", "名前", "e\u0301", "\u200d"])
def test_characters_that_the_font_lacks_are_measured_too(text: str) -> None:
    assert 0 <= text_width(text, 10, "Atkinson Hyperlegible") <= 12 * len(text)


def test_names_wrap_into_even_lines() -> None:
    lines = wrap("Calderbeck and Dunmoor Integrated Care Board", 7, "Arimo", False, 74, 3)
    assert len(lines) == 3
    assert " ".join(lines) == "Calderbeck and Dunmoor Integrated Care Board"
    assert wrap("Age Well", 7, "Arimo", False, 74, 3) == ("Age Well",)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.floats(30, 200))
def test_broken_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = break_words(text, 10, "Arimo", False, width)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, 10, "Arimo") <= width or len(line) == 1 for line in lines)


def test_long_names_take_the_usual_abbreviations_of_whole_words() -> None:
    long = "Dunmoor Health and Care NHS Foundation Trust"
    assert abbreviated(long, 32) == "Dunmoor Health and Care NHS FT"
    assert abbreviated(long, len(long)) == long
    assert abbreviated("Ashenvale Integrated Care Boards of old", 10) == (
        "Ashenvale Integrated Care Boards of old"
    )
    assert abbreviated("Vale Primary Care Network and Foundation Trust", 10) == "Vale PCN and FT"


def test_shortening_says_that_something_is_missing() -> None:
    assert shorten("Healthwatch", 20) == "Healthwatch"
    assert shorten("Calderbeck Women's Aid", 12) == "Calderbeck…"
