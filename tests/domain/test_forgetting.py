"""A name as people write it is found and taken out; other words stay as they are."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.errors import UserError
from partnermap.domain.forgetting import REMOVED, PersonName, free_texts
from partnermap.domain.place import RECORD_TYPES


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Jane Roe", "Jane Roe", None),
        ("Jane Roe", " jane  ROE ", None),
        ("Jane Roe", "Roe, Jane", None),
        ("Roe, Jane", "Jane Roe", None),
        ("Jane Roe", "ask Jane\nRoe.", "ask [name removed]."),
        ("Jane Roe", "jane.roe@x.example", "[name removed]@x.example"),
        ("Jane Roe", "cv_jane_roe_2.docx", "cv_[name removed]_2.docx"),
        ("Jane Roe", "Jane Roeburn, Mary-Jane Roe", "Jane Roeburn, Mary-[name removed]"),
        ("Jane Roe", "Janet Roe and Jane", "Janet Roe and Jane"),
        ("Seán O'Neill", "Seán O’Neill", None),
        ("Seán O'Neill", unicodedata.normalize("NFD", "Seán O'Neill"), None),
        ("Seán O'Neill", '{"search": "Se\\u00e1n O\'Neill"}', '{"search": "[name removed]"}'),
        ('Seán "Jo" Roe', '{"words": "Seán \\"Jo\\" Roe"}', '{"words": "[name removed]"}'),
        ("Ana Maria Roe", "Roe Ana Maria", None),
    ],
)
def test_a_name_is_taken_out_however_it_is_written(name: str, text: str, left: str | None) -> None:
    assert PersonName(name).taken_out_of(text, required=False) == left


def test_a_field_that_may_not_be_empty_says_that_a_name_stood_there() -> None:
    assert PersonName("Jane Roe").taken_out_of("JANE ROE", required=True) == REMOVED


def test_a_label_that_cut_the_name_short_loses_it_too() -> None:
    person = PersonName("Jane Roe")
    assert person.taken_out_of_label("Rename Jane Roe to Jane R…") == (
        "Rename [name removed] to [name removed]…"
    )
    assert person.taken_out_of_label("Rename Age Well to Janus…") == "Rename Age Well to Janus…"


@pytest.mark.parametrize("name", ["", "Jo", " . ", "-"])
def test_a_name_of_hardly_any_letters_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="too short"):
        PersonName(name)


@given(name=st.text(min_size=3, max_size=20), before=st.text(max_size=5), after=st.text(max_size=5))
@settings(max_examples=60, deadline=None)
def test_whatever_is_found_is_gone_afterwards(name: str, before: str, after: str) -> None:
    try:
        person = PersonName(name)
    except UserError:
        return
    text = f"{before} {name} {after}"
    left = person.taken_out_of(text, required=True)
    assert left is not None
    if not person.stands_in(REMOVED):
        assert not person.stands_in(left)


def test_every_kind_has_its_free_texts_and_no_keys() -> None:
    for kind in RECORD_TYPES:
        texts = free_texts(kind.TABLE)
        assert {"ref", "source", "notes"} <= texts.keys()
        assert not any(name.endswith("_id") or name in ("id", "about_table") for name in texts)
    posts = free_texts("posts")
    assert (posts["holder"], posts["title"]) == (False, True)
    assert free_texts("reorganisations")["scenario"]
