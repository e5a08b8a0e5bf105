"""Proposed file names: every system takes them, whatever a place is called."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnermap.shell.file_names import MOST_LETTERS, file_name, short_stem

ENDINGS = (".pmap", " copy.pmap", ".xlsx", " network.gexf", " map.pdf", " report.pdf")
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Testbridge", "Testbridge.pmap"),
        ("North/South: who works with whom?", "North South who works with whom.pmap"),
        ("St. Ann", "St. Ann.pmap"),
        ("Ends in dots...", "Ends in dots.pmap"),
        ("Ends in a blank ", "Ends in a blank.pmap"),
        ("..", "Place.pmap"),
        (".hidden", "hidden.pmap"),
        ("", "Place.pmap"),
        ("CON", "Place CON.pmap"),
        ("con", "Place con.pmap"),
        ("Aux.2026", "Place Aux.2026.pmap"),
        ("LPT1 . x", "Place LPT1 . x.pmap"),
        ("Com¹", "Place Com¹.pmap"),
        ("Contract", "Contract.pmap"),
        ("C:\\Users\\x", "C Users x.pmap"),
        ("Tab\tand\nline\x7f", "Tab and line.pmap"),
        ("right\u202eleft", "right left.pmap"),
    ],
)
def test_titles_become_names(title: str, name: str) -> None:
    assert file_name(title, ".pmap", "Place") == name


def test_long_titles_are_cut_without_half_a_letter() -> None:
    assert short_stem("a" * 300) == "a" * MOST_LETTERS
    assert short_stem(f"{'a' * (MOST_LETTERS - 1)}. b") == "a" * (MOST_LETTERS - 1)
    cut = short_stem("橋" * 300)
    assert set(cut) == {"橋"}
    assert len(cut.encode()) <= 180


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=400), ending=st.sampled_from(ENDINGS))
@example(title="nul", ending=".pmap")
@example(title="\ud800", ending=".xlsx")
def test_every_proposal_is_valid_on_windows_and_can_be_written(title: str, ending: str) -> None:
    name = file_name(title, ending, "Place")
    assert not DEVICE.match(name)
    assert not set(name) & set('<>:"/\\|?*')
    assert min(map(ord, name)) >= 32
    assert name[-1] not in ". "
    assert name[0] not in ". "
    assert len(name.encode("utf-8")) <= 200
    assert len(name) <= 100
    assert Path(name).name == name
    assert name.endswith(ending)
