"""Facts: what a sentence says besides who and what: money, years, dates, strength, hours, a name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from partnermap.domain.dates import (
    PartialDate,
    financial_year_period,
    read_financial_year,
)
from partnermap.domain.errors import BadValue
from partnermap.domain.words import LegalBasis, PostStatus, read_word
from partnermap.exchange.sentence.pieces import Piece

_AMOUNT = re.compile(r"(£)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k|m|bn|million|thousand)?\Z", re.IGNORECASE)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}
_SHORT_YEARS = re.compile(r"(\d\d)/(\d\d)\Z")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*([/–—-])\s*((?:19|20)?\d\d)\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_FROM = frozenset({"from", "since", "starting", "starts"})
_UNTIL = frozenset({"until", "till", "ending", "ends", "to", "up to", "through"})
_A_YEAR = (
    "a year",
    "per year",
    "each year",
    "every year",
    "per annum",
    "yearly",
    "annually",
    "p.a",
    "pa",
)
_HOW_PAID = (
    ("per_year", _A_YEAR, True),
    ("per_year", ("in all", "in total", "altogether"), False),
    ("each", ("each", "apiece"), True),
    ("each", ("together", "between them"), False),
    ("recurrent", ("recurrent", "recurring"), True),
    ("recurrent", ("one-off", "non-recurrent"), False),
)
_STRENGTHS = {"contact": 1, "coordinated": 2, "co-ordinated": 2, "integrated": 3}
_WTE = re.compile(r"\d(?:\.\d+)?\Z")
_MOST_WTE = 9
_MOST_PENCE = 10**15
LONGEST_TERM = 30
"""Financial years of one sentence at most; more is a slip of the finger."""


@dataclass(slots=True)
class Facts:
    """What was said; None is not said.

    Attributes:
        pence: the sum of money.
        pence_end: where it ends in the line.
        per_year: whether the sum is for each year; False for all years together.
        each: whether each payer pays the sum; False for all payers together.
        years: financial years, such as `2025/26`.
        start, end: dates, with their precision.
        name: what the money, link or agreement is for or called.
        employer: words for the body that employs.
        not_understood: pieces that none of this took.
    """

    pence: int | None = None
    pence_end: int = 0
    per_year: bool | None = None
    each: bool | None = None
    years: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    strength: int | None = None
    wte: float | None = None
    basis: LegalBasis | None = None
    recurrent: bool | None = None
    status: PostStatus | None = None
    name: str | None = None
    employer: str | None = None
    employer_at: tuple[int, int] | None = None
    assumed: list[str] = field(default_factory=list)
    not_understood: list[Piece] = field(default_factory=list)


Reader = Callable[[Facts, Sequence[Piece]], int]
"""Takes what it knows from the pieces in front and says how many these are; 0 for none."""


def read_facts(pieces: Sequence[Piece], *, of_post: bool = False) -> Facts:
    """The facts in the pieces; those that are none are kept as not understood.

    Raises:
        BadValue: a date, a year or a sum cannot be, or is said twice.
    """
    facts, at = Facts(), 0
    while at < len(pieces):
        taken = taken_by(facts, pieces[at:], of_post=of_post)
        if not taken and not pieces[at].is_mark:
            facts.not_understood.append(pieces[at])
        at += taken or 1
    if facts.start and facts.end and facts.start.first_day > facts.end.last_day:
        raise BadValue(
            f"It would end {facts.end.in_words()}, before it starts {facts.start.in_words()}; "
            "change one of them."
        )
    return facts


def taken_by(facts: Facts, pieces: Sequence[Piece], *, of_post: bool = False) -> int:
    """How many pieces in front are one fact; it is kept in `facts`."""
    if pieces[0].is_mark:
        return 0
    readers = (*_READERS, *(_OF_POSTS if of_post else _OF_MONEY), _read_name)
    for reader in readers:
        if taken := reader(facts, pieces):
            return taken
    return 0


def starts_fact(pieces: Sequence[Piece], *, of_post: bool = False) -> bool:
    """Whether a fact begins here."""
    try:
        return bool(taken_by(Facts(), pieces, of_post=of_post))
    except BadValue:
        return True


def _read_amount(facts: Facts, pieces: Sequence[Piece]) -> int:
    found = _AMOUNT.match(pieces[0].key)
    skipped = 0
    if found is None and pieces[0].key in {"for", "of", "with"} and len(pieces) > 1:
        found, skipped = _AMOUNT.match(pieces[1].key), 1
    if found is None:
        return 0
    pound, whole, parts, word = found.groups()
    taken = skipped + 1
    if word is None and taken < len(pieces) and pieces[taken].key in _TIMES:
        word, taken = pieces[taken].key, taken + 1
    is_plain = pound is None and word is None and "," not in whole
    if is_plain and (Decimal(whole) < 1000 or _YEAR.match(whole)):
        return 0
    if facts.pence is not None:
        raise BadValue(f"“{pieces[skipped].text}” is a second sum of money; write one line for each.")
    facts.pence = _pence(pieces[skipped].text, whole.replace(",", "") + (parts or ""), word)
    facts.pence_end = pieces[taken - 1].end
    return taken


def _pence(text: str, number: str, word: str | None) -> int:
    pence = Decimal(number) * 100 * _TIMES.get((word or "").casefold(), 1)
    if pence != pence.to_integral_value():
        raise BadValue(f"“{text}” is no whole number of pence; correct it.")
    if pence > _MOST_PENCE:
        raise BadValue(f"“{text}” is more money than there is; correct it.")
    return int(pence)


def _read_how_paid(facts: Facts, pieces: Sequence[Piece]) -> int:
    for name, phrases, value in _HOW_PAID:
        if taken := _phrase(pieces, phrases):
            setattr(facts, name, value)
            return taken
    return 0


def _phrase(pieces: Sequence[Piece], phrases: Sequence[str]) -> int:
    """How many pieces in front say one of the phrases."""
    keys = [piece.key for piece in pieces[:3]]
    for phrase in phrases:
        words = phrase.split()
        if keys[: len(words)] == words:
            return len(words)
    return 0


def _read_years(facts: Facts, pieces: Sequence[Piece]) -> int:
    skipped = int(pieces[0].key in {"in", "for", "over", "during"} and len(pieces) > 1)
    if short := _SHORT_YEARS.match(pieces[skipped].key):
        _set_years(facts, f"20{short[0]}", 2000 + int(short[1]), "/", short[2])
        return skipped + 1
    if found := _YEARS.match(pieces[skipped].key):
        first, mark, last = found.groups()
        _set_years(facts, pieces[skipped].text, int(first), mark, last)
        return skipped + 1
    between = _phrase(pieces[skipped + 1 :], ("to", "and", "until"))
    if between and len(pieces) > skipped + 2 and _are_years(pieces[skipped], pieces[skipped + 2]):
        _set_years(
            facts,
            f"{pieces[skipped].text} to {pieces[skipped + 2].text}",
            int(pieces[skipped].key),
            "-",
            pieces[skipped + 2].key,
        )
        return skipped + 3
    if _YEAR.match(pieces[skipped].key):
        first_year = int(pieces[skipped].key)
        _set_years(facts, pieces[skipped].text, first_year, "/", f"{(first_year + 1) % 100:02d}")
        facts.assumed.append(f"“{first_year}” is the financial year {facts.years[0]}.")
        return skipped + 1
    return 0


def _are_years(one: Piece, other: Piece) -> bool:
    return bool(_YEAR.match(one.key) and _YEAR.match(other.key))


def _set_years(facts: Facts, text: str, first: int, mark: str, last: str) -> None:
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if len(last) == 2 and end == first - 99:
        end = first + 1
    if end < first and mark != "/" and int(last) <= 12:
        raise BadValue(f"Is {text} a start or an end? Write “from” or “until” before it.")
    if facts.years:
        raise BadValue(f"“{text}” names years a second time; write one line for each.")
    if not 0 < end - first <= LONGEST_TERM:
        raise BadValue(f"“{text}” is not a run of years; write it as 2025/26 or 2025-27.")
    if mark == "/":
        read_financial_year(text)
    facts.years = tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(first, end))
    if len(facts.years) > 1:
        facts.assumed.append(f"“{text}” means financial years, April to March.")


def _read_dates(facts: Facts, pieces: Sequence[Piece]) -> int:
    word = pieces[0].key
    if word not in _FROM | _UNTIL:
        return 0
    skipped = 2 if len(pieces) > 1 and pieces[1].key in {"the", "end"} else 1
    for many in (3, 2, 1):
        words = " ".join(piece.text.strip(".,") for piece in pieces[skipped : skipped + many])
        if len(pieces) >= skipped + many and (date := _date(words, at_start=word in _FROM)):
            _set_date(facts, word, date)
            return skipped + many
    if word in {"to", "through"} or len(pieces) == 1:
        return 0
    raise BadValue(
        f"“{pieces[1].text}” after “{pieces[0].text}” is no date; write it as 2025-04 or April 2025."
    )


def _date(words: str, *, at_start: bool) -> PartialDate | None:
    """A date, or the end of a financial year that is meant by `from 2025/26`.

    Raises:
        BadValue: it is a date that does not exist.
    """
    if "/" in words and _YEARS.match(words):
        period = financial_year_period(read_financial_year(words))
        return period.start if at_start else period.end
    try:
        date = PartialDate.parse(words)
    except BadValue as fault:
        if "does not exist" in str(fault):
            raise
        return None
    return date if date.is_known else None


def _set_date(facts: Facts, word: str, date: PartialDate) -> None:
    name = "start" if word in _FROM else "end"
    if getattr(facts, name) is not None:
        raise BadValue(f"The {name} is said twice; keep one of them.")
    setattr(facts, name, date)


def _read_strength(facts: Facts, pieces: Sequence[Piece]) -> int:
    if (strength := _STRENGTHS.get(pieces[0].key)) is not None:
        facts.strength = strength
        return 1
    if pieces[0].key == "strength" and len(pieces) > 1:
        if pieces[1].key not in {"1", "2", "3"}:
            raise BadValue(
                f"The strength “{pieces[1].text}” cannot be: 1 is contact, 2 coordinated, 3 integrated."
            )
        facts.strength = int(pieces[1].key)
        return 2
    return 0


def _read_basis(facts: Facts, pieces: Sequence[Piece]) -> int:
    skipped = int(pieces[0].key in {"under", "by"} and len(pieces) > 1)
    for many in (2, 1):
        words = " ".join(piece.key for piece in pieces[skipped : skipped + many])
        if re.match(r"s(ection ?)?\d", words):
            facts.basis = read_word(LegalBasis, words)
            return skipped + many
    return 0


def _read_wte(facts: Facts, pieces: Sequence[Piece]) -> int:
    found = _WTE.match(pieces[0].key)
    if found is None or not 0 < float(found[0]) <= _MOST_WTE:
        return 0
    if facts.wte is not None:
        raise BadValue(f"“{pieces[0].text}” says the hours a second time; keep one of them.")
    facts.wte = float(found[0])
    return 2 if len(pieces) > 1 and pieces[1].key in {"wte", "fte", "whole-time"} else 1


def _read_status(facts: Facts, pieces: Sequence[Piece]) -> int:
    for status in PostStatus:
        if taken := _phrase(pieces, (status.value,)):
            facts.status = status
            return taken
    return 0


def _read_employer(facts: Facts, pieces: Sequence[Piece]) -> int:
    if [piece.key for piece in pieces[:2]] != ["employed", "by"] or len(pieces) < 3:
        return 0
    words = _until_fact(pieces[2:], of_post=True)
    facts.employer = " ".join(piece.text for piece in words)
    facts.employer_at = (words[0].start, words[-1].end) if words else None
    return 2 + len(words)


def _read_name(facts: Facts, pieces: Sequence[Piece]) -> int:
    if pieces[0].key not in {"for", "called", "on", "about"} or len(pieces) < 2:
        return 0
    if pieces[1].key[:1].isdigit():
        raise BadValue(
            f"“{pieces[0].text} {pieces[1].text}” was not understood; say from when until when, and "
            "money as £500 or 5k."
        )
    words = _until_fact(pieces[1:])
    facts.name = " ".join(piece.text for piece in words if not piece.is_mark) or None
    return 1 + len(words)


def _until_fact(pieces: Sequence[Piece], *, of_post: bool = False) -> list[Piece]:
    words: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at and (piece.is_mark or starts_fact(pieces[at:], of_post=of_post)):
            break
        words.append(piece)
    return words


_READERS: tuple[Reader, ...] = (_read_dates, _read_years, _read_strength)
_OF_MONEY: tuple[Reader, ...] = (_read_amount, _read_how_paid, _read_basis)
_OF_POSTS: tuple[Reader, ...] = (_read_status, _read_wte, _read_employer)
