"""Sentences of a workshop: whatever is typed, nothing is lost, and what is recorded makes sense."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.agreement import Contribution
from partnermap.domain.apply import applied
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, references_of
from partnermap.domain.sense import fault_of
from partnermap.domain.words import ContributionRole
from partnermap.exchange.sentence.names import names_of
from partnermap.exchange.sentence.understanding import completions_at, understand

TODAY = dt.date(2026, 11, 22)
BODIES = ("Council", "Age Well", "Health and Care Trust", "North PCN", "Trust")
NAMES = names_of(
    Place(1, {"organisations": {name: Organisation(id=name, name=name) for name in BODIES}}), TODAY
)
WORDS = (
    *BODIES, "funds", "shares data with", "joint post", "pool money", "is funded by", "and", ",", "120k",
    "£1.2m", "a year", "in all", "each", "from", "until", "2025-27", "2025/26", "2025", "March 2027",
    "0.6", "for", "(NHS)", "(new)", "“", "\"", "strength", "2", "employed by", "vacant", "Hub", ":", "(",
)  # fmt: skip


def check(line: str) -> None:
    understood = understand(line, NAMES, TODAY)
    assert understood.line == line
    outcomes = [bool(understood.problem), understood.question is not None, understood.plan is not None]
    assert sum(outcomes) <= 1
    assert any(outcomes) or not any(letter.isalnum() for letter in line)
    if understood.plan is not None:
        changes = understood.plan.changes
        assert understood.said
        assert not changes.update
        assert not changes.delete
        place = applied(NAMES.place, changes)
        for record in changes.create:
            assert fault_of(record) is None
            for field, table in references_of(type(record)).items():
                key = getattr(record, field)
                assert key is None or place.get(table, key) is not None
    completions_at(line, len(line), NAMES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered(line: str) -> None:
    check(line)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_order_of_known_words_is_answered(line: str) -> None:
    check(line)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))
def test_every_answer_to_a_question_leads_on(line: str) -> None:
    """A question is answered by each of its options: the same is not asked again of the same words."""
    understood = understand(line, NAMES, TODAY)
    if understood.question is None:
        return
    for option in understood.question.options:
        then = understand(option.line, NAMES, TODAY)
        assert then.question != understood.question


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**11), st.integers(2000, 2040), st.integers(1, 5), st.booleans())
def test_sums_are_recorded_to_the_penny(pence: int, first: int, years: int, commas: bool) -> None:
    pounds = f"{pence // 100:,}" if commas else str(pence // 100)
    line = f"Council funds Age Well £{pounds}.{pence % 100:02d} a year {first}-{first + years}"
    understood = understand(line, NAMES, TODAY)
    assert understood.plan is not None, understood
    paid = [
        record.amount
        for record in understood.plan.changes.create
        if isinstance(record, Contribution) and record.role is ContributionRole.PAYS
    ]
    assert paid == [pence] * years
