"""A filter in words: one chip for each of its conditions, with the filter that is left without it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.scene.map_choice import Filter
from partnermap.shell.words import counted, text


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition: `Sector: NHS or VCSE`, and the filter that is left when it is taken away."""

    words: str
    without: Filter


def chips_of(place: Place, wanted: Filter) -> tuple[Chip, ...]:
    """The conditions of a filter in the order in which they are offered."""
    return tuple(Chip(words, without) for words, without in _conditions(place, wanted))


def filter_in_words(place: Place, wanted: Filter) -> str:
    """`Sector: NHS; Strength: at least 2`, empty where nothing is filtered."""
    return "; ".join(chip.words for chip in chips_of(place, wanted))


def hidden_in_words(hidden: Collection[TieKind]) -> str:
    """`Kinds of link hidden: referral, trust`, empty where none is."""
    if not hidden:
        return ""
    title = counted(len(hidden), "kind").partition(" ")[2].capitalize()
    return text("{title} of link hidden: {kinds}", title=title, kinds=", ".join(sorted(hidden)))


def _conditions(place: Place, wanted: Filter) -> Iterator[tuple[str, Filter]]:
    if wanted.around is not None:
        yield (
            text(
                "Within {steps} of {name}",
                steps=counted(wanted.steps, "step"),
                name=place.name_of(wanted.around)
                if wanted.around in place.organisations
                else text("an organisation that is gone"),
            ),
            replace(wanted, around=None, steps=1),
        )
    if wanted.words:
        yield text("Name: “{words}”", words=wanted.words), replace(wanted, words="")
    if wanted.sectors:
        yield f"{text('Sector')}: {_any_of(wanted.sectors)}", replace(wanted, sectors=frozenset())
    if wanted.types:
        yield f"{text('Type')}: {_any_of(wanted.types)}", replace(wanted, types=frozenset())
    if wanted.kinds:
        yield f"{text('Kind')}: {_any_of(wanted.kinds)}", replace(wanted, kinds=frozenset())
    yield from _amounts(wanted)


def _amounts(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    if wanted.strength is not None:
        words = text("Strength: at least {strength}", strength=wanted.strength)
        yield words, replace(wanted, strength=None)
    if wanted.pence is not None:
        words = text("Money: at least {money} a year", money=money_in_words(wanted.pence))
        yield words, replace(wanted, pence=None)
    if wanted.ends_within is not None:
        words = text("Ends within {months}", months=counted(wanted.ends_within, "month"))
        yield words, replace(wanted, ends_within=None)
    if wanted.unconfirmed_for is not None:
        months = counted(wanted.unconfirmed_for, "month")
        words = text("Not confirmed for {months}", months=months)
        yield words, replace(wanted, unconfirmed_for=None)


def _any_of(words: Iterable[str]) -> str:
    *first, last = sorted(words, key=str.casefold)
    return f"{', '.join(first)} or {last}" if first else last
