import csv
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnermap.domain.agreement import Contribution, PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.errors import BadValue
from partnermap.domain.money import read_pence
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.exchange import spend
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.spend.totals import pence_of
from partnermap.jobs.token import Token

HEADER = ("ICB", "Payment Date", "Supplier", "Amount")
PAYERS = ("NHS Invented ICB", "Invented Council")
PAYEES = ("HARBOUR HOMES LTD", "Harbour Homes", "NIGHT & DAY", "NOBODY KNOWS", "Invented Council")
PLACE = applied(
    Place(),
    Changes(
        create=tuple(Organisation(id=name, name=name) for name in ("Harbour Homes", "Night and Day"))
    ),
)

Row = tuple[str, str, str, str]
pence = st.integers(-1_000_000, 1_000_000)
amounts = pence.map(lambda value: str(Decimal(value) / 100))
dates = st.tuples(st.integers(2022, 2024), st.integers(1, 12), st.integers(1, 28)).map(
    lambda parts: f"{parts[0]}-{parts[1]:02d}-{parts[2]:02d}"
)
rows = st.lists(
    st.tuples(st.sampled_from(PAYERS), dates, st.sampled_from(PAYEES), amounts), min_size=1, max_size=30
)
modest = settings(max_examples=40, deadline=None)


def take_in(place: Place, content: Sequence[Row]) -> tuple[ImportPlan, Place]:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "spend.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *content])
        plan = spend.plan(place, source, {}, Token())
    return plan, applied(place, plan.changes)


def told(place: Place) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """Lines and contributions without their keys."""
    name = place.name_of
    lines: Counter[Hashable] = Counter(
        (
            *(name(line.payer_id), line.payee_name, line.month, line.amount, line.rows),
            line.organisation_id and name(line.organisation_id),
        )
        for line in place.of(PaymentLine).values()
    )
    money: Counter[Hashable] = Counter(
        (name(item.organisation_id), item.role, item.financial_year, item.amount)
        for item in place.of(Contribution).values()
    )
    return lines, money


@modest
@given(rows)
def test_no_penny_is_lost_or_made(content: list[Row]) -> None:
    plan, place = take_in(PLACE, content)
    lines = place.of(PaymentLine).values()
    assert sum(line.amount for line in lines) == sum(read_pence(row[3]) for row in content)
    assert sum(line.rows for line in lines) == len(content) == plan.read
    by_key = {(line.payer_id, line.payee_name, line.month) for line in lines}
    assert len(by_key) == len(lines)


@modest
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(content: list[Row], chance: Random) -> None:
    shuffled = list(content)
    chance.shuffle(shuffled)
    assert told(take_in(PLACE, content)[1]) == told(take_in(PLACE, shuffled)[1])


@modest
@given(rows, st.integers(1, 12))
def test_two_files_of_different_months_come_to_the_same_as_one(content: list[Row], month: int) -> None:
    early = [row for row in content if int(row[1][5:7]) <= month]
    late = [row for row in content if int(row[1][5:7]) > month]
    place = PLACE
    for part in (early, late):
        place = take_in(place, part)[1] if part else place
    assert told(place) == told(take_in(PLACE, content)[1])


@modest
@given(rows)
def test_importing_again_changes_nothing(content: list[Row]) -> None:
    place = take_in(PLACE, content)[1]
    assert not take_in(place, content)[0].changes


@modest
@given(rows, rows)
def test_the_last_file_of_a_month_is_what_counts(first: list[Row], second: list[Row]) -> None:
    """Where the second file has all months of the first, nothing of the first is left."""
    filler = [(payer, f"{date[:7]}-01", "FILLER", "0") for payer, date, *_ in first]
    after_both = take_in(take_in(PLACE, first)[1], [*second, *filler])[1]
    assert told(after_both)[1] == told(take_in(PLACE, [*second, *filler])[1])[1]


@settings(max_examples=60, deadline=None)
@given(st.text("-+0123456789. ,£()_e", max_size=8) | amounts)
@example("12.5 ")
@example("-0.50")
@example("-.5")
@example("1,234.50")
@example("(5.00)")
@example("5.")
def test_the_short_way_of_reading_amounts_agrees_with_the_long_one(text: str) -> None:
    assert outcome(pence_of, text) == outcome(read_pence, text)


def outcome(read: Callable[[str], int], text: str) -> int | None:
    try:
        return read(text)
    except BadValue:
        return None
