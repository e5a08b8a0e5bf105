"""How figures, names and dates are put into plain sentences."""

import datetime as dt
from collections.abc import Sequence

from partnermap.domain.dates import PartialDate

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """`no`, `one` to `ten`, then figures: a number on its own (`part_of` holds two together)."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def how_many(count: int) -> str:
    """`none`, `one` to `ten`, then figures: where the noun stands elsewhere."""
    return number(count) if count else "none"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`one post`, `two posts`, `12 posts`."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def digits(count: int) -> str:
    """`none`, then figures: where numbers are held against each other, none of them is a word."""
    return f"{count:,}" if count else "none"


def in_figures(count: int, singular: str, plural: str | None = None) -> str:
    """`1 post`, `9 posts`: a whole whose parts follow in figures."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def part_of(part: int, whole: int, singular: str, plural: str | None = None) -> str:
    """`6 of 9 agreements`, `none of 12 agreements`."""
    return f"{digits(part)} of {in_figures(whole, singular, plural)}"


def joined(parts: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def first_few(names: Sequence[str], most: int = 3) -> str:
    """The first names and how many more there are."""
    if len(names) <= most:
        return joined(names)
    return f"{', '.join(names[:most])} and {number(len(names) - most)} more"


def day_in_words(date: dt.date) -> str:
    """`31 March 2028`."""
    return PartialDate.from_day(date).in_words()


def month_in_words(date: dt.date) -> str:
    """`March 2028`."""
    return PartialDate(date.year, date.month).in_words()


def capital(text: str) -> str:
    """With a capital letter; the rest keeps its own form, which `str.capitalize` would not."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """With a capital letter and a full stop; a name or amount at the start keeps its own form."""
    return capital(text) + ("" if text.endswith(".") else ".")


def is_or_are(count: int) -> str:
    """`is` for one, `are` for none and several."""
    return "is" if count == 1 else "are"


def verb(subject: str, singular: str, plural: str) -> str:
    """The form of a verb after a name: `The fund ends`, `Youth grants end`."""
    last = subject.rsplit(maxsplit=1)[-1] if subject.split() else ""
    is_plural = last.endswith("s") and last[-2:] not in {"ss", "us", "is"}
    return plural if is_plural else singular
