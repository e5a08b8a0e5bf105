"""Joint money and posts in plain lines."""

from typing import Any

import pytest

from partnermap.commandline.money_words import money_lines, posts_line


def _ends(share: float | None, ending: int, of: int) -> dict[str, Any]:
    return {
        "total": 1.0,
        "ending_12_months": share,
        "ending_24_months": share,
        "ending_12_months_agreements": {"ending": ending, "of": of},
    }


def test_money_for_all_and_for_the_vcse() -> None:
    funding = {
        **_ends(0.0144, 1, 3),
        "total": 8_320_000.0,
        "money_known": {"known": 3, "of": 3},
        "by_recipient_sector": {"VCSE": _ends(0.375, 1, 2)},
        "yearly_by_rule": 0.5,
        "largest_payer": {"organisation": "A", "share": 0.625},
        "expired_still_running": ["Old fund"],
    }
    assert money_lines(funding) == [
        "Joint money: £8.3m this financial year, known for 3 of 3 agreements.",
        "Of what has not expired, 1% ends within 12 months (1 of 3 agreements) and 1% within 24.",
        "Of what VCSE and community bodies receive, 38% ends within 12 months (1 of 2 agreements) and "
        "38% within 24.",
        "Renewed every year by national rule: 50%.",
        "Largest payer: A, 62%.",
        "Expired and still running: Old fund.",
    ]


def test_money_of_which_nothing_is_known() -> None:
    assert money_lines({"total": None, "money_known": {"known": 0, "of": 2}}) == [
        "Joint money: none is known for this financial year."
    ]


@pytest.mark.parametrize(
    ("posts", "line"),
    [
        ((0, 0, 0, None), "Joint posts: none."),
        ((1, 1, 0, 1.0), "Joint posts: one; one is empty and none has an interim holder."),
        ((9, 2, 1, 0.24), "Joint posts: nine; two are empty and one has an interim holder."),
        (
            (12, 3, 2, 0.25),
            "Joint posts: 12; 25% of their whole-time equivalents are empty and two have an interim "
            "holder.",
        ),
        ((12, 3, 2, None), "Joint posts: 12; three are empty and two have an interim holder."),
    ],
)
def test_few_posts_are_counted(posts: tuple[int, int, int, float | None], line: str) -> None:
    names = ("posts", "vacant_posts", "interim_posts", "vacancy_rate")
    assert posts_line(dict(zip(names, posts, strict=True))) == line
