"""Joint money and joint posts of a date in plain lines, for all and for the VCSE beside."""

from collections.abc import Mapping
from typing import Any

from partnermap.domain.money import money_in_words
from partnermap.domain.sentences import how_many, number, sentence

FEWEST_FOR_A_RATE = 10
"""Of fewer posts a count is given and no percentage (MEASURES C3)."""


def money_lines(funding: Mapping[str, Any]) -> list[str]:
    """How much, of how many agreements known; what ends, for all and for what the VCSE receives."""
    known = funding["money_known"]
    if funding["total"] is None:
        return ["Joint money: none is known for this financial year."]
    lines = [
        f"Joint money: {_pounds(funding['total'])} this financial year, known for {known['known']} of "
        f"{known['of']} agreements.",
        _ending(funding, "Of what has not expired"),
        _ending(funding["by_recipient_sector"]["VCSE"], "Of what VCSE and community bodies receive"),
    ]
    if funding["yearly_by_rule"]:
        lines.append(f"Renewed every year by national rule: {_share(funding['yearly_by_rule'])}.")
    if funding["largest_payer"]:
        payer = funding["largest_payer"]
        lines.append(f"Largest payer: {payer['organisation']}, {_share(payer['share'])}.")
    if funding["expired_still_running"]:
        lines.append(f"Expired and still running: {'; '.join(funding['expired_still_running'])}.")
    return lines


def posts_line(posts: Mapping[str, Any]) -> str:
    """How many joint posts, how many of them empty or with an interim holder."""
    count = posts["posts"]
    if not count:
        return "Joint posts: none."
    if count >= FEWEST_FOR_A_RATE and posts["vacancy_rate"] is not None:
        empty = f"{_share(posts['vacancy_rate'])} of their whole-time equivalents are empty"
    else:
        empty = f"{how_many(posts['vacant_posts'])} {'is' if posts['vacant_posts'] < 2 else 'are'} empty"
    verb = "has" if posts["interim_posts"] < 2 else "have"
    interim = f"{how_many(posts['interim_posts'])} {verb} an interim holder"
    return sentence(f"joint posts: {number(count)}; {empty} and {interim}")


def _ending(figures: Mapping[str, Any], of: str) -> str:
    if figures["total"] is None:
        return f"{of}: not known."
    by_count = figures["ending_12_months_agreements"]
    return (
        f"{of}, {_share(figures['ending_12_months'])} ends within 12 months "
        f"({by_count['ending']} of {by_count['of']} agreements) and "
        f"{_share(figures['ending_24_months'])} within 24."
    )


def _pounds(amount: float) -> str:
    return money_in_words(round(amount * 100))


def _share(value: float | None) -> str:
    return "a share not known" if value is None else f"{value:.0%}"
