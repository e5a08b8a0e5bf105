"""Listing: filter and order on a worker, blanks last, nothing read again for the next letter."""

import pytest

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import Cancelled
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.ui.tables.listing import Lister, ListingRequest
from partnermap.ui.tables.register_columns import columns_of

BODIES = (
    Organisation(id="b", name="Borough", opened=PartialDate(1974, 4, 1)),
    Organisation(id="a", name="age well"),
    Organisation(id="c", name="Council", opened=PartialDate(2009)),
)
TIE = Tie(id="t", from_id="a", to_id="c", kind=TieKind.REFERRAL, strength=2)
PLACE = Place(version=1, tables={"organisations": {one.id: one for one in BODIES}, "ties": {"t": TIE}})
TITLES = [column.title for column in columns_of("organisations")]


def listed(
    *,
    table: str = "organisations",
    words: str = "",
    sort_column: int | None = None,
    descending: bool = False,
) -> tuple[str, ...]:
    request = ListingRequest(PLACE, table, words, sort_column, descending)
    return Lister().make(request, Token()).ids


def test_without_words_and_order_rows_stand_as_they_were_made() -> None:
    assert listed() == ("b", "a", "c")


def test_words_are_found_in_any_column_whatever_the_case() -> None:
    assert listed(words="WELL age") == ("a",)
    assert listed(words="1974") == ("b",)
    assert listed(words="nothing") == ()


def test_references_are_found_by_name() -> None:
    assert listed(table="ties", words="council") == ("t",)


@pytest.mark.parametrize(("descending", "ids"), [(False, ("b", "c", "a")), (True, ("c", "b", "a"))])
def test_dates_are_ordered_with_blanks_last(descending: bool, ids: tuple[str, ...]) -> None:
    assert listed(sort_column=TITLES.index("Opened"), descending=descending) == ids


def test_names_are_ordered_whatever_the_case() -> None:
    assert listed(sort_column=TITLES.index("Name")) == ("a", "b", "c")


def test_the_next_letter_reads_no_record_again(monkeypatch: pytest.MonkeyPatch) -> None:
    lister = Lister()
    lister.make(ListingRequest(PLACE, "organisations", "a"), Token())
    monkeypatch.setattr("partnermap.ui.tables.listing.Lister._read_rows", _refuse)
    assert lister.make(ListingRequest(PLACE, "organisations", "ag"), Token()).ids == ("a",)
    with pytest.raises(AssertionError):
        lister.make(ListingRequest(PLACE, "ties", "ag"), Token())


def _refuse(*_: object) -> None:
    raise AssertionError("read again")


def test_a_cancelled_listing_stops() -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        Lister().make(ListingRequest(PLACE, "organisations", "a"), token)
