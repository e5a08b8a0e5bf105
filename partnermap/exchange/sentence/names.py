"""Names: whom a few typed words mean, and how a name is completed from its first letters."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.exchange.bodies.names import name_key

_WORD = re.compile(r"\w+")
_AT_ONCE = 200
"""Organisations that one step of gathering reads."""

MOST_COMPLETIONS = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """A name to go on with, and the short, past or other name that was found, where it is one."""

    name: str
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class _Called:
    """One name of an organisation; rank 0 is its name, 1 short name, 2 other names, 3 past names."""

    organisation_id: str
    text: str
    words: tuple[str, ...]
    rank: int

    @property
    def key(self) -> str:
        """The words in one text."""
        return " ".join(self.words)


@dataclass(eq=False)
class Names:
    """What the organisations of a place are called.

    Make it with `names_of`, or a part at a time with `gathered`.

    Attributes:
        place: whose organisations they are.
        on: names of organisations that are open on this day win over those of others.
    """

    place: Place
    on: dt.date
    _exact: tuple[dict[str, list[str]], ...] = field(default_factory=lambda: ({}, {}, {}))
    _called: list[_Called] = field(default_factory=list)
    _with_word: dict[str, set[int]] = field(default_factory=dict)
    _answers: dict[tuple[str, bool, bool], tuple[str, ...]] = field(default_factory=dict)
    _similar: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def matches(self, words: str, *, exact: bool = False, beginnings: bool = True) -> tuple[str, ...]:
        """Ids of those that the words may mean; several where they do not tell them apart.

        A whole name or code counts before other and past names, these before single whole words, and
        these before the beginnings of words.

        Args:
            words: as typed.
            exact: whole names only.
            beginnings: also those in which the words only begin words.
        """
        asked = name_key(words), exact, beginnings
        if asked not in self._answers:
            self._answers[asked] = self._matches(*asked)
        return self._answers[asked]

    def _matches(self, key: str, exact: bool, beginnings: bool) -> tuple[str, ...]:
        if not key:
            return ()
        for tier in self._exact:
            if key in tier:
                return self._open_ones(tier[key])
        if exact:
            return ()
        wanted = key.split()
        with_all = set.intersection(*(self._with_word.get(word, set()) for word in wanted))
        found = [self._called[at] for at in sorted(with_all)]
        if not found and beginnings:
            found = self._beginning(wanted)
        return self._open_ones(one.organisation_id for one in found)

    def completions(self, words: str) -> tuple[Completion, ...]:
        """Names in which every typed word begins a word, those that start with them first."""
        wanted = name_key(words).split()
        if not wanted:
            return ()
        best: dict[str, tuple[tuple[bool, bool, int, str], Completion]] = {}
        for one in self._beginning(wanted):
            name = self.place.name_of(one.organisation_id)
            rank = (
                not self._is_open(one.organisation_id),
                not one.words[0].startswith(wanted[0]),
                one.rank,
                name.casefold(),
            )
            found = Completion(name, one.text if one.rank else None)
            if one.organisation_id not in best or rank < best[one.organisation_id][0]:
                best[one.organisation_id] = (rank, found)
        order = sorted(best.values(), key=lambda pair: pair[0])
        return tuple(found for _, found in order[:MOST_COMPLETIONS])

    def handle(self, organisation_id: str) -> str | None:
        """Words that mean this organisation and no other: a name, else an ID or code; None for none."""
        body = self.place.organisations[organisation_id]
        codes = [
            code.text
            for code in self.place.of(Identifier).values()
            if code.organisation_id == organisation_id
        ]
        for words in (body.name, body.short_name, body.ref, *codes):
            if words and self.matches(words, exact=True) == (organisation_id,):
                return words
        return None

    def similar(self, words: str, most: int = 3) -> tuple[str, ...]:
        """Ids of organisations that are written nearly so: for a name that nobody has."""
        key = name_key(words)
        if key not in self._similar:
            self._similar[key] = self._nearly(key)
        return self._similar[key][:most]

    def _nearly(self, key: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        keys = [one.key for one in self._called]
        hits = process.extract(key, keys, scorer=fuzz.token_sort_ratio, limit=12, score_cutoff=72)
        found = dict.fromkeys(self._called[at].organisation_id for _, _, at in hits)
        return self._open_ones(list(found))

    def _beginning(self, wanted: list[str]) -> list[_Called]:
        """Names in which each wanted word begins a word, one after the other."""
        longest = max(wanted, key=len)
        at = bisect_left(self._sorted_words, longest)
        may: set[int] = set()
        for word in self._sorted_words[at:]:
            if not word.startswith(longest):
                break
            may |= self._with_word[word]
        return [self._called[one] for one in sorted(may) if _begins(self._called[one].words, wanted)]

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._with_word)

    def _open_ones(self, ids: Iterable[str]) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(ids))
        still = tuple(key for key in found if self._is_open(key))
        return still or found

    def _is_open(self, organisation_id: str) -> bool:
        return self.place.organisations[organisation_id].period.holds(self.on)

    def of(self, place: Place) -> "Names":
        """The same names for another version of the place, in which nobody's name has changed."""
        return replace(self, place=place)

    def gather(self) -> Iterator[None]:
        """Take in every name of the place, one a step; call it once."""
        for body in self.place.organisations.values():
            self._add(body)
            yield None
        for code in self.place.of(Identifier).values():
            self._add_code(code)
            yield None
        for alias in self.place.of(Alias).values():
            self._call(alias.organisation_id, alias.name, 2)
            yield None
        for past in self.place.of(PastName).values():
            self._call(past.organisation_id, past.name, 3)
            yield None

    def _add(self, body: Organisation) -> None:
        self._call(body.id, body.name, 0)
        if body.short_name:
            self._call(body.id, body.short_name, 1)
        if body.ref:
            self._exact[0].setdefault(name_key(body.ref), []).append(body.id)

    def _add_code(self, code: Identifier) -> None:
        for words in (code.text, code.value):
            self._exact[1].setdefault(name_key(words), []).append(code.organisation_id)

    def _call(self, organisation_id: str, text: str, rank: int) -> None:
        key = name_key(text)
        if not key or organisation_id not in self.place.organisations:
            return
        self._exact[max(rank - 1, 0)].setdefault(key, []).append(organisation_id)
        written = tuple(_WORD.findall(text.casefold()))
        for words in dict.fromkeys((tuple(key.split()), written)):
            for word in words:
                self._with_word.setdefault(word, set()).add(len(self._called))
            self._called.append(_Called(organisation_id, text, words, rank))


def _begins(words: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether each wanted word begins a word, one after the other."""
    rest = iter(words)
    return all(any(word.startswith(part) for word in rest) for part in wanted)


def gathered(place: Place, on: dt.date) -> Iterator[Names | None]:
    """Gather the names, some a step; the last item has them all."""
    names = Names(place, on)
    for count, _ in enumerate(names.gather(), start=1):
        if count % _AT_ONCE == 0:
            yield None
    yield names


def names_of(place: Place, on: dt.date) -> Names:
    """What the organisations are called, all gathered."""
    *_, names = gathered(place, on)
    return names or Names(place, on)
